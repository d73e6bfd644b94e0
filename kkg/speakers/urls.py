"""Addresses of speakers."""

from django.urls import path

from kkg.speakers import views

urlpatterns = [
    path("kkg/<int:pk>/narasumber/", views.outsider_list, name="outsider-list"),
    path("kkg/narasumber/<int:pk>/ubah/", views.outsider_edit, name="outsider-edit"),
    path("kkg/narasumber/<int:pk>/gabung/", views.outsider_merge, name="outsider-merge"),
    path("kkg/narasumber/gabung/<int:pk>/batal/", views.outsider_part, name="outsider-part"),
    path("kkg/narasumber/<int:pk>/hapus/", views.outsider_drop, name="outsider-drop"),
]

"""Addresses of groups."""

from django.urls import path

from kkg.groups import history_views, views

urlpatterns = [
    path("kkg/", views.group_list, name="group-list"),
    path("kkg/baru/", views.group_new, name="group-new"),
    path("kkg/<int:pk>/ubah/", views.group_edit, name="group-edit"),
    path("kkg/<int:pk>/madrasah/", views.group_places, name="group-places"),
    path("kkg/<int:pk>/riwayat/", history_views.group_officers, name="group-officers"),
    path("kkg/<int:pk>/pengurus/", views.officer_new, name="officer-new"),
    path("kkg/<int:pk>/pengurus/<int:term>/akhiri/", views.officer_end, name="officer-end"),
]

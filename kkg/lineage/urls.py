"""Addresses of lineage."""

from django.urls import path

from kkg.lineage import views

urlpatterns = [
    path("kkg/<int:pk>/pecah/", views.group_split, name="group-split"),
    path("kkg/<int:pk>/gabung/", views.group_merge, name="group-merge"),
]

"""Addresses of rpp."""

from django.urls import path

from competency.rpp import views

urlpatterns = [
    path("supervisi/rpp/", views.week, name="rpp-week"),
    path("supervisi/rpp/<int:pk>/foto/", views.photo, name="rpp-photo"),
    path("supervisi/rpp/<int:pk>/foto/lihat/", views.photo_file, name="rpp-photo-file"),
]

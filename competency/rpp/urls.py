"""Addresses of rpp."""

from django.urls import path

from competency.rpp import month_views, views

urlpatterns = [
    path("supervisi/rpp/", views.week, name="rpp-week"),
    path("supervisi/rpp/bulan/", month_views.month, name="rpp-month"),
    path("supervisi/rpp/<int:pk>/foto/", views.photo, name="rpp-photo"),
    path("supervisi/rpp/<int:pk>/foto/lihat/", views.photo_file, name="rpp-photo-file"),
    path("supervisi/rpp/<int:pk>/foto/hapus/", views.photo_remove, name="rpp-photo-file-remove"),
    path("supervisi/rpp/<int:pk>/foto/kembalikan/", views.photo_restore, name="rpp-photo-file-restore"),
]

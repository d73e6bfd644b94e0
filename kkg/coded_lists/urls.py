"""Addresses of coded lists."""

from django.urls import path

from kkg.coded_lists import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/lembar/", views.coded_list, name="coded-list"),
    path("kkg/lembar/", views.coded_find, name="coded-find"),
    path("kkg/lembar/<slug:code>.pdf", views.coded_print, name="coded-print"),
    path("kkg/lembar/<slug:code>/", views.coded_type, name="coded-type"),
    path("kkg/lembar/<slug:code>/foto/", views.coded_photo, name="coded-photo"),
    path("kkg/lembar/<slug:code>/foto/hapus/", views.coded_photo_remove, name="coded-photo-remove"),
    path("kkg/lembar/<slug:code>/foto/kembalikan/", views.coded_photo_restore, name="coded-photo-restore"),
]

"""Addresses of photos."""

from django.urls import path

from kkg.photos import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/foto/", views.session_photos, name="session-photos"),
    path("kkg/pertemuan/<int:pk>/izin-foto/", views.session_consents, name="session-consents"),
    path("kkg/foto/<int:pk>/", views.photo_edit, name="photo-edit"),
    path("kkg/foto/<int:pk>/bersama/", views.photo_group, name="photo-group"),
    path("kkg/foto/<int:pk>/berkas/", views.photo_file, name="photo-file"),
    path("kkg/foto/<int:pk>/hapus/", views.photo_remove, name="photo-remove"),
    path("kkg/foto/<int:pk>/kembalikan/", views.photo_restore, name="photo-restore"),
]

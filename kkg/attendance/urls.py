"""Addresses of attendance."""

from django.urls import path

from kkg.attendance import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/kehadiran/", views.session_attendance, name="session-attendance"),
    path("kkg/pertemuan/<int:pk>/kehadiran/simpan/", views.roll_autosave, name="roll-autosave"),
    path("kkg/pertemuan/<int:pk>/kehadiran/tamu/", views.session_guest, name="session-guest"),
    path("kkg/pertemuan/<int:pk>/kehadiran/<int:row>/ubah/", views.guest_edit, name="guest-edit"),
    path("kkg/pertemuan/<int:pk>/kehadiran/narasumber/<int:row>/hapus/", views.speaker_remove, name="speaker-remove"),
    path("kkg/pertemuan/<int:pk>/kehadiran/<int:row>/hapus/", views.attendance_remove, name="attendance-remove"),
]

"""Addresses of record."""

from django.urls import path

from kkg.record import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/tutup/", views.session_close, name="session-close"),
    path("kkg/pertemuan/<int:pk>/buka-kembali/", views.session_reopen, name="session-reopen"),
    path("kkg/pertemuan/<int:pk>/notulen/", views.session_minutes, name="session-minutes"),
    path("kkg/pertemuan/<int:pk>/notulen/simpan/", views.minutes_autosave, name="minutes-autosave"),
    path("kkg/pertemuan/<int:pk>/notulen.pdf", views.minutes_paper, name="minutes-paper"),
    path("kkg/pertemuan/<int:pk>/jurnal.pdf", views.journal_paper, name="journal"),
]

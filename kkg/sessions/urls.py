"""Addresses of sessions."""

from django.urls import path

from kkg.sessions import views

urlpatterns = [
    path("kkg/pertemuan/", views.session_list, name="session-list"),
    path("kkg/pertemuan/baru/", views.session_new, name="session-new"),
    path("kkg/pertemuan/<int:pk>/ubah/", views.session_edit, name="session-edit"),
    path("kkg/pertemuan/<int:pk>/hari/", views.session_days, name="session-days"),
    path("kkg/pertemuan/<int:pk>/salin/", views.session_copy, name="session-copy"),
    path("kkg/pertemuan/<int:pk>/hapus/", views.session_remove, name="session-remove"),
    path("kkg/pertemuan/<int:pk>/kembalikan/", views.session_restore, name="session-restore"),
]

"""Addresses of postponements."""

from django.urls import path

from kkg.postponements import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/tunda/", views.session_postpone, name="session-postpone"),
    path("kkg/pertemuan/<int:pk>/batalkan/", views.session_cancel, name="session-cancel"),
    path("kkg/pertemuan/<int:pk>/adakan/", views.session_revive, name="session-revive"),
]

"""Addresses of forms on paper."""

from django.urls import path

from competency.paper_forms import typing_views, views

urlpatterns = [
    path("supervisi/instrumen/<int:pk>/kosong.pdf", views.instrument_blank, name="instrument-blank"),
    path("supervisi/rencana/<int:pk>/kosong.pdf", views.visit_blank, name="visit-blank"),
    path("supervisi/kertas/", views.form_find, name="form-find"),
    path("supervisi/kertas/<slug:code>/", typing_views.form_type, name="form-type"),
    path("supervisi/lembar/<int:pk>/kertas/foto/", typing_views.paper_photo, name="paper-photo"),
    path("supervisi/lembar/<int:pk>/kertas/foto/hapus/", typing_views.paper_photo_remove, name="paper-photo-remove"),
    path(
        "supervisi/lembar/<int:pk>/kertas/foto/kembalikan/",
        typing_views.paper_photo_restore,
        name="paper-photo-restore",
    ),
]

"""Addresses of forms on paper."""

from django.urls import path

from competency.paper_forms import views

urlpatterns = [
    path("supervisi/instrumen/<int:pk>/kosong.pdf", views.instrument_blank, name="instrument-blank"),
    path("supervisi/rencana/<int:pk>/kosong.pdf", views.visit_blank, name="visit-blank"),
    path("supervisi/kertas/", views.form_find, name="form-find"),
    path("supervisi/kertas/<slug:code>/", views.form_type, name="form-type"),
]

"""Addresses of instruments."""

from django.urls import path

from competency.instruments import views

urlpatterns = [
    path("supervisi/instrumen/", views.instrument_list, name="instrument-list"),
    path("supervisi/instrumen/<int:pk>/", views.instrument_detail, name="instrument-detail"),
]

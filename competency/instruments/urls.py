"""Addresses of instruments."""

from django.urls import path

from competency.instruments import views

urlpatterns = [
    path("supervisi/instrumen/", views.instrument_list, name="instrument-list"),
    path("supervisi/instrumen/terbitkan/", views.instrument_publish, name="instrument-publish"),
    path("supervisi/instrumen/<int:pk>/", views.instrument_detail, name="instrument-detail"),
    path("supervisi/instrumen/<int:pk>/berkas/", views.instrument_file, name="instrument-file"),
    path("supervisi/instrumen/<int:pk>/tarik/", views.instrument_retire, name="instrument-retire"),
    path("supervisi/instrumen/<int:pk>/tawarkan/", views.instrument_offer, name="instrument-offer"),
]

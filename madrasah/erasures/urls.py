"""Addresses of erasures."""

from django.urls import URLPattern, path

from madrasah.erasures import views
from madrasah.erasures.rules import ErasingRules


def urlpatterns_under(rules: ErasingRules) -> list[URLPattern]:
    """Addresses under what all apps say about erasing a person."""
    return [
        path("guru/<int:pk>/hapus/pribadi/", views.person_erase, {"rules": rules}, name="person-erase"),
        path("guru/terhapus/", views.erasure_list, name="erasure-list"),
        path("guru/terhapus/<int:pk>/", views.erasure_detail, name="erasure-detail"),
        path("guru/terhapus/<int:pk>/lanjut/", views.erasure_continue, {"rules": rules}, name="erasure-continue"),
    ]

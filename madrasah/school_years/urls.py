"""Addresses of new school years."""

from django.urls import URLPattern, path

from madrasah.school_years import views
from madrasah.school_years.rules import OpeningRules

urlpatterns = [path("semester/tahun-baru/<int:pk>/batal/", views.year_take_back, name="year-take-back")]


def urlpatterns_under(rules: OpeningRules) -> list[URLPattern]:
    """Addresses under what all apps say about a new school year."""
    return [path("semester/tahun-baru/", views.year_open, {"rules": rules}, name="year-open")]

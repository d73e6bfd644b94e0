"""Addresses of merges."""

from django.urls import URLPattern, path

from madrasah.merges import views
from madrasah.merges.rules import MergingRules


def urlpatterns_under(rules: MergingRules) -> list[URLPattern]:
    """Addresses under what all apps say about merging two records of a person."""
    return [
        path("guru/<int:pk>/gabungkan/", views.person_duplicates, name="person-duplicates"),
        path("guru/<int:pk>/gabungkan/<int:twin>/", views.person_merge, {"rules": rules}, name="person-merge"),
        path(
            "guru/<int:pk>/gabungkan/batal/<int:merge>/", views.person_unmerge, {"rules": rules}, name="person-unmerge"
        ),
    ]

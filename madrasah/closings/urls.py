"""Addresses of closings."""

from django.urls import URLPattern, path

from madrasah.closings import views
from madrasah.closings.rules import ClosingRules

urlpatterns = [
    path("madrasah/<int:pk>/ganti-nama/", views.madrasah_rename, name="madrasah-rename"),
    path("madrasah/<int:pk>/ganti-nama/batal/", views.madrasah_rename_undo, name="madrasah-rename-undo"),
]


def urlpatterns_under(rules: ClosingRules) -> list[URLPattern]:
    """Addresses under what all apps say about the last day of a madrasah."""
    return [
        path(
            "madrasah/<int:pk>/tutup/", views.madrasah_close, {"rules": rules, "is_merge": False}, name="madrasah-close"
        ),
        path(
            "madrasah/<int:pk>/gabung/", views.madrasah_close, {"rules": rules, "is_merge": True}, name="madrasah-merge"
        ),
        path("madrasah/<int:pk>/buka/<int:closing>/", views.madrasah_reopen, {"rules": rules}, name="madrasah-reopen"),
    ]

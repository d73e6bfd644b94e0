"""Addresses of recap."""

from django.urls import path

from kkg.recap import views

urlpatterns = [
    path("kkg/rekap/", views.recap, name="recap"),
    path("kkg/rekap.xlsx", views.recap_sheet, name="recap-sheet"),
]

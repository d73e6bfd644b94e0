"""Addresses of the figures of a kabupaten."""

from django.urls import path

from competency.district import views

urlpatterns = [
    path("kompetensi/kabupaten/", views.district, name="district"),
    path("kompetensi/kabupaten/madrasah/", views.madrasahs, name="district-madrasahs"),
    path("kompetensi/kabupaten/semester/", views.trend, name="district-trend"),
    path("kompetensi/kabupaten.pdf", views.district_pdf, name="district-paper"),
    path("kompetensi/kabupaten.xlsx", views.district_sheet, name="district-sheet"),
]

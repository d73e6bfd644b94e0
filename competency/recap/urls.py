"""Addresses of the recap of supervision, and of programme and report."""

from django.urls import path

from competency.recap import views

urlpatterns = [
    path("supervisi/rekap/", views.recap, name="supervision-recap"),
    path("supervisi/rekap.pdf", views.recap_pdf, name="supervision-recap-paper"),
    path("supervisi/rekap.xlsx", views.recap_sheet, name="supervision-recap-sheet"),
    path("supervisi/rencana/program.pdf", views.programme_pdf, name="supervision-programme"),
    path("supervisi/rencana/laporan.pdf", views.report_pdf, name="supervision-report"),
]

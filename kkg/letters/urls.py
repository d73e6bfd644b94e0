"""Addresses of letters."""

from django.urls import path

from kkg.letters import activity_views, issuing_views, views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/daftar-hadir.pdf", views.attendance_sheet, name="attendance-paper"),
    path("kkg/pertemuan/<int:pk>/surat/", views.session_papers, name="session-papers"),
    path("kkg/pertemuan/<int:pk>/surat/<slug:kind>/", issuing_views.letter_new, name="letter-new"),
    path("kkg/surat/<int:pk>.pdf", views.letter_pdf, name="letter-pdf"),
    path("kkg/surat/<int:pk>/tarik/", views.letter_withdraw, name="letter-withdraw"),
    path("kkg/<int:pk>/surat/", views.letter_list, name="letter-list"),
    path("kkg/<int:pk>/lpj/", activity_views.group_report, name="group-report"),
    path("kkg/<int:pk>/laporan/", activity_views.span_report, name="span-report"),
]

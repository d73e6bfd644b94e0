"""Addresses of programme."""

from django.urls import path

from kkg.programme import planned_views, views

urlpatterns = [
    path("kkg/program/", views.programme_list, name="programme-list"),
    path("kkg/program/baru/", views.programme_new, name="programme-new"),
    path("kkg/program/<int:pk>/", views.programme_detail, name="programme-detail"),
    path("kkg/program/<int:pk>.pdf", views.programme_pdf, name="programme-paper"),
    path("kkg/program/<int:pk>/ubah/", views.programme_edit, name="programme-edit"),
    path("kkg/program/<int:pk>/salin/", views.programme_copy, name="programme-copy"),
    path("kkg/rencana/<int:pk>/jadwalkan/", planned_views.planned_schedule, name="planned-schedule"),
    path("kkg/rencana/<int:pk>/kaitkan/", planned_views.planned_tie, name="planned-tie"),
]

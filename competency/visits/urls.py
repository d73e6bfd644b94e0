"""Addresses of planned visits; beginning one is the sheets'."""

from django.urls import path

from competency.visits import views

urlpatterns = [
    path("supervisi/rencana/", views.visit_list, name="visit-list"),
    path("supervisi/rencana/baru/", views.visit_plan, name="visit-plan"),
    path("supervisi/rencana/<int:pk>/", views.visit_detail, name="visit-detail"),
    path("supervisi/rencana/<int:pk>/ubah/", views.visit_change, name="visit-change"),
    path("supervisi/rencana/<int:pk>/batalkan/", views.visit_call_off, name="visit-call-off"),
    path("supervisi/rencana/<int:pk>/adakan/", views.visit_revive, name="visit-revive"),
]

"""Addresses of planned visits; beginning one is the sheets'."""

from django.urls import path

from competency.visits import plan_views, views

urlpatterns = [
    path("supervisi/rencana/", views.visit_list, name="visit-list"),
    path("supervisi/rencana/baru/", plan_views.visit_plan, name="visit-plan"),
    path("supervisi/rencana/<int:pk>/", views.visit_detail, name="visit-detail"),
    path("supervisi/rencana/<int:pk>/percakapan/", views.visit_talk, name="visit-talk"),
    path("supervisi/rencana/<int:pk>/ubah/", plan_views.visit_change, name="visit-change"),
    path("supervisi/rencana/<int:pk>/batalkan/", plan_views.visit_call_off, name="visit-call-off"),
    path("supervisi/rencana/<int:pk>/adakan/", plan_views.visit_revive, name="visit-revive"),
    path("supervisi/rencana/<int:pk>/tarik/", plan_views.visit_withdraw, name="visit-withdraw"),
    path("supervisi/rencana/<int:pk>/tunjuk/", plan_views.visit_reappoint, name="visit-reappoint"),
]

"""Addresses of summary."""

from django.urls import path

from competency.summary import rpp_views, views

urlpatterns = [
    path("kompetensi/", views.mine, name="my-summary"),
    path("kompetensi/rpp/", rpp_views.mine, name="my-rpp"),
    path("kompetensi/guru/", views.teachers, name="summary-list"),
    path("kompetensi/guru/<int:pk>/", views.of_teacher, name="teacher-summary"),
]

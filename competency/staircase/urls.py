"""Addresses of the staircase."""

from django.urls import path

from competency.staircase import views

urlpatterns = [
    path("kompetensi/penilaian/", views.staircase, name="staircase"),
    path("kompetensi/penilaian/guru/<int:pk>/", views.of_teacher, name="teacher-staircase"),
]

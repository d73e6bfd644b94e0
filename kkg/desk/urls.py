"""Addresses of desk."""

from django.urls import path

from kkg.desk import views

urlpatterns = [
    path("kkg/pertemuan/<int:pk>/", views.session_detail, name="session-detail"),
    path("kkg/<int:pk>/", views.group_detail, name="group-detail"),
]

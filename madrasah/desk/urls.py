"""Addresses of desk."""

from django.urls import path

from madrasah.desk import views

urlpatterns = [path("guru/<int:pk>/", views.person_detail, name="person-detail")]

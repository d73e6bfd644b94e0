"""Addresses of needs."""

from django.urls import path

from competency.needs import views

urlpatterns = [path("kkg/<int:pk>/kebutuhan/", views.needs, name="needs")]

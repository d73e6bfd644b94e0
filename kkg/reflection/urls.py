"""Addresses of reflection."""

from django.urls import path

from kkg.reflection import views

urlpatterns = [path("kkg/pertemuan/<int:pk>/tanggapan/", views.session_reflect, name="session-reflect")]

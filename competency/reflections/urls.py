"""Addresses of reflections."""

from django.urls import path

from competency.reflections import views

urlpatterns = [
    path("supervisi/lembar/<int:pk>/refleksi/", views.reflection_write, name="reflection-write"),
    path("supervisi/lembar/<int:pk>/refleksi/lewati/", views.reflection_skip, name="reflection-skip"),
]

"""Addresses of registers to take out."""

from django.urls import path

from madrasah.registers import views

urlpatterns = [
    path("guru/daftar/<str:columns>.xlsx", views.teacher_register, name="teacher-register"),
    path("madrasah/daftar/<str:columns>.xlsx", views.madrasah_register, name="madrasah-register"),
]

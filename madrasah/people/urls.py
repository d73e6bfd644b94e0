"""Addresses of people."""

from django.urls import path

from madrasah.people import views

urlpatterns = [
    path("akun/izin-foto/", views.photo_consent, name="photo-consent"),
    path("guru/", views.person_list, name="person-list"),
    path("guru/<int:pk>/ubah/", views.person_edit, name="person-edit"),
]

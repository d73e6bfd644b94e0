"""Addresses of removals."""

from django.urls import path

from madrasah.removals import views

urlpatterns = [
    path("guru/<int:pk>/hapus/", views.person_remove, name="person-remove"),
    path("guru/dihapus/", views.person_removed, name="person-removed"),
    path("guru/dihapus/<int:pk>/kembalikan/", views.person_restore, name="person-restore"),
]

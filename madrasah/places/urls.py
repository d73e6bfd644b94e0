"""Addresses of places."""

from django.urls import path

from madrasah.places import views

urlpatterns = [
    path("madrasah/", views.madrasah_list, name="madrasah-list"),
    path("madrasah/baru/", views.madrasah_new, name="madrasah-new"),
    path("madrasah/<int:pk>/", views.madrasah_detail, name="madrasah-detail"),
    path("madrasah/<int:pk>/ubah/", views.madrasah_edit, name="madrasah-edit"),
    path("madrasah/<int:pk>/hapus/", views.madrasah_remove, name="madrasah-remove"),
    path("madrasah/<int:pk>/kembalikan/", views.madrasah_restore, name="madrasah-restore"),
]

"""Addresses of growth."""

from django.urls import path

from competency.growth import views

urlpatterns = [
    path("kompetensi/perkembangan/", views.mine, name="my-growth"),
    path("kompetensi/kompetensi.pdf", views.my_paper, name="my-competencies-paper"),
    path("kompetensi/guru/<int:pk>/perkembangan/", views.of_teacher, name="teacher-growth"),
    path("kompetensi/guru/<int:pk>/kompetensi.pdf", views.paper_of, name="teacher-competencies-paper"),
]

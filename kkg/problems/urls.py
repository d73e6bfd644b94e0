"""Addresses of problems."""

from django.urls import path

from kkg.problems import views

urlpatterns = [
    path("kkg/masalah/", views.problem_list, name="problem-list"),
    path("kkg/masalah/baru/", views.problem_new, name="problem-new"),
    path("kkg/masalah/<uuid:key>/", views.problem_detail, name="problem-detail"),
    path("kkg/masalah/<uuid:key>/ubah/", views.problem_edit, name="problem-edit"),
    path("kkg/masalah/<uuid:key>/bahas/", views.problem_discuss, name="problem-discuss"),
    path("kkg/masalah/<uuid:key>/topik/", views.problem_topic, name="problem-topic"),
    path("kkg/masalah/<uuid:key>/hapus/", views.problem_remove, name="problem-remove"),
    path("kkg/masalah/<uuid:key>/kembalikan/", views.problem_restore, name="problem-restore"),
]

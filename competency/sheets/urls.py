"""Addresses of sheets."""

from django.urls import path

from competency.sheets import list_views, mending_views, start_views, views

urlpatterns = [
    path("supervisi/lembar/", list_views.assessment_list, name="assessment-list"),
    path("supervisi/lembar/baru/", start_views.assessment_start, name="assessment-start"),
    path("supervisi/lembar/baru/<int:pk>/", start_views.assessment_whole, name="assessment-whole"),
    path("supervisi/rencana/<int:pk>/mulai/", start_views.visit_begin, name="visit-begin"),
    path("supervisi/lembar/<int:pk>/isi/<int:stage>/", views.assessment_fill, name="assessment-fill"),
    path("supervisi/lembar/<int:pk>/simpan/<int:stage>/", views.assessment_autosave, name="assessment-autosave"),
    path("supervisi/lembar/<int:pk>/data/", mending_views.assessment_data, name="assessment-data"),
    path("supervisi/lembar/<int:pk>/hapus/", views.assessment_remove, name="assessment-remove"),
    path("supervisi/lembar/<int:pk>/kembalikan/", views.assessment_restore, name="assessment-restore"),
]

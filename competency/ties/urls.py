"""Addresses of ties."""

from django.urls import path

from competency.ties import views

urlpatterns = [
    path("kkg/berbagi/indikator/", views.indicator_materials, name="indicator-materials"),
    path("kkg/berbagi/<int:pk>/indikator/", views.material_indicators, name="material-indicators"),
    path("kkg/topik/<int:pk>/indikator/", views.topic_indicators, name="topic-indicators"),
]

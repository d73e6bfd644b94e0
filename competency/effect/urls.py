"""Addresses of effects."""

from django.urls import path

from competency.effect import views

urlpatterns = [
    path("kkg/<int:pk>/dampak/", views.effects, name="effect-list"),
    path("kkg/<int:pk>/dampak/<int:topic>/<str:indicator>/", views.effect, name="effect-detail"),
    path("kkg/<int:pk>/dampak/<int:topic>/<str:indicator>/dampak.pdf", views.effect_pdf, name="effect-paper"),
]

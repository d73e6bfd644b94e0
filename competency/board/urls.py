"""Address of the board."""

from django.urls import path

from competency.board import views

urlpatterns = [path("supervisi/", views.board, name="supervision")]

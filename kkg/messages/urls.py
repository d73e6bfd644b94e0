"""Addresses of messages."""

from django.urls import path

from kkg.messages import views

urlpatterns = [path("kkg/pertemuan/<int:pk>/pesan/", views.session_messages, name="session-messages")]

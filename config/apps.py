"""Names the app for Django; nothing else belongs here."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    name = "config"
    default_auto_field = "django.db.models.BigAutoField"

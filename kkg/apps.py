"""Names the app for Django; nothing else belongs here."""

from django.apps import AppConfig


class KkgConfig(AppConfig):
    name = "kkg"
    default_auto_field = "django.db.models.BigAutoField"

"""Names the app for Django; nothing else belongs here."""

from django.apps import AppConfig


class MadrasahConfig(AppConfig):
    name = "madrasah"
    default_auto_field = "django.db.models.BigAutoField"

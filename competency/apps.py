"""Names the app for Django; nothing else belongs here."""

from django.apps import AppConfig


class CompetencyConfig(AppConfig):
    name = "competency"
    default_auto_field = "django.db.models.BigAutoField"

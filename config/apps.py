"""Names the app for Django, and what `check --deploy` asks of it; nothing else belongs here."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from config.databases import unproved


class CompositionConfig(AppConfig):
    name = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Told to whoever looks after a site, and to nobody at a desk."""
        register(unproved, Tags.security, deploy=True)

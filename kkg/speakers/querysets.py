"""Verbs on narasumber."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Who speaks, or spoke, at sessions of a KKG."""

    def outsiders(self) -> Self:
        """Those whom only their name and institution tell, by name."""
        return self.filter(person=None).order_by("name", "institution", "pk")

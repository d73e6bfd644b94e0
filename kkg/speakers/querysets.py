"""Verbs on narasumber."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from kkg.groups.scope import groups_run_by

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Who speaks, or spoke, at sessions of a KKG."""

    def visible_to(self, user: Any) -> Self:
        """The list itself is for those who run the group; others read who spoke on the session."""
        return self.filter(group__in=groups_run_by(user)).select_related("group", "person")

    def outsiders(self) -> Self:
        """Those whom only their name and institution tell, by name."""
        return self.filter(person=None).order_by("name", "institution", "pk")

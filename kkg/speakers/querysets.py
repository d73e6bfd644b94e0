"""Verbs on narasumber."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Who speaks, or spoke, at sessions of a KKG."""

    def at(self, session: Any) -> Any:
        """Who is noted for a session (`is_noted`), then who stands on its agenda. One query."""
        noted = Q(pk__in=session.speakers.order_by().values("pk"))
        found = self.filter(noted | Q(pk__in=session.topics.order_by().values("speaker"))).select_related("person")
        is_noted = Exists(session.speakers.order_by().filter(pk=OuterRef("pk")))
        return found.annotate(is_noted=is_noted).order_by("-is_noted", "pk")

    def outsiders(self) -> Self:
        """Those whom only their name and institution tell, by name."""
        return self.filter(person=None).order_by("name", "institution", "pk")

"""Verbs on narasumber."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from core.fields import keys_of_any, rows_behind
from kkg.groups.scope import groups_run_by

if TYPE_CHECKING:
    from kkg.speakers.models import Speaker, SpeakerMerge


TAKEN_UP = ("tuntas", "sebagian")  # results of a topic whose speaker spoke


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Who speaks, or spoke, at sessions of a KKG."""

    def visible_to(self, user: Any) -> Self:
        """The outsiders of the groups one runs: only they are put right on the list."""
        return self.filter(person=None, group__in=groups_run_by(user)).select_related("group")

    def noted_at(self, session: Any) -> Self:
        """Who is noted for a session, on whichever of its days. One query."""
        noted = self.filter(sessions__in=_days_of(session)).order_by().values("pk")
        return self.filter(pk__in=noted).select_related("person").order_by("pk")

    def at(self, session: Any) -> Any:
        """Who is noted for this day of a session (`is_noted`), then who else speaks at it: noted on another day of
        it, or on its agenda, which belongs to them all. One query.
        """
        on_agenda = self.filter(topics__session__in=_days_of(session))
        found = self.filter(pk__in=keys_of_any(self.noted_at(session), on_agenda))
        is_noted = Exists(session.speakers.order_by().filter(pk=OuterRef("pk")))
        return found.select_related("person").annotate(is_noted=is_noted).order_by("-is_noted", "pk")

    def outsiders(self) -> Self:
        """Those whom only their name and institution tell, by name."""
        return self.filter(person=None).order_by("name", "institution", "pk")


class SpeakerMergeQuerySet(models.QuerySet["SpeakerMerge"]):
    """Two outsiders made one."""

    def visible_to(self, user: Any) -> Self:
        """Those of outsiders one sees."""
        return self.filter(kept__in=rows_behind(self.model, "kept").visible_to(user).values("pk"))

    def live(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)


def _days_of(session: Any) -> Any:
    return type(session).days.of_whole(session).order_by().values("pk")

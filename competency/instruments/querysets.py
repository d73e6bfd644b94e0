"""Verbs on instrument versions."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, When

if TYPE_CHECKING:
    from competency.instruments.models import Instrument

YEARLY = "penilaian_kinerja"  # the kind of document that `Definition.is_yearly` knows
OF_LESSONS = "observasi"  # the one kind whose sheets say that a lesson was seen


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Versions of instruments: no secret to anybody who is logged in."""

    def visible_to(self, user: Any) -> Self:
        """All of them, for anybody with a log-in."""
        return self.all() if user.is_authenticated else self.none()

    def offered(self) -> Self:
        """Those a new sheet may use."""
        return self.filter(is_offered=True)

    def of_visits(self, kind: str) -> Self:
        """Those of a kind that one visit begins with; a yearly rating is begun by itself."""
        return self.filter(kind=kind).exclude(document__kind=YEARLY)

    def in_order(self, first_code: Any) -> Self:
        """That of `first_code` (a word or an expression) on top, then by kind and title, newest version on top."""
        is_first = Case(When(code=first_code, then=0), default=1)
        return self.order_by(is_first, "kind", "title", "-pk")

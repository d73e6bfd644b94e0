"""Verbs on planned visits; `visible_to` is written from Scope alone."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When

from competency.visits.states import VisitState
from core.fields import rows_behind
from core.formats import name_columns
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.visits.models import Visit

JOINED = ("teacher", "observer", "madrasah", "subject")  # named wherever a visit is shown

LISTED = (
    *("kind", "day", "starts_at", "class_name", "is_peer", "withdrawn_at", "called_off_at", "subject__name"),
    *name_columns("teacher"),
    *name_columns("observer"),
)
ORDER = (VisitState.OVERDUE, VisitState.BEGUN, VisitState.PLANNED, VisitState.DONE, VisitState.CALLED_OFF)


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits as they were planned, those called off too."""

    def visible_to(self, user: Any) -> Self:
        """Those that come to oneself, those one makes, and all at madrasah where one is kepala or pengawas."""
        scope = scope_of(user)
        if scope.person_id is None:
            return self.none()
        own = Q(teacher=scope.person_id) | Q(observer=scope.person_id)
        return self.filter(own | Q(madrasah__in=scope.opens)).select_related(*JOINED)

    def to_observe(self, user: Any) -> Self:
        """Those that one is to make: in office there, or appointed and still a teacher there."""
        scope = scope_of(user)
        appointed = Q(is_peer=True, withdrawn_at=None, madrasah__in=scope.teaches_at)
        mine = Q(is_peer=False, madrasah__in=scope.opens) | appointed
        return self.filter(mine, observer=scope.person_id, called_off_at=None)

    def lacking_observer(self) -> Self:
        """Whose appointed observer was withdrawn, and nobody named since."""
        return self.filter(withdrawn_at__isnull=False)

    def ahead(self) -> Self:
        """Neither called off nor begun."""
        return self.filter(~Exists(self._sheets()), called_off_at=None)

    def with_sheet(self) -> Self:
        """With what `Visit.state_on` reads: whether its sheet was begun, and shared."""
        kept = self._sheets()
        return self.annotate(sheet_pk=Subquery(kept.values("pk")[:1]), is_shared=Exists(_shared(kept)))

    def in_state(self, state: VisitState, today: date) -> Self:
        """As `states.state_on` says it of each."""
        return self.annotate(state=self._state(today)).filter(state=state)

    def by_urgency(self, today: date) -> Self:
        """Overdue, begun and coming ones by day; then what is done, then what was called off."""
        place = self._told(today, {state: Value(at) for at, state in enumerate(ORDER)})
        return self.order_by(place, "day", "starts_at", "pk")

    def listed(self) -> Self:
        """With what a row of a list says, and no more."""
        return self.select_related(None).select_related("teacher", "observer", "subject").only(*LISTED).with_sheet()

    def counted(self, today: date) -> dict[VisitState, int]:
        """How many are in each state, in the order in which they matter; one query."""
        found = self.order_by().annotate(state=self._state(today)).values_list("state").annotate(Count("pk"))
        counts = dict(found)
        return {state: counts.get(state.value, 0) for state in VisitState}

    def _state(self, today: date) -> Case:
        return self._told(today, {state: Value(state.value) for state in VisitState})

    def _told(self, today: date, values: dict[VisitState, Value]) -> Case:
        """What stands for the state of each (`states.state_on`)."""
        return Case(
            When(called_off_at__isnull=False, then=values[VisitState.CALLED_OFF]),
            When(Exists(_shared(self._sheets())), then=values[VisitState.DONE]),
            When(Exists(self._sheets()), then=values[VisitState.BEGUN]),
            When(day__lt=today, then=values[VisitState.OVERDUE]),
            default=values[VisitState.PLANNED],
        )

    def _sheets(self) -> Any:
        """The sheet that hangs on each, deleted ones aside; one at most."""
        return rows_behind(self.model, "sheets").kept().filter(visit=OuterRef("pk"))


def _shared(sheets: Any) -> Any:
    return sheets.filter(shared_at__isnull=False)

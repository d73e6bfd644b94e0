"""Verbs on sheets and tindak lanjut. Every `visible_to` is written from Scope alone."""

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from competency.instruments.querysets import OF_LESSONS
from core.fields import keys_of_any, rows_behind
from core.formats import name_columns
from core.removal import RemovableQuerySet
from madrasah.models import Assignment, Placement
from madrasah.roles import Role
from madrasah.scope import Scope, open_at, scope_of

if TYPE_CHECKING:
    from competency.sheets.models import Assessment, FollowUp, Revision


def _visible(scope: Scope) -> Q:
    return Q(teacher=scope.person_id, shared_at__isnull=False) | _by_office(scope)


def _by_office(scope: Scope) -> Q:
    """Sheets one observed or carries on with, and shared ones that one reads as pengawas or kepala."""
    own = Q(observer=scope.person_id) | Q(keeper=scope.person_id)
    return own | Q(_looked_after(scope), shared_at__isnull=False)


def _looked_after(scope: Scope) -> Q:
    return Q(madrasah__in=scope.supervises) | _seen_as_kepala(scope)


def _offered(scope: Scope) -> Q:
    """What one reads in an office of today, oneself not the teacher."""
    return Q(_looked_after(scope), ~Q(teacher=scope.person_id), madrasah__in=scope.opens)


def _seen_as_kepala(scope: Scope) -> Q:
    """Shared while in office there, or now in office and the teacher still placed there (decisions.md 11)."""
    seen = Q(pk__in=[])
    for madrasah in scope.heads:
        still_here = Placement.objects.filter(open_at(timezone.localdate()), madrasah=madrasah)
        seen |= Q(madrasah=madrasah, teacher__in=still_here.values("person"))
    for term in scope.head_terms:
        in_office = Q(madrasah=term.madrasah_id, shared_at__date__gte=term.since)
        if term.until is not None:
            in_office &= Q(shared_at__date__lte=term.until)
        seen |= in_office
    return seen


KEEPER_HERE = {"person": OuterRef("keeper"), "madrasah": OuterRef("madrasah")}


# The same all day for every reader, and dear to build.
@lru_cache(maxsize=1)
def _keeper_in_office(day: date) -> Any:
    return Assignment.objects.open(day).filter(**KEEPER_HERE, role__in=[Role.KEPALA, Role.PENGAWAS])


@lru_cache(maxsize=1)
def _without_keeper(model: Any, day: date) -> Q:
    """Whose keeper is not in office there on that day, nor appointed for the visit and teaching there."""
    posts = Placement.objects.open(day).filter(**KEEPER_HERE)
    visits = rows_behind(model, "visit").filter(pk=OuterRef("visit"), observer=OuterRef("keeper"))
    appointed = Q(Exists(visits.filter(is_peer=True, withdrawn_at=None)), Exists(posts))
    return Q(~Exists(_keeper_in_office(day)), ~appointed)


JOINED = (
    "teacher",
    "observer",
    "keeper",
    "instrument",
    "madrasah",
    "subject",
    "visit",
    "paper__typed_by__person",
)  # named wherever a sheet is shown


LISTED = (
    "purpose",
    "observed_on",
    "state",
    "read_at",
    "subject__name",
    "madrasah__name",
    *(f"instrument__{column}" for column in ("short", "kind")),
    *name_columns("teacher"),
    *name_columns("observer"),
)


class AssessmentQuerySet(RemovableQuerySet["Assessment"]):
    """Sheets: observations and RPP reviews."""

    def shared(self) -> Self:
        """With at least one shared version."""
        return self.filter(shared_at__isnull=False)

    def of_lessons(self) -> Self:
        """Of lessons somebody saw; a telaah or a pemetaan is filled at a desk (`instruments.actions.kind_of`)."""
        return self.filter(instrument__kind=OF_LESSONS)

    def visible_to(self, user: Any) -> Self:
        """One's own to observe or carry on with; what is shared with oneself, or where one is kepala or pengawas."""
        scope = scope_of(user)
        if scope.person_id is None:
            return self.none()
        return self.kept().filter(_visible(scope)).select_related(*JOINED)

    def unfinished(self) -> Self:
        """Drafts, and shared ones that are not closed yet."""
        return self.kept().exclude(state="selesai")

    def left_behind(self) -> Self:
        """Unfinished ones whose keeper is neither kepala nor pengawas there today, nor appointed for the visit:
        somebody must take them over.
        """
        return self.unfinished().filter(_without_keeper(self.model, timezone.localdate()))

    def offered_to(self, user: Any) -> Self:
        """Those left behind, drafts too, that the user may take over as kepala or pengawas there."""
        scope = scope_of(user)
        if not scope.opens:
            return self.none()
        return self.left_behind().filter(_offered(scope)).select_related(*JOINED)

    def within_reach_of(self, user: Any) -> Self:
        """Those one sees, and those offered: what may be asked about before it is taken over."""
        offered = Q(pk__in=self.offered_to(user).values("pk"))
        return self.kept().filter(_visible(scope_of(user)) | offered).select_related(*JOINED)

    def removed_drafts_of(self, user: Any) -> Self:
        """The user's own drafts deleted within the last 30 days, which may come back."""
        return self.removed_lately().filter(keeper=scope_of(user).person_id)

    def proving(self, followup: Any) -> Self:
        """Shared sheets about its owner, of the day it was asked for or later, not the sheet it hangs on."""
        later = self.filter(teacher=followup.owner_id, observed_on__gte=followup.assessment.observed_on)
        return later.shared().exclude(pk=followup.assessment_id)

    def without_reply_since(self, moment: datetime) -> Self:
        """Shared at or before `moment` and not answered yet; a version shared later starts the clock anew."""
        newest = models.Max("versions__shared_at")
        return self.kept().filter(state="dibagikan").annotate(newest=newest).filter(newest__lte=moment)

    def with_unread_reply(self) -> Self:
        """Answered, and nobody to whom the reply speaks has read it."""
        unread = rows_behind(self.model, "versions").filter(assessment=OuterRef("pk"), reply__read_at=None)
        return self.filter(Exists(unread.filter(reply__isnull=False)), state="ditanggapi")

    def with_open_objection(self) -> Self:
        """Brought before the pengawas by their teacher, and not answered yet."""
        rows = rows_behind(self.model, "versions").filter(assessment=OuterRef("pk"), objection__isnull=False)
        return self.shared().filter(Exists(rows.filter(objection__answered_at=None)))

    def drafts_first(self, person_id: int | None) -> Self:
        """The person's own unfinished sheets on top, then the newest."""
        mine = Q(keeper=person_id, state__in=["draf", "perbaikan"])
        return self.order_by(Case(When(mine, then=0), default=1), "-observed_on", "-pk")

    def named(self) -> Self:
        """With whom it is about, and what it is called."""
        rows = self.select_related(None).select_related("teacher", "instrument")
        return rows.only("purpose", "removed_at", "instrument__short", *name_columns("teacher"))

    def listed(self) -> Self:
        """With what a row of a list says, and no more: a row has many columns, and each join is planned anew."""
        named = ("teacher", "observer", "madrasah", "instrument", "subject")
        return self.select_related(None).select_related(*named).only(*LISTED)

    def listed_offers_to(self, user: Any) -> Self:
        """Those offered, as rows of a list. Mostly who keeps a sheet there is in office there, which is told by
        less than the whole question.
        """
        absent = ~Exists(_keeper_in_office(timezone.localdate()))
        if not self.unfinished().filter(_offered(scope_of(user)), absent).exists():
            return self.none()
        return self.offered_to(user).listed()


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Tindak lanjut (RTL)."""

    def visible_to(self, user: Any) -> Self:
        """One's own, those one asked for, and those whose shared sheet one reads (decisions.md 11)."""
        rows = self.model._default_manager.order_by()
        own = rows.filter(owner=scope_of(user).person_id, assessment__shared_at__isnull=False)
        return self.kept().filter(pk__in=keys_of_any(own, rows.read_by_office(user)))

    def read_by_office(self, user: Any) -> Self:
        """Of sheets that one observed or carries on with, or reads as kepala or pengawas."""
        sheets = rows_behind(self.model, "assessment").filter(_by_office(scope_of(user)))
        return self.filter(assessment__in=sheets.values("pk"))

    def kept(self) -> Self:
        """Of sheets that were not deleted."""
        return self.filter(assessment__removed_at__isnull=True)

    def listed(self) -> Self:
        """With what a row of a list says; `is_waiting`: the teacher has mended, and nobody has looked since."""
        return self.select_related("owner", "assessment").annotate(is_waiting=Exists(self._waiting()))

    def detailed(self) -> Self:
        """With what its own page says."""
        joined = ("owner", "assessment__instrument", "proof_file", "closed_by__person", "reopened_by__person")
        return self.select_related(*joined)

    def with_rounds(self) -> Self:
        """With the rounds of mending that hang on it; one query more."""
        rounds = rows_behind(self.model, "revisions")
        read = rounds.select_related("mended_by__person", "looked_by__person", "file")
        return self.prefetch_related(models.Prefetch("revisions", queryset=read))

    def pending(self) -> Self:
        """Neither closed nor waived."""
        return self.filter(status__in=["usulan", "disepakati"])

    def awaited(self) -> Self:
        """Pending ones that were shared, so that their owner knows of them."""
        return self.pending().filter(assessment__shared_at__isnull=False)

    def overdue_first(self, today: date) -> Self:
        """What is late, then what is pending, then what was closed; the earliest due first in each."""
        pending = Q(status__in=["usulan", "disepakati"])
        stands = Case(When(pending & Q(due_on__lt=today), then=0), When(pending, then=1), default=2)
        return self.order_by(stands, "due_on", "pk")

    def to_look_at(self) -> Self:
        """Those the teacher has mended, and nobody has looked at since."""
        return self.awaited().filter(Exists(self._waiting()))

    def _waiting(self) -> Any:
        return rows_behind(self.model, "revisions").filter(followup=OuterRef("pk"), looked_at=None)

    def overdue(self, today: date) -> Self:
        """Awaited ones whose day has passed."""
        return self.awaited().filter(due_on__lt=today)


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Rounds of mending after a telaah."""

    def visible_to(self, user: Any) -> Self:
        """Those of the tindak lanjut that one reads."""
        followups = rows_behind(self.model, "followup")
        return self.filter(followup__in=followups.visible_to(user).values("pk"))

"""Opening a school year, trying it out before, and taking it back while nothing rests on it."""

from datetime import datetime
from typing import Any

import pghistory
from django.db import IntegrityError, connection, transaction
from django.db.models import ManyToOneRel
from django.utils import timezone

from core.refusals import refuse_if
from core.revisions import locked
from core.steps import Plan, take, together, undo
from madrasah.periods import school_year_label
from madrasah.school_years.models import YearOpening
from madrasah.school_years.permissions import why_not_open_year
from madrasah.school_years.rules import Opening, OpeningRules
from madrasah.scope import fresh
from madrasah.semesters.models import Semester
from madrasah.users.models import User

ONE_AT_A_TIME = "LOCK TABLE madrasah_yearopening IN SHARE ROW EXCLUSIVE MODE"


def plan_year(opening: Opening, rules: OpeningRules) -> Plan:
    """Everything that would be written and what goes on by itself, in words; writes nothing."""
    return together(follow(opening) for follow in rules.follow)


def rehearse(opening: Opening, rules: OpeningRules) -> Plan:
    """The same, and written for a try: what the database would refuse is said now. Nothing stays."""
    plan = plan_year(opening, rules)
    if plan.refusals:
        return plan
    try:
        with transaction.atomic():
            take(plan.steps, plan_year(opening, rules).fresh, "semester")
            transaction.set_rollback(True)
    except IntegrityError:
        return plan + Plan(refusals=("Tanggalnya bertumpuk dengan semester lain.",))
    return plan


@transaction.atomic
def open_year(*, opening: Opening, rules: OpeningRules, by: User) -> YearOpening:
    """Both semesters, at once or not at all. Opened already: that one. Raises Refused."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    refuse_if(why_not_open_year(fresh(by)))
    done = YearOpening.objects.filter(school_year=opening.school_year, undone_at=None).first()
    if done is not None:
        return done
    plan = plan_year(opening, rules)
    refuse_if(" ".join(plan.refusals))
    with pghistory.context(reason=f"Tahun pelajaran {school_year_label(opening.school_year)} dibuka", by=by.pk):
        steps = take(plan.steps, plan.fresh, "semester")
        return YearOpening.objects.create(school_year=opening.school_year, by=by, steps=steps)


def last_opened() -> YearOpening | None:
    """The one that could be taken back."""
    return YearOpening.objects.filter(undone_at=None).first()


def why_not_take_back(opening: YearOpening) -> str | None:
    """A sentence where something hangs on one of its semesters already."""
    made = [int(pk) for step in opening.steps if step["model"] == Semester._meta.label for pk in step["pks"]]
    for relation in Semester._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        rows: Any = relation.related_model
        if rows._base_manager.filter(**{f"{relation.field.name}__in": made}).exists():
            noun = str(rows._meta.verbose_name)
            return f"Tidak bisa dibatalkan: sudah ada {NOUNS.get(rows.__name__, noun)} di tahun pelajaran itu."
    return None


NOUNS = {
    "Holiday": "hari libur",
    "Assessment": "lembar supervisi",
    "Visit": "kunjungan",
    "Programme": "program KKG",
    "DistrictCube": "angka kabupaten",
}


@transaction.atomic
def take_back_year(*, opening: YearOpening, by: User, at: datetime | None = None) -> None:
    """As it was before; taken back already: nothing happens. Raises Refused."""
    stored = locked(opening)
    refuse_if(why_not_open_year(fresh(by)))
    if stored.undone_at:
        return
    refuse_if(why_not_take_back(stored))
    with pghistory.context(reason="Pembukaan tahun pelajaran dibatalkan", by=by.pk):
        undo(stored.steps)
    stored.undone_at, stored.undone_by = at or timezone.now(), by
    stored.save(update_fields=["undone_at", "undone_by", "updated_at"])

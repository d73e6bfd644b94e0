"""Writing the RPP ledger: a whole week in one go. Who may is in permissions, how it reads in reports."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from competency.models import Rpp
from competency.models.weeks import (
    RppMark,
    fingerprint,
    held_elsewhere,
    placements_of_week,
    rows_of_week,
    weeks_after,
)
from core.files import store_image
from madrasah.models import Madrasah, Person
from madrasah.periods import school_year_of


class WeekChanged(Exception):
    """Somebody else saved this week after the page was opened; the message is a sentence for the screen."""


@transaction.atomic
def record_week(
    *,
    madrasah: Madrasah,
    week: date,
    marks: Sequence[RppMark],
    seen: str,
    by: Person,
    at: datetime | None = None,
) -> int:
    """Write what was typed for the week that begins on `week`; how many teachers changed.

    Teachers without a mark stay as they are. The same marks twice change nothing. `seen` is the fingerprint
    of the ledger the page was made from: WeekChanged if another save came between and this one would undo it.
    """
    at = at or timezone.now()
    teachers = _lock_teachers(madrasah, week)
    rows = {row.teacher_id: row for row in rows_of_week(teachers, week)}
    ours = teachers - held_elsewhere(rows.values(), madrasah, week)
    typed = [mark for mark in marks if mark.teacher_id in ours]
    changed = [mark for mark in typed if _differs(rows.get(mark.teacher_id), mark, madrasah)]
    if changed and fingerprint(rows.values()) != seen:
        raise WeekChanged("Minggu ini baru saja disimpan dari tempat lain. Isian Anda masih ada di bawah.")
    fresh = Rpp(madrasah=madrasah, week=week, checked_by=by, checked_at=at, school_year=school_year_of(week))
    for mark in changed:
        _write(rows.get(mark.teacher_id), mark, fresh)
    _cover(typed, fresh)
    return len(changed)


@transaction.atomic
def attach_photo(*, row: Rpp, upload: UploadedFile, by: Any) -> Rpp:
    """The photo of a handwritten RPP, in place of an earlier one. Raises core.files.BadFile."""
    row.photo = store_image(upload, by=by)
    row.save(update_fields=["photo", "updated_at"])
    return row


def _lock_teachers(madrasah: Madrasah, week: date) -> set[int]:
    """Teachers of the week, held until the end: two saves of one week stand in line."""
    posted = placements_of_week([madrasah.pk], week).values("person")
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=posted)
    return {person.pk for person in people.order_by("pk").only("pk")}


def _differs(row: Rpp | None, mark: RppMark, madrasah: Madrasah) -> bool:
    """A row that another madrasah left behind counts as none."""
    if row is None or row.madrasah_id != madrasah.pk:
        return bool(mark.status)
    return (row.status, row.cause) != (mark.status, mark.cause)


def _write(row: Rpp | None, mark: RppMark, fresh: Rpp) -> None:
    if row and not mark.status:
        row.delete()
        return
    row = row or _copy(fresh, teacher_id=mark.teacher_id)
    row.status, row.cause, row.covered_by = mark.status, mark.cause, None
    row.madrasah_id = fresh.madrasah_id
    row.checked_by, row.checked_at = fresh.checked_by, fresh.checked_at
    row.save()


def _copy(fresh: Rpp, **fields: object) -> Rpp:
    same = ("madrasah_id", "week", "checked_by_id", "checked_at", "school_year")
    return Rpp(**{**{name: getattr(fresh, name) for name in same}, **fields})


def _cover(marks: Iterable[RppMark], fresh: Rpp) -> None:
    """One RPP may cover the weeks that follow: they get rows of their own, tied to this week's row.

    A mark that somebody made there by hand stays. A shorter span takes back only rows that this one made.
    """
    spans = {mark.teacher_id: mark.weeks if mark.status == Rpp.Status.ADA else 1 for mark in marks}
    roots = {row.teacher_id: row for row in rows_of_week(spans, fresh.week) if row.covered_by_id is None}
    covered = Rpp.objects.filter(covered_by__in=[row.pk for row in roots.values()])
    if not covered.exists() and all(spans[teacher] == 1 for teacher in roots):
        return
    coming = weeks_after(fresh.week, max((spans[teacher] for teacher in roots), default=1) - 1)
    wanted = {(teacher, week) for teacher in roots for week in coming[: spans[teacher] - 1]}
    stale = [row.pk for row in covered if (row.teacher_id, row.week) not in wanted]
    Rpp.objects.filter(pk__in=stale).delete()
    taken = set(
        Rpp.objects.filter(teacher__in=roots, week__in=coming, subject=None).values_list("teacher", "week")
    )
    Rpp.objects.bulk_create(
        _copy(fresh, teacher_id=teacher, week=week, status=Rpp.Status.ADA, covered_by=roots[teacher],
              school_year=school_year_of(week))
        for teacher, week in sorted(wanted - taken)
    )  # fmt: skip

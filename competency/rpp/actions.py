"""Writing the RPP ledger: a whole week in one go. Who may is in permissions, how it reads in reports."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from competency.rpp.models import Rpp
from competency.rpp.permissions import why_not_mark_rpp
from competency.rpp.weeks import (
    RppMark,
    days_off,
    fingerprint,
    heads_of,
    held_elsewhere,
    placements_of_week,
    rows_of_week,
    weeks_after,
)
from competency.sheets.permissions import why_not_check_week
from core.files import Upload, faults_at, store_image
from core.models import StoredFile
from core.refusals import refuse_if
from core.removal import put_back, take_out, why_no_file
from core.revisions import Overtaken, locked
from madrasah.models import Madrasah, Person, User
from madrasah.periods import school_year_of
from madrasah.scope import fresh

ELSEWHERE = "Minggu ini baru saja disimpan dari tempat lain. Isian Anda masih ada di bawah."


@transaction.atomic
def record_week(
    *, madrasah: Madrasah, week: date, marks: Sequence[RppMark], seen: str, by: User, at: datetime | None = None
) -> int:
    """Write what was typed for the week that begins on `week`; how many teachers changed.

    Teachers without a mark stay as they are. The same marks twice change nothing. `seen` is the fingerprint
    of the ledger the page was made from: Overtaken if another save came between and this one would undo it.
    """
    at = at or timezone.now()
    teachers, today = _lock_teachers(madrasah, week), timezone.localdate(at)
    by, heads = fresh(by), heads_of(madrasah)
    for teacher in sorted(teachers & {mark.teacher_id for mark in marks}):
        refuse_if(why_not_mark_rpp(by, madrasah, teacher, heads))
    refuse_if(why_not_check_week(week, days_off(week), today))
    rows = {row.teacher_id: row for row in rows_of_week(teachers, week)}
    ours = teachers - held_elsewhere(rows.values(), madrasah, week)
    typed = [mark for mark in marks if mark.teacher_id in ours]
    changed = [mark for mark in typed if _differs(rows.get(mark.teacher_id), mark, madrasah)]
    was_seen = fingerprint(rows.values()) == seen
    if changed and not was_seen:
        raise Overtaken(None, ELSEWHERE)
    spanned = [mark for mark in typed if mark in changed or _spans_otherwise(rows.get(mark.teacher_id), mark)]
    year, checker = school_year_of(week), by.person
    like = Rpp(madrasah=madrasah, week=week, checked_by=checker, checked_at=at, school_year=year)
    for mark in changed:
        if mark.teacher_id in rows:
            _change(rows[mark.teacher_id], mark, like)
    new = [mark for mark in changed if mark.teacher_id not in rows]
    Rpp.objects.bulk_create(_marked(_copy(like, teacher_id=mark.teacher_id), mark) for mark in new)
    if _cover(spanned, like) and not was_seen:
        raise Overtaken(None, ELSEWHERE)
    return len(changed)


@transaction.atomic
def attach_photo(*, row: Rpp, upload: Upload, by: User) -> Rpp:
    """The photo of a handwritten RPP, in place of an earlier one."""
    stored = locked(row, "madrasah")
    refuse_if(_why_not_picture(stored, by))
    with faults_at("foto"):
        stored.photo = store_image(upload, by=by)
    stored.save(update_fields=["photo", "updated_at"])
    return stored


@transaction.atomic
def remove_photo(*, row: Rpp, by: User, at: datetime | None = None) -> None:
    """Takes the photo off for 30 days; one that is off stays off."""
    take_out(_photo_of(row, by), at)


@transaction.atomic
def restore_photo(*, row: Rpp, by: User, at: datetime | None = None) -> None:
    """Puts a photo on again that was taken off in the last 30 days."""
    put_back(_photo_of(row, by), at)


def _photo_of(row: Rpp, by: User) -> StoredFile | None:
    stored = locked(row, "madrasah")
    refuse_if(_why_not_picture(stored, by) or why_no_file(stored.photo))
    return stored.photo


def _why_not_picture(stored: Rpp, by: User) -> str | None:
    return why_not_mark_rpp(fresh(by), stored.madrasah, stored.teacher_id, heads_of(stored.madrasah))


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


def _spans_otherwise(row: Any, mark: RppMark) -> bool:
    """Whether it is to cover more weeks or fewer than it does; by how many only, since one of them may be marked by
    hand meanwhile.
    """
    return row is not None and mark.weeks != 1 + row.covering


def _change(row: Rpp, mark: RppMark, like: Rpp) -> None:
    if not mark.status:
        row.delete()
        return
    row.madrasah_id = like.madrasah_id
    row.checked_by, row.checked_at = like.checked_by, like.checked_at
    _marked(row, mark).save()


def _marked(row: Rpp, mark: RppMark) -> Rpp:
    row.status, row.cause, row.covered_by = mark.status, mark.cause, None
    return row


def _copy(like: Rpp, **fields: object) -> Rpp:
    same = ("madrasah_id", "week", "checked_by_id", "checked_at", "school_year")
    return Rpp(**{**{name: getattr(like, name) for name in same}, **fields})


def _cover(marks: Iterable[RppMark], like: Rpp) -> bool:
    """One RPP may cover the weeks that follow: they get rows of their own, tied to this week's row. Whether any came
    or went.

    A mark that somebody made there by hand stays. A shorter span takes back only rows that this one made.
    """
    spans = {mark.teacher_id: mark.weeks if mark.status == Rpp.Status.ADA else 1 for mark in marks}
    roots = {row.teacher_id: row for row in rows_of_week(spans, like.week) if row.covered_by_id is None}
    covered = Rpp.objects.filter(covered_by__in=[row.pk for row in roots.values()])
    if not covered.exists() and all(spans[teacher] == 1 for teacher in roots):
        return False
    coming = weeks_after(like.week, max((spans[teacher] for teacher in roots), default=1) - 1)
    wanted = {(teacher, week) for teacher in roots for week in coming[: spans[teacher] - 1]}
    stale = [row.pk for row in covered if (row.teacher_id, row.week) not in wanted]
    Rpp.objects.filter(pk__in=stale).delete()
    taken = set(Rpp.objects.filter(teacher__in=roots, week__in=coming, subject=None).values_list("teacher", "week"))
    Rpp.objects.bulk_create(
        _copy(
            like,
            teacher_id=teacher,
            week=week,
            status=Rpp.Status.ADA,
            covered_by=roots[teacher],
            school_year=school_year_of(week),
        )
        for teacher, week in sorted(wanted - taken)
    )
    return bool(stale or wanted - taken)

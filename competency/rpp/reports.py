"""The RPP ledger of one madrasah and week, teacher by teacher. Reading only; writing is in actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from competency.rpp.models import Rpp
from competency.rpp.weeks import (
    MOST_WEEKS,
    DaysOff,
    days_off,
    fingerprint,
    heads_of,
    held_elsewhere,
    placements_of_week,
    rows_of_week,
    weeks_after,
)
from core.formats import name_columns
from madrasah.models import Madrasah, Person, Placement, User
from madrasah.periods import week_end
from madrasah.scope import scope_of

POST = ("post", "class_name", "subject__name", *name_columns("person"))
MARK = ("teacher", "madrasah", "status", "cause", "checked_at", "covered_by__week", "photo__removed_at")
WITH_RPP = (Rpp.Status.ADA, Rpp.Status.TERLAMBAT)


@dataclass(frozen=True)
class RppLine:
    """One teacher of the week; an empty `status` is "belum diperiksa". `weeks` counts this week too."""

    teacher: Person
    post: str
    status: str = ""
    cause: str = ""
    weeks: int = 1
    covered_since: date | None = None
    checked_at: datetime | None = None
    is_elsewhere: bool = False
    row_pk: int | None = None
    has_photo: bool = False

    @property
    def takes_photo(self) -> bool:
        """Whether there is an RPP to be photographed, or a photo of one."""
        return self.has_photo or (self.row_pk is not None and self.status in WITH_RPP)

    @property
    def label(self) -> str:
        """The state in words."""
        return Rpp.Status(self.status).label if self.status else "Belum diperiksa"

    @property
    def cause_label(self) -> str:
        """Why it was late, in words."""
        return Rpp.Cause(self.cause).label if self.cause else ""


@dataclass(frozen=True)
class RppWeek:
    """What the page shows; `fingerprint` is the state of the ledger it was made from.

    `coming`: Mondays of the weeks with lessons that follow, which one RPP may cover too.
    """

    madrasah: Madrasah
    first: date
    last: date
    off: DaysOff
    lines: tuple[RppLine, ...]
    fingerprint: str
    heads: frozenset[int] = frozenset()
    coming: tuple[date, ...] = ()

    @property
    def place(self) -> str:
        """The name the madrasah had in that week."""
        return self.madrasah.name_on(self.first)

    @property
    def checked(self) -> int:
        """How many teachers have a mark."""
        return sum(bool(line.status) or line.is_elsewhere for line in self.lines)

    @property
    def previous(self) -> date:
        """Monday of the week before."""
        return self.first - timedelta(weeks=1)

    @property
    def following(self) -> date:
        """Monday of the week after."""
        return self.first + timedelta(weeks=1)


def rpp_week(madrasah: Madrasah, week: date) -> RppWeek:
    """The ledger of the week that begins on `week` (a Monday), teachers in reading order."""
    posts = placements_of_week([madrasah.pk], week).select_related("person", "subject").only(*POST)
    by_teacher = {post.person_id: post for post in posts}
    kept = rows_of_week(by_teacher, week).select_related("covered_by", "photo").only(*MARK)
    rows = list(kept)
    marks = {row.teacher_id: row for row in rows}
    elsewhere = held_elsewhere(rows, madrasah, week)
    lines = [_line(post, marks.get(pk), madrasah, pk in elsewhere) for pk, post in by_teacher.items()]
    return RppWeek(
        madrasah=madrasah,
        first=week,
        last=week_end(week),
        off=days_off(week),
        lines=tuple(sorted(lines, key=lambda line: _place_of(line.teacher))),
        fingerprint=fingerprint(rows),
        heads=heads_of(madrasah),
        coming=tuple(weeks_after(week, MOST_WEEKS - 1)),
    )


def _line(post: Placement, row: Any, madrasah: Madrasah, is_elsewhere: bool) -> RppLine:
    if row is None or row.madrasah_id != madrasah.pk:
        return RppLine(post.person, _post_words(post), is_elsewhere=is_elsewhere)
    return RppLine(
        teacher=post.person,
        post=_post_words(post),
        status=row.status,
        cause=row.cause,
        weeks=1 + row.covering,
        covered_since=row.covered_by.week if row.covered_by else None,
        checked_at=row.checked_at,
        row_pk=row.pk,
        has_photo=row.photo is not None and row.photo.is_kept,
    )


def _post_words(post: Placement) -> str:
    if post.subject:
        return post.subject.name
    return f"Kelas {post.class_name}" if post.class_name else post.get_post_display()


def next_photo(row: Rpp, user: User) -> Rpp | None:
    """The next teacher by name in the same week and place whose RPP was there and has no photo yet."""
    scope = scope_of(user)
    rows = Rpp.objects.visible_to(user).filter(madrasah=row.madrasah_id, week=row.week, subject=None)
    bare = rows.filter(Q(photo=None) | Q(photo__removed_at__isnull=False), status__in=WITH_RPP)
    others = bare.exclude(teacher=scope.person_id).select_related("teacher")
    after = [each for each in others if _place_of(each.teacher) > _place_of(row.teacher)]
    return min(after, key=lambda each: _place_of(each.teacher), default=None)


def _place_of(teacher: Person) -> tuple[str, int]:
    """In the reading order of the week's page."""
    return teacher.name.upper(), teacher.pk

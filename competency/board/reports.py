"""The board: what supervision has left undone, counted; each number over the rows of the list it opens.

Nobody is ranked. A further question (the planned round) is a function here that returns what it counted, and a line
of the presenters' table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Q, Value

from competency.rpp.month_reports import due_in
from competency.rpp.weeks import month_of, placements_of_week, weeks_of_month
from competency.sheets.models import Assessment, FollowUp
from competency.summary.tallies import lessons_here, lessons_of
from madrasah.models import Semester, User
from madrasah.periods import week_start
from madrasah.scope import open_at, scope_of


class Question(StrEnum):
    """What the board asks, in its order."""

    NEVER = "belum pernah diamati"
    LATELY = "belum diamati semester ini"
    RPP = "RPP belum diperiksa"
    OVERDUE = "RTL lewat batas waktu"
    MENDED = "perbaikan menunggu dilihat lagi"
    UNREAD = "tanggapan belum dibaca"
    OBJECTED = "keberatan belum dijawab"
    WAITING = "lembar menunggu diambil alih"


MATTERS = (Question.OVERDUE, Question.MENDED, Question.UNREAD, Question.OBJECTED, Question.WAITING)


class Counted(NamedTuple):
    """One row that is looked at; `is_open` if something is left to do. `row`: what is counted once."""

    madrasah: int
    teacher: int
    row: int
    is_open: bool


@dataclass(frozen=True)
class Number:
    """How many are open `of` how many rows, and of how many teachers."""

    open: int
    of: int
    teachers: int


def number_of(rows: Sequence[Counted], madrasah: int | None = None) -> Number:
    """Of one madrasah, or of all; whoever teaches at two of them is one teacher."""
    here = [row for row in rows if madrasah in (None, row.madrasah)]
    left = [row for row in here if row.is_open]
    return Number(len({row.row for row in left}), len({row.row for row in here}), len({row.teacher for row in left}))


def board_of(user: User, today: date) -> Mapping[Question, Sequence[Counted]]:
    """What was looked at for each question, for a kepala or a pengawas; a question that can't be asked yet is left
    out. Five queries, seven where no semester touches the weeks.
    """
    return _observed(user, today) | {Question.RPP: _rpp(user, today)} | _matters(user, today)


def _observed(user: User, today: date) -> dict[Question, list[Counted]]:
    """Who was never seen teaching at this madrasah, and who not in the semester that runs or is just over."""
    semester = Semester.objects.begun(today).first()
    posts = placements_of_week(scope_of(user).opens, week_start(today)).filter(open_at(today)).order_by()
    seen = posts.annotate(ever=Exists(lessons_here(user)), lately=Exists(lessons_of(user, semester)))
    found = list(seen.values_list("person", "madrasah", "ever", "lately"))
    never = {Question.NEVER: [Counted(place, who, who, not is_seen) for who, place, is_seen, _ in found]}
    if semester is None:
        return never
    return never | {Question.LATELY: [Counted(place, who, who, not is_seen) for who, place, _, is_seen in found]}


def _rpp(user: User, today: date) -> list[Counted]:
    """Whose RPP of a week of this month was not looked at."""
    dues = due_in(scope_of(user).opens, weeks_of_month(month_of(week_start(today)), today))
    return [Counted(due.madrasah, due.teacher, due.teacher, not due.status) for due in dues]


def _matters(user: User, today: date) -> dict[Question, list[Counted]]:
    """RTL, replies and sheets that wait for somebody, read in one query."""
    late = ExpressionWrapper(Q(due_on__lt=today), BooleanField())
    followups = FollowUp.objects.visible_to(user).awaited()
    mended = FollowUp.objects.visible_to(user).to_look_at()
    unread = Assessment.objects.visible_to(user).with_unread_reply()
    objected = Assessment.objects.visible_to(user).with_open_objection().exclude(teacher=scope_of(user).person_id)
    waiting = Assessment.objects.offered_to(user)
    rows = _told(followups, Question.OVERDUE, "assessment__madrasah", "owner", late).union(
        _told(mended, Question.MENDED, "assessment__madrasah", "owner", Value(True)),
        _told(unread, Question.UNREAD, "madrasah", "teacher", Value(True)),
        _told(objected, Question.OBJECTED, "madrasah", "teacher", Value(True)),
        _told(waiting, Question.WAITING, "madrasah", "teacher", Value(True)),
        all=True,
    )
    found: dict[Question, list[Counted]] = {one: [] for one in MATTERS}
    for question, *counted in rows:
        found[Question(question)].append(Counted(*counted))
    return found


def _told(rows: Any, question: Question, place: str, teacher: str, is_open: Any) -> Any:
    told = rows.order_by().annotate(question=Value(question.value), place=F(place), who=F(teacher), is_left=is_open)
    return told.values_list("question", "place", "who", "pk", "is_left")

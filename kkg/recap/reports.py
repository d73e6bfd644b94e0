"""The recap of a KKG over a span: the rows that its page and its workbook both show. Sums: kkg/recap/options.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kkg.attendance.models import Attendance
from kkg.certificates.awards import open_sessions
from kkg.groups.models import WorkingGroup
from kkg.programme.reports import year_meetings
from kkg.programme.tally import Tally, year_tally
from kkg.recap.options import Call, Sum, by_person, by_place, endings, total
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_see_reasons
from madrasah.models import User
from madrasah.periods import school_year_of
from madrasah.scope import scope_of

HEAD = ["Madrasah", "Hadir", "Izin", "Sakit", "Alpa", "Dipanggil", "Kehadiran", "JP"]
ENDING_WORDS = {
    "tuntas": "Tuntas",
    "sebagian": "Sebagian",
    "belum": "Belum",
    "diserahkan": "Diserahkan",
    "ditutup": "Ditutup tanpa tuntas",
}


@dataclass(frozen=True)
class Recap:
    """What a reader may see of the span. `of_whom`: "semua", "madrasah", "sendiri", or nothing."""

    group: WorkingGroup
    since: date
    until: date
    sessions: Sequence[Session]
    of_whom: str
    people: list[Sum]
    places: list[Sum]
    topics: list[tuple[str, int]]
    year: Tally
    guests: int
    unclosed: int

    @property
    def total(self) -> Sum:
        """Of the people shown."""
        return total(self.people)

    @property
    def topic_count(self) -> int:
        """What the topics' figures rest on."""
        return sum(count for _, count in self.topics)

    @property
    def hours(self) -> int:
        """Σ JP of the sessions held."""
        return sum(session.jp for session in self.sessions)


def recap_of(user: User, group: WorkingGroup, since: date, until: date) -> Recap:
    """Counts of closed sessions: everybody's for those who run the group, a kepala's own madrasah, one's own.

    Reasons of absence go with the names, so a reader without them gets no line (decisions.md 10, 12). A topic
    taken up again is counted once, by its last result. A fixed number of queries.
    """
    sessions = _held(group, since, until)
    of_whom = _of_whom(user, group)
    calls = [_call(row) for row in _rows(user, sessions, of_whom)]
    guests = Attendance.objects.guests().filter(session__in=sessions) if of_whom == "semua" else None
    today = timezone.localdate()
    return Recap(
        group=group,
        since=since,
        until=until,
        sessions=sessions,
        of_whom=of_whom,
        people=by_person(calls),
        places=by_place(calls),
        topics=_topics(sessions),
        year=year_tally(year_meetings(group, school_year_of(until))),
        guests=guests.count() if guests is not None else 0,
        unclosed=len([s for s in open_sessions(group, since, until) if s.date < today]),
    )


def _held(group: WorkingGroup, since: date, until: date) -> list[Session]:
    found = group.sessions.kept().closed().filter(cancelled_at=None, date__range=(since, until))
    return list(found.order_by("date", "starts_at", "pk"))


def _of_whom(user: User, group: WorkingGroup) -> str:
    if why_not_see_reasons(user, group) is None:
        return "semua"
    scope = scope_of(user)
    return "madrasah" if scope.heads else "sendiri" if scope.teaches_at else ""


def _rows(user: User, sessions: Sequence[Session], of_whom: str) -> Any:
    """By day, so that the last row of a person says where they are now."""
    rows = Attendance.objects.people().filter(session__in=sessions).prefetch_related(None)
    rows = rows.select_related("session")
    rows = rows if of_whom == "semua" else rows.told_to(user)
    return rows.order_by("session__date", "session_id", "pk")


def _call(row: Attendance) -> Call:
    person: Any = row.person
    place = str(row.madrasah or "")
    return Call(person.pk, str(person), place, row.mark, row.session.jp, person.name.casefold())


def _topics(sessions: Sequence[Session]) -> list[tuple[str, int]]:
    last = Topic.objects.filter(session__in=sessions).exclude(continued_by__session__in=sessions)
    return endings(last.values_list("status", "settled_how"))


def workbook(recap: Recap) -> list[tuple[str, list[str], list[list[Any]]]]:
    """(title, head, rows) of each sheet, from the very lines of the page."""
    lines = [[row.name, *row.cells] for row in [*recap.people, recap.total] if recap.people]
    places = [[row.name, *row.cells[1:]] for row in [*recap.places, total(recap.places)] if recap.places]
    topics = [[ENDING_WORDS[ending], count] for ending, count in recap.topics]
    held = [[session.date, session.title, session.jp] for session in recap.sessions]
    return [
        ("Guru", ["Nama", *HEAD], lines),
        ("Madrasah", HEAD, places),
        ("Pertemuan", ["Tanggal", "Tema", "JP"], held),
        ("Topik", ["Hasil", "Jumlah"], [*topics, ["Jumlah", recap.topic_count]]),
    ]

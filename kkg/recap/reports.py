"""The recap of a KKG over a span: the rows that its page and its workbook both show. Sums: kkg/recap/options.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.formats import date_short, full_name, name_columns
from kkg.attendance.models import Attendance
from kkg.groups.models import WorkingGroup
from kkg.programme.reports import year_meetings
from kkg.programme.tally import Tally, year_tally
from kkg.recap.options import Call, Sum, by_person, by_place, endings, matrix, total
from kkg.sessions.models import Session, Topic
from kkg.sessions.permissions import why_not_see_reasons
from madrasah.models import Semester, User
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
    calls: list[Call]
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
    def meetings(self) -> int:
        """How many sessions were held; one of several days is one."""
        return sum(session.day_of_id is None for session in self.sessions)

    @property
    def hours(self) -> int:
        """Σ JP of the sessions held."""
        return sum(session.jp for session in self.sessions)


def recap_of(user: User, group: WorkingGroup, since: date, until: date, year: int | None = None) -> Recap:
    """Counts of closed sessions: everybody's for those who run the group, a kepala's own madrasah, one's own.

    Reasons of absence go with the names, so a reader without them gets no line (decisions.md 10, 12). A topic
    taken up again is counted once, by its last result. `year`: the school year of `until`, where it is known.
    A fixed number of queries.
    """
    year = year or _kkg_year_of(until)
    near = _near(group, since, until, year)
    kept = [session for session in near if since <= session.date <= until]
    sessions = [session for session in kept if session.is_closed]
    of_whom, today = _of_whom(user, group), timezone.localdate()
    rows = _rows(user, sessions, of_whom)
    calls = [_call(row) for row in rows if row["person"]]
    return Recap(
        group=group,
        since=since,
        until=until,
        sessions=sessions,
        of_whom=of_whom,
        calls=calls,
        people=by_person(calls),
        places=by_place(calls),
        topics=_topics(sessions),
        year=year_tally(year_meetings(group, year, near)),
        guests=len(rows) - len(calls),
        unclosed=sum(_is_left_open(session, today) for session in kept),
    )


def _kkg_year_of(day: date) -> int:
    """The school year that a day counts in for KKG; beyond the last semester, that of the calendar."""
    return Semester.objects.of_kkg_day(day).values_list("school_year", flat=True).first() or school_year_of(day)


def _near(group: WorkingGroup, since: date, until: date, year: int) -> list[Session]:
    """Sessions of the span and of the school year, but for those called off."""
    kept = Session.days.of_group(group).counted().with_kkg_year()
    found = kept.filter(Q(date__range=(since, until)) | Q(kkg_year=year))
    return list(found.select_related("planned").order_by("date", "starts_at", "pk"))


def _is_left_open(session: Session, today: date) -> bool:
    """Whether it is over and not shut; one of several days is one."""
    return session.day_of_id is None and not session.is_closed and session.last_day < today


def _of_whom(user: User, group: WorkingGroup) -> str:
    if why_not_see_reasons(user, group) is None:
        return "semua"
    scope = scope_of(user)
    return "madrasah" if scope.heads else "sendiri" if scope.teaches_at else ""


NAMES = name_columns("person")


def _rows(user: User, sessions: Sequence[Session], of_whom: str) -> list[dict[str, Any]]:
    """By day, so that the last row of a person says where they are now; guests, without a person, only for all."""
    rows = Attendance.objects.filter(session__in=sessions)
    rows = rows if of_whom == "semua" else rows.told_to(user).filter(person__isnull=False)
    named = rows.values("person", *NAMES, "madrasah__name", "mark", "session_id", "session__jp")
    return list(named.order_by("session__date", "session_id", "pk"))


def _call(row: Mapping[str, Any]) -> Call:
    name = full_name(*(row[part] for part in NAMES))
    place = row["madrasah__name"] or ""
    order, session = row["person__name"].casefold(), row["session_id"]
    return Call(row["person"], name, place, row["mark"], row["session__jp"], order, session)


def _topics(sessions: Sequence[Session]) -> list[tuple[str, int]]:
    last = Topic.objects.filter(session__in=sessions).exclude(continued_by__session__in=sessions)
    return endings(last.values_list("status", "settled_how"))


def workbook(recap: Recap) -> list[tuple[str, list[str], list[list[Any]]]]:
    """(title, head, rows) of each sheet, from the very lines of the page."""
    lines = [[row.name, *row.cells] for row in [*recap.people, recap.total] if recap.people]
    places = [[row.name, *row.cells[1:]] for row in [*recap.places, total(recap.places)] if recap.places]
    each = matrix(recap.calls, (session.pk for session in recap.sessions))
    topics = [[ENDING_WORDS[ending], count] for ending, count in recap.topics]
    held = [[session.date, session.title, session.jp] for session in recap.sessions]
    return [
        ("Guru", ["Nama", *HEAD], lines),
        ("Kehadiran", ["Nama", "Madrasah", *(date_short(day.date) for day in recap.sessions)], each),
        ("Madrasah", HEAD, places),
        ("Pertemuan", ["Tanggal", "Tema", "JP"], held),
        ("Topik", ["Hasil", "Jumlah"], [*topics, ["Jumlah", recap.topic_count]]),
    ]

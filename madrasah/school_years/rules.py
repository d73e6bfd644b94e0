"""What a new school year writes and what goes on into it by itself, for posts and offices.

Each app above says what goes on of its own; config/opening.py puts them together. Not here: who may.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from core.formats import date_plain, date_range
from core.steps import Plan
from madrasah.periods import Span, Term, school_year_label
from madrasah.scope import in_regions, open_at
from madrasah.semesters.models import Semester
from madrasah.work.models import Assignment, Placement


@dataclass(frozen=True)
class Opening:
    """The dates of both semesters, and the regions whose rows are counted for who opens the year."""

    school_year: int
    gasal: Span
    genap: Span
    regions: frozenset[str]

    @property
    def first_day(self) -> date:
        """The day on which the new year begins."""
        return self.gasal.starts_on

    @property
    def eve(self) -> date:
        """The day before it."""
        return self.gasal.starts_on - timedelta(days=1)


OpeningRule = Callable[[Opening], Plan]


@dataclass(frozen=True)
class OpeningRules:
    """What all apps say about a new school year."""

    follow: Sequence[OpeningRule]


def next_year() -> int | None:
    """The school year after the last that is recorded; None while none is."""
    last: int | None = Semester.objects.order_by("-school_year").values_list("school_year", flat=True).first()
    return None if last is None else last + 1


def follow_semesters(opening: Opening) -> Plan:
    """Both halves, with the dates that were typed."""
    spans = ((Term.GASAL, opening.gasal), (Term.GENAP, opening.genap))
    fresh = tuple(
        Semester(school_year=opening.school_year, term=term.value, starts_on=span.starts_on, ends_on=span.ends_on)
        for term, span in spans
    )
    words = tuple(f"{row} dibuat: {date_range(row.starts_on, row.ends_on)}." for row in fresh)
    return Plan(words=words, refusals=tuple(_refusals(opening)), fresh=fresh)


def _refusals(opening: Opening) -> Iterator[str]:
    if opening.school_year != next_year():
        yield f"Tahun pelajaran {school_year_label(opening.school_year)} sudah dibuka, atau belum gilirannya."
    days = [opening.gasal.starts_on, opening.gasal.ends_on, opening.genap.starts_on, opening.genap.ends_on]
    if sorted(set(days)) != days:
        yield "Urutkan tanggalnya: gasal mulai, gasal selesai, genap mulai, genap selesai."
    elif clash := Semester.objects.filter(starts_on__lte=days[-1], ends_on__gte=days[0]).first():
        yield f"Tanggalnya bertumpuk dengan {clash} ({date_range(clash.starts_on, clash.ends_on)})."


def follow_posts(opening: Opening) -> Plan:
    """Posts go on with their class, unless they end before; who teaches a class is changed post by post."""
    posts = Placement.objects.filter(person__removed_at=None).filter(_here(opening))
    goes_on, ends = _counted(posts, opening)
    return Plan(words=tuple(_said(goes_on, ends, "tempat tugas guru", "dengan kelas dan mata pelajarannya", opening)))


def follow_offices(opening: Opening) -> Plan:
    """Offices go on until their last day; a madrasah without a kepala on the first day is named as a doubt."""
    offices = Assignment.objects.filter(person__removed_at=None).filter(_here(opening)).exclude(role="guru")
    goes_on, ends = _counted(offices, opening)
    return Plan(words=tuple(_said(goes_on, ends, "jabatan di madrasah", "", opening)))


def _here(opening: Opening) -> Q:
    return in_regions(opening.regions, "madrasah__region_id") & Q(madrasah__removed_at=None)


def _counted(terms: Any, opening: Opening) -> tuple[int, int]:
    """Those that hold on the first day, and those that hold today's year out and end before it."""
    before = Q(until__lte=opening.eve, until__gte=opening.eve - timedelta(days=180))
    found = terms.order_by().aggregate(
        on=Count("pk", filter=open_at(opening.first_day)), off=Count("pk", filter=before)
    )
    return found["on"], found["off"]


def _said(goes_on: int, ends: int, noun: str, how: str, opening: Opening) -> Iterator[str]:
    if goes_on:
        yield " ".join(part for part in (f"{goes_on} {noun} berlanjut", how) if part) + "."
    if ends:
        yield f"{ends} {noun} berakhir sebelum {date_plain(opening.first_day)}. Periksa penggantinya."


OPENING_RULES: tuple[OpeningRule, ...] = (follow_semesters, follow_posts, follow_offices)

"""Sums of attendance, hours and topics over a span of sessions. Pure: no Django, no clock.

Not here: which rows a reader may have (kkg/recap/reports.py). Nothing is 0 % where nobody was called.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.formats import percent

MARKS = ("hadir", "izin", "sakit", "alpa")
ENDINGS = ("tuntas", "sebagian", "belum", "diserahkan", "ditutup")
NO_PLACE = "Tanpa madrasah"


@dataclass(frozen=True)
class Call:
    """One person called at one closed session of `jp` hours; `order` is what names sort by, `session` its key."""

    person: int
    name: str
    place: str
    mark: str
    jp: int
    order: str = ""
    session: int = 0


@dataclass(frozen=True)
class Sum:
    """How often somebody, or the people of one place, came and did not; `jp` = Σ JP of the times hadir."""

    name: str
    place: str = ""
    hadir: int = 0
    izin: int = 0
    sakit: int = 0
    alpa: int = 0
    jp: int = 0

    @property
    def called(self) -> int:
        """What the percent rests on."""
        return self.hadir + self.izin + self.sakit + self.alpa

    @property
    def share(self) -> str:
        """ "75%", or nothing where nobody was called."""
        return percent(self.hadir, self.called) if self.called else ""

    @property
    def words(self) -> str:
        """What stands in a line of the page.

        >>> Sum("Aminah", hadir=3, izin=1, jp=12).words
        'Hadir 3 dari 4 (75%) · 1 izin · 12 JP'
        """
        absent = [f"{count} {mark}" for mark in MARKS[1:] if (count := getattr(self, mark))]
        return " · ".join([f"Hadir {self.hadir} dari {self.called} ({self.share})", *absent, f"{self.jp} JP"])

    @property
    def cells(self) -> list[str | int | Fraction]:
        """The same for a spreadsheet: place, marks, called, share, JP."""
        share = Fraction(self.hadir, self.called) if self.called else ""
        return [self.place, self.hadir, self.izin, self.sakit, self.alpa, self.called, share, self.jp]


def by_person(calls: Iterable[Call]) -> list[Sum]:
    """One line a person, under the place of the last call; by place, then by name."""
    return [_sum(own, own[-1].name, own[-1].place) for own in _own(calls)]


def matrix(calls: Iterable[Call], sessions: Iterable[int]) -> list[list[str]]:
    """The same lines with a letter a session: H, I, S or A, and nothing where nobody was called."""
    keys, lines = list(sessions), []
    for own in _own(calls):
        marks = {call.session: call.mark[0].upper() for call in own}
        lines.append([own[-1].name, own[-1].place, *(marks.get(key, "") for key in keys)])
    return lines


def _own(calls: Iterable[Call]) -> list[list[Call]]:
    groups: dict[int, list[Call]] = {}
    for call in calls:
        groups.setdefault(call.person, []).append(call)
    return sorted(groups.values(), key=lambda own: (_last(own.place for own in own), own[0].order))


def by_place(calls: Iterable[Call]) -> list[Sum]:
    """One line a place, each call under the madrasah of its day; those without one last."""
    groups: dict[str, list[Call]] = {}
    for call in calls:
        groups.setdefault(call.place, []).append(call)
    return [_sum(own, place or NO_PLACE, place) for place, own in sorted(groups.items(), key=_by_place)]


def total(sums: Iterable[Sum], name: str = "Jumlah") -> Sum:
    """All lines together."""
    rows = list(sums)
    return Sum(
        name,
        hadir=sum(row.hadir for row in rows),
        izin=sum(row.izin for row in rows),
        sakit=sum(row.sakit for row in rows),
        alpa=sum(row.alpa for row in rows),
        jp=sum(row.jp for row in rows),
    )


def endings(topics: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """How many topics ended how; each topic is (status, how it was settled).

    >>> endings([("tuntas", ""), ("belum", "diserahkan"), ("sebagian", "")])
    [('tuntas', 1), ('sebagian', 1), ('belum', 0), ('diserahkan', 1), ('ditutup', 0)]
    """
    ends = [settled or status for status, settled in topics]
    return [(ending, ends.count(ending)) for ending in ENDINGS]


def _sum(calls: Sequence[Call], name: str, place: str) -> Sum:
    marks = [call.mark for call in calls]
    came = sum(call.jp for call in calls if call.mark == MARKS[0])
    return Sum(name, place, **{mark: marks.count(mark) for mark in MARKS}, jp=came)


def _by_place(group: tuple[str, object]) -> tuple[bool, str]:
    return not group[0], group[0]


def _last(places: Iterable[str]) -> tuple[bool, str]:
    place = list(places)[-1]
    return not place, place

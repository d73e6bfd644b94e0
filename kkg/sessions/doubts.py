"""What looks wrong about a session and is pointed out, never forbidden. Pure: no Django, no clock.

Belongs here: the limits and the sentences. Not here: reading sessions (kkg/sessions/reports.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from core.doubts import day_doubts, off_doubts
from core.formats import clock, date_plain, joined

DAY = 24 * 60
MINUTES_PER_JP = 35  # MI: KMA 183/2019 and its successors
LONGEST = 8 * 60
EARLIEST, LATEST = time(6), time(21)
NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A day of a session as far as its doubts go; `holiday` names the holiday it falls in, minutes are sums of the
    topics of all `days`.
    """

    typed_on: date | None = None
    date: date
    starts_at: time | None = None
    ends_at: time | None = None
    jp: int = 0
    planned: int = 0
    used: int = 0
    holiday: str = ""
    days: int = 1

    @property
    def length(self) -> int:
        """Minutes from beginning to end; 0 while one of them is open."""
        if self.starts_at is None or self.ends_at is None:
            return 0
        return (_minutes(self.ends_at) - _minutes(self.starts_at)) % DAY

    @property
    def whole_length(self) -> int:
        """The same of all days."""
        return self.length * self.days


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another session of the same day or the night before or after; `people` are those who are recorded at both,
    `host` a shared one.
    """

    title: str
    group: str
    date: date
    starts_at: time | None = None
    ends_at: time | None = None
    is_same_group: bool = False
    host: str = ""
    people: Sequence[str] = ()


def doubts(meeting: Meeting, others: Iterable[Other] = ()) -> list[str]:
    """Every sentence, the hours first."""
    clashing = [other for other in others if _overlap(meeting, other)]
    return [
        *_of_day(meeting),
        *_of_hours(meeting),
        *_of_minutes(meeting),
        *(said for other in clashing for said in _of_clash(meeting, other)),
    ]


def new_day_doubts(day: date, *, on: date) -> list[str]:
    """The day a session is put off to, typed on `on`: one that has gone by, else as any day."""
    return [f"Tanggal baru {date_plain(day)} sudah lewat."] if day < on else day_doubts(day, on=on)


def closing_doubts(day: date, starts_at: time | None, *, now: datetime) -> list[str]:
    """A record that is shut before the meeting began; `now` by the clock of the place."""
    if starts_at is None or now.date() > day or now.time() >= starts_at:
        return []
    return [f"Sekarang baru pukul {clock(now)}, sedangkan pertemuan ini mulai pukul {clock(starts_at)}."]


def passes_midnight(starts_at: time | None, ends_at: time | None) -> bool:
    """What ends before it starts ends the next day."""
    return starts_at is not None and ends_at is not None and ends_at < starts_at


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _of_day(meeting: Meeting) -> list[str]:
    far: list[str] = day_doubts(meeting.date, on=meeting.typed_on) if meeting.typed_on else []
    return [*far, *off_doubts(meeting.date, meeting.holiday)]


def _of_hours(meeting: Meeting) -> list[str]:
    starts, ends, length = meeting.starts_at, meeting.ends_at, meeting.length
    found = {
        f"Mulai pukul {clock(starts)}, sebelum pukul {clock(EARLIEST)}." if starts else "": bool(
            starts and starts < EARLIEST
        ),
        f"Selesai pukul {clock(ends)} keesokan harinya." if ends else "": passes_midnight(starts, ends),
        f"Selesai pukul {clock(ends)}, sesudah pukul {clock(LATEST)}." if ends else "": bool(ends and ends > LATEST),
        f"Lamanya {length} menit, lebih dari {LONGEST // 60} jam.": length > LONGEST,
    }
    return [sentence for sentence, is_odd in found.items() if is_odd]


def _of_minutes(meeting: Meeting) -> list[str]:
    """What does not fit into the hours, JP into those of the day; nothing while they are open."""
    length, lessons, whole = meeting.length, meeting.jp * MINUTES_PER_JP, meeting.whole_length
    there = f"sedangkan pertemuan ini {whole} menit"
    in_day = f"sedangkan satu hari pertemuan ini {length} menit" if meeting.days > 1 else there
    found = {
        f"{meeting.jp} JP memerlukan {lessons} menit (1 JP = {MINUTES_PER_JP} menit), {in_day}.": lessons > length,
        f"Rencana menit semua topik {meeting.planned}, {there}.": meeting.planned > whole,
        f"Menit terpakai semua topik {meeting.used}, {there}.": meeting.used > whole,
    }
    return [sentence for sentence, is_odd in found.items() if length and is_odd]


def _overlap(meeting: Meeting, other: Other) -> bool:
    """Whether both could be going on at one moment; open hours count as the whole day."""
    if not _is_exact(meeting, other):
        return meeting.date == other.date
    mine, yours = _span(meeting), _span(other)
    return mine[0] < yours[1] and yours[0] < mine[1]


def _span(one: Meeting | Other) -> tuple[int, int]:
    """First and last minute, counted over days."""
    midnight, hours = one.date.toordinal() * DAY, _hours(one) or (time(0), time(0))
    first, last = (midnight + _minutes(hour) for hour in hours)
    return first, last + DAY * passes_midnight(*hours)


def _is_exact(meeting: Meeting, other: Other) -> bool:
    return None not in (_hours(meeting), _hours(other))


def _hours(one: Meeting | Other) -> tuple[time, time] | None:
    return (one.starts_at, one.ends_at) if one.starts_at is not None and one.ends_at is not None else None


def _of_clash(meeting: Meeting, other: Other) -> list[str]:
    when = "jam" if _is_exact(meeting, other) else "hari"
    title, at = f"“{other.title}”", f"pada {when} yang sama"
    found = {
        f"KKG ini juga mengadakan {title} {at}.": other.is_same_group,
        f"{other.host} juga menjadi tempat {title} ({other.group}) {at}.": other.host,
        f"{_names(other.people)} tercatat juga di {title} ({other.group}) {at}.": other.people,
    }
    return [sentence for sentence, is_so in found.items() if is_so]


def _names(people: Sequence[str]) -> str:
    rest = len(people) - NAMED
    return joined([*people[:NAMED], f"{rest} orang lain"] if rest > 0 else list(people))

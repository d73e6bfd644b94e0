"""Writes a calendar that phones subscribe to (RFC 5545, docs/adr/0013). Pure: no Django, no clock.

Not here: whose sessions (kkg/calendar/reports.py), the address (kkg/calendar/actions.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from kkg.sessions.doubts import passes_midnight

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
READ_EVERY = timedelta(hours=6)
CANCELLED = "DIBATALKAN"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One session as far as a calendar may know it: nobody's name, no mark, no score.

    Hours are those of the clock on the wall in `zone` (WIB, WITA or WIT); `sequence` grows with each change.
    """

    uid: UUID
    title: str
    group: str
    place: str
    day: date
    starts_at: time | None
    ends_at: time | None
    zone: str
    sequence: int
    is_cancelled: bool
    changed_at: datetime


def calendar_text(name: str, entries: Iterable[Entry]) -> bytes:
    """The whole feed; the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//KKG//Kalender pertemuan//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", vDuration(READ_EVERY))
    calendar.add("refresh-interval", vDuration(READ_EVERY), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("summary", f"{CANCELLED}: {entry.title}" if entry.is_cancelled else entry.title)
    event.add("description", entry.group)
    if entry.place:
        event.add("location", entry.place)
    for word, moment in _span(entry):
        event.add(word, moment)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _span(entry: Entry) -> list[tuple[str, date | datetime]]:
    """A whole day without hours; else UTC, with an end only where one is known."""
    if entry.starts_at is None:
        return [("dtstart", entry.day), ("dtend", entry.day + timedelta(days=1))]
    start = [("dtstart", in_utc(entry.day, entry.starts_at, entry.zone))]
    last = entry.day + timedelta(days=passes_midnight(entry.starts_at, entry.ends_at))
    end = [("dtend", in_utc(last, entry.ends_at, entry.zone))] if entry.ends_at else []
    return [*start, *end]


def in_utc(day: date, clock: time, zone: str) -> datetime:
    """
    >>> in_utc(date(2026, 11, 28), time(8), "WITA").isoformat()
    '2026-11-28T00:00:00+00:00'
    >>> in_utc(date(2026, 11, 28), time(8), "WIT").isoformat()
    '2026-11-27T23:00:00+00:00'
    """
    return datetime.combine(day, clock, ZoneInfo(ZONES[zone])).astimezone(UTC)

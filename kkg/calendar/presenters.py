"""Days of the calendar page with what stands on them. Which rows: kkg/calendar/reports.py."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from core.formats import date_range, dotted
from kkg.groups.presenters import Line
from kkg.sessions.models import Session
from kkg.sessions.presenters import called_off, hours, place_words, put_off, session_state


class CalendarDay(NamedTuple):
    """One day of the calendar page with what stands on it."""

    day: date
    is_today: bool
    lines: list[Line]


def calendar_days(
    rows: Mapping[str, list[Any]], today: date, within: tuple[date, date], url_of: Callable[[str, Any], str]
) -> list[CalendarDay]:
    """Days that have something, in order. `rows`: kkg.reports.calendar_rows; `url_of`: kind, row -> url."""
    found: dict[date, list[Line]] = {}
    for day, line in _calendar_lines(rows, today, within[0], url_of):
        if within[0] <= day <= within[1]:
            found.setdefault(day, []).append(line)
    return [CalendarDay(day, day == today, lines) for day, lines in sorted(found.items())]


def _calendar_lines(
    rows: Mapping[str, list[Any]], today: date, first: date, url_of: Callable[[str, Any], str]
) -> Iterator[tuple[date, Line]]:
    for semester in rows["semesters"]:
        yield semester.starts_on, Line(f"{semester} dimulai", "", "Semester", "plum")
        yield semester.ends_on, Line(f"{semester} berakhir", "", "Semester", "plum")
    for holiday in rows["holidays"]:
        span = "" if holiday.starts_on == holiday.ends_on else date_range(holiday.starts_on, holiday.ends_on)
        yield max(holiday.starts_on, first), Line(holiday.name, span, "Libur", "amber")
    for session in rows["sessions"]:
        yield session.date, _calendar_session(session, today, url_of("session", session))
    for plan in rows["plans"]:
        detail = f"{plan.programme.group} · {plan.get_kind_display()}"
        yield plan.date, Line(plan.title, detail, "Direncanakan", "grey", url_of("plan", plan))


def _calendar_session(session: Session, today: date, url: str) -> Line:
    known: Any = session
    state, tone = session_state(session, today)
    changes = (put_off(known.first_dates), called_off(session))
    detail = dotted(hours(session), place_words(known.host, session.place), session.group.name, *changes)
    return Line(session.title, detail, state, tone, url)

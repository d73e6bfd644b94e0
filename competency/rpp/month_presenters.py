"""Rows of the month: a teacher or a madrasah beside its weeks, each in colour and word."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from competency.rpp.models import Rpp
from competency.rpp.weeks import Due
from core.formats import dotted, joined
from madrasah.models import Madrasah, Person
from madrasah.periods import week_end

# A soft hyphen says where a word may break in a narrow column.
STATES = {
    Rpp.Status.ADA: ("Ada", "green"),
    Rpp.Status.TERLAMBAT: ("Ter\u00adlambat", "amber"),
    Rpp.Status.BELUM_ADA: ("Belum ada", "red"),
    Rpp.Status.LIBUR: ("Libur", "grey"),
    "": ("Belum di\u00adperiksa", "blue"),
}
NOT_THERE = ("–", "grey")


def teacher_row(
    person: Person, dues: Sequence[Due], weeks: Sequence[date], places: Mapping[int, Madrasah]
) -> dict[str, Any]:
    """`dues`: of this teacher; `places`: those to name, none where the page is about one."""
    by_week = {due.week: due for due in dues}
    checked = sum(bool(due.status) for due in by_week.values())
    where = joined(sorted({str(places[due.madrasah]) for due in dues if due.madrasah in places}))
    rests_on = f"{checked} dari {len(by_week)} minggu diperiksa"
    return {
        "title": str(person),
        "detail": dotted(where, rests_on),
        "weeks": [_teacher_week(week, by_week.get(week)) for week in weeks],
    }


def place_row(place: Madrasah, dues: Sequence[Due], weeks: Sequence[date], month: date) -> dict[str, Any]:
    """`dues`: of this madrasah; counts first, its teachers behind its name."""
    teachers = {due.teacher for due in dues}
    return {
        "title": str(place),
        "detail": f"{len(teachers)} guru",
        "url": f"{reverse('competency:rpp-month')}?bulan={month:%Y-%m}&madrasah={place.pk}",
        "weeks": [_place_week(week, [due for due in dues if due.week == week], place) for week in weeks],
    }


def _teacher_week(week: date, due: Due | None) -> dict[str, Any]:
    word, tone = STATES[due.status] if due else NOT_THERE
    return _week(week, due.madrasah if due else None, word, tone)


def _place_week(week: date, dues: Sequence[Due], place: Madrasah) -> dict[str, Any]:
    checked = sum(bool(due.status) for due in dues)
    if not dues:
        return _week(week, None, *NOT_THERE)
    return _week(week, place.pk, f"{checked} dari {len(dues)}", "green" if checked == len(dues) else "blue")


def _week(week: date, madrasah: int | None, word: str, tone: str) -> dict[str, Any]:
    last = week_end(week)
    days = f"{week.day}–{last.day}"
    url = f"{reverse('competency:rpp-week')}?minggu={week.isoformat()}&madrasah={madrasah}" if madrasah else ""
    return {"days": days, "word": word, "tone": tone, "url": url}

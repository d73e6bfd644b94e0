"""Rows of the pages about weeks left unchecked."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from core.formats import date_plain, date_range
from madrasah.models import Madrasah
from madrasah.periods import week_end, week_start

if TYPE_CHECKING:
    from competency.guidance.models import Guidance


def place_row(place: Madrasah, missed: int, weeks: int, last: "Guidance | None") -> dict[str, Any]:
    """One madrasah: how many of its weeks, and when something was agreed last."""
    agreed = f"Kesepakatan terakhir {date_plain(last.agreed_on)}" if last else "Belum ada kesepakatan"
    return {
        "title": str(place),
        "detail": f"{missed} dari {weeks} minggu belum lengkap diperiksa · {agreed}",
        "url": reverse("competency:guidance-detail", args=[place.pk]),
        "state": f"{missed} minggu" if missed else "Lengkap",
        "tone": "amber" if missed else "green",
    }


def week_row(week: Any, place: Madrasah, today: date) -> dict[str, Any]:
    """One week (`reports.CheckedWeek`), opening its ledger."""
    is_running = week.week == week_start(today)
    return {
        "title": date_range(week.week, week_end(week.week)),
        "detail": f"{week.unchecked} dari {week.teachers} guru belum diperiksa",
        "url": f"{reverse('competency:rpp-week')}?minggu={week.week.isoformat()}&madrasah={place.pk}",
        "state": "Minggu ini" if is_running else "Terlewat",
        "tone": "blue" if is_running else "amber",
    }

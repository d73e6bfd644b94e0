"""The board in words: what each number is called, what it was counted from, and the list it opens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from competency.followups.forms import FollowUpFilter
from competency.rpp.weeks import month_of
from competency.sheets.forms import ListFilter
from competency.summary.forms import TeachersChoice
from core.formats import month_long
from madrasah.periods import week_start


@dataclass(frozen=True)
class Told:
    """How a question is put, and where its list stands; `note` words (all rows, teachers of the open ones).

    `is_share`: whether the number is some of all rows looked at, or all there are.
    """

    label: str
    page: str
    note: Callable[[int, int], str]
    asked: dict[str, str] = field(default_factory=dict)
    anchor: str = ""
    is_share: bool = True

    def url(self, madrasah: int | None = None) -> str:
        """Its list, of one madrasah or of all."""
        asked = self.asked | ({"madrasah": str(madrasah)} if madrasah else {})
        return f"{reverse(self.page)}?{urlencode(asked)}{self.anchor}"


def told_on(today: date) -> dict[str, Told]:
    """By the value of the question (`board.reports.Question`)."""
    month = month_of(week_start(today))
    teachers, sheets = "competency:summary-list", "competency:assessment-list"
    return {
        "belum pernah diamati": Told("Belum pernah diamati", teachers, _of_teachers, {"belum": TeachersChoice.EVER}),
        "belum diamati semester ini": Told(
            "Belum diamati semester ini", teachers, _of_teachers, {"belum": TeachersChoice.SEMESTER}
        ),
        "RPP belum diperiksa": Told(
            f"RPP {month_long(month)} belum diperiksa",
            "competency:rpp-month",
            _of_teachers,
            {"bulan": f"{month:%Y-%m}", "belum": "on"},
        ),
        "RTL lewat batas waktu": Told(
            "RTL lewat batas waktu", "competency:followup-list", _of_followups, {"tampil": FollowUpFilter.LATE}
        ),
        "perbaikan menunggu dilihat lagi": Told(
            "Perbaikan menunggu dilihat lagi",
            "competency:followup-list",
            _from_teachers,
            {"tampil": FollowUpFilter.MENDED},
            is_share=False,
        ),
        "tanggapan belum dibaca": Told(
            "Tanggapan belum dibaca", sheets, _from_teachers, {"state": ListFilter.UNREAD}, is_share=False
        ),
        "keberatan belum dijawab": Told(
            "Keberatan belum dijawab", sheets, _from_teachers, {"state": ListFilter.OBJECTED}, is_share=False
        ),
        "lembar menunggu diambil alih": Told(
            "Lembar menunggu diambil alih", sheets, _about_teachers, anchor="#menunggu", is_share=False
        ),
    }


def figure(told: Told, number: Any, madrasah: int | None = None) -> dict[str, Any]:
    """A number (`board.reports.Number`) with its n and its list; `text` says both in a cell of a table."""
    return {
        "label": told.label,
        "number": number.open,
        "note": told.note(number.of, number.teachers),
        "text": f"{number.open} dari {number.of}" if told.is_share else str(number.open),
        "url": told.url(madrasah),
    }


def _of_teachers(of: int, _teachers: int) -> str:
    return f"dari {of} guru"


def _of_followups(of: int, teachers: int) -> str:
    return f"dari {of} yang terbuka · {teachers} guru"


def _from_teachers(_of: int, teachers: int) -> str:
    return f"dari {teachers} guru"


def _about_teachers(_of: int, teachers: int) -> str:
    return f"tentang {teachers} guru"

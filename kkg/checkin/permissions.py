"""Who may open a check-in, and when a code counts. The code itself: kkg/checkin/codes.py."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from core.formats import clock, date_long
from kkg.groups.scope import groups_run_by
from kkg.sessions.permissions import on_its_day, why_not_run_day

if TYPE_CHECKING:
    from kkg.checkin.models import CheckInWindow
    from kkg.sessions.models import Session
    from madrasah.models import User

ASK_OFFICER = "Temui pengurus KKG: mereka bisa menandai kehadiran Anda."
MARK_ONESELF = "Tandai sendiri di halaman Kehadiran."  # to those who run it


def why_not_open_check_in(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """Opening, showing and closing a check-in: those who run the session, on its day or in its night."""
    if reason := why_not_run_day(user, session):
        return reason
    if not session.is_on(on or timezone.localdate()):
        return on_its_day(f"Presensi dibuka pada hari pertemuan: {date_long(session.date)}.", session)
    return None


def why_not_hours(opens_at: datetime, closes_at: datetime, *, at: datetime | None = None) -> str | None:
    """A window lies before us and has a length. A sentence about its end."""
    if closes_at <= opens_at:
        return "Jam tutup harus sesudah jam buka."
    if closes_at <= (at or timezone.now()):
        return "Jam tutup sudah lewat. Tulis jam yang masih akan datang."
    return None


def why_not_scan(window: "CheckInWindow", moment: datetime) -> str | None:
    """A code is taken inside its window only. The first sentence stands large on the page."""
    if moment < window.opens_at:
        opens = clock(timezone.localtime(window.opens_at))
        return f"Belum dibuka. Presensi dibuka pukul {opens}. Pindai lagi sesudah itu."
    if moment >= window.closes_at:
        closes = clock(timezone.localtime(window.closes_at))
        return f"Sudah ditutup. Presensi ditutup pukul {closes}. {ASK_OFFICER}"
    return None


def as_told_to(user: "User", reason: str) -> str:
    """Nobody who runs a KKG is sent to its officers."""
    return reason.replace(ASK_OFFICER, MARK_ONESELF) if groups_run_by(user) else reason


def why_not_check_in(session: "Session", moment: datetime) -> str | None:
    """What was scanned at `moment` counts for a session of that day which still stands open."""
    if session.removed_at or session.cancelled_at:
        return "Pertemuan ini dibatalkan. Kehadiran tidak dicatat."
    if session.is_closed:
        return f"Sudah ditutup. Catatan pertemuan ini sudah ditutup. {ASK_OFFICER}"
    if not session.is_on(timezone.localdate(moment)):
        return f"Tanggalnya berubah. Pertemuan ini sekarang {date_long(session.date)}. {ASK_OFFICER}"
    return None

"""Who may issue letters and take one back."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from core.formats import joined
from kkg.groups.permissions import why_not_run_group
from kkg.sessions.permissions import not_yet

if TYPE_CHECKING:
    from kkg.letters.models import Letter
    from kkg.sessions.models import Session
    from madrasah.models import Madrasah, User


def why_not_issue_letter(user: "User", session: "Session", kind: str) -> str | None:
    """Those who run the group number its letters, also after closing; what reports a session waits for it."""
    return why_not_run_group(user, session.group) or _why_not_letter_of(session, kind)


def _why_not_letter_of(session: "Session", kind: str) -> str | None:
    if session.cancelled_at:
        return "Pertemuan ini dibatalkan. Suratnya tidak diterbitkan lagi."
    if kind == "berita-acara":
        return not_yet(session)
    if kind == "laporan" and not session.is_closed:
        return "Tutup dulu pertemuan ini, supaya laporan memuat hasilnya."
    return None


def why_not_send(kind: str, madrasah: "Madrasah | None", roster: Iterable[Any], people: Collection[int]) -> str | None:
    """A kepala sends people of the own madrasah only, and nobody else consents.

    `roster`: kkg.models.roster_of; `people`: keys of those the letter names.
    """
    if madrasah is None:
        return "Surat persetujuan hanya dari kepala madrasah." if kind == "persetujuan" else None
    others = [str(one.person) for one in roster if one.person.pk in people and one.madrasah != madrasah]
    if others:
        return f"{joined(others)} bukan dari {madrasah}. Hapus centangnya, atau ganti pejabat."
    return None


def why_not_withdraw_letter(user: "User", letter: "Letter") -> str | None:
    """A letter is taken back once, by those who run the group."""
    if letter.withdrawn_at:
        return "Surat ini sudah ditarik."
    return why_not_run_group(user, letter.group)

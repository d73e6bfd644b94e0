"""Why somebody may not gather evidence, give it a code, or conclude from it."""

from datetime import date
from typing import TYPE_CHECKING

from competency.visits.permissions import superiors
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from competency.findings.models import Code, Evidence, Finding
    from madrasah.models import Madrasah, User

ASK_FIRST = "Tanyakan dulu kepada yang diwawancarai: setuju dicatat atau tidak."


def why_not_research(user: "User") -> str | None:
    """Those who head or supervise a madrasah today."""
    scope = scope_of(user)
    return None if scope.opens and scope.person_id else f"Temuan hanya dicatat {superiors()}."


def why_not_gather(user: "User", madrasah: "Madrasah") -> str | None:
    """At a madrasah that one heads or supervises today."""
    if madrasah.pk in scope_of(user).opens:
        return None
    return f"Hanya {superiors()} {madrasah} yang mencatat bukti di sana."


def why_not_change_evidence(user: "User", evidence: "Evidence") -> str | None:
    """By who wrote it, while in office there."""
    if evidence.writer_id != scope_of(user).person_id:
        return "Bukti ini hanya diubah oleh yang mencatatnya."
    return why_not_gather(user, evidence.madrasah)


def why_not_happened(day: date, today: date) -> str | None:
    """What is noted has happened."""
    return "Tanggal itu belum tiba. Catat sesudah terjadi." if day > today else None


def why_not_consent(kind: str, consent: str) -> str | None:
    """Of an interview the answer is noted, whichever it is."""
    return ASK_FIRST if kind == "wawancara" and not consent else None


def why_not_change_code(user: "User", code: "Code") -> str | None:
    """One's own."""
    if code.owner_id != scope_of(user).person_id:
        return "Kode ini milik orang lain."
    return why_not_research(user)


def why_not_change_finding(user: "User", finding: "Finding") -> str | None:
    """One's own."""
    if finding.writer_id != scope_of(user).person_id:
        return "Kesimpulan ini milik orang lain."
    return why_not_research(user)

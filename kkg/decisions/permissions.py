"""Who may record, change and close decisions."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from core.refusals import Barred
from kkg.groups.permissions import FIRST_DAY, YEARS_AHEAD, pengawas, within
from kkg.groups.scope import groups_run_by
from kkg.sessions.permissions import REMOVED, not_yet, why_not_tend_session, why_not_write_up
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.decisions.models import Decision
    from kkg.sessions.models import Session
    from madrasah.models import User


def why_not_record_decision(user: "User", session: "Session", *, on: date | None = None) -> str | None:
    """A decision is recorded from the session's day on, until a while after its record is shut."""
    return why_not_write_up(user, session, on=on) or not_yet(session, on=on)


def why_not_due(day: date | None, *, on: date | None = None) -> str | None:
    """Until when a decision is to be done. A sentence about the day."""
    today = on or timezone.localdate()
    if day is None:
        return "Batas waktu belum diisi."
    if not FIRST_DAY <= day <= today + YEARS_AHEAD:
        return f"Tahun {day.year} di luar jangkauan. Periksa lagi tahunnya."
    return None


def why_not_edit_decision(user: "User", decision: "Decision") -> str | None:
    """Owner and due day change until it is closed; its words: `why_not_reword_decision`."""
    if decision.status != "terbuka":
        reason = "Keputusan ini sudah ditutup. Buka kembali dulu dengan alasan."
        return Barred(reason, "Buka kembali", "kkg:decision-reopen", decision, why_not=why_not_reopen_decision)
    return why_not_tend_session(user, decision.session)


def why_not_reword_decision(user: "User", decision: "Decision") -> str | None:
    """What was decided, and at which topic, stands a while after its session was closed."""
    return why_not_write_up(user, decision.session) if decision.session.is_closed else None


def why_not_close_decision(user: "User", decision: "Decision") -> str | None:
    """With proof or a reason: its owner, or those who run the group."""
    if decision.status != "terbuka":
        return "Keputusan ini sudah ditutup."
    return why_not_tend_decision(user, decision)


def why_not_reopen_decision(user: "User", decision: "Decision") -> str | None:
    """With a reason: its owner, or those who run the group."""
    if decision.status == "terbuka":
        return "Keputusan ini belum ditutup."
    return why_not_tend_decision(user, decision)


def why_not_take_proof_off(user: "User", decision: "Decision") -> str | None:
    """A wrong file goes where a sentence still says what was done; its owner, or those who run the group."""
    is_bare = decision.proof_file_id and not decision.proof
    bare = "Berkas ini satu-satunya bukti. Buka kembali keputusannya, lalu tutup dengan bukti yang benar."
    return why_not_tend_decision(user, decision) or (bare if is_bare else None)


def why_not_tend_decision(user: "User", decision: "Decision") -> str | None:
    """Saying what became of it: its owner, or those who run the group, while its session is there."""
    if decision.session.removed_at:
        return REMOVED
    is_own = decision.owner_id is not None and decision.owner_id == scope_of(user).person_id
    if is_own or within(user, decision.session.group, groups_run_by):
        return None
    return f"Hanya penanggung jawabnya, pengurus KKG ini, dan {pengawas()} yang menutup keputusan ini."

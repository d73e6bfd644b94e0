"""Who may bring, change and moderate problems, and record, change and close decisions."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kkg.permissions.common import JOINING, pengawas, within
from kkg.permissions.groups import YEARS_AHEAD
from kkg.permissions.sessions import CLOSED, REMOVED, why_not_take_roll, why_not_tend_session
from kkg.scope import groups_run_by
from madrasah.scope import scope_of


def why_not_bring_problem(user: Any, joined_groups: Any) -> str | None:
    """`joined_groups`: WorkingGroup.objects.joined_by(user)."""
    return None if joined_groups.exists() else f"Hanya {JOINING} {pengawas()} yang membawa masalah."


def why_not_edit_problem(user: Any, problem: Any) -> str | None:
    """Its words: who brought it. One without a name has nobody who could prove that it is theirs."""
    if problem.brought_by_id is None:
        return "Masalah tanpa nama tidak bisa diubah: tidak tercatat siapa yang membawanya."
    if problem.brought_by_id != scope_of(user).person_id:
        return "Hanya yang membawa masalah ini yang mengubah kalimatnya."
    return None


def why_not_moderate_problem(user: Any, problem: Any) -> str | None:
    """Writing down the discussion, making a topic of it: those who run the group."""
    if not within(user, problem.group, groups_run_by):
        return f"Hanya pengurus KKG ini dan {pengawas()} yang mencatat pembahasannya."
    return None


def why_not_put_on_agenda(user: Any, problem: Any, session: Any, today: date) -> str | None:
    """A problem becomes a topic of a coming session of its own group."""
    if session.group_id != problem.group_id:
        return "Pertemuan itu milik KKG lain."
    if session.date < today:
        return "Pertemuan itu sudah lewat. Pilih yang akan datang."
    return why_not_moderate_problem(user, problem)


def why_not_remove_problem(user: Any, problem: Any) -> str | None:
    """Who brought it, or those who run the group."""
    if why_not_edit_problem(user, problem) is None:
        return None
    if not within(user, problem.group, groups_run_by):
        return f"Hanya yang membawanya, pengurus KKG ini, dan {pengawas()} yang menghapus masalah."
    return None


def why_not_record_decision(user: Any, session: Any, *, on: date | None = None) -> str | None:
    """A decision is recorded from the session's day on, until the record is shut."""
    if session.cancelled_at:
        return "Pertemuan ini dibatalkan. Tidak ada keputusan untuk dicatat."
    return why_not_take_roll(user, session, on=on)


def why_not_due(day: date | None, *, on: date | None = None) -> str | None:
    """Until when a decision is to be done. A sentence about the day."""
    today = on or timezone.localdate()
    if day is None:
        return "Batas waktu belum diisi."
    if not today - timedelta(days=366) <= day <= today + YEARS_AHEAD:
        return f"Tahun {day.year} di luar jangkauan. Periksa lagi tahunnya."
    return None


def why_not_edit_decision(user: Any, decision: Any) -> str | None:
    """Owner and due day change until it is closed; its words: `why_not_reword_decision`."""
    if decision.status != "terbuka":
        return "Keputusan ini sudah ditutup. Buka kembali dulu dengan alasan."
    return why_not_tend_session(user, decision.session)


def why_not_reword_decision(decision: Any) -> str | None:
    """What was decided, and at which topic, stands once its session is closed."""
    return CLOSED if decision.session.is_closed else None


def why_not_close_decision(user: Any, decision: Any) -> str | None:
    """With proof or a reason: its owner, or those who run the group."""
    if decision.status != "terbuka":
        return "Keputusan ini sudah ditutup."
    return why_not_tend_decision(user, decision)


def why_not_reopen_decision(user: Any, decision: Any) -> str | None:
    """With a reason: its owner, or those who run the group."""
    if decision.status == "terbuka":
        return "Keputusan ini belum ditutup."
    return why_not_tend_decision(user, decision)


def why_not_tend_decision(user: Any, decision: Any) -> str | None:
    """Saying what became of it: its owner, or those who run the group, while its session is there."""
    if decision.session.removed_at:
        return REMOVED
    is_own = decision.owner_id is not None and decision.owner_id == scope_of(user).person_id
    if is_own or within(user, decision.session.group, groups_run_by):
        return None
    return f"Hanya penanggung jawabnya, pengurus KKG ini, dan {pengawas()} yang menutup keputusan ini."

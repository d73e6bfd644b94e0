"""Who may bring, change and moderate problems."""

from datetime import date
from typing import TYPE_CHECKING, Any

from kkg.groups.permissions import JOINING, pengawas, within
from kkg.groups.scope import groups_run_by
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.problems.models import Problem
    from kkg.sessions.models import Session
    from madrasah.models import User


def why_not_bring_problem(joined_groups: Any) -> str | None:
    """`joined_groups`: WorkingGroup.objects.joined_by(user)."""
    return None if joined_groups.exists() else f"Hanya {JOINING} {pengawas()} yang membawa masalah."


def why_not_edit_problem(user: "User", problem: "Problem") -> str | None:
    """Its words: who brought it. One without a name has nobody who could prove that it is theirs."""
    if problem.brought_by_id is None:
        return "Masalah tanpa nama tidak bisa diubah: tidak tercatat siapa yang membawanya."
    if problem.brought_by_id != scope_of(user).person_id:
        return "Hanya yang membawa masalah ini yang mengubah kalimatnya."
    return None


def why_not_moderate_problem(user: "User", problem: "Problem") -> str | None:
    """Writing down the discussion, making a topic of it: those who run the group."""
    if not within(user, problem.group, groups_run_by):
        return f"Hanya pengurus KKG ini dan {pengawas()} yang mencatat pembahasannya."
    return None


def why_not_put_on_agenda(user: "User", problem: "Problem", session: "Session", today: date) -> str | None:
    """A problem becomes a topic of a coming session of its own group."""
    if session.group_id != problem.group_id:
        return "Pertemuan itu milik KKG lain."
    if session.date < today:
        return "Pertemuan itu sudah lewat. Pilih yang akan datang."
    return why_not_moderate_problem(user, problem)


def why_not_remove_problem(user: "User", problem: "Problem") -> str | None:
    """Who brought it, or those who run the group."""
    if why_not_edit_problem(user, problem) is None:
        return None
    if not within(user, problem.group, groups_run_by):
        return f"Hanya yang membawanya, pengurus KKG ini, dan {pengawas()} yang menghapus masalah."
    return None

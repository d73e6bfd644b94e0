"""Why somebody may not give, change or end a post or an office: one Indonesian sentence, or None."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from madrasah.grants import why_not_grant
from madrasah.periods import lasts
from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.places.models import Madrasah
    from madrasah.users.models import User
    from madrasah.work.models import Assignment


def why_not_end_assignment(user: "User", assignment: "Assignment") -> str | None:
    """Who may grant an office may end it."""
    return _why_not_over_by_now(assignment) or why_not_change_office(user, assignment)


def why_not_change_office(user: "User", assignment: "Assignment") -> str | None:
    """Dates put right, also of an office that is over: by those who may grant it.

    Nobody ends the own office of a region: who holds it alone would leave the region without anybody.
    """
    is_own = assignment.person_id == scope_of(user).person_id
    if is_own and assignment.region_id:
        return "Tugas Anda sendiri di wilayah ini diubah oleh operator wilayah yang lain atau pengelola sistem."
    return why_not_grant(user, Role(assignment.role), madrasah=assignment.madrasah, region=assignment.region)


def why_not_call_off(user: "User", assignment: "Assignment") -> str | None:
    """An office that has not begun is taken back by those who may grant it."""
    return _why_not_begun(assignment) or why_not_change_office(user, assignment)


def _why_not_begun(term: Any, on: date | None = None) -> str | None:
    return (
        None
        if term.since > (on or timezone.localdate())
        else "Tugas ini sudah berjalan. Akhiri dengan hari terakhirnya."
    )


def why_not_supervise_many(user: "User") -> str | None:
    """Pengawas of many madrasah are named by who grants that office: the operator of the region."""
    word = role_label(Role.PENGAWAS)
    return None if scope_of(user).registers_regions else f"{word} ditetapkan oleh operator wilayah."


def why_not_place(user: "User", madrasah: "Madrasah") -> str | None:
    """Posts at a madrasah are given by those who grant guru there."""
    return why_not_grant(user, Role.TEACHER, madrasah=madrasah)


def why_not_edit_placement(user: "User", placement: Any) -> str | None:
    """Ending, moving or calling off a post, while it lasts, belongs to those who may give it."""
    return _why_not_over_by_now(placement) or why_not_place(user, placement.madrasah)


def why_not_call_off_post(user: "User", placement: Any, *, on: date | None) -> str | None:
    """A post that has not begun is taken back by those who may give it."""
    return _why_not_begun(placement, on) or why_not_place(user, placement.madrasah)


def _why_not_over_by_now(term: Any) -> str | None:
    return None if lasts(term, timezone.localdate()) else "Tugas ini sudah berakhir."

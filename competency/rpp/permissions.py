"""Why somebody may not write the RPP ledger."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import Madrasah, User


def why_not_mark_rpp(user: "User", madrasah: "Madrasah", teacher: int, heads: Collection[int]) -> str | None:
    """The kepala in office there (Plt too) marks all, the pengawas those who are kepala: nobody marks oneself.

    `teacher`: key of the person whose RPP it is; `heads`: those who are kepala there today (rpp/weeks.py).
    """
    scope = scope_of(user)
    head = role_label(Role.KEPALA).lower()
    if teacher == scope.person_id:
        others = f"{role_label(Role.PENGAWAS).lower()} atau {head} lain"
        return f"RPP Anda sendiri tidak Anda periksa. Yang memeriksanya {others}."
    if madrasah.pk in scope.heads or (madrasah.pk in scope.supervises and teacher in heads):
        return None
    return f"Hanya {head} {madrasah} yang mencatat pemeriksaan RPP. Anda dapat membacanya."

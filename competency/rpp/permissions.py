"""Why somebody may not write the RPP ledger."""

from typing import TYPE_CHECKING

from madrasah.roles import Role, role_label
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import Madrasah, User


def why_not_record_rpp(user: "User", madrasah: "Madrasah") -> str | None:
    """Only the kepala in office there (Plt too) writes the RPP ledger; who supervises reads it."""
    if madrasah.pk in scope_of(user).heads:
        return None
    head = role_label(Role.KEPALA).lower()
    return f"Hanya {head} {madrasah} yang mencatat pemeriksaan RPP. Anda dapat membacanya."

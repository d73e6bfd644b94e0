"""Why somebody may not go on with an upload."""

from typing import TYPE_CHECKING, Any

from core.refusals import Barred
from madrasah.people.permissions import why_not_import
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User


def why_not_keep_import(user: "User", run: Any) -> str | None:
    """An upload is gone on with, applied and taken back by who uploaded it."""
    return why_not_import(user) or (None if run.by_id == user.pk else "Impor ini diunggah orang lain.")


def why_not_appoint_heads(user: "User", run: Any) -> str | None:
    """Heads that a file names are appointed once it is applied, by who grants that office (decisions.md 9)."""
    scope = scope_of(user)
    if reason := why_not_keep_import(user, run):
        return reason
    if not (scope.registers_regions or scope.supervises):
        return "Kepala ditunjuk oleh operator wilayah atau pengawas madrasah itu."
    if run.status == run.Status.APPLIED:
        return None
    return Barred("Kepala ditunjuk sesudah berkasnya diterapkan.", "Buka berkasnya", "madrasah:import-run", run)

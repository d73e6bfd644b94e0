"""Why somebody may not go on with an upload."""

from typing import TYPE_CHECKING, Any

from madrasah.people.permissions import why_not_import

if TYPE_CHECKING:
    from madrasah.users.models import User


def why_not_keep_import(user: "User", run: Any) -> str | None:
    """An upload is gone on with, applied and taken back by who uploaded it."""
    return why_not_import(user) or (None if run.by_id == user.pk else "Impor ini diunggah orang lain.")

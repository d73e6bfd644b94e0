"""Why somebody may not open a school year: it holds for everybody, as the calendar does."""

from typing import TYPE_CHECKING

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User


def why_not_open_year(user: "User") -> str | None:
    """One office keeps the calendar."""
    return None if scope_of(user).registers_regions else "Tahun pelajaran baru dibuka operator wilayah."

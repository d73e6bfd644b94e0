"""Why somebody may not change the calendar that holds for everybody."""

from typing import TYPE_CHECKING

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.users.models import User


def why_not_edit_semester(user: "User") -> str | None:
    """Dates and holidays hold for everybody, so one office keeps them."""
    if scope_of(user).registers_regions:
        return None
    return "Tanggal semester dan hari libur diatur operator wilayah."

"""Why somebody may not change the calendar that holds for everybody."""

from typing import Any

from madrasah.scope import scope_of


def why_not_edit_semester(user: Any) -> str | None:
    """Dates and holidays hold for everybody, so one office keeps them."""
    if scope_of(user).registers_regions:
        return None
    return "Tanggal semester dan hari libur diatur operator wilayah."

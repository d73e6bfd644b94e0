"""Why somebody may not do something to places, people and accounts: one Indonesian sentence, or None.

Belongs here: verbs, on the rows they are given; imports no model. Not here: which rows are seen (scope.py).
"""

from typing import Any

from madrasah.scope import scope_of


def why_not_edit_semester(user: Any) -> str | None:
    """Dates and holidays hold for everybody, so one office keeps them."""
    if scope_of(user).registers_regions:
        return None
    return "Tanggal semester dan hari libur diatur operator wilayah."

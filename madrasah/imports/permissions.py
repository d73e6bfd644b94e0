"""Why somebody may not do something to places, people and accounts: one Indonesian sentence, or None.

Belongs here: verbs, on the rows they are given; imports no model. Not here: which rows are seen (scope.py).
"""

from typing import Any

from madrasah.people.permissions import why_not_import


def why_not_keep_import(user: Any, run: Any) -> str | None:
    """An upload is gone on with, applied and taken back by who uploaded it."""
    return why_not_import(user) or (None if run.by_id == user.pk else "Impor ini diunggah orang lain.")

"""Why somebody may not do something to a sheet or a tindak lanjut: one Indonesian sentence, or None.

Belongs here: verbs, on the rows they are given; imports no model. Not here: which rows are seen (querysets).
"""

from typing import Any

from madrasah.scope import scope_of


def why_not_read_summary(user: Any, person: Any) -> str | None:
    """The four competencies of a teacher who is placed today where the user is kepala or pengawas."""
    opened = scope_of(user).opens
    if opened and person.placements.open().filter(madrasah__in=opened).exists():
        return None
    return "Ringkasan kompetensi hanya dibuka guru itu sendiri, kepala, dan pengawas madrasahnya."

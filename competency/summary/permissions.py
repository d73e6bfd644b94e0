"""Why somebody may not read a teacher's summary."""

from typing import TYPE_CHECKING

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import Person, User


def why_not_read_summary(user: "User", person: "Person") -> str | None:
    """The four competencies of a teacher who is placed today where the user is kepala or pengawas."""
    opened = scope_of(user).opens
    if opened and person.placements.open().filter(madrasah__in=opened).exists():
        return None
    return "Ringkasan kompetensi hanya dibuka guru itu sendiri, kepala, dan pengawas madrasahnya."

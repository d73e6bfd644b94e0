"""Why somebody may not delete a person or bring one back: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING

from madrasah.grants import why_not_over
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.people.models import Person
    from madrasah.users.models import User


def why_not_remove_person(user: "User", person: "Person") -> str | None:
    """Deleting and bringing back: by those who could grant every office the person holds."""
    if scope_of(user).person_id == person.pk:
        return "Data Anda sendiri dihapus oleh orang lain yang berhak, misalnya operator wilayah."
    return why_not_over(user, person)

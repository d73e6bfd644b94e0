"""Why a form may not be typed in: one Indonesian sentence, or None."""

from typing import TYPE_CHECKING, Any

from madrasah.scope import scope_of

if TYPE_CHECKING:
    from madrasah.models import Person, User


def why_not_without_photo(user: "User", observer: "Person", photo: Any) -> str | None:
    """Words of somebody else are typed in with the paper beside them."""
    if photo is None and observer.pk != scope_of(user).person_id:
        return "Penilai di kertas bukan Anda, jadi lampirkan foto kertasnya."
    return None

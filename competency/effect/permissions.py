"""Who reads what a KKG's topics are followed by, and who of them sees more than counts."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kkg.groups.permissions import pengawas, why_not_run_group
from madrasah.scope import scope_of

if TYPE_CHECKING:
    from kkg.models import WorkingGroup
    from madrasah.models import User


def why_not_read_effect(user: "User", group: "WorkingGroup") -> str | None:
    """Those who run the group; of teachers they see no name (decisions.md 10)."""
    return why_not_run_group(user, group)


def why_not_see_means(user: "User", madrasahs: Collection[int]) -> str | None:
    """Means, differences and counts: a pengawas who reads every sheet they rest on.

    Who came is known to all who keep the roll. Two topics that all but one attended alike would tell an officer
    that one's score, so officers read the conclusion only.
    """
    if madrasahs and set(madrasahs) <= scope_of(user).supervises:
        return None
    return f"Angka dan selisihnya hanya untuk {pengawas()} yang membina semua madrasahnya."

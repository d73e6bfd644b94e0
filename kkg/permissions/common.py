"""What the sentences of this package share: whether a group is one of the user's, and words for who may."""

from collections.abc import Callable
from typing import Any

from madrasah.roles import Role, role_label

JOINING = "guru anggota KKG, pengurusnya, dan"


def within(user: Any, group: Any, rule: Callable[[Any], frozenset[int]]) -> bool:
    """Whether the group is among those of `rule`, a function of kkg.scope."""
    return group.pk in rule(user)


def pengawas() -> str:
    """The office, as it stands inside a sentence."""
    return role_label(Role.PENGAWAS).lower()

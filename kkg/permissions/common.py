"""What the sentences of this package share: whether a group is one of the user's, and words for who may."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from madrasah.roles import Role, role_label

JOINING = "guru anggota KKG, pengurusnya, dan"


def within(user: Any, group: Any, rule: Callable[[Any], Q]) -> bool:
    """Whether the group is among those of `rule`; asked once per user object, group and rule."""
    if not hasattr(user, "_groups_within"):
        user._groups_within = {}
    known, key = user._groups_within, (rule.__name__, group.pk)
    if key not in known:
        known[key] = type(group)._base_manager.filter(rule(user), pk=group.pk).exists()
    return bool(known[key])


def pengawas() -> str:
    """The office, as it stands inside a sentence."""
    return role_label(Role.PENGAWAS).lower()

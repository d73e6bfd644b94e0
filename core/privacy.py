"""Hides groups that are too small to be counted without pointing at people. Pure.

Belongs here: one rule for one row of a table. Whole published cubes are checked where they are frozen.
"""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def is_hidden(n: int, minimum: int) -> bool:
    """Whether a count of people must not be shown. Zero people is nobody, so it may."""
    return 0 < n < minimum


def shown(n: int, minimum: int) -> int | None:
    """The count, or None when the group is too small."""
    return None if is_hidden(n, minimum) else n


def hide_small(
    counts: Mapping[Key, int], minimum: int, *, total_is_shown: bool = True
) -> dict[Key, int | None]:
    """Every count, None for those to hide. `minimum` is the smallest group that may be shown.

    When the total stands beside them, what is missing to it would give away a single hidden group, or several
    that together are under the minimum: the smallest shown group is then hidden too (decisions 13).
    """
    kept = {key: shown(n, minimum) for key, n in counts.items()}
    hidden = [key for key, n in kept.items() if n is None]
    if not total_is_shown or not hidden:
        return kept
    together = sum(counts[key] for key in hidden)
    for key in sorted((key for key, n in kept.items() if n), key=lambda key: counts[key]):
        if len(hidden) > 1 and together >= minimum:
            break
        hidden.append(key)
        together += counts[key]
        kept[key] = None
    return kept

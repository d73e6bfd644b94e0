"""Several hands at one roll: which marks are written, which are left, which are asked about. Pure.

Not here: who is called (kkg/attendance/rosters.py), what is stored (kkg/attendance/actions.py).
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

PRESENT = "hadir"  # what a name without a mark is taken as, unless a check-in ran (decisions.md 38)
ABSENT = "alpa"
Marks = Mapping[int, str]  # person pk -> mark; "" where none was stored


class Merge(NamedTuple):
    """`changes` to write; `conflicts`: persons who were marked otherwise since the roll was shown."""

    changes: dict[int, str]
    conflicts: list[int]


def merged(marks: Marks, seen: Marks, stored: Marks, taken_as: str = PRESENT, but: Collection[int] = ()) -> Merge:
    """Row by row: what nobody else changed is written, what only others changed stays, the rest is asked.

    A default is nobody's word: a name stored as it is `taken_as` where none was stored counts as unchanged.
    `but`: names that are taken as nothing.

    >>> merged({1: "izin", 2: "hadir", 3: "sakit"}, {1: "", 2: "", 3: ""}, {1: "", 2: "alpa", 3: "alpa"})
    Merge(changes={1: 'izin'}, conflicts=[3])
    """

    def was(shown: Marks, pk: int) -> str:
        return shown.get(pk) or ("" if pk in but else taken_as)

    differing = {pk: mark for pk, mark in marks.items() if mark != stored.get(pk, "")}
    alone = {pk: mark for pk, mark in differing.items() if was(stored, pk) == was(seen, pk)}
    return Merge(alone, [pk for pk, mark in differing.items() if pk not in alone and mark != was(seen, pk)])


def seen_since(marks: Marks, seen: Marks, stored: Marks) -> dict[int, str]:
    """What a page that shows `marks` may count as seen: a row that others changed stays as it was seen.

    >>> seen_since({1: "izin", 2: "hadir"}, {1: "", 2: ""}, {1: "izin", 2: "alpa"})
    {1: 'izin', 2: ''}
    """
    return {pk: mark if marks.get(pk) == mark else seen.get(pk, "") for pk, mark in stored.items()}


def written(seen: Marks) -> str:
    """For a hidden field: "12:hadir,13:"."""
    return ",".join(f"{pk}:{mark}" for pk, mark in seen.items())


def read(text: str) -> dict[int, str]:
    """The same read back; what cannot be read is left out.

    >>> read("12:hadir,13:,x:izin,9")
    {12: 'hadir', 13: ''}
    """
    pairs = (part.partition(":") for part in text.split(","))
    return {int(pk): mark for pk, colon, mark in pairs if colon and pk.isascii() and pk.isdecimal() and len(pk) < 19}

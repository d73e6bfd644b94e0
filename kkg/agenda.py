"""In which order topics stand on an agenda, and what became of them before. Pure: no Django, no clock.

Belongs here: order and history of topics. Not here: storing them (kkg/actions/agenda.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOVES = {"naik": -1, "turun": 1}


@dataclass(frozen=True, kw_only=True)
class PastTopic:
    """A topic of a closed session as it ended; `continues` is the key of the one it took up again."""

    pk: int
    status: str
    date: date
    continues: int | None = None


def history(first: int | None, past: Mapping[int, PastTopic]) -> list[PastTopic]:
    """The chain that ends in topic `first`, oldest first; stops at what is unknown or met twice."""
    chain: list[PastTopic] = []
    seen: set[int] = set()
    while first is not None and first in past and first not in seen:
        seen.add(first)
        chain.append(past[first])
        first = past[first].continues
    return chain[::-1]


def carried_first(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a true "carried" lead the agenda (S4); within both halves the given order stays."""
    return sorted(rows, key=lambda row: not row.get("carried"))


def rearranged(rows: Sequence[dict[str, Any]], move: str, at: int) -> list[dict[str, Any]]:
    """Rows after one press on the agenda form: "naik" and "turun" swap, "hapus" drops, "tambah" appends.

    A place outside the list changes nothing. A row carried over can't be dropped, and stays ahead of others.
    """
    result = list(rows)
    if move == "tambah":
        return [*result, {}]
    if not 0 <= at < len(result):
        return result
    if move == "hapus" and not result[at].get("carried"):
        result.pop(at)
    other = at + MOVES.get(move, 0)
    if 0 <= other < len(result):
        result[at], result[other] = result[other], result[at]
    return carried_first(result)

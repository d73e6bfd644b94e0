"""In which order topics stand on an agenda, and what became of them before. Pure: no Django, no clock.

Belongs here: order and history of topics. Not here: storing them (kkg/agenda/actions.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.formats import date_short

MOST_TOPICS = 30  # of one agenda
MOVES = {"naik": -1, "turun": 1}
TIMES = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan")
WEEK, MONTH = 7, 30


@dataclass(frozen=True, kw_only=True)
class PastTopic:
    """A topic of a closed session as it ended; `continues` is the key of the one it took up again.

    `group` names another KKG that dealt with it, and `note` is what that one handed on with it.
    """

    pk: int
    status: str
    date: date
    continues: int | None = None
    group: str = ""
    note: str = ""


def history(first: int | None, past: Mapping[int, PastTopic]) -> list[PastTopic]:
    """The chain that ends in topic `first`, oldest first; stops at what is unknown or met twice."""
    chain: list[PastTopic] = []
    seen: set[int] = set()
    while first is not None and first in past and first not in seen:
        seen.add(first)
        chain.append(past[first])
        first = past[first].continues
    return chain[::-1]


def past_words(chain: Sequence[PastTopic]) -> str:
    """A history in words, oldest first, with what another KKG handed on; nothing for a new topic.

    >>> told([PastTopic(pk=1, status="sebagian", date=date(2026, 9, 12))])
    'Dibahas 12 Sep 2026 (sebagian)'
    """
    steps = [f"{_when(step)} ({step.status or 'dibuka lagi'})" for step in chain]
    notes = [f" Titipan {step.group}: {step.note}." for step in chain if step.note]
    return f"Dibahas {', '.join(steps)}{'.' if notes else ''}{''.join(notes)}" if steps else ""


def _when(step: PastTopic) -> str:
    return f"{date_short(step.date)} di {step.group}" if step.group else date_short(step.date)


def returned_words(chain: Sequence[PastTopic]) -> str:
    """The same for a topic that stands on an agenda once more: "...; ketiga kalinya"."""
    history = past_words(chain)
    if not history:
        return ""
    first, stop, notes = history.partition(". ")
    return f"{first}; {nth_time(len(chain) + 1)}{stop}{notes}"


def nth_time(number: int) -> str:
    """
    >>> nth_time(3), nth_time(12)
    ('ketiga kalinya', 'ke-12 kalinya')
    """
    word = TIMES[number - 1] if number <= len(TIMES) else f"ke-{number}"
    return f"{word} kalinya"


def age(first: date, today: date) -> str:
    """How long a topic has been waiting since it was first dealt with.

    >>> age(date(2026, 9, 12), date(2026, 11, 23))
    '2 bulan'
    """
    days = (today - first).days
    if days < 2 * WEEK:
        return f"{days} hari" if days else "hari ini"
    return f"{days // WEEK} minggu" if days < 2 * MONTH else f"{days // MONTH} bulan"


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

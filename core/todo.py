"""Task: one card of "giliran Anda", the same shape for every app.

Belongs here: the shape and its order. Not here: which tasks exist; each app's own todo.py says that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is next for a person, why, and the one button that does it.

    `state` is the word on the chip ("Lewat 3 hari", "Dijadwalkan") and `tone` its colour: green, amber, blue,
    red, plum or grey. `weight` puts urgent kinds of work first; the larger, the earlier.
    """

    title: str
    url: str
    action: str
    detail: str = ""
    state: str = ""
    tone: str = "grey"
    due: date | None = None
    weight: int = 0


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """The heaviest first; among equals the earliest due, those without a date last."""
    return sorted(tasks, key=lambda task: (-task.weight, task.due or date.max, task.title))

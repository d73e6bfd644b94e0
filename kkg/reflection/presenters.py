"""What those present thought, as counts. Whether they are hidden: core/privacy.py."""

from datetime import date
from typing import Any, NamedTuple

from core.formats import date_long
from core.privacy import is_hidden
from kkg.reflection.models import Feeling
from kkg.reflection.permissions import reflection_ends_on
from kkg.sessions.models import Session

REFLECTION_QUESTIONS = {
    "useful": "Bermanfaat bagi kelas saya",
    "clear": "Penjelasannya saya pahami",
    "will_try": "Akan saya coba di kelas",
}


class ReflectionTable(NamedTuple):
    """Counts for components/table.html, or the sentence that says why there are none."""

    head: list[str]
    rows: list[list[str]]
    n: int = 0
    why_not: str = ""

    @property
    def caption(self) -> str:
        """Above the table."""
        return f"Dari {self.n} tanggapan"

    @property
    def numeric(self) -> list[int]:
        """Columns that hold counts."""
        return list(range(1, len(self.head)))


def reflection_table(session: Session, today: date, minimum: int) -> ReflectionTable:
    """What those present thought. Never while answers may still come, never from fewer than `minimum`.

    So the table is shown once and stands still: no reader can tell one answer by watching it move.
    """
    head = ["Pernyataan", *Feeling.labels]
    until = reflection_ends_on(session)
    if today <= until:
        return ReflectionTable(head, [], why_not=f"Hasilnya tampil setelah {date_long(until)}.")
    counts: Any = getattr(session, "reflection", None)
    n = sum(counts.useful) if counts else 0
    if n == 0 or is_hidden(n, minimum):
        return ReflectionTable(head, [], why_not=f"Kurang dari {minimum} tanggapan, jadi tidak ditampilkan.")
    rows = [[words, *map(str, getattr(counts, question))] for question, words in REFLECTION_QUESTIONS.items()]
    return ReflectionTable(head, rows, n)

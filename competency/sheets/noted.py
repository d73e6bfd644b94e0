"""A fact as somebody notes it: the words, the time it happened if told, the time it was written. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Fact:
    """`seen_at`: when it happened, None if not told; `noted_at`: when written, None for now. No text is no note."""

    text: str
    seen_at: time | None = None
    noted_at: datetime | None = None

    @property
    def told(self) -> tuple[str, time | None]:
        """What its writer said: two notes with the same are the same note."""
        return self.text, self.seen_at


NOTHING = Fact("")


@dataclass(frozen=True)
class Sighted:
    """A fact caught during the lesson, of no item yet; the device minted its token. No text takes it away again."""

    token: UUID
    text: str
    seen_at: time | None = None


def frozen(indicator: str, fact: Fact) -> dict[str, Any]:
    """As a shared version keeps it."""
    return {
        "indicator": indicator,
        "text": fact.text,
        "seen_at": fact.seen_at and fact.seen_at.isoformat("minutes"),
        "noted_at": fact.noted_at and fact.noted_at.isoformat(),
    }


def thawed(notes: list[Mapping[str, Any]]) -> dict[str, Fact]:
    """The notes of a shared version by indicator code; older ones have no `seen_at`."""
    return {
        note["indicator"]: Fact(
            note["text"],
            time.fromisoformat(note["seen_at"]) if note.get("seen_at") else None,
            datetime.fromisoformat(note["noted_at"]),
        )
        for note in notes
    }

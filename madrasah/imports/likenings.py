"""Names of madrasah that a file writes almost as the data do: asked once for each name, answered for all its rows.

Kept with the run (`marks`). Not here: which name is near (places), and what a row makes of the answer (plan).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from madrasah.imports.models import ImportRun
from madrasah.imports.reading import key_of
from madrasah.places.models import Madrasah

NAMES = "names"  # in ImportRun.marks


class Likened(StrEnum):
    """What was answered to "is it this one?"; the values are posted."""

    UNSAID = ""
    YES = "ya"
    NO = "bukan"


@dataclass(frozen=True)
class Likening:
    """A name as the file writes it, the madrasah with almost that name (its key and words), and the answer."""

    written: str
    madrasah: int
    near: str
    answer: str = Likened.UNSAID.value


@dataclass
class Likenings:
    """All that were asked about in a run, by the key of the written name."""

    by_key: dict[str, Likening] = field(default_factory=dict)

    @classmethod
    def of(cls, run: ImportRun) -> Self:
        """Those kept with a run."""
        return cls({key: Likening(**stored) for key, stored in run.marks.get(NAMES, {}).items()})

    def as_marks(self) -> dict[str, Any]:
        """For ImportRun.marks."""
        return {NAMES: {key: vars(one) for key, one in self.by_key.items()}}

    def said(self, text: str) -> Likened:
        """The answer about a name; UNSAID also where nobody was asked."""
        one = self.by_key.get(key_of(text))
        return Likened(one.answer) if one else Likened.UNSAID

    def ask(self, text: str, near: Madrasah) -> Likened:
        """The answer whether a name means this madrasah; asked from now on if it wasn't yet, or about another."""
        known = self.by_key.get(key_of(text))
        if known is None or known.madrasah != near.pk:
            self.by_key[key_of(text)] = Likening(text, near.pk, f"{near} (Kec. {near.region.name})")
            return Likened.UNSAID
        return Likened(known.answer)

    def answer(self, said: dict[str, str]) -> bool:
        """Take answers by key; whether any is another than before."""
        fresh = {
            key: Likening(one.written, one.madrasah, one.near, Likened(said[key]).value)
            for key, one in self.by_key.items()
            if said.get(key, one.answer) != one.answer
        }
        self.by_key |= fresh
        return bool(fresh)

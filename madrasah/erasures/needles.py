"""Finding a person in typed or frozen words, and putting a pseudonym there. Pure.

Exact is the whole name, with or without titles, or an identifier, however it is spaced. Looser are a word of the name
after "Bu" or "Pak", or only a part of it: that may be somebody else, so it is told and left.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from core.formats import MONTHS

SHORTEST_NUMBER = 6  # fewer signs are found in anything
SHORTEST_WORD = 4
CALLED = r"(?:bu|ibu|pak|bapak|guru|ustaz|ustadz|ustazah|ustadzah|hj|h|sdr|sdri|saudara|saudari)\.?"
GONE, UNDATED = "(nomor dihapus)", "(tanggal dihapus)"


class Written(NamedTuple):
    """A value as it is to be kept; `changed`: something was put there; `left`: something like the person stands yet."""

    value: Any
    changed: bool
    left: bool


@dataclass(frozen=True)
class Identity:
    """What a person is known by, as it stands and as it once stood. `others`: names of other people that hold it."""

    names: Sequence[str]
    titles: Sequence[str] = ()
    numbers: Sequence[str] = ()
    dates: Sequence[date] = ()
    others: Sequence[str] = field(default=())

    @cached_property
    def is_shared(self) -> bool:
        """Whether the name alone doesn't tell who is meant: of a single word, or borne by somebody else too."""
        return bool(self.others) or any(" " not in name.strip() for name in self.names)

    @cached_property
    def coarse(self) -> str:
        """A pattern for PostgreSQL (`~*`) that every value matches in which something is to be found."""
        return "|".join([*self._coarse_exact(), *_loose(self.names, r"(\s|\\n)+")])

    def _coarse_exact(self) -> Iterable[str]:
        yield from (_spaced(name, r"(\s|\\n)+") for name in self.names)
        yield from (_number(number) for number in self.numbers if len(number) >= SHORTEST_NUMBER)

    @cached_property
    def _exact_names(self) -> re.Pattern[str]:
        titles = "|".join(re.escape(title) for title in sorted(self.titles, key=len, reverse=True)) or r"(?!)"
        names = "|".join(_spaced(name) for name in sorted(self.names, key=len, reverse=True)) or r"(?!)"
        own = {" ".join(name.lower().split()) for name in self.names}
        longer = [name for name in self.others if " ".join(name.lower().split()) not in own]
        kept = "|".join(_spaced(name) for name in sorted(longer, key=len, reverse=True)) or r"(?!)"
        return re.compile(
            rf"(?<!\w)(?P<kept>{kept})(?!\w)|(?<!\w)(?:(?:{titles})\s*)*(?:{names})(?!\w)(?:,?\s*(?:{titles})(?!\w))*",
            re.IGNORECASE,
        )

    @cached_property
    def _exact_numbers(self) -> re.Pattern[str]:
        found = [_number(number) for number in self.numbers if len(number) >= SHORTEST_NUMBER]
        return re.compile(rf"(?<![\w])(?:{'|'.join(found) or '(?!)'})(?![\w])", re.IGNORECASE)

    @cached_property
    def _days(self) -> re.Pattern[str]:
        found = [form for day in self.dates for form in _written_days(day)]
        return re.compile(rf"(?<!\d)(?:{'|'.join(found) or '(?!)'})(?!\d)", re.IGNORECASE)

    @cached_property
    def _looser(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(_loose(self.names)) or '(?!)'})\b", re.IGNORECASE)

    def replace(self, value: Any, pseudonym: str, *, names: bool) -> Written:
        """`names`: whether the name is taken to mean this person; numbers always are."""
        texts = list(_texts_in(value))
        found = any(self._exact_numbers.search(text) or (names and self._names_in(text)) for text in texts)
        kept = _mapped(value, lambda text: self._without(text, pseudonym, names=names)) if found else value
        left = any(self._looser.search(text) or self._names_in(text) for text in _texts_in(kept))
        return Written(kept, found, left)

    def _names_in(self, text: str) -> bool:
        return any(not match["kept"] for match in self._exact_names.finditer(text))

    def _without(self, text: str, pseudonym: str, *, names: bool) -> str:
        if names:
            text = self._exact_names.sub(lambda match: match["kept"] or pseudonym, text)
        return self._days.sub(UNDATED, self._exact_numbers.sub(GONE, text))


def _spaced(name: str, space: str = r"\s+") -> str:
    return space.join(re.escape(word) for word in name.split())


def _number(number: str) -> str:
    """Digits however they are grouped; a phone number with or without the country's."""
    plain = re.sub(r"[\s.-]", "", number)
    if not re.fullmatch(r"\+?\d+", plain):
        return re.escape(number)
    local = re.sub(r"^(\+?62|0)(?=8)", "", plain)
    start = r"(\+?62[ .-]?|0)?" if local != plain else ""
    return start + "[ .-]?".join(local.lstrip("+"))


def _written_days(day: date) -> Iterable[str]:
    two, month = f"0?{day.day}", f"0?{day.month}"
    yield f"{day:%Y[-/.]%m[-/.]%d}"
    yield rf"{two}[-/. ]{month}[-/. ]{day.year}"
    yield rf"{two}\s+{MONTHS[day.month - 1]}\s+{day.year}"
    yield rf"{two}\s+{MONTHS[day.month - 1][:3]}\w*\s+{day.year}"


def _loose(names: Iterable[str], space: str = r"\s+") -> list[str]:
    """A word of the name as one is called by it; two words that follow one another; the first with an initial."""
    found = []
    for name in names:
        words = name.split()
        telling = [re.escape(word) for word in words if len(word) >= SHORTEST_WORD]
        found += [f"{CALLED.replace('?:', '')}{space}({'|'.join(telling)})"] if telling else []
        pairs = pairwise(words) if len(words) > 2 else ()
        found += [re.escape(a) + space + re.escape(b) for a, b in pairs]
        found += [re.escape(words[0]) + space + re.escape(words[1][0])] if len(words) > 1 and telling else []
    return list(dict.fromkeys(found))


def _texts_in(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *_texts_in(inner))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, dict):
        return {change(key): _mapped(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(inner, change) for inner in value]
    if isinstance(value, str):
        return change(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value if change(str(value)) == str(value) else None
    return value

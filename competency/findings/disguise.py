"""Names in a text replaced by stand-ins, and small groups hidden: what may leave in a research file. Pure.

A name that nobody in the reader's madrasah bears is not known here, so the file asks to be read before it goes on.
"""

import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from core.privacy import is_hidden

K = TypeVar("K", bound=Hashable)
SHORTEST = 4  # of a single word of a name: "Nur" and "Siti" are borne by many, and "Ali" hides in no text alone
SOMEBODY, NUMBER = "[nama]", "[nomor]"
CALLED = r"(?:ibu|bu|bapak|pak|bpk\.?|ustaz(?:ah)?|ustadz(?:ah)?|hj\.|h\.|haji|hajjah|kak|guru)"
BEFORE = r"(?:(?:prof|dr|drs|dra|ir|hj?|k\.h|ust)\.\s*|(?:ibu|bu|bapak|pak|ustaz(?:ah)?|ustadz(?:ah)?)\s+)"
AFTER = r"(?:,?\s+(?:[a-z]{1,5}\.\s?){2,4}|,\s*(?:[a-z]{1,5}\.\s?)+|,?\s+Gr\.)"
MARKS = "['’‘`ʼ]"


@dataclass(frozen=True)
class Known:
    """Somebody or a madrasah whose name is known: `key` tells them apart, `word` is what a stand-in is called by."""

    key: str
    names: tuple[str, ...]
    word: str


class Disguise:
    """Stand-ins of one file: the same name always has the same one, in an order that tells nothing."""

    def __init__(self, people: Iterable[Known], places: Iterable[Known], secret: bytes) -> None:
        self._secret = secret
        self._known = {each.key: each for each in (*people, *places)}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, str] = {}
        self._used: dict[str, int] = defaultdict(int)
        place_keys = {each.key for each in places}
        for each in self._known.values():
            for name in each.names:
                self._by_name[_plain(name)].add(each.key)
            if each.key not in place_keys:
                for word in {word for name in each.names for word in re.findall(r"[^\W\d_][\w'’‘`ʼ-]*", name)}:
                    if len(word) >= 3:
                        self._by_word[_plain(word)].add(each.key)
        self._pattern = self._compiled()

    def order(self, key: object) -> bytes:
        """To sort by: another order in every file."""
        return hmac.new(self._secret, str(key).encode(), hashlib.sha256).digest()

    def stand_in(self, key: str, word: str = "") -> str:
        """'Guru-07'; `word` for who is not among the known."""
        if key not in self._given:
            called = word or self._known[key].word
            self._used[called] += 1
            self._given[key] = f"{called}-{self._used[called]:02d}"
        return self._given[key]

    def text(self, text: str) -> str:
        """Without any name that is known, and without long numbers."""
        return self._pattern.sub(self._replaced, text)

    def found_in(self, text: str) -> list[str]:
        """The names that stand there, as written."""
        return [match.group().strip() for match in self._pattern.finditer(text) if match.lastgroup != "number"]

    def _replaced(self, match: re.Match[str]) -> str:
        if match.lastgroup == "number":
            return NUMBER
        name = match.group(match.lastgroup or 0)
        index = self._by_name if match.lastgroup == "full" else self._by_word
        keys = index[_plain(name)]
        told = self.stand_in(next(iter(keys))) if len(keys) == 1 else SOMEBODY
        tail = match.group()[len(match.group().rstrip()) :]
        return told + tail

    def _compiled(self) -> re.Pattern[str]:
        """Whole names first, the longest first; then a word of a name, where it is called or stands with a capital."""
        full = "|".join(_loose(name) for name in sorted(self._by_name, key=len, reverse=True)) or r"(?!)"
        words = sorted(self._by_word, key=len, reverse=True)
        called = "|".join(map(_loose, words)) or r"(?!)"
        alone = "|".join(_loose(word.capitalize()) for word in words if len(word) >= SHORTEST) or r"(?!)"
        return re.compile(
            rf"(?i:\b{BEFORE}*)(?i:(?P<full>\b(?:{full})\b))(?i:(?:{AFTER})*)"
            rf"|(?i:\b{CALLED}\s+)(?i:(?P<called>\b(?:{called})\b))"
            rf"|(?P<alone>\b(?:{alone})\b)"
            r"|(?P<number>\b\d[\d .-]{6,}\d\b)"
        )


def _plain(name: str) -> str:
    return " ".join(re.sub(MARKS, "'", name).casefold().split())


def _loose(name: str) -> str:
    """As it may be written: spaces and apostrophes of any kind."""
    parts = [re.sub(r"\\?'", MARKS, re.escape(part)) for part in re.sub(MARKS, "'", name).split()]
    return r"[\s.]+".join(parts)


def hidden_in(column: Mapping[K, int], minimum: int) -> set[K]:
    """Which counts of one column stay untold, so that none is reckoned back from the sum of the column.

    With a small one all small ones go, the empty too, and the next larger until more than one answer fits.

    >>> sorted(hidden_in({"a": 7, "b": 2, "c": 9}, 5)), hidden_in({"a": 7, "b": 0}, 5)
    (['a', 'b'], set())
    """
    if not any(is_hidden(count, minimum) for count in column.values()):
        return set()
    if sum(column.values()) < minimum:
        return set(column)
    hidden = {key for key, count in column.items() if count < minimum}
    rest = sorted((key for key in column if key not in hidden), key=lambda key: column[key])
    for key in rest:
        counts = [column[each] for each in hidden]
        if len(counts) > 1 and (max(counts) >= minimum or sum(counts) < len(counts) * (minimum - 1)):
            break
        hidden.add(key)
    return hidden


def told_words(people: Mapping[str, int], minimum: int) -> set[str]:
    """Which words for people may be told: those of enough people, and never all but one small group.

    >>> sorted(told_words({"Guru": 9, "Siswa": 6, "Kepala": 1}, 5)), sorted(told_words({"Guru": 9, "Kepala": 6}, 5))
    (['Guru'], ['Guru', 'Kepala'])
    """
    small = {word for word, count in people.items() if is_hidden(count, minimum)}
    told = sorted((word for word in people if word not in small), key=lambda word: people[word])
    while told and small and sum(people[word] for word in small) < minimum:
        small.add(told.pop(0))
    return set(told)

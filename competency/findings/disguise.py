"""Names in a text replaced by stand-ins, and small groups hidden: what may leave in a research file. Pure.

A name that nobody in the reader's madrasah bears is not known here, so the file asks to be read before it goes on.
"""

import hashlib
import hmac
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

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


def told_columns(columns: Mapping[K, Mapping[str, Any]], minimum: int) -> set[K]:
    """Which columns of a table may be told place by place: of each, the people counted in it with their places.

    The file tells of each row which columns it stands in, so that one column taken from another would leave the few
    who stand in one of them alone. People who stand in the same told columns are a block; each block has nought or
    enough people at each place, and stands at two places at least. So whatever is added to or taken from whatever,
    nothing comes out but sums of blocks, and nobody's place.

    >>> one = {f"a{n}": "X" for n in range(5)} | {f"b{n}": "Y" for n in range(5)}
    >>> sorted(told_columns({"one": one, "same": one, "more": one | {"c": "X"}, "at X": {"a0": "X"}}, 5))
    ['one', 'same']
    """
    told: set[K] = set()
    for key in sorted(columns, key=lambda key: (len(columns[key]), str(key))):
        if columns[key] and _stand_in_blocks([columns[each] for each in (*told, key)], minimum):
            told.add(key)
    return told


def _stand_in_blocks(columns: Sequence[Mapping[str, Any]], minimum: int) -> bool:
    blocks: dict[tuple[bool, ...], Counter[Any]] = defaultdict(Counter)
    for who in {who for column in columns for who in column}:
        place = next(column[who] for column in columns if who in column)
        blocks[tuple(who in column for column in columns)][place] += 1
    return all(len(at) > 1 and not any(is_hidden(count, minimum) for count in at.values()) for at in blocks.values())


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

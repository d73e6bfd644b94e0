"""Which column fills which field: what the operator said before, then what the headings say. Pure.

Two columns that say the same field are asked, never chosen between. Not here: where headings stand (finding).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from madrasah.imports.fields import FIELDS, MADRASAHS, TEACHERS
from madrasah.imports.headings import COMBINED, NOT_USED, Claim, choice_fields, claim_of, is_nik, key_of_heading
from madrasah.imports.layout import Place

Memory = Mapping[tuple[str, str], str]  # (kind, key of a heading) -> field, "" for not used

DROPPED = "•"  # stands where a cell was not kept
REMEMBERED = 3
MOST_SAMPLES = 3
LONGEST_SAMPLE = 40
SHORT_NUMBER = 4
TICK_PAIR = ("sex=L", "sex=P")
GUARDS = {(TEACHERS, "school_level"), (MADRASAHS, "level")}  # of rival columns all are read, so that none is missed

_LIKE_NIK = re.compile(r"(?<!\d)\d{4}[\s.]?\d{4}[\s.]?\d{4}[\s.]?\d{4}(?:\.0+(?!\d))?(?![\s.]?\d)")

_MASKED = re.compile(r"\d\d•{14}")


@dataclass(frozen=True)
class OpenColumn:
    """A column that is asked about, or may be changed; `key` is what the answer is remembered by.

    `field` is what it is taken for; `is_kept` says whether its cells are still there.
    """

    key: str
    letter: str
    heading: str
    samples: tuple[str, ...]
    sheet: str = ""
    field: str = ""
    is_open: bool = True
    is_kept: bool = True


@dataclass(frozen=True)
class Column:
    """A column below headings; `path` holds its headings from the top, `values` some texts from its cells."""

    number: int
    letter: str
    path: tuple[str, ...]
    key: str
    values: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The headings as one."""
        return ": ".join(self.path)


@dataclass(frozen=True)
class Settled:
    """Places of fields, columns to ask about, headings of those that are known and not used.

    `known` are the columns that are not asked about, each with its one choice ("" for not used).
    """

    places: dict[str, Place]
    questions: tuple[Column, ...]
    unused: tuple[str, ...]
    known: tuple[tuple[Column, str], ...]


def keyed(columns: Iterable[tuple[int, str, tuple[str, ...], tuple[str, ...]]]) -> tuple[Column, ...]:
    """Columns with keys of their own: the second one of the same heading gets "#2"."""
    seen: dict[str, int] = {}
    made = []
    for number, letter, path, values in columns:
        key = key_of_heading(path)
        seen[key] = seen.get(key, 0) + 1
        made.append(Column(number, letter, path, f"{key}#{seen[key]}" if seen[key] > 1 else key, values))
    return tuple(made)


def settle(kind: str, columns: Iterable[Column], memory: Memory) -> Settled:
    """Give each field the column that says it best; ask when two say it equally well."""
    claims = {column: claim_by(kind, column, memory) for column in columns}
    winners, rivals = _winners(kind, claims)
    places = {field: Place(column.number, column.letter, column.heading) for field, column in winners.items()}
    used = {column.number for column in winners.values()}
    asked = tuple(column for column in claims if column in rivals or (claims[column] is None and is_telling(column)))
    left = [column for column in claims if column.number not in used and column not in asked]
    known = tuple((column, field) for column in claims if column not in asked for field in _choice(column, places))
    return Settled(places, asked, tuple(column.heading for column in left), known)


def claim_by(kind: str, column: Column, memory: Memory) -> Claim | None:
    """What a column holds, as it was said before or as its heading says."""
    claim = claim_of(kind, column.path)
    if is_nik(column.path):
        return claim or NOT_USED
    said = memory.get((kind, column.key))
    if said is None:
        return claim
    return Claim(choice_fields(said), REMEMBERED) if not said or said in FIELDS[kind] else claim


def samples_of(column: Column) -> tuple[str, ...]:
    """Some values to show; what looks like a NIK is masked."""
    shown = [masked(value) for value in column.values if value != DROPPED]
    return tuple(dict.fromkeys(text[:LONGEST_SAMPLE] for text in shown))[:MOST_SAMPLES]


def masked(text: str) -> str:
    """A text to show in which nothing that looks like a NIK can be read."""
    return _LIKE_NIK.sub(_masked, text)


def as_long(value: object) -> object:
    """A value to judge in which what was masked is a number again, of as many digits."""
    return _MASKED.sub("1" * 16, value) if isinstance(value, str) else value


def is_telling(column: Column) -> bool:
    """Whether a column holds something worth asking about, more than counts and ticks."""
    return any(len(value) > SHORT_NUMBER or not value.isdigit() for value in column.values)


def _masked(found: re.Match[str]) -> str:
    return f"{found[0][:2]}{'•' * 14}"


def _winners(kind: str, claims: Mapping[Column, Claim | None]) -> tuple[dict[str, Column], set[Column]]:
    """The column of each field, and the columns that say a field equally well."""
    by_field: dict[str, list[tuple[int, Column]]] = {}
    for column, claim in claims.items():
        for field in claim.fields if claim else ():
            by_field.setdefault(field, []).append((claim.strength if claim else 0, column))
    winners: dict[str, Column] = {}
    rivals: set[Column] = set()
    for field, found in by_field.items():
        best = [column for strength, column in found if strength == max(found, key=lambda c: c[0])[0]]
        if len(best) == 1 or (kind, field) in GUARDS:
            winners |= {f"{field}+{n}" if n else field: column for n, column in enumerate(best)}
        else:
            rivals |= set(best)
    if "sex" in winners or not all(tick in winners for tick in TICK_PAIR):
        winners = {field: column for field, column in winners.items() if field not in TICK_PAIR}
    return {field: column for field, column in winners.items() if column not in rivals}, rivals


def _choice(column: Column, places: Mapping[str, Place]) -> list[str]:
    """What the form shows as a column's choice; nothing for one that it can't say, and none for a NIK."""
    held = tuple(field for field, place in places.items() if place.column == column.number)
    if is_nik(column.path) or any(re.search("[+=]", field) for field in held):
        return []
    if len(held) < 2:
        return [*held] or [""]
    return [choice for choice, fields in COMBINED.items() if set(fields) == set(held)]

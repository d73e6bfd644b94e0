"""Bands (sebutan): from an unrounded percent to its label; and the check for gaps and overlaps.

Rounding never happens here; it belongs to the presenters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

FULL = Fraction(100)
NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Band:
    """One label with its edges in percent; a checklist's band has no edges but says what its core must be."""

    code: str
    label: str
    published: str = ""
    lower: Fraction | None = None
    lower_included: bool = False
    upper: Fraction | None = None
    upper_included: bool = False
    origin: str = ""
    core_complete: bool | None = None

    def contains(self, percent: Fraction) -> bool:
        """Whether the exact percent lies inside the edges; a band without edges contains nothing."""
        if self.lower is None or self.upper is None:
            return False
        above = percent >= self.lower if self.lower_included else percent > self.lower
        return above and (percent <= self.upper if self.upper_included else percent < self.upper)


def bound(value: object) -> Fraction | None:
    """An edge exactly as written (90, 90.5 or '90.5'); None if it is no number."""
    if isinstance(value, bool) or not NUMBER.fullmatch(str(value)):
        return None
    return Fraction(str(value))


def band_from(row: Mapping[str, Any]) -> Band:
    """A band from its row: gt or gte, lt or lte; a checklist's band has `core_complete` instead."""
    return Band(
        code=row["code"],
        label=row["label"],
        published=row.get("published", ""),
        lower=bound(row.get("gte", row.get("gt"))),
        lower_included="gte" in row,
        upper=bound(row.get("lte", row.get("lt"))),
        upper_included="lte" in row,
        origin=row.get("origin", ""),
        core_complete=row.get("core_complete"),
    )


def find(bands: Sequence[Band], percent: Fraction) -> Band | None:
    """The band of an exact, unrounded percent (0..100); None where the instrument has no bands with edges."""
    return next((band for band in bands if band.contains(percent)), None)


def edge_faults(bands: Sequence[Band]) -> Iterator[str]:
    """Sentences about bands that do not cover 0..100 exactly once; every band must have both edges."""
    ordered = sorted(bands, key=lambda band: (band.lower or Fraction(0), not band.lower_included))
    yield from (fault for band in ordered if (fault := _empty(band)))
    yield from _ends(ordered[0], ordered[-1])
    yield from (fault for below, above in pairwise(ordered) if (fault := _joint(below, above)))


def _empty(band: Band) -> str | None:
    assert band.lower is not None and band.upper is not None  # noqa: S101 - the caller checked the edges
    if band.lower < band.upper or (band.lower == band.upper and band.lower_included and band.upper_included):
        return None
    return f"Pita '{band.label}': batas bawah harus di bawah batas atas. Tukar atau betulkan angkanya."


def _ends(lowest: Band, highest: Band) -> Iterator[str]:
    if (lowest.lower, lowest.lower_included) != (Fraction(0), True):
        yield f"Pita '{lowest.label}': pita terendah harus mulai dari 0. Tulis gte: 0."
    if (highest.upper, highest.upper_included) != (FULL, True):
        yield f"Pita '{highest.label}': pita tertinggi harus sampai 100. Tulis lte: 100."


def _joint(below: Band, above: Band) -> str | None:
    names = f"'{below.label}' dan '{above.label}'"
    top, bottom = below.upper, above.lower
    assert top is not None and bottom is not None  # noqa: S101 - the caller checked the edges
    if top < bottom or (top == bottom and not (below.upper_included or above.lower_included)):
        return (
            f"Pita {names}: antara {plain(top)} dan {plain(bottom)} ada celah, tidak tercakup pita mana pun. "
            "Sambungkan batasnya."
        )
    if top > bottom or (below.upper_included and above.lower_included):
        return (
            f"Pita {names}: batasnya tumpang tindih pada {plain(bottom)} sampai {plain(top)}. "
            "Pakai lt pada satu pita dan gte pada pita lainnya."
        )
    return None


def plain(number: Fraction) -> str:
    """A bound as people write it: '90', '90,5'."""
    return str(number) if number.denominator == 1 else f"{float(number):g}".replace(".", ",")

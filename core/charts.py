"""Small charts as marks on a drawing of 320 units' width, each with its numbers as a table. Pure.

`components/chart.html` shows one on a page, `chart_svg` (core/papers.py) on a paper; the numbers always stand beside
it, since a drawing alone is nothing to whoever can't see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

WIDTH = 320
ROOM_FOR_WORDS = 42  # letters of label and words together, above a bar
# As on a printed page; on a screen the tokens of app.css replace them, in the light and in the dark.
INKS = {
    "green": "#0b5d3b",
    "amber": "#8a4b00",
    "blue": "#1c4f8f",
    "red": "#a1252b",
    "plum": "#74388a",
    "grey": "#87908a",
}
_LEFT, _RIGHT, _LINE = 8, 312, 20


@dataclass(frozen=True)
class Mark:
    """One sign: `kind` is rect, line, dot, ring or word; places in units, from the upper left corner."""

    kind: str
    x: float
    y: float
    x2: float = 0
    y2: float = 0
    tone: str = ""
    text: str = ""
    anchor: str = "start"

    @property
    def ink(self) -> str:
        """Its colour on paper."""
        return INKS.get(self.tone, "#e4e1d8" if self.kind == "rect" else "#17241d")


@dataclass(frozen=True)
class Chart:
    """A drawing and its table; `key` is unique on its page, `description` says in a sentence what is to be seen."""

    key: str
    title: str
    description: str
    height: float
    marks: tuple[Mark, ...]
    head: Sequence[str]
    rows: Sequence[Sequence[Any]]
    width: int = WIDTH

    def with_rows(self, rows: Sequence[Sequence[Any]]) -> "Chart":
        """The same drawing beside a table that says more."""
        return replace(self, rows=rows)

    @property
    def is_narrow(self) -> bool:
        """Whether its table fits a phone as it is."""
        return len(self.head) < 3


@dataclass(frozen=True)
class Bar:
    """One line of `bars`: a share from 0 to 1, or None for what is hidden or not known; `words` say it exactly."""

    label: str
    share: Fraction | None
    words: str
    tone: str = "green"


@dataclass(frozen=True)
class Point:
    """One moment of `trend`: as in Bar; points of another `measure` are not joined to those before."""

    label: str
    share: Fraction | None
    words: str
    measure: Any = None


@dataclass(frozen=True)
class Move:
    """One line of `moves`: from a ring to a dot, both as shares of the scale."""

    label: str
    before: Fraction
    after: Fraction
    words: str
    tone: str = "green"


def bars(key: str, title: str, description: str, head: Sequence[str], rows: Sequence[Bar]) -> Chart:
    """A bar a row beneath its label; the table has the columns `head`: label and words."""
    marks: list[Mark] = []
    for place, row in enumerate(rows):
        top = place * 2 * _LINE
        marks += _labelled(top, row.label, row.words)
        marks.append(Mark("rect", _LEFT, top + 22, _RIGHT - _LEFT, 10))
        if row.share:
            marks.append(Mark("rect", _LEFT, top + 22, _across(row.share) - _LEFT, 10, row.tone))
    table = [[row.label, row.words] for row in rows]
    return Chart(key, title, description, 2 * _LINE * len(rows), tuple(marks), head, table)


def trend(
    key: str, title: str, description: str, head: Sequence[str], points: Sequence[Point], *, tone: str = "green"
) -> Chart:
    """Dots from the oldest to the newest, joined where nothing is missing and the measure is the same."""
    low, high, right = 96.0, 24.0, _RIGHT - 32
    marks = []
    for level, percent in ((high, "100"), ((low + high) / 2, "50"), (low, "0")):
        marks.append(Mark("line", _LEFT, level, right, level, "grey"))
        marks.append(Mark("word", _RIGHT, level + 4, text=percent, anchor="end"))
    places = [_LEFT + 28 + (right - _LEFT - 56) * (i / max(len(points) - 1, 1)) for i in range(len(points))]
    heights = [None if p.share is None else low - (low - high) * float(p.share) for p in points]
    for i, (point, x, y) in enumerate(zip(points, places, heights, strict=True)):
        before = points[i - 1] if i else None
        if before and before.measure != point.measure:
            between = (places[i - 1] + x) / 2
            marks.append(Mark("dash", between, high, between, low, "grey"))
        elif before and y is not None and (start := heights[i - 1]) is not None:
            marks.append(Mark("line", places[i - 1], start, x, y, tone))
        if y is not None:
            marks += [Mark("dot", x, y, tone=tone), Mark("word", x, y - 9, text=point.words, anchor="middle")]
        below = enumerate(point.label.split(), start=1)
        marks += [Mark("word", x, low + 2 + 16 * at, text=word, anchor="middle") for at, word in below]
    deepest = max((len(point.label.split()) for point in points), default=0)
    return Chart(
        key, title, description, low + 8 + 16 * deepest, tuple(marks), head, [[p.label, p.words] for p in points]
    )


def moves(key: str, title: str, description: str, head: Sequence[str], rows: Sequence[Move], *, table: Any) -> Chart:
    """A ring for before, a dot for after, a line between, a row each; the ends of the scale are the drawing's."""
    marks: list[Mark] = []
    for place, row in enumerate(rows):
        top = place * 2 * _LINE
        start, end, y = _across(row.before), _across(row.after), top + 27
        marks += _labelled(top, row.label, row.words)
        marks += [Mark("line", _LEFT, y, _RIGHT, y, "grey"), Mark("line", start, y, end, y, row.tone)]
        marks += [Mark("ring", start, y, tone=row.tone), Mark("dot", end, y, tone=row.tone)]
    return Chart(key, title, description, 2 * _LINE * len(rows), tuple(marks), head, table)


def interval(
    key: str,
    title: str,
    description: str,
    head: Sequence[str],
    told: tuple[float, float, float],
    words: str,
    table: Any,
) -> Chart:
    """(lower end, estimate, upper end) around a marked nought, on a scale that holds all of them."""
    low, middle, high = told
    reach = max(abs(low), abs(high), 1e-9) * 1.15

    def across(value: float) -> float:
        return _across((value + reach) / (2 * reach))

    marks = [*_labelled(0, head[0], words), Mark("line", _LEFT, 34, _RIGHT, 34, "grey")]
    marks += [
        Mark("dash", across(0), 22, across(0), 46, "grey"),
        Mark("line", across(low), 34, across(high), 34, "blue"),
    ]
    marks += [Mark("line", across(end), 28, across(end), 40, "blue") for end in (low, high)]
    marks += [Mark("dot", across(middle), 34, tone="blue"), Mark("word", across(0), 62, text="0", anchor="middle")]
    return Chart(key, title, description, 68, tuple(marks), head, table)


def _across(share: Fraction | float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * min(max(float(share), 0), 1), 2)


def _labelled(top: float, label: str, words: str) -> list[Mark]:
    room = ROOM_FOR_WORDS - len(words)
    short = label if len(label) <= room else f"{label[: room - 1]}…"
    return [Mark("word", _LEFT, top + 15, text=short), Mark("word", _RIGHT, top + 15, text=words, anchor="end")]

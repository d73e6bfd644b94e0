"""Cuts an instrument into screens a phone can carry: one stage a screen, long ones split by group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from competency.scoring.pieces import Indicator, IndicatorGroup, Stage

LONGEST_SCREEN = 13

Row = tuple[IndicatorGroup, Indicator]


@dataclass(frozen=True)
class Screen:
    """What one page of the form shows; numbers count the indicators of the whole sheet from 1."""

    title: str
    stage: Stage | None
    indicators: tuple[Indicator, ...]
    first_number: int
    last_number: int


def cut(groups: Sequence[IndicatorGroup]) -> tuple[Screen, ...]:
    """All screens in the order of the file; no indicator is left out and none appears twice."""
    rows = [(group, indicator) for group in groups for indicator in group.indicators]
    screens: list[Screen] = []
    number = 1
    for _, run in groupby(rows, key=lambda row: row[1].stage or row[0].code):
        for screen in _screens_of(list(run), number):
            screens.append(screen)
            number = screen.last_number + 1
    return tuple(screens)


def _screens_of(run: Sequence[Row], number: int) -> Iterator[Screen]:
    group, first = run[0]
    name = first.stage.value.capitalize() if first.stage else group.title
    chunks = _pack(run)
    for place, chunk in enumerate(chunks, start=1):
        title = f"{name} ({place} dari {len(chunks)})" if len(chunks) > 1 else name
        yield Screen(title, first.stage, tuple(chunk), number, number + len(chunk) - 1)
        number += len(chunk)


def _pack(run: Sequence[Row]) -> list[list[Indicator]]:
    chunks: list[list[Indicator]] = [[]]
    for _, rows in groupby(run, key=lambda row: row[0].code):
        for piece in _even_pieces([indicator for _, indicator in rows]):
            if chunks[-1] and len(chunks[-1]) + len(piece) > LONGEST_SCREEN:
                chunks.append([])
            chunks[-1].extend(piece)
    return chunks


def _even_pieces(indicators: list[Indicator]) -> Iterator[list[Indicator]]:
    size = ceil(len(indicators) / ceil(len(indicators) / LONGEST_SCREEN))
    return (indicators[start : start + size] for start in range(0, len(indicators), size))

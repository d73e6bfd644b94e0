"""Which figures of a table may be told: places too small to be counted are joined until none points at people. Pure.

Suppressing a small cell is not enough, since totals give it back (decisions.md 13). Here places are gathered into
blocks, and only what is a sum of whole blocks is told. So whatever is added to or taken from whatever, also across
rows, columns and levels, no figure can be had but that of a block or several; and each block is big enough.

The same holds of one figure from day to day: it is told in steps (`told_in_steps`), since whoever looks each day
takes what was told yesterday from what is told today. And a sum must leave every value open (`leaves_open`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypeVar

from core.privacy import is_hidden

V = TypeVar("V")

Key = tuple[str, ...]  # a place by its path from the top: kecamatan, KKG, madrasah
Place = tuple[str | None, ...]  # the same with None for "all of them"
Block = frozenset[Key]
Guards = Mapping[Key, Sequence[int]]  # people counted in each place, by kind


def alone(keys: Iterable[Key]) -> tuple[Block, ...]:
    """Each place a block of its own: where joining begins."""
    return tuple(frozenset([key]) for key in sorted(keys))


def joined(blocks: Sequence[Block], guards: Guards, minimum: int) -> tuple[Block, ...]:
    """The blocks, gathered until each can be told: first inside a KKG, then inside a kecamatan, then at all.

    What can't be told even as a whole is one block, and `is_told` says no of it. Blocks are joined, never split: a
    table that was gathered from another's blocks says nothing about the parts of those.
    """
    found = list(blocks)
    for depth in (2, 1, 0):
        for near in _neighbours(found, depth):
            for block in near:
                found.remove(block)
            found += _gathered(near, guards, minimum)
    return tuple(sorted(found, key=sorted))


def can_be_told(block: Block, guards: Guards, minimum: int) -> bool:
    """Whether each count of people in it is nought or large enough.

    Of several places the first count is so large that each of them, which has somebody, may be any size up to the
    minimum and more (`minimum` possible values at least).
    """
    sums = [sum(kind) for kind in zip(*(guards[key] for key in block), strict=True)]
    return sums[0] >= minimum + len(block) - 1 and not any(is_hidden(count, minimum) for count in sums)


def is_told(place: Place, blocks: Iterable[Block], guards: Guards, minimum: int) -> bool:
    """Whether a place is a sum of whole blocks that can be told."""
    inside = [block for block in blocks if any(is_in(key, place) for key in block)]
    return all(
        all(is_in(key, place) for key in block) and can_be_told(block, guards, minimum) for block in inside
    ) and bool(inside)


def is_in(key: Key, place: Place) -> bool:
    """Whether a place lies in another, which may leave out kecamatan, KKG or madrasah."""
    return all(wanted in (None, part) for part, wanted in zip(key, place, strict=True))


def _neighbours(blocks: Sequence[Block], depth: int) -> list[list[Block]]:
    """Blocks that lie in one place of that depth, by place."""
    near: dict[Key, list[Block]] = {}
    for block in blocks:
        paths = {key[:depth] for key in block}
        if len(paths) == 1:
            near.setdefault(paths.pop(), []).append(block)
    return list(near.values())


def _gathered(blocks: Sequence[Block], guards: Guards, minimum: int) -> list[Block]:
    """Join the smallest that can't be told with the next smallest, those that can't be told either first."""

    def size(block: Block) -> tuple[int, list[Key]]:
        return sum(guards[key][0] for key in block), sorted(block)

    found = sorted(blocks, key=size)
    while len(found) > 1:
        small = [block for block in found if not can_be_told(block, guards, minimum)]
        if not small:
            break
        others = [block for block in small if block != small[0]] or [block for block in found if block != small[0]]
        found = [block for block in found if block not in (small[0], others[0])]
        found = sorted([*found, small[0] | others[0]], key=size)
    return found


@dataclass(frozen=True)
class Heard(Generic[V]):
    """What was recorded of one person at a moment, for good; of the same `thing` a later record takes its place.

    A `value` of None says that nothing holds any more.
    """

    who: int
    thing: int
    at: datetime
    value: V | None


Open = Callable[[Mapping[int, Heard[V]], Mapping[int, Heard[V]]], bool]  # of what is told and what came since: by thing


def told_in_steps(
    heard: Iterable[Heard[V]],
    minimum: int,
    is_open: Open[V],
    *,
    counts: Callable[[V], bool] | None = None,
    once: bool = False,
) -> list[Heard[V]]:
    """What of it may be told: all up to the last moment at which a step could be taken, as it stood then.

    A step is `minimum` more people of whom something `counts` (else anything), and `is_open`: it leaves values open.
    It follows from the records alone, so that whoever looks, and when, the steps are the same. What comes between two,
    corrections too, waits for the next. `once`: what was told of a thing is not told anew.
    """
    told: dict[int, Heard[V]] = {}
    fresh: dict[int, Heard[V]] = {}
    known: set[int] = set()
    for _, together in groupby(sorted(heard, key=attrgetter("at")), key=attrgetter("at")):
        fresh |= {each.thing: each for each in together if not (once and each.thing in told)}
        if len(_counted(fresh.values(), counts) - known) >= minimum and is_open(told, fresh):
            told, fresh = told | fresh, {}
            known = _counted(told.values(), counts)
    return [each for each in told.values() if each.value is not None]


def _counted(heard: Iterable[Heard[V]], counts: Callable[[V], bool] | None) -> set[int]:
    return {each.who for each in heard if each.value is not None and (counts is None or counts(each.value))}


def people(heard: Iterable[Heard[V]]) -> set[int]:
    """Of whom something holds."""
    return {each.who for each in heard if each.value is not None}


def leaves_open(heard: Iterable[Heard[int]], lowest: int, highest: int) -> bool:
    """Whether none of them could tell another's value from the sum of all and the own.

    Of a sum near the lowest all is lowest but what one has oneself: so two at least stand above it, and two below the
    highest.
    """
    told = [(each.who, each.value) for each in heard if each.value is not None]
    above = {who for who, value in told if value > lowest}
    below = {who for who, value in told if value < highest}
    return len(above) > 1 and len(below) > 1


def leaves_values_open(
    told: Mapping[int, Heard[int]], fresh: Mapping[int, Heard[int]], *, lowest: int, highest: int
) -> bool:
    """Whether sums over sheets may move on: both all and what is new by itself leave values open."""
    first = [each for thing, each in fresh.items() if thing not in told]
    whole = {**told, **fresh}.values()
    return leaves_open(first, lowest, highest) and leaves_open(whole, lowest, highest)


def leaves_cases_open(told: Mapping[int, Heard[bool]], fresh: Mapping[int, Heard[bool]]) -> bool:
    """Whether a count of those to whom something happened may move on.

    Two at least were looked at and it did not happen to them, among all and among the new: else it happened to each.
    """
    groups: tuple[Collection[Heard[bool]], ...] = ({**told, **fresh}.values(), fresh.values())
    return all(len(people(them) - _counted(them, bool)) > 1 for them in groups)

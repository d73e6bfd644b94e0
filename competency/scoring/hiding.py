"""Which figures of a table may be told: places too small to be counted are joined until none points at people. Pure.

Suppressing a small cell is not enough, since totals give it back (decisions.md 13). Here places are gathered into
blocks, and only what is a sum of whole blocks is told. So whatever is added to or taken from whatever, also across
rows, columns and levels, no figure can be had but that of a block or several; and each block is big enough.
"""

from collections.abc import Iterable, Mapping, Sequence

from core.privacy import is_hidden

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

"""What a reader can work out who has every published figure and any patience: linear algebra, and bounds."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product

Row = tuple[Mapping[object, int], int]  # how often each unknown is counted, and what they add up to


def solved(rows: Iterable[Row]) -> dict[object, int]:
    """Every unknown that the published sums determine, by exact elimination."""
    unknowns = sorted({name for terms, _ in rows for name in terms}, key=repr)
    matrix = [[Fraction(terms.get(name, 0)) for name in unknowns] + [Fraction(total)] for terms, total in rows]
    pivots = _reduce(matrix, len(unknowns))
    found = {}
    for line, column in pivots:
        if not any(matrix[line][other] for other in range(len(unknowns)) if other != column):
            found[unknowns[column]] = int(matrix[line][-1])
    return found


def _reduce(matrix: list[list[Fraction]], width: int) -> list[tuple[int, int]]:
    pivots, top = [], 0
    for column in range(width):
        found = next((at for at in range(top, len(matrix)) if matrix[at][column]), None)
        if found is None:
            continue
        matrix[top], matrix[found] = matrix[found], matrix[top]
        first = matrix[top][column]
        matrix[top] = [value / first for value in matrix[top]]
        for at, line in enumerate(matrix):
            if at != top and line[column]:
                factor = line[column]
                matrix[at] = [value - factor * other for value, other in zip(line, matrix[top], strict=True)]
        pivots.append((top, column))
        top += 1
    return pivots


def possible(rows: list[Row], low: int, high: int) -> dict[object, set[int]]:
    """Every value each unknown can have, by trying all whole numbers from `low` to `high` (small worlds only)."""
    unknowns = sorted({name for terms, _ in rows for name in terms}, key=repr)
    found: dict[object, set[int]] = {name: set() for name in unknowns}
    for values in product(range(low, high + 1), repeat=len(unknowns)):
        world = dict(zip(unknowns, values, strict=True))
        if all(sum(world[name] * often for name, often in terms.items()) == total for terms, total in rows):
            for name, value in world.items():
                found[name].add(value)
    return found

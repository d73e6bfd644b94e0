"""What a reader can work out who has every published figure and any patience: linear algebra, bounds, whole numbers.

`Puzzle` takes what was read, on whichever page and day, as sums over unknown whole numbers, with the roundings as
bounds; it says which unknown has one value only. `PUBLISHERS` is the list of all pages that tell figures about people
to somebody who may not see each of them (tests/house/test_publishers.py holds it to be whole).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Row = tuple[Mapping[object, int], int]  # how often each unknown is counted, and what they add up to

# By room: the test that reads its pages and attacks what they say; or why there is nothing to attack.
PUBLISHERS = {
    "competency.district": "tests/competency/scoring/test_cube.py",
    "competency.needs": "tests/competency/needs/test_attack.py",
    "competency.effect": "tests/competency/effect/test_attack.py",
    "competency.findings": "tests/competency/findings/test_attack.py",
    "kkg.reflection": "tests/kkg/reflection/test_reflection.py",
}
NAMED = {
    "competency.staircase": "by name, of teachers whose sheets the reader may open; the KKG reads competency.needs",
    "competency.packs": "the own duty of a pengawas: sheets and recap by name, as on the screen",
    "kkg": "attendance and agenda of the group one runs, by name (decisions.md 10, 12)",
}


class Puzzle:
    """Unknown whole numbers, each within bounds, and what was read about sums of them."""

    def __init__(self) -> None:
        self._bounds: dict[Hashable, tuple[int, int]] = {}
        self._rows: list[tuple[dict[Hashable, int], float, float]] = []

    def unknown(self, name: Hashable, lowest: int = 0, highest: int = 1) -> Hashable:
        """One of them; asked again it stays as it is."""
        self._bounds.setdefault(name, (lowest, highest))
        return name

    def is_about(self, name: Hashable) -> bool:
        """Whether anything was read of it."""
        return name in self._bounds

    def says(self, terms: Mapping[Hashable, int] | Iterable[Hashable], low: float, high: float | None = None) -> None:
        """A sum lies between these, or is this."""
        counted = dict(terms) if isinstance(terms, Mapping) else dict.fromkeys(terms, 1)
        self._rows.append((counted, low, low if high is None else high))

    def knows(self, values: Mapping[Hashable, int]) -> None:
        """What the reader knows already: the own values."""
        for name, value in values.items():
            self.says([name], value)

    def determined(self, names: Iterable[Hashable]) -> dict[Hashable, int]:
        """Those of which there is one value only."""
        found: dict[Hashable, set[int]] = {name: set() for name in names}
        self._try(found, (1, -1), lambda values: len(values) > 1)
        return {name: min(values) for name, values in found.items() if len(values) == 1}

    def certain(self, names: Iterable[Hashable]) -> set[Hashable]:
        """Those that cannot be nought: what somebody is, or what happened to somebody."""
        found: dict[Hashable, set[int]] = {name: set() for name in names}
        self._try(found, (1,), lambda values: 0 in values)
        return {name for name, values in found.items() if 0 not in values}

    def _try(self, found: dict[Hashable, set[int]], signs: Iterable[int], is_open: Callable[[set[int]], bool]) -> None:
        """Ask for the least or the greatest of each; of every answer all values are kept, so that few must be asked."""
        names = list(self._bounds)
        at = {name: number for number, name in enumerate(names)}
        bounds, rows = Bounds(*zip(*self._bounds.values(), strict=True)), self._constraints(at)
        for name, values in found.items():
            for sign in signs:
                if is_open(values):
                    break
                wanted = np.zeros(len(names))
                wanted[at[name]] = sign
                answer = milp(wanted, constraints=rows, integrality=np.ones(len(names)), bounds=bounds)
                assert answer.success, "what was read contradicts itself: the attacker has it wrong"
                for other, known in found.items():
                    known.add(round(answer.x[at[other]]))

    def _constraints(self, at: Mapping[Hashable, int]) -> list[LinearConstraint]:
        matrix = np.zeros((len(self._rows), len(at)))
        for row, (terms, _, _) in enumerate(self._rows):
            for name, times in terms.items():
                matrix[row, at[name]] = times
        return [LinearConstraint(matrix, [low for _, low, _ in self._rows], [high for *_, high in self._rows])]


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

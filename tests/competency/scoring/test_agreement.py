"""Agreement of two people: exact, adjacent, weighted kappa; equal to a library's and to a slow reckoning."""

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
import yaml

from competency.scoring.agreement import Agreement, agreement_of, weighted_kappa
from competency.scoring.pieces import NOT_OBSERVED

LIBRARY = yaml.safe_load((Path(__file__).parent / "kappa_of_a_library.yaml").read_text("utf-8"))
SCALE = (0, 1, 2)


def of(first: list, second: list, scale=SCALE) -> Agreement:
    codes = [str(number) for number in range(len(first))]
    given = [
        {code: value for code, value in zip(codes, told, strict=True) if value is not None} for told in (first, second)
    ]
    return agreement_of(*given, codes, scale)


@pytest.mark.parametrize("case", LIBRARY)
def test_kappa_is_that_of_a_well_kept_library(case):
    found = of(case["first"], case["second"], case["scale"])
    assert float(found.linear) == pytest.approx(case["linear"], abs=1e-12)
    assert float(found.quadratic) == pytest.approx(case["quadratic"], abs=1e-12)


def slow(pairs, scale, power):
    """Cohen's table of proportions, cell by cell."""
    n = len(pairs)
    seen = chance = Fraction(0)
    for i, j in product(range(len(scale)), repeat=2):
        weight = abs(i - j) ** power
        seen += weight * Fraction(pairs.count((scale[i], scale[j])), n)
        rows = sum(one == scale[i] for one, _ in pairs)
        columns = sum(other == scale[j] for _, other in pairs)
        chance += weight * Fraction(rows, n) * Fraction(columns, n)
    return 1 - seen / chance if chance else None


def test_kappa_equals_the_slow_table_on_all_small_sets():
    for values in product(product(SCALE, repeat=2), repeat=3):
        for power in (1, 2):
            assert weighted_kappa(values, SCALE, power) == slow(values, SCALE, power)


def test_perfect_agreement_is_one_and_none_beyond_chance_is_nought():
    assert of([0, 1, 2], [0, 1, 2]).quadratic == 1
    assert of([1, 1, 1], [2, 2, 2]).quadratic == 0


def test_one_and_the_same_step_always_has_no_kappa():
    found = of([2, 2, 2], [2, 2, 2])
    assert (found.exact, found.linear, found.quadratic) == (3, None, None)


def test_what_only_one_saw_is_counted_apart():
    found = of([0, 1, NOT_OBSERVED, None], [1, 1, 2, NOT_OBSERVED])
    assert (found.n, found.one_saw, found.exact, found.adjacent) == (2, 1, 1, 2)


def test_nothing_in_common_has_no_figure():
    found = of([NOT_OBSERVED], [1])
    assert (found.n, found.exact, found.linear) == (0, 0, None)


def test_adjacent_says_nothing_of_two_steps():
    assert of([0, 1], [1, 1], (0, 1)).adjacent is None
    assert of([0, 1], [2, 1]).adjacent == 1

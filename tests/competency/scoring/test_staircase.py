"""The staircase S17 from two answers, and what of it may be told to who only counts."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from competency.scoring.hiding import Heard
from competency.scoring.staircase import HAS_RECORDS, USES_FORMAT, Stair, published, stair_of
from tests.competency.scoring.sheets import shipped

DAY = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("records", "form", "stair"),
    [
        (0, 0, Stair.NONE),
        (0, None, Stair.NONE),
        (1, 0, Stair.NOTES),
        (2, 0, Stair.NOTES),
        (2, 1, Stair.PART),
        (None, 1, Stair.PART),
        (1, 2, Stair.FORMAT),
        (0, 2, Stair.FORMAT),
        (2, None, None),
        (None, 0, None),
        (None, None, None),
    ],
)
def test_a_step_follows_from_two_answers_and_unseen_is_none(records, form, stair):
    assert stair_of(records, form, highest=2) is stair


def test_the_instrument_asks_both_halves():
    asked = {item.code: item.text for item in shipped("kkg-gantarang").indicators}
    assert "catatan penilaian" in asked[HAS_RECORDS]
    assert "format penilaian" in asked[USES_FORMAT] and "yang ditentukan" in asked[USES_FORMAT]


def told(*stairs, days=None):
    """One teacher a step, all seen on one day or each on a later one."""
    seen = enumerate(stairs)
    return published([Heard(who, who, DAY + timedelta(days=who if days else 0), stair) for who, stair in seen], 5)


def test_many_of_each_are_told_step_by_step():
    assert dict(told(*(stair for stair in Stair for _ in range(5)))) == {(stair,): 5 for stair in Stair}


def test_a_small_step_is_joined_with_its_neighbour():
    stairs = [Stair.NONE] + [Stair.NOTES] * 6 + [Stair.FORMAT] * 5
    assert list(told(*stairs)) == [((Stair.NONE, Stair.NOTES), 7), ((Stair.PART, Stair.FORMAT), 5)]


def test_too_few_are_not_told_at_all_nor_many_who_are_all_alike():
    assert told(*[Stair.NONE] * 4) == told() == ()
    assert told(*[Stair.NOTES] * 9) == ()


def test_counts_move_by_groups_that_are_not_small_either():
    first = [Stair.NOTES] * 5 + [Stair.FORMAT] * 5
    assert sum(count for _, count in told(*first, *[Stair.NOTES] * 6, Stair.FORMAT, days=True)) == 10
    assert sum(count for _, count in told(*first, *[Stair.NOTES] * 6, *[Stair.FORMAT] * 5, days=True)) == 21


def test_who_was_told_is_not_told_anew():
    stairs = [Stair.NOTES] * 5 + [Stair.FORMAT] * 5
    later = [Heard(who, who, DAY + timedelta(days=1), Stair.FORMAT) for who in range(5)]
    assert published([*(Heard(who, who, DAY, stair) for who, stair in enumerate(stairs)), *later], 5) == told(*stairs)


def test_no_count_that_is_told_is_small_and_all_are_counted_once():
    for sizes in product((0, 1, 4, 5, 9), repeat=4):
        found = told(*(stair for stair, size in zip(Stair, sizes, strict=True) for _ in range(size)))
        assert all(count == 0 or count >= 5 for _, count in found)
        if found:
            assert [stair for group, _ in found for stair in group] == list(Stair)
            assert sum(count for _, count in found) == sum(sizes)

"""No figure of a small group can be had from all that is published (decisions.md 13), in worlds at random."""

from random import Random

import pytest

from competency.scoring import cube, hiding
from competency.scoring.cube import ALL, MEASURES, Counts, Measure, Sum, cube_of, places_of
from competency.scoring.hiding import alone, is_in, joined
from madrasah.competencies import Competency
from tests.competency.attack import possible, solved

MINIMUM = 5


def counts_of(luck, teachers):
    """A madrasah with so many teachers, anything recorded of some of them."""
    seen, called, assessed = (luck.choice((0, teachers, luck.randint(0, teachers))) for _ in range(3))
    sums = {
        Measure.OBSERVED: Sum(seen, teachers, teachers),
        Measure.ATTENDANCE: Sum(luck.randint(0, called * 3), called * 3, teachers),
        Measure.RPP: Sum(luck.randint(0, teachers * 20), teachers * 20, teachers),
    }
    behind = {Measure.OBSERVED: seen, Measure.ATTENDANCE: called, Measure.RPP: teachers}
    for competency in Competency:
        some = luck.choice((assessed, luck.randint(0, assessed)))
        sums[competency.value] = Sum(luck.randint(0, some * 10), some * 10, assessed)
        behind[competency.value] = some
    return Counts(teachers, sums, behind, assessed)


def world(seed, most=9):
    """A KKG may span kecamatan; some madrasah are in none."""
    luck, found = Random(seed), {}
    for number in range(luck.randint(1, 14)):
        key = (luck.choice("ABC"), luck.choice(("1", "2", "3", "")), str(number))
        found[key] = counts_of(luck, luck.randint(1, most))
    return found


def published(counts):
    """Every figure as an equation over what a madrasah holds: teachers, values, maxima, people."""
    equations = []
    for row in cube_of(counts, MINIMUM):
        inside = [key for key in counts if is_in(key, row.place)]
        if row.teachers is not None:
            equations.append(({("teachers", key): 1 for key in inside}, row.teachers))
        for measure, figure in row.figures.items():
            if figure is None:
                continue
            people, top = _names(measure)
            equations.append(({(measure, key): 1 for key in inside}, figure.numerator))
            equations.append(({(top, key): 1 for key in inside}, figure.denominator))
            equations.append(({(people, key): 1 for key in inside}, figure.people))
    return equations


def _names(measure):
    """The people behind a measure are the teachers, or those assessed; so tables of several measures meet."""
    people = "assessed" if measure in set(Competency) else "teachers"
    return people, "teachers" if measure == Measure.OBSERVED else f"of {measure}"


def secrets(counts):
    """What nobody may learn of a madrasah: counts of one to four people, and any sum over so few."""
    found = {}
    for key, each in counts.items():
        small = 0 < each.teachers < MINIMUM
        if small:
            found["teachers", key] = each.teachers
        for measure in MEASURES:
            behind = each.behind[measure]
            unseen = each.teachers - behind if measure == Measure.OBSERVED else 0
            if any(0 < group < MINIMUM for group in (behind, unseen)):
                found[measure, key] = each.sums[measure].numerator
        if any(0 < group < MINIMUM for group in (each.assessed, each.teachers - each.assessed)):
            found["assessed", key] = each.assessed
    return found


def recovered(counts):
    told = solved(published(counts))
    return {name for name in secrets(counts) if name in told}


@pytest.mark.parametrize("seed", range(60))
def test_all_published_figures_together_give_no_hidden_one(seed):
    assert recovered(world(seed)) == set()


@pytest.mark.parametrize("seed", range(60))
def test_nor_the_sum_of_a_larger_place_that_is_small(seed):
    """A KKG or kecamatan of a few teachers, too: it is added as an unknown of its own."""
    counts = world(seed, most=3)
    equations = published(counts)
    for place in places_of(counts):
        inside = [key for key in counts if is_in(key, place)]
        size = sum(counts[key].teachers for key in inside)
        if 0 < size < MINIMUM:
            known = solved([*equations, ({**{("teachers", key): 1 for key in inside}, "sum": -1}, 0)])
            assert "sum" not in known


def test_without_joining_the_attack_finds_them(monkeypatch):
    """The attack is no dummy: hide only the small cells, as one would first think, and totals give them back."""
    monkeypatch.setattr(cube, "joined", lambda blocks, guards, minimum: blocks)
    monkeypatch.setattr(cube, "is_told", _only_not_small)
    assert any(recovered(world(seed)) for seed in range(20))


def _only_not_small(place, blocks, guards, minimum):
    inside = [key for block in blocks for key in block if is_in(key, place)]
    sums = [sum(kind) for kind in zip(*(guards[key] for key in inside), strict=True)]
    return not any(0 < count < minimum for count in sums)


@pytest.mark.parametrize("seed", range(25))
def test_no_hidden_count_is_pinned_between_close_bounds(seed):
    """Whole numbers, everywhere somebody: each hidden place can still have at least `minimum` sizes."""
    luck = Random(seed)
    counts = {(luck.choice("AB"), luck.choice("12"), str(number)): Counts(luck.randint(1, 6)) for number in range(4)}
    rows = [
        ({key: 1 for key in counts if is_in(key, row.place)}, row.teachers)
        for row in cube_of(counts, MINIMUM)
        if row.teachers is not None
    ]
    if not rows:
        return
    whole = sum(each.teachers for each in counts.values())
    for key, values in possible(rows, 1, whole).items():
        if counts[key].teachers < MINIMUM:
            assert len(values) >= MINIMUM


def test_a_large_madrasah_stands_by_itself_and_a_small_one_hides_with_its_neighbour():
    counts = {
        ("A", "1", "a"): Counts(9),
        ("A", "1", "b"): Counts(3),
        ("A", "1", "c"): Counts(6),
        ("B", "2", "d"): Counts(8),
    }
    told = {row.place: row.teachers for row in cube_of(counts, MINIMUM)}
    assert told[ALL] == 26 and told["A", None, None] == 18 and told["A", "1", "a"] == 9 and told["B", "2", "d"] == 8
    assert told["A", "1", "b"] is None and told["A", "1", "c"] is None


def test_a_small_kecamatan_takes_another_along_so_that_the_whole_does_not_give_it_away():
    counts = {("A", "1", "a"): Counts(3), ("B", "2", "b"): Counts(20), ("C", "3", "c"): Counts(30)}
    told = {row.place: row.teachers for row in cube_of(counts, MINIMUM)}
    assert told[ALL] == 53 and told["C", None, None] == 30
    assert told["A", None, None] is None and told["B", None, None] is None


def test_a_kabupaten_of_a_few_teachers_tells_nothing():
    rows = cube_of({("A", "1", "a"): Counts(2), ("A", "1", "b"): Counts(2)}, MINIMUM)
    assert {row.teachers for row in rows} == {None}


def test_nought_is_told_since_it_is_nobody():
    counts = {("A", "1", "a"): Counts(9, {Measure.OBSERVED: Sum(0, 9, 9)})}
    assert cube_of(counts, MINIMUM)[0].figures[Measure.OBSERVED] == Sum(0, 9, 9)


def test_blocks_are_joined_and_never_split():
    keys = {(part, "1", str(number)): (size,) for number, (part, size) in enumerate(zip("AAB", (2, 9, 1), strict=True))}
    fine = joined(alone(keys), keys, MINIMUM)
    coarse = joined(fine, {key: (9, 1) for key in keys}, MINIMUM)
    assert all(any(block <= other for other in coarse) for block in fine)
    assert hiding.joined(coarse, keys, MINIMUM) == coarse


@pytest.mark.parametrize("seed", range(20))
def test_two_semesters_of_the_same_teachers_give_no_more_than_one(seed):
    """Whoever takes the staff for unchanged reads both semesters as equations over the same people."""
    first, luck = world(seed), Random(seed + 1000)
    second = {key: counts_of(luck, each.teachers) for key, each in first.items()}
    equations = published(first)
    for terms, total in published(second):
        equations.append(({name if name[0] == "teachers" else (name, "later"): n for name, n in terms.items()}, total))
    told = solved(equations)
    assert {name for name in secrets(first) if name in told} == set()

"""The effect of a topic: no false alarms, real effects found, and what regresses to the mean is no success."""

from fractions import Fraction

import numpy as np
import pytest

from competency.scoring.effect import Half, Pair, Verdict, difference, effect_of, holm

STUDIES, MINIMUM = 200, 5
LOWEST, HIGHEST = 1, 4
SKILL, NOISE = 0.45, 0.5  # how teachers differ, and how one look at a teacher differs from the next
# Of what is recorded, rounding to whole steps included: a step of 1 adds 1/12 to the variance.
RECORDED_SD = (SKILL**2 + NOISE**2 + 1 / 12) ** 0.5


def seen(luck, skill):
    """What an observer ticks: whole steps of the scale, with many ties."""
    return np.clip(np.round(skill + luck.normal(0, NOISE, len(skill))), LOWEST, HIGHEST).astype(int)


def study(seed, present, absent, *, effect=0.0, picked_low=False):
    """Teachers seen twice; `picked_low`: those who came were called because they scored low the first time."""
    luck = np.random.default_rng(seed)
    skill = luck.normal(2.2, SKILL, present + absent)
    before = seen(luck, skill)
    came = np.arange(len(skill)) < present
    if picked_low:
        came = np.argsort(np.argsort(before + luck.uniform(0, 0.1, len(skill)))) < present
    after = seen(luck, skill + effect * came)
    return [Pair(bool(here), int(then), int(now)) for here, then, now in zip(came, before, after, strict=True)]


def verdicts(present, absent, **how):
    found = [effect_of(study(seed, present, absent, **how), MINIMUM) for seed in range(STUDIES)]
    return [one.verdict(one.difference and one.difference.p) for one in found]


def most_alarms():
    """95 % of all samples of 200 at a true rate of 5 % have no more: binomial error."""
    return STUDIES * 0.05 + 1.645 * (STUDIES * 0.05 * 0.95) ** 0.5


@pytest.mark.parametrize(("present", "absent"), [(30, 30), (8, 30), (5, 5)])
def test_where_nothing_happened_at_most_one_in_twenty_says_otherwise(present, absent):
    told = verdicts(present, absent)
    assert sum(one in (Verdict.MORE, Verdict.LESS) for one in told) <= most_alarms()


def test_four_fifths_of_a_spread_are_found_at_thirty_and_thirty():
    told = verdicts(30, 30, effect=0.8 * RECORDED_SD)
    assert told.count(Verdict.MORE) >= 0.8 * STUDIES


def test_the_low_who_rise_by_themselves_are_no_success():
    told = verdicts(30, 30, picked_low=True)
    assert told.count(Verdict.MORE) <= most_alarms()
    plain = [effect_of(study(seed, 30, 30, picked_low=True), MINIMUM) for seed in range(STUDIES)]
    rose = [one.present.change > one.absent.change for one in plain]
    assert sum(rose) > 0.95 * STUDIES, "or these data wouldn't show what is guarded against"


# Made by statsmodels 0.15.0: OLS(after, [1, before, attended]).fit(cov_type="HC3", use_t=True).
BEFORE = [4, 2, 1, 3, 4, 2, 2, 1, 4, 4, 3, 3, 3, 3, 3, 3, 4, 2, 2, 1, 4, 2, 3, 3]
AFTER = [4, 3, 3, 4, 4, 2, 3, 3, 4, 4, 2, 3, 3, 2, 2, 3, 3, 2, 2, 2, 3, 3, 3, 3]
FROZEN = (0.8625954198473288, 0.46109399, 1.26409685, 0.00021228596418693113)


def test_estimate_interval_and_p_are_those_of_statsmodels():
    pairs = [Pair(at < 10, then, now) for at, (then, now) in enumerate(zip(BEFORE, AFTER, strict=True))]
    found = difference(pairs)
    assert (found.estimate, found.low, found.high, found.p) == pytest.approx(FROZEN, rel=1e-7)


def test_means_are_exact_fractions():
    pairs = [Pair(True, 1, 2)] * 5 + [Pair(True, 2, 2)] * 2 + [Pair(False, 1, 1)] * 5
    found = effect_of(pairs, MINIMUM)
    assert found.present == Half(7, Fraction(9, 7), Fraction(2)) and found.present.change == Fraction(5, 7)


@pytest.mark.parametrize("came", [0, 4, 9, 13])
def test_too_few_on_either_side_tell_nothing_but_their_numbers(came):
    pairs = [Pair(at < came, 1, 2) for at in range(13)]
    found = effect_of(pairs, MINIMUM)
    assert found.counts == (came, 13 - came) and found.present is None and found.difference is None
    assert found.verdict(None) is Verdict.TOO_FEW


def test_what_never_varies_cannot_be_computed():
    pairs = [Pair(at < 6, 2, 2) for at in range(12)]
    found = effect_of(pairs, MINIMUM)
    assert found.difference is None and found.verdict(None) is Verdict.NOT_COMPUTABLE


def test_all_who_began_alike_are_compared_by_what_came_after():
    pairs = [Pair(True, 1, 1 + at % 2) for at in range(8)] + [Pair(False, 1, 1 + (at % 4 == 0)) for at in range(8)]
    assert difference(pairs).estimate == pytest.approx(0.25)


def test_many_pairs_are_corrected_as_statsmodels_does():
    assert holm([0.01, 0.04, 0.03, 0.005, 0.5]) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.5])
    assert holm([None, 0.04, None]) == [None, 0.04, None] and holm([]) == []


def test_a_rise_that_the_plain_change_denies_is_not_told():
    found = effect_of(study(3, 30, 30, effect=0.9), MINIMUM)
    assert found.verdict(0.001) is Verdict.MORE and found.verdict(0.06) is Verdict.UNSEEN

"""How far two people who scored the same items agree: exact, within one step, and weighted kappa.

Kappa is that of J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial
credit", Psychological Bulletin 70 (1968), 213-220: one minus the weighted disagreement that was seen, over the
weighted disagreement that chance alone would give from how often each used each step. Weights are the distance of two
steps on the scale (linear) or its square (quadratic). All on exact fractions.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from competency.scoring.pieces import Answer

Pairs = Sequence[tuple[int, int]]
STEPS_FOR_ADJACENT = 3  # of two steps any two are within one


@dataclass(frozen=True)
class Agreement:
    """Counts over the `n` items that both scored; kappa is None where it is undefined.

    `one_saw`: items that one scored and the other called "tidak teramati"; they are in no figure.
    `adjacent` is None for a scale of two steps, where it says nothing.
    """

    n: int
    one_saw: int
    exact: int
    adjacent: int | None
    linear: Fraction | None
    quadratic: Fraction | None


def agreement_of(
    first: Mapping[str, Answer], second: Mapping[str, Answer], codes: Collection[str], scale: Sequence[int]
) -> Agreement:
    """Of two sets of answers to the same items; `scale`: the values there are, lowest first."""
    given = [(first.get(code), second.get(code)) for code in codes]
    pairs = [(one, other) for one, other in given if isinstance(one, int) and isinstance(other, int)]
    one_saw = sum(isinstance(one, int) != isinstance(other, int) for one, other in given)
    apart = [abs(scale.index(one) - scale.index(other)) for one, other in pairs]
    return Agreement(
        n=len(pairs),
        one_saw=one_saw,
        exact=apart.count(0),
        adjacent=sum(distance <= 1 for distance in apart) if len(scale) >= STEPS_FOR_ADJACENT else None,
        linear=weighted_kappa(pairs, scale, 1),
        quadratic=weighted_kappa(pairs, scale, 2),
    )


def weighted_kappa(pairs: Pairs, scale: Sequence[int], power: int) -> Fraction | None:
    """1 - seen / by chance; None if chance could give no disagreement: no pairs, or one and the same step always."""
    place = {value: number for number, value in enumerate(scale)}
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    seen = sum(abs(place[one] - place[other]) ** power for one, other in pairs)
    by_chance = sum(
        abs(place[one] - place[other]) ** power * often * as_often
        for one, often in firsts.items()
        for other, as_often in seconds.items()
    )
    return 1 - Fraction(seen * len(pairs), by_chance) if by_chance else None

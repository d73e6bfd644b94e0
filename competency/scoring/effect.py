"""Whether teachers who attended a topic rose more in its indicator than those who did not (finding S18).

Analysis of covariance: the later value is regressed on the earlier one and on having attended, by ordinary least
squares with HC3 standard errors (MacKinnon & White 1985) and t with n - 3 degrees of freedom, as `statsmodels` has
them (`OLS(...).fit(cov_type="HC3", use_t=True)`); Student's t by `scipy.special`, a quarter of `scipy.stats` to load.
Comparing rises alone would read as success that the low rise by themselves: whoever is invited for being weak once,
is less weak the next time without any KKG. With the earlier value in the regression that is taken out. Many pairs
at once are corrected by Holm (1979).

It is never proof of a cause: nobody was drawn by lot. Means are exact; only the regression is floating.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

LEVEL = 0.05
TINY = 1e-9


@dataclass(frozen=True)
class Pair:
    """One teacher's values of one indicator, by one version of the instrument, before and after the topic."""

    attended: bool
    before: int
    after: int


class Verdict(StrEnum):
    """What may be said of a pair of topic and indicator."""

    TOO_FEW = "belum cukup"
    NOT_COMPUTABLE = "tak dapat dihitung"
    UNSEEN = "beda belum terlihat"
    MORE = "yang hadir naik lebih banyak"
    LESS = "yang hadir naik lebih sedikit"


@dataclass(frozen=True)
class Half:
    """Those who attended, or those who didn't: exact means."""

    n: int
    before: Fraction
    after: Fraction

    @property
    def change(self) -> Fraction:
        """How much they rose."""
        return self.after - self.before


@dataclass(frozen=True)
class Difference:
    """How much more those who attended rose, at the same earlier value: with its 95 % interval and its p."""

    estimate: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Effect:
    """What is known of one pair; `difference` is None where too few were seen, or where nothing varies."""

    present: Half | None
    absent: Half | None
    counts: tuple[int, int]
    difference: Difference | None

    def verdict(self, p: float | None) -> Verdict:
        """At the corrected p (`holm`). The plain difference of the rises must not point the other way."""
        if self.present is None or self.absent is None:
            return Verdict.TOO_FEW
        if self.difference is None or p is None:
            return Verdict.NOT_COMPUTABLE
        plain, found = self.present.change - self.absent.change, self.difference.estimate
        if p > LEVEL or plain * found <= 0:
            return Verdict.UNSEEN
        return Verdict.MORE if found > 0 else Verdict.LESS


def effect_of(pairs: Sequence[Pair], minimum: int) -> Effect:
    """Nothing but the two counts where one of them is under the minimum group size."""
    present, absent = ([one for one in pairs if one.attended is came] for came in (True, False))
    counts = len(present), len(absent)
    if min(counts) < max(minimum, 1):
        return Effect(None, None, counts, None)
    return Effect(_half(present), _half(absent), counts, difference(pairs))


def _half(pairs: Sequence[Pair]) -> Half:
    n = len(pairs)
    return Half(n, Fraction(sum(one.before for one in pairs), n), Fraction(sum(one.after for one in pairs), n))


def difference(pairs: Sequence[Pair]) -> Difference | None:
    """By analysis of covariance with HC3 errors; None where the regression has nothing to go by."""
    after = np.array([one.after for one in pairs], dtype=float)
    columns = [[1.0, one.before, one.attended] for one in pairs]
    design = np.array(columns, dtype=float)
    if len(set(design[:, 1])) == 1:  # all began alike: the earlier value explains nothing
        design = np.delete(design, 1, axis=1)
    free = len(pairs) - design.shape[1]
    if free < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    bread = np.linalg.inv(design.T @ design)
    weights = bread @ design.T @ after
    rest = after - design @ weights
    slack = 1 - np.einsum("ij,jk,ik->i", design, bread, design)
    if np.any(slack < TINY):
        return None
    meat = design.T @ (design * ((rest / slack) ** 2)[:, None])
    estimate, error = float(weights[-1]), sqrt(max(float((bread @ meat @ bread)[-1, -1]), 0.0))
    if error < TINY:
        return None
    reach = float(stdtrit(free, 1 - LEVEL / 2)) * error
    p = float(2 * stdtr(free, -abs(estimate / error)))
    return Difference(estimate, estimate - reach, estimate + reach, p)


def holm(found: Sequence[float | None]) -> list[float | None]:
    """Each p corrected for how many were asked at once; what could not be computed stays None."""
    order = sorted((p, at) for at, p in enumerate(found) if p is not None)
    corrected: list[float | None] = [None] * len(found)
    highest = 0.0
    for rank, (p, at) in enumerate(order):
        highest = max(highest, min(1.0, p * (len(order) - rank)))
        corrected[at] = highest
    return corrected

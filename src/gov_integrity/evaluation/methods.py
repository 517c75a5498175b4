"""Composite-indicator methods for designers of an index: normalise, impute, treat outliers, aggregate.

They follow the practice of the OECD/JRC Handbook on Constructing Composite Indicators (2008). What is
rational stays exact; z-scores, geometric means and correlations need roots and are floats.

`LAWS` says which laws hold for each method; the tests prove every law that is stated and show a
counter-example for every one that is not:

- monotone: a larger value never gets a smaller result (others unchanged, positive direction);
- scale-free: multiplying all values by a positive number changes nothing;
- shift-free: adding a number to all values changes nothing;
- additive: the result is a weighted sum of the values, so it can be taken apart exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt
from types import MappingProxyType

from gov_integrity.errors import UsageError

__all__ = [
    "AGGREGATIONS", "LAWS", "NORMALISATIONS", "arithmetic", "correlation", "distance_to_target",
    "effective_weights", "fences", "geometric", "harmonic", "imputed", "min_max", "percentile",
    "rank_correlation", "rank_score", "thresholds", "winsorised", "z_score",
]  # fmt: skip

Values = Sequence[Fraction]

LAWS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "min-max": frozenset({"monotone", "scale-free", "shift-free"}),
        "z-score": frozenset({"monotone", "scale-free", "shift-free"}),
        "rank": frozenset({"monotone", "scale-free", "shift-free"}),
        "percentile": frozenset({"monotone", "scale-free", "shift-free"}),
        "distance-to-target": frozenset({"monotone", "additive"}),
        "thresholds": frozenset({"monotone"}),
        "arithmetic": frozenset({"monotone", "additive"}),
        "geometric": frozenset({"monotone"}),
        "harmonic": frozenset({"monotone"}),
    }
)
"""Laws by method. For an aggregation scale-free and shift-free speak of the result itself."""


def min_max(values: Values) -> list[Fraction]:
    """Each value's place between the smallest (0) and the largest (1); all equal: all 1/2."""
    low, high = min(values), max(values)
    return [Fraction(1, 2) if high == low else (value - low) / (high - low) for value in values]


def z_score(values: Values) -> list[float]:
    """Distance from the mean in (population) standard deviations; all equal: all 0."""
    mean = sum(values, Fraction(0)) / len(values)
    spread = sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [0.0 if spread == 0.0 else float(value - mean) / spread for value in values]


def rank_score(values: Values) -> list[Fraction]:
    """Number of values not above it, over the number of values; equal values get equal results."""
    return [Fraction(sum(other <= value for other in values), len(values)) for value in values]


def percentile(values: Values) -> list[Fraction]:
    """Share of the other values below it, equal ones counted half; a single value: 1/2."""
    others = len(values) - 1
    if not others:
        return [Fraction(1, 2)]
    return [
        (sum(other < value for other in values) + Fraction(sum(other == value for other in values) - 1, 2))
        / others
        for value in values
    ]


def distance_to_target(values: Values, target: Fraction) -> list[Fraction]:
    """Value by target, not capped. Raises `UsageError` for a target that is not positive."""
    if target <= 0:
        raise UsageError("目标值须大于零", "the target must be above zero", target=str(target))
    return [value / target for value in values]


def thresholds(values: Values, cuts: Sequence[Fraction]) -> list[Fraction]:
    """Number of cut points a value reaches, over their number. Raises `UsageError` unless they rise."""
    if not cuts or any(a >= b for a, b in pairwise(cuts)):
        raise UsageError("分界值须由小到大", "cut points must rise", count=len(cuts))
    return [Fraction(sum(value >= cut for cut in cuts), len(cuts)) for value in values]


def _checked(values: Sequence[Fraction], weights: Sequence[Fraction], *, positive: bool) -> Fraction:
    total = sum(weights, Fraction(0))
    if len(values) != len(weights) or total <= 0 or any(weight < 0 for weight in weights):
        raise UsageError("权重须与数值一一对应且不为负", "one weight a value, none below zero")
    if positive and any(value <= 0 for value in values):
        raise UsageError(
            "几何平均和调和平均只用于正数", "geometric and harmonic means need values above zero"
        )
    return total


def arithmetic(values: Values, weights: Values) -> Fraction:
    """Weighted arithmetic mean: a low value is made good by a high one. Raises `UsageError`."""
    total = _checked(values, weights, positive=False)
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction(0)) / total


def geometric(values: Values, weights: Values) -> float:
    """Weighted geometric mean: a low value is only partly made good. Raises `UsageError` unless positive."""
    total = _checked(values, weights, positive=True)
    logs = (float(weight / total) * log(value) for value, weight in zip(values, weights, strict=True))
    return exp(sum(logs))


def harmonic(values: Values, weights: Values) -> Fraction:
    """Weighted harmonic mean: a low value weighs the most. Raises `UsageError` unless positive."""
    total = _checked(values, weights, positive=True)
    return total / sum((weight / value for value, weight in zip(values, weights, strict=True)), Fraction(0))


NORMALISATIONS: Mapping[str, Callable[[Values], Sequence[Fraction | float]]] = MappingProxyType(
    {"min-max": min_max, "z-score": z_score, "rank": rank_score, "percentile": percentile}
)
"""Normalisations that need nothing but the values."""

AGGREGATIONS: Mapping[str, Callable[[Values, Values], Fraction | float]] = MappingProxyType(
    {"arithmetic": arithmetic, "geometric": geometric, "harmonic": harmonic}
)


def _quartile(ordered: Values, share: Fraction) -> Fraction:
    place = share * (len(ordered) - 1)
    low = place.numerator // place.denominator
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def fences(values: Values, reach: Fraction = Fraction(3, 2)) -> tuple[Fraction, Fraction]:
    """Tukey's fences: the quartiles minus and plus `reach` times their distance."""
    ordered = sorted(values)
    first, third = (_quartile(ordered, Fraction(quarter, 4)) for quarter in (1, 3))
    return first - reach * (third - first), third + reach * (third - first)


def winsorised(values: Values, reach: Fraction = Fraction(3, 2)) -> list[Fraction]:
    """Values beyond the fences set to the farthest value within them; order is kept."""
    low, high = fences(values, reach)
    inside = [value for value in values if low <= value <= high]
    return [max(min(inside), min(max(inside), value)) for value in values]


def imputed(values: Sequence[Fraction | None], how: str) -> list[Fraction]:
    """Missing values replaced by the mean or median of the others.

    Raises:
        UsageError: nothing is known, or `how` is neither mean nor median.
    """
    known = sorted(value for value in values if value is not None)
    if not known or how not in ("mean", "median"):
        raise UsageError("不能补值:{how}", "cannot impute: {how}", how=how)
    middle = sum(known, Fraction(0)) / len(known) if how == "mean" else _quartile(known, Fraction(1, 2))
    return [middle if value is None else value for value in values]


def correlation(first: Values, second: Values) -> float | None:
    """Pearson's correlation; None when one of the two does not vary."""
    count = len(first)
    one, two = sum(first, Fraction(0)) / count, sum(second, Fraction(0)) / count
    covariance = sum((a - one) * (b - two) for a, b in zip(first, second, strict=True))
    spread = sum((a - one) ** 2 for a in first) * sum((b - two) ** 2 for b in second)
    return None if not spread else float(covariance) / sqrt(spread)


def rank_correlation(first: Values, second: Values) -> float | None:
    """Spearman's correlation, equal values sharing their mean place; None when one does not vary."""
    return correlation(percentile(first), percentile(second))


def effective_weights(columns: Sequence[Values], weights: Values) -> list[Fraction] | None:
    """The share of the variance of the weighted sum that each column brings; they add up to 1.

    A nominal weight says little when a column hardly varies or moves with the others. None when the sum
    does not vary at all.
    """
    rows = list(zip(*columns, strict=True))
    totals = [sum((w * v for w, v in zip(weights, row, strict=True)), Fraction(0)) for row in rows]
    mean = sum(totals, Fraction(0)) / len(totals)
    variance = sum((total - mean) ** 2 for total in totals)
    if not variance:
        return None
    shares = []
    for column, weight in zip(columns, weights, strict=True):
        moved = (value * (total - mean) for value, total in zip(column, totals, strict=True))
        shares.append(weight * sum(moved, Fraction(0)) / variance)
    return shares

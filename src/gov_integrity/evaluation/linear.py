"""Scores of many bodies at once, exact and without traces, for an index that is a plain weighted sum.

A leaf that gives points as stated, or a ratio of its full points, is a linear function of its value; sums of
them are too. Values come as whole numbers of a common unit in the last place (hundredths of a percent, say),
so that a score is one whole-number scalar product over one common denominator: nothing is rounded but the
score, and the result equals that of the tree (proven by test).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.rules import scale_of

__all__ = ["Linear", "linear", "linear_scores"]

Column = Sequence[int | None]


@frozen(slots=True)
class Linear:
    """An index as a scalar product: score = (sum of coefficient times value + constant) / denominator.

    `ranges` are the smallest and largest value (in units of the last place) that the rules accept.
    """

    keys: tuple[tuple[str, str], ...]
    coefficients: tuple[int, ...]
    constant: int
    denominator: int
    ranges: tuple[tuple[int, int], ...]
    decimals: int | None
    rounding: str


def linear(index: d.Index, places: int) -> Linear:
    """The index as a scalar product over values with `places` decimals, in the units of the indicators.

    Raises:
        UsageError: it is no plain weighted sum - bands, events, caps, vetoes, early roundings - and needs
            the tree.
    """
    step = Fraction(1, 10**places)
    slopes: list[Fraction] = []
    constant = Fraction(0)
    ranges: list[tuple[int, int]] = []
    for leaf in index.leaves():
        full = index.full[leaf.code]
        if full is None or not _plain(index, leaf):
            raise UsageError(
                "指标“{item}”不是加权求和,不能批量计分",
                "the indicator {item} is no weighted sum and cannot be scored in bulk",
                item=leaf.code,
            )
        scale = scale_of(leaf)
        slope = step if leaf.rule == "given" else full * step / scale
        if leaf.direction == "negative" and leaf.rule == "ratio":
            constant, slope = constant + full, -slope
        slopes.append(slope)
        ranges.append((0, int((full if leaf.rule == "given" else scale) / step)))
    denominator = lcm(constant.denominator, *(slope.denominator for slope in slopes))
    return Linear(
        keys=tuple((leaf.metric, leaf.breakdown) for leaf in index.leaves()),
        coefficients=tuple(int(slope * denominator) for slope in slopes),
        constant=int(constant * denominator),
        denominator=denominator,
        ranges=tuple(ranges),
        decimals=index.decimals,
        rounding=index.rounding,
    )


def _plain(index: d.Index, leaf: d.Indicator) -> bool:
    above = [leaf]
    while above[-1].parent:
        above.append(index.indicators[above[-1].parent])
    branches = index.rule == "sum" and all(item.rule == "sum" for item in above[1:])
    roles = all(item.role == "score" and item.decimals is None for item in above)
    return branches and roles and leaf.rule in ("given", "ratio") and leaf.collect == "latest"


def linear_scores(plan: Linear, columns: Mapping[tuple[str, str], Column]) -> list[int | None]:
    """Scores in units of the last place of the score, one a row; None where the tree is needed.

    A row with a missing value, or one outside its range, is for the tree and its policies. Columns are
    keyed by (metric, breakdown) and must be equally long.

    Raises:
        UsageError: a column is missing, or the index states no rounding half up.
    """
    if plan.decimals is None or plan.rounding != "half-up":
        raise UsageError("批量计分需要四舍五入的小数位数", "scoring in bulk needs a rounding half up")
    lacking = [key for key in plan.keys if key not in columns]
    if lacking:
        raise UsageError("缺少数据列 {column}", "the column {column} is missing", column=lacking[0][0])
    chosen = [columns[key] for key in plan.keys]
    bad = _unfit(plan, chosen)
    # Twice the score in the last place, plus one, halved and floored: half up for numbers from zero on.
    scale, twice = 2 * 10**plan.decimals, 2 * plan.denominator
    weights = [coefficient * scale for coefficient in plan.coefficients]
    constant = plan.constant * scale + plan.denominator
    found: list[int | None] = []
    for at, row in enumerate(zip(*chosen, strict=True)):
        if at in bad:
            found.append(None)
        else:
            found.append((sum(map(mul, weights, row), constant)) // twice)
    return found


def _unfit(plan: Linear, columns: Sequence[Column]) -> set[int]:
    """Rows with a value that is missing or out of range; a sound column is only looked at twice."""
    bad: set[int] = set()
    for (low, high), column in zip(plan.ranges, columns, strict=True):
        try:
            if not column or (min(column) >= low and max(column) <= high):  # type: ignore[type-var, operator]
                continue
        except TypeError:
            pass  # a missing value does not compare
        bad.update(at for at, value in enumerate(column) if value is None or not low <= value <= high)
    return bad

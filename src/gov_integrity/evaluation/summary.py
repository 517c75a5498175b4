"""The overall row of a table of results: the plain mean of each node over the bodies, rounded once."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gov_integrity.evaluation.definition import Index
from gov_integrity.evaluation.numbers import rounded
from gov_integrity.evaluation.result import Assessment

__all__ = ["overall_row"]


def overall_row(index: Index, results: Iterable[Assessment]) -> dict[str, Fraction]:
    """Mean points of every node over the bodies that have a score, by code; "" is the score itself.

    Means are taken of unrounded values and rounded as the index rounds its score. A body without a score
    is left out; without any body the result is empty.
    """
    scored = [one for one in results if one.exact is not None]
    if not scored:
        return {}
    sums: dict[str, Fraction] = {}
    for one in scored:
        for node in one.root.walk():
            points = one.exact if not node.code else node.points
            sums[node.code] = sums.get(node.code, Fraction(0)) + (points or Fraction(0))
    places = index.decimals
    means = {code: total / len(scored) for code, total in sums.items()}
    if places is None:
        return means
    return {code: rounded(mean, places, index.rounding) for code, mean in means.items()}

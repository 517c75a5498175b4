"""Interval tables and grades: gaps, overlaps, bands nobody can reach, and bands against the direction.

Published tables often touch at the ends (5%-10%, 10%-15%) without saying which row owns 10%. Here each
row says so in `bounds`, and a point owned by two rows, or by none, is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.numbers import exact_text
from gov_integrity.evaluation.reading import Draft, Reader
from gov_integrity.evaluation.units import units

__all__ = ["check_bands"]

Rows = list[tuple[Reader, d.Band]]


def check_bands(
    draft: Draft, indicators: Mapping[str, d.Indicator], full: Mapping[str, Fraction | None],
    children: Mapping[str, tuple[str, ...]],
) -> None:  # fmt: skip
    """Adds the findings about every interval table of the draft, the grades of the whole included."""
    tables: dict[str, Rows] = {}
    for row, band in draft.bands:
        tables.setdefault(band.indicator, []).append((row, band))
    for code, rows in tables.items():
        if code and code not in indicators:
            continue
        low, high = _domain(code, indicators, full, children)
        ordered = sorted(rows, key=lambda pair: _start(pair[1]))
        if all(_reachable(row, band, low, high) for row, band in rows):
            _check_joints(ordered)
            _check_ends(ordered, low, high)
        if code:
            _check_direction(ordered, indicators[code])


def _domain(
    code: str, indicators: Mapping[str, d.Indicator], full: Mapping[str, Fraction | None],
    children: Mapping[str, tuple[str, ...]],
) -> tuple[Fraction | None, Fraction | None]:  # fmt: skip
    """The values that can occur: 0 to the full score for grades, 0 to 1 for rates, from 0 for counts."""
    if not code:
        bonus = [full[child] for child in children.get("", ()) if indicators[child].role == "bonus"]
        if full[""] is None or None in bonus:
            return Fraction(0), None
        return Fraction(0), full[""] + sum((points for points in bonus if points is not None), Fraction(0))
    unit = units().get(indicators[code].unit)
    if unit is not None and unit.dimension == "ratio":
        return Fraction(0), 1 / unit.factor
    return (Fraction(0), None) if unit is not None and unit.dimension == "count" else (None, None)


def _start(band: d.Band) -> tuple[bool, Fraction, bool]:
    return (
        band.lower is not None,
        band.lower if band.lower is not None else Fraction(0),
        band.bounds in ("upper", "neither"),
    )


def _reachable(row: Reader, band: d.Band, low: Fraction | None, high: Fraction | None) -> bool:
    empty = (
        band.lower is not None
        and band.upper is not None
        and (band.lower > band.upper or (band.lower == band.upper and band.bounds != "both"))
    )
    above = high is not None and band.lower is not None and (
        band.lower > high or (band.lower == high and band.bounds not in ("both", "lower"))
    )  # fmt: skip
    below = low is not None and band.upper is not None and (
        band.upper < low or (band.upper == low and band.bounds not in ("both", "upper"))
    )  # fmt: skip
    if empty or above or below:
        row.say("GI-EVAL-0011", "", band.result, item=band.indicator or "grade")
        return False
    return True


def _check_joints(rows: Rows) -> None:
    for (_, first), (row, second) in pairwise(rows):
        code = second.indicator or "grade"
        if first.upper is None or second.lower is None or first.upper > second.lower:
            row.say("GI-EVAL-0010", "", second.result, item=code, at=_text(second.lower))
        elif first.upper < second.lower:
            row.say("GI-EVAL-0009", "", second.result, item=code, low=_text(first.upper),
                    high=_text(second.lower))  # fmt: skip
        else:
            owners = (first.bounds in ("both", "upper")) + (second.bounds in ("both", "lower"))
            if owners == 2:
                row.say("GI-EVAL-0010", "bounds", second.bounds, item=code, at=_text(second.lower))
            elif not owners:
                row.say("GI-EVAL-0009", "bounds", second.bounds, item=code, low=_text(first.upper),
                        high=_text(second.lower))  # fmt: skip


def _check_ends(rows: Rows, low: Fraction | None, high: Fraction | None) -> None:
    row, first = rows[0]
    if low is not None and first.lower is not None and (
        first.lower > low or (first.lower == low and first.bounds not in ("both", "lower"))
    ):  # fmt: skip
        row.say("GI-EVAL-0009", "lower", item=first.indicator or "grade", low=_text(low),
                high=_text(first.lower))  # fmt: skip
    row, last = rows[-1]
    if last.upper is not None and high is not None and (
        last.upper < high or (last.upper == high and last.bounds not in ("both", "upper"))
    ):  # fmt: skip
        row.say("GI-EVAL-0009", "upper", item=last.indicator or "grade", low=_text(last.upper),
                high=_text(high))  # fmt: skip


def _check_direction(rows: Rows, item: d.Indicator) -> None:
    points = [band.points for _, band in rows if band.points is not None]
    rising = all(a <= b for a, b in pairwise(points))
    falling = all(a >= b for a, b in pairwise(points))
    wrong = falling if item.direction == "positive" else rising
    if len(set(points)) > 1 and wrong:
        rows[0][0].say("GI-EVAL-0015", "result", item=item.code, direction=item.direction)


def _text(value: Fraction | None) -> str:
    return "" if value is None else exact_text(value)

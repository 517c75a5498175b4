"""Units of observations and indicators: which fit each other, and by what factor."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

__all__ = ["Unit", "convert", "units"]


@frozen(slots=True)
class Unit:
    """A unit: its code, what it measures, and how many of the base unit of that dimension it is.

    `whole` is how many of it make one base unit (100 for percent).
    """

    code: str
    dimension: str
    factor: Fraction
    whole: Fraction


@cache
def units() -> Mapping[str, Unit]:
    """All units with a stated dimension, by code (`data/units.csv`)."""
    text = (files(__package__) / "data" / "units.csv").read_text(encoding="utf-8")
    rows = [
        Unit(row["code"], row["dimension"], Fraction(row["factor"]), 1 / Fraction(row["factor"]))
        for row in csv.DictReader(text.splitlines())
    ]
    return MappingProxyType({unit.code: unit for unit in rows})


def convert(value: Fraction, given: str, wanted: str) -> Fraction | None:
    """`value` in unit `wanted`, or None when the two do not measure the same.

    An empty unit on either side means "as the other side": a bare figure is taken as written.
    """
    if not given or not wanted or given == wanted:
        return value
    source, target = units().get(given), units().get(wanted)
    if source is None or target is None:
        return None
    # A share may stand for a quotient (120 percent of the capacity); not the other way round.
    fits = {source.dimension, "quotient" if source.dimension == "ratio" else source.dimension}
    if target.dimension not in fits:
        return None
    return value * source.factor / target.factor

"""Units of observations and indicators: which fit each other, and by what factor."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

from gov_integrity.tables import read_rows, unique

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
    found: dict[str, Unit] = {}
    for row in read_rows(files(__package__) / "data" / "units.csv", ("code", "dimension", "factor")):
        factor = Fraction(row.text("factor"))
        unit = Unit(row.text("code"), row.text("dimension"), factor, 1 / factor)
        unique(found, unit.code, unit, row)
    return MappingProxyType(found)


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

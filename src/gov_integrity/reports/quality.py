"""Figures of data quality as practitioners know them, each a numerator over a denominator that can be added.

Definitions, sources and how sure we are of them are data (`data/quality.csv`). Exact arithmetic; rounding, to
the half up, happens once when a rate is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

from gov_integrity.reports.view import Json, get, items, number, text
from gov_integrity.tables import read_rows, unique

__all__ = ["Measure", "Rate", "compliance", "late", "measures", "missing", "overall", "timely", "wrong_codes"]

_COLUMNS = ("id", "zh", "en", "definition_zh", "definition_en", "source", "confidence")


@frozen(slots=True)
class Measure:
    """What a figure is called, how it is defined, and where that comes from."""

    id: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    source: str
    confidence: str


@cache
def measures() -> Mapping[str, Measure]:
    """The figures by id. Raises `DataFileError`."""
    found: dict[str, Measure] = {}
    for row in read_rows(files(__package__) / "data" / "quality.csv", _COLUMNS):
        unique(found, row.text("id"), Measure(**row.cells), row)
    return MappingProxyType(found)


@frozen(slots=True)
class Rate:
    """`part` of `whole`; without a whole there is no rate."""

    part: int
    whole: int

    @property
    def value(self) -> Fraction | None:
        """The rate, exactly; None when there is nothing to divide by."""
        return Fraction(self.part, self.whole) if self.whole else None

    def percent(self, places: int = 2) -> str:
        """The rate in per cent, rounded half up; a dash when there is none."""
        if self.value is None:
            return "—"
        scaled = self.value * 100 * 10**places
        rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        whole, rest = divmod(rounded, 10**places)
        return f"{whole}.{rest:0{places}}%" if places else f"{whole}%"

    def rest(self) -> Rate:
        """What is missing to the whole."""
        return Rate(self.whole - self.part, self.whole)


def overall(rates: Iterable[Rate]) -> Rate:
    """The rate of all together: parts and wholes added, never rates averaged."""
    parts = wholes = 0
    for rate in rates:
        parts, wholes = parts + rate.part, wholes + rate.whole
    return Rate(parts, wholes)


def compliance(figures: Json) -> dict[str, Rate]:
    """合规率 by type of statement."""
    return {
        text(row, "type"): Rate(number(row, "sound"), number(row, "statements"))
        for row in items(figures, "types")
    }


def late(figures: Json) -> dict[str, Rate]:
    """迟报率 by kind of decision."""
    return {
        text(row, "kind"): Rate(number(row, "late"), number(row, "judged"))
        for row in items(get(figures, "timeliness"), "kinds")
    }


def timely(figures: Json) -> dict[str, Rate]:
    """及时率 by kind of decision."""
    return {kind: rate.rest() for kind, rate in late(figures).items()}


def wrong_codes(figures: Json) -> Rate:
    """重错码率."""
    codes = get(figures, "credit_codes")
    return Rate(number(codes, "wrong") + number(codes, "repeated"), number(codes, "given"))


def missing(figures: Json) -> dict[tuple[str, str], Rate]:
    """缺失率 by type and field."""
    return {
        (text(row, "type"), text(row, "field")): Rate(
            number(row, "statements") - number(row, "present"), number(row, "statements")
        )
        for row in items(figures, "fields")
    }

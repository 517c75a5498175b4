"""What each derived metric means: numerator, denominator, period, source (`data/metrics.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import fields, frozen

from gov_integrity.tables import read_rows, unique

__all__ = ["KINDS", "Metric", "metrics"]

KINDS = frozenset({"rate", "mean", "count", "amount", "maximum"})


@frozen(slots=True)
class Metric:
    """The definition of one derived metric.

    Attributes:
        code: Code of the list `metric`.
        kind: rate (numerator by denominator), mean (sum by number), count, amount, or maximum.
        unit: Unit of the value.
        direction: positive or negative.
        type: Statement type it is counted from.
        clauses: Clauses that ask for it.
        confidence: How sure we are that the text means this definition.
        working_days: Working days within which something has to be reported; 0 when the metric has none.
    """

    code: str
    kind: str
    unit: str
    direction: str
    zh: str
    en: str
    numerator_zh: str
    numerator_en: str
    denominator_zh: str
    denominator_en: str
    period_zh: str
    period_en: str
    type: str
    clauses: tuple[str, ...]
    confidence: str
    working_days: int


@cache
def metrics() -> Mapping[str, Metric]:
    """All definitions by code."""
    columns = tuple(column.name for column in fields(Metric))
    found: dict[str, Metric] = {}
    for row in read_rows(files("gov_integrity.evaluation") / "data" / "metrics.csv", columns):
        texts = {name: row.cells[name] for name in columns if name not in ("clauses", "working_days")}
        days = row.number_or_none("working_days") or 0
        metric = Metric(clauses=row.codes("clauses"), working_days=days, **texts)
        unique(found, metric.code, metric, row)
    return MappingProxyType(found)

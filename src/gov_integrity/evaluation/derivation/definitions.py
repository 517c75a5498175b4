"""What each derived metric means: numerator, denominator, period, source (`data/metrics.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

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
    text = (files("gov_integrity.evaluation") / "data" / "metrics.csv").read_text(encoding="utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        clauses = tuple(row.pop("clauses").split(";"))
        days = int(row.pop("working_days") or 0)
        found[row["code"]] = Metric(clauses=clauses, working_days=days, **row)
    return MappingProxyType(found)

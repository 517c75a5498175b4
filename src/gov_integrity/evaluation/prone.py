"""Fields prone to dishonesty: where records and complaints pile up (xinzheng-2017/2.5b)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from gov_integrity.evaluation.observations import Observation
from gov_integrity.evaluation.ranking import ranks

__all__ = ["ProneField", "prone_fields"]


@frozen(slots=True)
class ProneField:
    """One field of government affairs with its records and complaints over all bodies; rank 1 is the most."""

    field: str
    records: Fraction
    complaints: Fraction
    rank: int


def prone_fields(observations: Iterable[Observation]) -> tuple[ProneField, ...]:
    """Fields by the number of records and complaints together, the most first; equal ones share a rank.

    Reads the observations `dishonesty-records` and `complaints` by field, as they are derived. The text
    names no weights: a record and a complaint count the same.
    """
    records: dict[str, Fraction] = defaultdict(Fraction)
    complaints: dict[str, Fraction] = defaultdict(Fraction)
    for item in observations:
        sums = {"dishonesty-records": records, "complaints": complaints}.get(item.metric)
        if sums is not None and item.breakdown and item.value is not None:
            sums[item.breakdown] += item.value
    fields = sorted({*records, *complaints})
    places = ranks([records[field] + complaints[field] for field in fields], "competition")
    found = [
        ProneField(field, records[field], complaints[field], place)
        for field, place in zip(fields, places, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.rank, one.field)))

"""Short ways to write observations and to assess them in tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.engine import assess
from gov_integrity.evaluation.observations import Body, read_observations

AS_OF = date(2025, 3, 1)
NA = "not-applicable"


def statement(subject, metric, value=None, **more):
    """An observation; a tuple value is (numerator, denominator), text that is no number is a choice."""
    row = {"type": "observation", "id": f"t/{subject}-{metric}", "revision": 1, "subject": subject,
           "metric": metric, "period_from": "2024-01-01", "period_until": "2024-12-31"}  # fmt: skip
    if value == NA:
        row["state"] = NA
    elif isinstance(value, tuple):
        row["numerator"], row["denominator"] = value
    elif isinstance(value, str) and not value.lstrip("-").replace(".", "").isdigit():
        row["text"] = value
    elif value is not None:
        row["value"] = value
    return row | more


def observations(subject="g", /, **values):
    return [statement(subject, metric.replace("_", "-"), value) for metric, value in values.items()]


def run(index, *statements, bodies=None, **options):
    index = builtin_index(index) if isinstance(index, str) else index
    read, _ = read_observations(statements)
    options.setdefault("as_of", AS_OF)
    return {one.body.id: one for one in assess(index, read, bodies=bodies, **options)}


def one(index, **values):
    return run(index, *observations(**values))["g"]


def parts(node):
    return [(part.kind, part.code, part.points) for part in node.parts]


def adds_up(node):
    """The law of every tree: the parts of a node add up to its points."""
    for each in node.walk():
        if each.points is not None:
            assert sum((part.points for part in each.parts), Fraction(0)) == each.points, each.code


def body(identity, kind="government", level="county"):
    return Body(identity, identity, kind, level)

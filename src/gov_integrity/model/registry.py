"""Which model stands for which `type`: the only table that dispatches."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from gov_integrity.model.base import PackageEnd, PackageHeader, Record, Tombstone

__all__ = ["TYPES", "model_for", "model_names"]

_HOMES = {
    "organisation": "parties.Organisation",
    "person": "parties.Person",
    "dishonesty_record": "records.DishonestyRecord",
    "honesty_record": "records.HonestyRecord",
    "commitment": "commitments.Commitment",
    "decision": "decisions.Decision",
    "list_item": "decisions.ListItem",
    "publication": "decisions.Publication",
    "sanction": "measures.Sanction",
    "incentive": "measures.Incentive",
    "case": "cases.Case",
    "court_matter": "cases.CourtMatter",
    "handling": "handling.Handling",
    "inspection": "handling.Inspection",
    "index": "evaluation.Index",
    "observation": "evaluation.Observation",
    "assessment": "evaluation.Assessment",
    "task": "work.Task",
    "report": "work.Report",
    "activity": "work.Activity",
}

_LINES: dict[str, type[Record]] = {
    "package": PackageHeader,
    "package_end": PackageEnd,
    "tombstone": Tombstone,
}

TYPES: tuple[str, ...] = tuple(_HOMES)
"""The statement types, in the order of the standard."""


def model_names() -> tuple[str, ...]:
    """Every name that `model_for` knows: header, last line and tombstone first, then the types."""
    return ("package", "package_end", "tombstone", *TYPES)


@cache
def model_for(name: str) -> type[Record]:
    """The model class of a statement type, of `package`, `package_end` or `tombstone`.

    Raises:
        KeyError: There is no such type.
    """
    if name in _LINES:
        return _LINES[name]
    module, _, cls = _HOMES[name].partition(".")
    found = getattr(import_module(f"gov_integrity.model.{module}"), cls)
    assert isinstance(found, type)
    assert issubclass(found, Record)
    return found

"""The record as the clerk knows it: its type, its id and the number or name printed on it."""

from __future__ import annotations

from collections.abc import Mapping

from gov_integrity.findings import RecordLabel
from gov_integrity.model import model_names
from gov_integrity.privacy import mask, sample

__all__ = ["label", "type_of"]

_KNOWN = frozenset(model_names())
_PRINTED = ("document_no", "number", "case_no", "title", "name", "register_no")


def type_of(obj: Mapping[str, object]) -> str:
    """The type of a record; empty where the standard has none of that name: counts by type stay few."""
    kind = obj.get("type")
    return kind if isinstance(kind, str) and kind in _KNOWN else ""


def label(obj: Mapping[str, object]) -> RecordLabel:
    """Label of a record, however broken; a person's name is masked to its first character."""
    kind, own = type_of(obj), obj.get("id")
    name = next((text for key in _PRINTED if isinstance(text := obj.get(key), str)), "")
    if kind == "person" and name:
        name = mask("person-name", name)
    return RecordLabel(
        type=kind,
        id=sample(own, "open", 120) if isinstance(own, str) else "",
        name=sample(name, "open", 60) if name else "",
    )

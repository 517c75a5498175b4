"""The record as the clerk knows it: its type, its id and the number or name printed on it."""

from __future__ import annotations

from collections.abc import Mapping

from gov_integrity.findings import RecordLabel
from gov_integrity.model import model_names
from gov_integrity.privacy import mask, sample

__all__ = ["label"]

_KNOWN = frozenset(model_names())
_PRINTED = ("document_no", "number", "case_no", "title", "name", "register_no")


def label(obj: Mapping[str, object]) -> RecordLabel:
    """Label of a record, however broken; a person's name is masked to its first character.

    A type the standard does not have is left out, so that counts by type stay few.
    """
    kind, own = obj.get("type"), obj.get("id")
    name = next((text for key in _PRINTED if isinstance(text := obj.get(key), str)), "")
    if kind == "person" and name:
        name = mask("person-name", name)
    return RecordLabel(
        type=kind if isinstance(kind, str) and kind in _KNOWN else "",
        id=sample(own, "open", 120) if isinstance(own, str) else "",
        name=sample(name, "open", 60) if name else "",
    )

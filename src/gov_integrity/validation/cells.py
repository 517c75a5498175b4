"""Records that were rows of a table: what their cells were told, and what a spreadsheet did to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from attrs import evolve

from gov_integrity.exchange.tables.cells import explain
from gov_integrity.exchange.tables.grid import EXPLAINED, note
from gov_integrity.findings import Finding, Param, Place, RecordLabel
from gov_integrity.model import Fault, FieldSpec, flat_specs, model_name
from gov_integrity.privacy import sample

__all__ = ["explained", "table_finding", "without_note"]


def explained(obj: dict[str, object]) -> frozenset[str]:
    """Take from a record of a table the note of what its cells were told already."""
    said = obj.pop(EXPLAINED, ())
    return frozenset(said) if isinstance(said, list) else frozenset()


def without_note(line: bytes) -> bytes:
    """The line of a record without the note of what its cells were told."""
    if EXPLAINED.encode() not in line:
        return line
    value = json.loads(line)
    value.pop(EXPLAINED, None)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _specs(name: str) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in flat_specs(name)} if name else {}


def table_finding(
    fault: Fault, obj: Mapping[str, object], place: Place, record: RecordLabel
) -> Finding | None:
    """What a spreadsheet did to the value at fault; None when it is simply wrong."""
    spec = _specs(model_name(obj)).get(fault.field)
    text = _value(obj, fault.pointer)
    trouble = explain(spec, text) if spec is not None and isinstance(text, str) and text else None
    if spec is None or trouble is None or not isinstance(text, str):
        return None
    params: dict[str, Param] = {}
    if trouble.reading:
        params["reading"] = sample(trouble.reading, spec.sensitivity)
    where = evolve(place, pointer=place.pointer + fault.pointer)
    return note(trouble.code, where, params, record=record, sample=sample(text, spec.sensitivity))


def _value(obj: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        if isinstance(obj, Mapping):
            obj = obj.get(step)
        elif isinstance(obj, list) and step.isdigit() and int(step) < len(obj):
            obj = obj[int(step)]
    return obj

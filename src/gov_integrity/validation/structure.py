"""Structure: the model's faults as findings, and the record without the parts that failed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from attrs import evolve

from gov_integrity.codelists import codelist
from gov_integrity.findings import Finding, Param, Place, RecordLabel, finding
from gov_integrity.model import FORMS, Fault, FieldSpec, field_specs, flat_specs, model_name
from gov_integrity.privacy import sample, sample_pointer

__all__ = ["failed_fields", "required", "structure_code", "structure_finding", "without"]

_CODES = {
    "missing": "GI-STR-0001",
    "unexpected": "GI-STR-0002",
    "wrong_type": "GI-STR-0004",
    "pattern": "GI-STR-0005",
    "not_in_list": "GI-STR-0006",
    "too_short": "GI-STR-0007",
    "too_long": "GI-STR-0008",
    "too_small": "GI-STR-0009",
    "too_big": "GI-STR-0010",
    "too_few": "GI-STR-0011",
    "unknown_type": "GI-STR-0012",
}
_NEAR = {"GI-STR-0002": "GI-STR-0003", "GI-STR-0012": "GI-STR-0013"}
_SILENT = ("GI-STR-0001", "GI-STR-0002", "GI-STR-0003")
_DATES = ("date", "datetime", "partial-date")
_MANY = 24
_FORMS = {
    "list": ("列表,写在方括号中", "a list, in brackets"),
    "object": ("对象,写在花括号中", "an object, in braces"),
    "rows": ("由对象组成的列表", "a list of objects"),
}


@cache
def _specs(name: str) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in flat_specs(name)} if name else {}


def structure_code(fault: Fault) -> str:
    """The finding code of a fault."""
    code = _CODES[fault.kind]
    return _NEAR.get(code, code) if fault.params.get("near") else code


def structure_finding(fault: Fault, obj: Mapping[str, object], place: Place, record: RecordLabel) -> Finding:
    """A fault of `obj` as a finding; `place` is that of the record."""
    spec = _specs(model_name(obj)).get(fault.field)
    code = structure_code(fault)
    field = sample(fault.field, "open", 60)
    params: dict[str, Param] = {
        **fault.params,
        "field": field,
        "title_zh": spec.zh if spec else field,
        "title_en": spec.en if spec else field,
    }
    params["form_zh"], params["form_en"] = _form(fault, spec)
    shown = ""
    if code not in _SILENT:
        shown = sample(_value(obj, fault.pointer), spec.sensitivity if spec else "open")
    where = evolve(place, pointer=place.pointer + sample_pointer(fault.pointer))
    return evolve(finding(code, where, record=record, sample=shown), params=params)


def _form(fault: Fault, spec: FieldSpec | None) -> tuple[str, str]:
    name = str(fault.params.get("form", ""))
    if name in _FORMS:
        return _FORMS[name]
    form = FORMS.get(name)
    if form is None:
        return "", ""
    if name == "code" and spec and spec.codelist:
        return f"{form.zh}:{_codes(spec.codelist, 'zh')}", f"{form.en}: {_codes(spec.codelist, 'en')}"
    if name in _DATES and fault.kind == "pattern":  # 2025-02-29 has the form of a date and is none
        return f"{form.zh};须是日历上有的日子", f"{form.en}, of a day that exists"
    return form.zh, form.en


@cache
def _codes(name: str, lang: str) -> str:
    """The first codes of a list with their labels, for one who has only the report."""
    listed = codelist(name)
    told = [f"{code} {listed.label(code, lang)}" for code in listed.values[:_MANY]]
    if len(listed.values) > _MANY:
        told.append(f"… (gov-integrity codelist show {name})")
    return ("、" if lang == "zh" else ", ").join(told)


def _steps(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _value(obj: object, pointer: str) -> object:
    for step in _steps(pointer):
        if isinstance(obj, Mapping):
            obj = obj.get(step)
        elif isinstance(obj, list) and step.isdigit() and int(step) < len(obj):
            obj = obj[int(step)]
    return obj


@cache
def required(kind: str) -> frozenset[str]:
    """The fields that every statement of a type has, a tombstone left out."""
    return frozenset(spec.name for spec in field_specs(kind) if spec.required)


def failed_fields(faults: list[Fault]) -> frozenset[str]:
    """The top-level fields in which something failed."""
    return frozenset(_steps(fault.pointer)[0] for fault in faults if fault.pointer)


def without(obj: Mapping[str, object], faults: list[Fault]) -> dict[str, object]:
    """A copy of the record without what failed: a value at the top, or the whole row it stands in."""
    pruned: dict[str, object] = dict(obj)
    rows: dict[str, set[int]] = {}
    for fault in faults:
        steps = _steps(fault.pointer)
        if len(steps) > 1 and steps[1].isdigit() and isinstance(obj.get(steps[0]), list):
            rows.setdefault(steps[0], set()).add(int(steps[1]))
        elif steps:
            pruned.pop(steps[0], None)
    for name, dropped in rows.items():
        items = pruned.get(name)
        if isinstance(items, list):
            pruned[name] = [item for index, item in enumerate(items) if index not in dropped]
    return pruned

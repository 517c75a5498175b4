"""Why a statement does not fit the model: the talker.

The verdict is the same as that of the published flat schema; a `Fault` says where and what, and the
validation room turns it into a finding with words, sample and citation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal, TypeGuard

from attrs import Factory, frozen
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, from_json

from gov_integrity.codelists import codelist
from gov_integrity.model.actions import TOMBSTONE_ACTIONS
from gov_integrity.model.base import EXTENSION_KEY, Record
from gov_integrity.model.forms import FORMS
from gov_integrity.model.registry import TYPES, model_for
from gov_integrity.model.specs import FieldSpec, field_specs, flat_specs

__all__ = ["Fault", "FaultKind", "faults", "fits", "model_name", "parse_json"]

FaultKind = Literal[
    "missing", "unexpected", "wrong_type", "pattern", "not_in_list", "too_short", "too_long",
    "too_small", "too_big", "too_few", "unknown_type",
]  # fmt: skip

_KINDS: dict[str, FaultKind] = {
    "missing": "missing",
    "extra_forbidden": "unexpected",
    "string_pattern_mismatch": "pattern",
    "literal_error": "not_in_list",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_big",
    "too_short": "too_few",
}


@frozen(slots=True)
class Fault:
    """One thing about a statement's structure that the schema does not allow.

    Attributes:
        kind: What is wrong.
        pointer: JSON Pointer of the place.
        field: Name of the field in the data dictionary, `list.field` in a child row.
        params: `form` (name of the expected form), `limit`, `allowed` (codes), `near` (likely names).
    """

    kind: FaultKind
    pointer: str
    field: str = ""
    params: Mapping[str, str | int | tuple[str, ...]] = Factory(dict)


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def model_name(obj: Mapping[str, object]) -> str:
    """Name of the model that judges the statement: its type, or `tombstone`; empty when there is none."""
    kind = obj.get("type")
    if not isinstance(kind, str):
        return ""
    if kind in ("package", "package_end"):
        return kind
    if kind not in TYPES:
        return ""
    return "tombstone" if obj.get("action") in TOMBSTONE_ACTIONS else kind


@cache
def _adapter(name: str) -> TypeAdapter[Record]:
    return TypeAdapter(model_for(name))


@cache
def _judge(name: str) -> Callable[[object], bool]:
    """Yes or no alone, which spares the words of an error."""
    return _adapter(name).validator.isinstance_python


def fits(obj: object) -> bool:
    """Whether a statement, package header or last line has the structure of the standard."""
    return _is_object(obj) and bool(name := model_name(obj)) and _judge(name)(obj)


def faults(obj: object) -> list[Fault]:
    """Every structural fault of a statement, package header or last line, in the order of the model.

    Args:
        obj: The parsed JSON value; its nesting must already be bounded.
    """
    if not _is_object(obj):
        return [Fault("wrong_type", "", params={"form": "object"})]
    if "type" not in obj:
        return [Fault("missing", "/type", "type", {"form": "code"})]
    if not (name := model_name(obj)):
        given = obj["type"]
        near = tuple(get_close_matches(given, TYPES, 3)) if isinstance(given, str) and len(given) < 80 else ()
        return [Fault("unknown_type", "/type", "type", {"allowed": TYPES, "near": near})]
    try:
        _adapter(name).validate_python(obj)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return _told_once([_fault(name, item) for item in details])
    return []


def _told_once(found: list[Fault]) -> list[Fault]:
    """One fault a place; a list is not also "too short" because its only row is wrong."""
    first: dict[str, Fault] = {}
    for fault in found:
        first.setdefault(fault.pointer, fault)
    below = {pointer.rpartition("/")[0] for pointer in first}
    below |= {pointer.rpartition("/")[0] for pointer in below}
    return [fault for fault in first.values() if fault.kind != "too_few" or fault.pointer not in below]


def _pointer(loc: Sequence[str | int]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in loc)


@cache
def _spec(name: str, path: str) -> FieldSpec | None:
    return next((spec for spec in flat_specs(name) if spec.name == path), None)


@lru_cache(maxsize=1024)  # a faulty export repeats the same wrong name in every record
def _near(name: str, path: str) -> tuple[str, ...]:
    """Fields the sender may have meant: by spelling, or by their Chinese title."""
    parent, _, leaf = path.rpartition(".")
    found = _spec(name, parent) if parent else None
    siblings = found.rows if found else field_specs(name)
    by_title = tuple(spec.name for spec in siblings if spec.zh == leaf)
    names = {spec.name.rpartition(".")[2]: spec.name for spec in siblings}
    return by_title or tuple(names[match] for match in get_close_matches(leaf[:80], names, 2, 0.7))


def _fault(name: str, item: ErrorDetails) -> Fault:
    loc = item["loc"]
    pointer = _pointer(loc)
    path = ".".join(part for part in loc if isinstance(part, str))
    ctx = item.get("ctx", {})
    kind = _KINDS.get(item["type"], "wrong_type")
    if kind == "unexpected" or ctx.get("pattern") == EXTENSION_KEY:
        return Fault("unexpected", pointer, path, {"near": _near(name, path[-200:])})
    spec = _spec(name, path)
    if kind in ("too_short", "too_long") and spec and FORMS[spec.form].bounded:
        kind = "pattern"  # half a date is no short text: what helps is how to write one
    params: dict[str, str | int | tuple[str, ...]] = {"form": spec.form if spec else "string"}
    if kind == "not_in_list" and spec:
        params["allowed"] = codelist(spec.codelist).values if path == "action" else spec.allowed
        params["codelist"] = spec.codelist
    for key in ("min_length", "max_length", "ge", "le"):
        if key in ctx and kind != "pattern":
            params["limit"] = int(ctx[key])
    if kind == "wrong_type" and spec and spec.many and not isinstance(loc[-1], int):
        params["form"] = "list"
    elif kind == "wrong_type" and spec and spec.form == "rows":
        params["form"] = "object"
    return Fault(kind, pointer, path, params)


def parse_json(data: bytes) -> object:
    """JSON as pydantic's own reader sees it: quick, but blind to repeated keys.

    Raises:
        ValueError: It is not JSON, or is nested too deeply.
    """
    found: object = from_json(data, allow_inf_nan=False)
    return found

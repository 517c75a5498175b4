"""A stricter judge for bulk files: fits the standard, and every coded value is one that needs no thought.

The flat schemas with their open code lists closed to the codes carried, those with dates left out. A yes
settles structure and codes in one look of the compiled engine; a no means only that someone must look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from gov_integrity.codelists import codelist
from gov_integrity.model import TYPES, FieldSpec, flat_specs
from gov_integrity.schema.emit import Json, flat, unguarded
from gov_integrity.schema.judge import has_fast

__all__ = ["sound_judges"]


@cache
def sound_judges() -> Mapping[str, Callable[[object], bool]]:
    """The judge of each type; none without the extra `fast`."""
    if not has_fast():
        return MappingProxyType({})
    import jsonschema_rs

    engine = jsonschema_rs.RegexOptions()
    return MappingProxyType(
        {
            name: jsonschema_rs.Draft202012Validator(
                _sound(name), validate_formats=False, pattern_options=engine
            ).is_valid
            for name in TYPES
        }
    )


def _sound(name: str) -> Json:
    schema = unguarded(flat(name))
    for spec in flat_specs(name):
        if spec.codelist:
            node = _node(schema, spec)
            for key in ("pattern", "minLength", "maxLength"):
                node.pop(key, None)
            node["enum"] = _undated(spec)
    return schema


def _undated(spec: FieldSpec) -> list[str]:
    codes = codelist(spec.codelist).codes
    allowed = spec.allowed or tuple(codes)
    return [code for code in allowed if codes[code].since is None and codes[code].until is None]


def _node(schema: Json, spec: FieldSpec) -> Json:
    """The schema of one value of the field."""
    parent, _, leaf = spec.name.rpartition(".")
    node = _below(schema, "properties", parent, "items") if parent else schema
    node = _below(node, "properties", leaf)
    return _below(node, "items") if spec.many else node


def _below(node: Json, *keys: str) -> Json:
    for key in keys:
        found = node[key]
        assert isinstance(found, dict)
        node = found
    return node

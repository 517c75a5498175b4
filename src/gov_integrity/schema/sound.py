"""A stricter judge for bulk files: fits the standard, and every coded value is one that needs no thought.

The flat schemas with their open code lists closed to the codes carried, those with dates left out. A yes
settles structure and codes in one look of the compiled engine; a no means only that someone must look.

Half the price of a look is the search of texts for control characters. JSON has them only behind a backslash,
but for DEL; the judges of plain records rely on that and do not search.

The engine is asked by Draft 4, which has these keywords too, but to which a whole number written 1.0 is none.
Such a number is sound, but nobody who writes canonically writes it so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache

from gov_integrity.codelists import codelist
from gov_integrity.model import FORMS, FieldSpec, flat_specs
from gov_integrity.schema.emit import Json, flat, unguarded
from gov_integrity.schema.judge import has_fast

__all__ = ["sound", "sound_columns", "sound_judge"]

_FREE = ("string", "text")  # forms whose pattern keeps out control characters and nothing else


@cache
def sound_judge(name: str, *, plain: bool = False, whole: bool = False) -> Callable[[object], bool]:
    """The judge of a type; needs the extra `fast`.

    Args:
        name: The type.
        plain: The JSON of the record holds neither a backslash nor DEL (U+007F).
        whole: The record has every field that the type requires; to look for each is a seventh of the price.
    """
    import jsonschema_rs

    schema = sound(name, plain=plain)
    if whole:
        del schema["required"]
    return jsonschema_rs.Draft4Validator(
        schema, validate_formats=False, pattern_options=jsonschema_rs.RegexOptions()
    ).is_valid


@cache
def sound_columns(
    name: str, *, plain: bool = False
) -> Callable[[Mapping[str, list[object]], Collection[str]], bool] | None:
    """Whether records of a type are sound, told from the distinct values of each field; None without `fast`.

    What is sound is a matter of each field by itself and of which fields there are, so the verdict is that
    of `sound_judge` over all records. The function takes the values by field, and the fields that some of
    the records lack.

    Args:
        name: The type.
        plain: As `sound_judge` takes it.
    """
    if not has_fast():
        return None
    import jsonschema_rs

    schema = sound(name, plain=plain)
    for key in ("properties", "patternProperties"):
        nodes = schema[key]
        assert isinstance(nodes, dict)
        schema[key] = {field: {"type": "array", "items": node} for field, node in nodes.items()}
    required = schema["required"]
    assert isinstance(required, list)
    fits = jsonschema_rs.Draft4Validator(
        schema, validate_formats=False, pattern_options=jsonschema_rs.RegexOptions()
    ).is_valid
    return lambda values, gaps: not any(field in gaps for field in required) and fits(values)


def sound(name: str, *, plain: bool) -> Json:
    """The schema of a type that these judges go by; `plain` as `sound_judge` takes it."""
    schema = unguarded(flat(name))
    for spec in flat_specs(name):
        node = _node(schema, spec)
        if plain and spec.form in _FREE:
            del node["pattern"]
        if spec.form in FORMS and FORMS[spec.form].bounded:  # the pattern tells of the length as well
            node.pop("minLength", None)
            node.pop("maxLength", None)
        if spec.codelist:
            node.pop("pattern", None)
            node.pop("type")  # the codes are texts
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

"""JSON Schema 2020-12 written from the field specifications.

Three forms of one definition:

* **flat**: one file a type, no reference, no custom keyword, `additionalProperties: false`. It
  compiles unaided in any engine and is what verdicts are taken from.
* **split**: one file a type over a shared envelope, with our keywords
  (see `gov_integrity.schema.vocabulary`).
* **bundle**: the split files in one compound document that works offline, with the dispatch by `type`.

Bytes depend on the specifications alone, never on the version of a dependency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from gov_integrity.model import FORMS, STANDARD_VERSION, TOMBSTONE_ACTIONS, TYPES, field_specs
from gov_integrity.model.base import EXTENSION_KEY
from gov_integrity.model.specs import FieldSpec, type_title
from gov_integrity.schema.requirements import requirements_of

__all__ = ["BASE", "bundle", "flat", "split", "unguarded"]

BASE = f"https://w3id.org/gov-integrity/{STANDARD_VERSION}/"
"""Where the schemas will live; an identifier that nothing ever fetches."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NO_LINE_FEED = {"pattern": "\\n"}
"""Guard beside `pattern`: in Python `$` also matches before a final line feed."""

Json = dict[str, object]
Detail = Callable[[FieldSpec], Json]


def _words(spec: FieldSpec) -> str:
    zh = "。".join(part.rstrip("。") for part in (spec.zh, spec.definition_zh) if part)
    en = ". ".join(part.rstrip(".") for part in (spec.en, spec.definition_en) if part)
    return f"{zh}。 / {en}."


def _value(spec: FieldSpec) -> Json:
    """Schema of one value of the field, without its description."""
    if spec.allowed:
        return {"type": "string", "enum": list(spec.allowed)}
    form = FORMS[spec.form]
    if form.json == "boolean":
        return {"type": "boolean"}
    if form.json == "integer":
        return {"type": "integer", "minimum": form.minimum, "maximum": form.maximum}
    found: Json = {"type": "string", "minLength": form.min_length, "maxLength": form.max_length}
    found["pattern"] = form.pattern
    if form.one_line and form.min_length != form.max_length:
        found["not"] = NO_LINE_FEED
    return found


def _nothing(_spec: FieldSpec) -> Json:
    return {}


def _property(spec: FieldSpec, detail: Detail) -> Json:
    value = _object(spec.rows, detail) | {"title": spec.row_name} if spec.rows else _value(spec)
    if spec.many:
        value = {"type": "array", "minItems": 1, "items": value}
    return {"description": _words(spec)} | value | detail(spec)


def _properties(specs: Iterable[FieldSpec], detail: Detail) -> Json:
    return {spec.name.rpartition(".")[2]: _property(spec, detail) for spec in specs}


def _required(specs: Iterable[FieldSpec]) -> list[str]:
    return [spec.name.rpartition(".")[2] for spec in specs if spec.required]


def _object(specs: tuple[FieldSpec, ...], detail: Detail) -> Json:
    return {
        "type": "object",
        "properties": _properties(specs, detail),
        "required": _required(specs),
        "additionalProperties": False,
    }


def _extensions() -> Json:
    return {EXTENSION_KEY: _value(FieldSpec("x", "string", required=False))}


def _head(path: str, name: str) -> Json:
    title, description = type_title(name)
    return {"$schema": DIALECT, "$id": BASE + path, "title": title, "description": description}


def flat(name: str) -> Json:
    """The flat schema of a type, of `package`, `package_end` or `tombstone`.

    Raises:
        KeyError: There is no such type.
    """
    found = _head(f"flat/{name}.json", name) | _object(field_specs(name), _nothing)
    if name in TYPES:
        found["patternProperties"] = _extensions()
    if name == "package":
        _add_statements(found)
    return found


def unguarded(schema: Json) -> Json:
    """The schema without the guards against a final line feed, for engines whose `$` is the end.

    The verdicts of such an engine do not change; it only has less to do.
    """
    return {
        key: unguarded(value) if isinstance(value, dict) else value
        for key, value in schema.items()
        if not (key == "not" and value == NO_LINE_FEED)
    }


def _add_statements(found: Json) -> None:
    """In one JSON document the statements stand in the header; each is judged by its own type."""
    properties = found["properties"]
    assert isinstance(properties, dict)
    properties["statements"] = {
        "description": "陈述,每条按其 type 判断。 / The statements, each judged by its type.",
        "type": "array",
        "items": {"type": "object"},
    }


def _keywords(kind: str, spec: FieldSpec) -> Json:
    """Our keywords for one field of the type `kind`; empty ones are left out."""
    found: Json = {"x-title-zh": spec.zh, "x-title-en": spec.en, "sensitivity": spec.sensitivity}
    if spec.codelist:
        found["codelist"] = spec.codelist
    if spec.form == "ref":
        found["refersTo"] = list(spec.targets)
    if sentences := requirements_of(kind, spec.name, spec.form):
        found["requirement"] = list(sentences)
    if spec.clauses:
        found["sourceClause"] = list(spec.clauses)
    if not spec.rows and FORMS[spec.form].format and not spec.many:
        found["format"] = FORMS[spec.form].format
    return found


def split(name: str) -> Json:
    """The split schema of a type, or of `package`, `package_end`, `tombstone`, `envelope`.

    Raises:
        KeyError: There is no such type.
    """
    if name == "envelope":
        return _envelope()
    found = _head(f"{name}.json", name)
    found["$schema"] = f"{BASE}meta.json"
    specs = field_specs(name)
    keywords = partial(_keywords, name)
    if name not in TYPES:
        found |= _object(specs, keywords)
        if name == "package":
            _add_statements(found)
        return found
    shared = {spec.name for spec in _shared_specs()}
    own = [spec for spec in specs if spec.name not in shared]
    found |= {
        "type": "object",
        "allOf": [{"$ref": "envelope.json"}],
        "properties": _properties(own, keywords),
        "required": _required(own),
        "unevaluatedProperties": False,
    }
    return found


def _shared_specs() -> tuple[FieldSpec, ...]:
    """The fields that every statement type has in the same way: all of the envelope but `type`."""
    first, *rest = (field_specs(name) for name in TYPES)
    names = {spec.name for spec in first}.intersection(*({spec.name for spec in specs} for specs in rest))
    return tuple(spec for spec in first if spec.name in names and spec.name != "type")


def _envelope() -> Json:
    specs = _shared_specs()
    return {
        "$schema": f"{BASE}meta.json",
        "$id": f"{BASE}envelope.json",
        "title": "Envelope",
        "description": "所有陈述共有的部分。 / The part all statements share.",
        "type": "object",
        "properties": _properties(specs, partial(_keywords, "statement")),
        "patternProperties": _extensions(),
        "required": _required(specs),
    }


def _dispatch() -> Json:
    """Which schema judges a line: by `type`, and by `action` for a tombstone. Never a bare oneOf."""
    branches: list[Json] = [
        {"if": _is("type", name), "then": {"$ref": f"{name}.json"}} for name in ("package", "package_end")
    ]
    gone: Json = {"properties": {"action": {"enum": list(TOMBSTONE_ACTIONS)}}, "required": ["action"]}
    branches.append({"if": gone, "then": {"$ref": "tombstone.json"}})
    branches += [
        {"if": {"allOf": [_is("type", name), {"not": gone}]}, "then": {"$ref": f"{name}.json"}}
        for name in TYPES
    ]
    return {
        "type": "object",
        "properties": {"type": {"type": "string", "enum": ["package", "package_end", *TYPES]}},
        "required": ["type"],
        "allOf": branches,
    }


def _is(name: str, value: str) -> Json:
    return {"properties": {name: {"const": value}}, "required": [name]}


def bundle() -> Json:
    """All split schemas in one compound document; its root judges any line of a package."""
    names = ("envelope", "package", "package_end", "tombstone", *TYPES)
    return {
        "$schema": f"{BASE}meta.json",
        "$id": f"{BASE}bundle.json",
        "title": "Line",
        "description": "数据包中的一行:包头、陈述或包尾。 / One line of a package: header, statement or end.",
        **_dispatch(),
        "$defs": {name: split(name) for name in names},
    }

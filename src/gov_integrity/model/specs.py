"""Neutral field specifications: what schema, documentation, workbooks and strategies are derived from.

Structure (form, cardinality, code list, targets) is read off the model classes; prose (titles, definitions,
sensitivity, example, clauses) off `dictionary.csv`, where each sentence has its one place.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Union, get_args, get_origin

from attrs import frozen
from pydantic.fields import FieldInfo

from gov_integrity.codelists import codelist
from gov_integrity.model.annotations import Code, Of, Ref
from gov_integrity.model.base import Row
from gov_integrity.model.registry import model_for
from gov_integrity.tables import read_rows

__all__ = ["FieldSpec", "code_fields", "dictionary", "field_specs", "flat_specs", "reference_fields"]

_COLUMNS = (
    "type", "field", "zh", "en", "definition_zh", "definition_en", "sensitivity", "example", "clauses",
)  # fmt: skip
_ENVELOPE = "statement"
_SHARED = {"sanction": "measure", "incentive": "measure", "package_end": "package"}


@frozen(slots=True)
class FieldSpec:
    """One field of one type.

    Attributes:
        name: Exchanged name, `list.field` for the field of a child row.
        form: Name of the form (`gov_integrity.model.forms`); `rows` for a child list.
        required: Whether the schema demands it.
        many: Whether it is a list.
        codelist: Name of its code list, or empty.
        allowed: Codes the schema allows; empty for an open list.
        targets: Types a reference may point to; empty means any.
        rows: The fields of a child list's rows.
        row_name: ASCII name of the row's type, such as `Obligation`.
        zh, en, definition_zh, definition_en: Titles and definitions.
        sensitivity: open, government or query - the widest audience that may see the value.
        example: A valid value as text.
        clauses: Clauses and facts the field carries.
    """

    name: str
    form: str
    required: bool
    many: bool = False
    codelist: str = ""
    allowed: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[FieldSpec, ...] = ()
    row_name: str = ""
    zh: str = ""
    en: str = ""
    definition_zh: str = ""
    definition_en: str = ""
    sensitivity: str = "open"
    example: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether its code list is closed."""
        return bool(self.codelist) and codelist(self.codelist).closed


@cache
def dictionary() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """The prose of every field by (type, field). Raises `DataFileError` with file and line."""
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for row in read_rows(files(__package__) / "dictionary.csv", _COLUMNS):
        key = (row.text("type"), row.text("field"))
        if key in found:
            raise row.refuse("field")
        found[key] = row.cells
    return found


def _prose(kind: str, name: str) -> Mapping[str, str]:
    known = dictionary()
    leaf = name.rpartition(".")[2]
    for key in ((kind, name), (_SHARED.get(kind, kind), name), (_ENVELOPE, name), ("row", leaf)):
        if key in known:
            return known[key]
    return {}


def _parts(annotation: object, metadata: Iterable[object]) -> Iterator[object]:
    """The Python type and every marker of an annotation, `None` and nesting taken away."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        yield from _parts(inner, marks)
    elif origin in (types.UnionType, Union):
        for part in get_args(annotation):
            if part is not type(None):
                yield from _parts(part, ())
    elif origin is tuple:
        yield tuple
        yield from _parts(get_args(annotation)[0], ())
    else:
        yield annotation
    yield from metadata


def _spec(kind: str, path: str, info: FieldInfo, own: str) -> FieldSpec:
    name = f"{path}.{info.alias or own}" if path else (info.alias or own)
    form, codes = "", ""
    allowed: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[FieldSpec, ...] = ()
    row_name, many = "", False
    for part in _parts(info.annotation, info.metadata):
        if part is tuple:
            many = True
        elif isinstance(part, type) and issubclass(part, Row):
            form, rows, row_name = "rows", _specs_of(kind, part, name), part.__name__
        elif isinstance(part, Of):
            form = part.form
        elif isinstance(part, Ref):
            form, targets = "ref", part.targets
        elif isinstance(part, Code):
            form, codes, allowed = "code", part.codelist, part.allowed
        elif get_origin(part) is Literal:
            form, allowed = "code", get_args(part)
            codes = "package-line" if kind.startswith("package") else "statement-type"
    text = _prose(kind, name)
    return FieldSpec(
        name=name,
        form=form,
        required=info.is_required(),
        many=many,
        codelist=codes,
        allowed=allowed,
        targets=targets,
        rows=rows,
        row_name=row_name,
        zh=text.get("zh", ""),
        en=text.get("en", ""),
        definition_zh=text.get("definition_zh", ""),
        definition_en=text.get("definition_en", ""),
        sensitivity=text.get("sensitivity", "open"),
        example=text.get("example", ""),
        clauses=tuple(part for part in text.get("clauses", "").split(";") if part),
    )


def _specs_of(kind: str, model: type[Row], path: str) -> tuple[FieldSpec, ...]:
    return tuple(_spec(kind, path, info, name) for name, info in model.model_fields.items())


@cache
def field_specs(name: str) -> tuple[FieldSpec, ...]:
    """The fields of a type (or of `package`, `package_end`, `tombstone`), envelope first.

    Raises:
        KeyError: There is no such type.
    """
    return tuple(_spec(name, "", info, own) for own, info in model_for(name).model_fields.items())


def flat_specs(name: str) -> Iterator[FieldSpec]:
    """Every field of a type, child lists followed by the fields of their rows."""
    for spec in field_specs(name):
        yield spec
        yield from spec.rows


@cache
def code_fields(name: str) -> tuple[FieldSpec, ...]:
    """The fields of a type whose value is a code of a list."""
    return tuple(spec for spec in flat_specs(name) if spec.codelist)


@cache
def reference_fields(name: str) -> tuple[FieldSpec, ...]:
    """The fields of a type whose value is the id of another statement."""
    return tuple(spec for spec in flat_specs(name) if spec.form == "ref")


def type_title(name: str) -> tuple[str, str]:
    """ASCII name of a type (generators make class names of it) and its description, Chinese then English.

    Raises:
        KeyError: There is no such type.
    """
    model = model_for(name)
    found = codelist("statement-type").get(name) or codelist("package-line").get(name)
    zh, en = (found.definition_zh, found.definition_en) if found else ("", "")
    return model.__name__, f"{zh} / {en}" if zh else (model.__doc__ or "").strip()

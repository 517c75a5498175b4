"""Annotations that give a field its form, its code list or its targets.

Each class is a small value beside the Python type; it tells pydantic how to judge the field and is what the
field specification, and through it the schema, the documentation and the workbooks, are read from.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from attrs import frozen
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from gov_integrity.codelists import codelist
from gov_integrity.model.forms import FORMS, Form

__all__ = [
    "Bool",
    "Code",
    "Codes",
    "Count",
    "Day",
    "Decimal",
    "Duration",
    "Hex",
    "Id",
    "Moment",
    "Money",
    "Of",
    "Opt",
    "Ordinal",
    "Ref",
    "Refs",
    "Rows",
    "Str",
    "Text",
    "Uri",
    "Uscc",
]  # fmt: skip

T = TypeVar("T")


def _whole(value: object) -> object:
    """JSON Schema calls 1.0 an integer; so do we. Everything else is left for the strict check."""
    if type(value) is float and value.is_integer():
        return int(value)
    return value


def _core(form: Form) -> CoreSchema:
    if form.json == "boolean":
        return core_schema.bool_schema(strict=True)
    if form.json == "integer":
        inner = core_schema.int_schema(strict=True, ge=form.minimum, le=form.maximum)
        return core_schema.no_info_before_validator_function(_whole, inner)
    return core_schema.str_schema(
        strict=True,
        pattern=form.pattern or None,
        min_length=form.min_length,
        max_length=form.max_length or None,
    )


@frozen(slots=True)
class Of:
    """A value of a named form (`gov_integrity.model.forms.FORMS`)."""

    form: str

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return _core(FORMS[self.form])


@frozen(slots=True)
class Ref:
    """The id of another statement; `targets` are the types that may stand there, none meaning any."""

    targets: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return _core(FORMS["ref"])


@frozen(slots=True)
class Code:
    """A code of a list; a closed list is part of the schema, an open one is judged as of a date.

    `only` narrows a closed list where a type allows fewer codes.
    """

    codelist: str
    only: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The codes a closed list allows here, in the order of the list; empty for an open list."""
        found = codelist(self.codelist)
        return (self.only or tuple(found.values)) if found.closed else ()

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        allowed = self.allowed
        return core_schema.literal_schema(list(allowed)) if allowed else _core(FORMS["code"])


@frozen(slots=True)
class _Many:
    """A list of at least one item: an empty list says nothing, so it is left out."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] == "nullable":
            schema = schema["schema"]
        assert schema["type"] == "tuple"
        return core_schema.tuple_schema(
            schema["items_schema"], variadic_item_index=0, min_length=1, strict=False
        )


@frozen(slots=True)
class _NotNull:
    """Absent is absent: `None` is the Python value of a missing field, never a JSON value."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


Opt = Annotated[T | None, _NotNull()]
"""A field that may be left out."""

Rows = Annotated[tuple[T, ...] | None, _Many()]
"""Child rows, left out when there are none."""

Codes = Annotated[tuple[T, ...] | None, _Many()]
"""Several codes, left out when there are none."""

Refs = Annotated[tuple[T, ...] | None, _Many()]
"""Several references, left out when there are none."""

Id = Annotated[str, Of("id")]
Str = Annotated[str, Of("string")]
Text = Annotated[str, Of("text")]
Day = Annotated[str, Of("partial-date")]
Moment = Annotated[str, Of("datetime")]
Money = Annotated[str, Of("money")]
Decimal = Annotated[str, Of("decimal")]
Uri = Annotated[str, Of("uri")]
Hex = Annotated[str, Of("hex")]
Duration = Annotated[str, Of("duration")]
Uscc = Annotated[str, Of("uscc")]
Count = Annotated[int, Of("integer")]
Ordinal = Annotated[int, Of("ordinal")]
Bool = Annotated[bool, Of("boolean")]

"""A value as the text of a cell, and back: the one notation of workbooks and CSV, without loss.

Codes may be written as the code or as its Chinese or English words, several of them with `;` between; yes
and no as 是 and 否. Anything that is not in this notation stays the text it is, for the stages that judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from gov_integrity.codelists import codelist
from gov_integrity.model import FieldSpec

__all__ = ["JsonValue", "code_names", "from_text", "reader_for", "to_text"]

JsonValue = str | int | bool | list[str]

_SEPARATORS = re.compile("[;；\n]")
_WHOLE = re.compile("0|[1-9][0-9]{0,15}")
_TRUTH: Mapping[str, bool] = MappingProxyType(
    {"是": True, "否": False, "true": True, "false": False, "TRUE": True, "FALSE": False}
)


@cache
def code_names(name: str) -> Mapping[str, str]:
    """The codes of a list by their words; words that two codes share are left out."""
    codes = codelist(name).codes
    found: dict[str, str] = {}
    shared: set[str] = set()
    for code in codes.values():
        for words in {code.zh, code.en}:
            if words in found or words in codes:
                shared.add(words)
            found[words] = code.code
    return MappingProxyType({words: code for words, code in found.items() if words not in shared})


def _as_code(text: str, names: Mapping[str, str]) -> str:
    return names.get(text, text)


def reader_for(spec: FieldSpec) -> Callable[[str], JsonValue] | None:
    """What turns the text of a cell into the value of this field; None where the text is the value."""
    if spec.many:
        names = code_names(spec.codelist) if spec.codelist else MappingProxyType({})
        return lambda text: (
            [_as_code(part.strip(), names) for part in _SEPARATORS.split(text) if part.strip()] or text
        )
    if spec.codelist:
        by_words = code_names(spec.codelist)
        return lambda text: by_words.get(text, text)
    if spec.form == "boolean":
        return lambda text: _TRUTH.get(text, text)
    if spec.form in ("integer", "ordinal"):
        return lambda text: int(text) if _WHOLE.fullmatch(text) else text
    return None


def from_text(spec: FieldSpec, text: str) -> JsonValue:
    """The value of a field written as `text`."""
    read = reader_for(spec)
    return text if read is None else read(text)


def to_text(spec: FieldSpec, value: object) -> str | None:
    """The text of a value in a cell; None when the value cannot be carried in this field's notation.

    Reading the text gives the same value back; that is what decides whether it can be carried.
    """
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int | str):
        text = str(value)
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        text = ";".join(value)
    else:
        return None
    return text if text and from_text(spec, text) == value else None

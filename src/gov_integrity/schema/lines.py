"""Canonical lines judged as they stand: one look at the text, before anything is parsed.

A package written canonically (names sorted, no white space, no escape that can be spared) is a regular
language, and the flat schema of a type says which. What fits the expression is sound in the sense of
`gov_integrity.schema.sound_judge`, is its own canonical form and repeats no name; what does not fit must be
looked at by someone else, sound or not. It needs no extra.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from attrs import frozen

from gov_integrity.model import reference_fields
from gov_integrity.schema.emit import Json
from gov_integrity.schema.sound import sound

__all__ = ["LONGEST_LINE", "LineJudge", "line_judge"]

LONGEST_LINE = 16_000
"""Bytes of the longest line that may be shown to a judge; no text in it is too long for the form `text`."""

# A possessive group that has failed must leave no trace; before 3.11.5 it did (CPython issue 106052).
# There the expressions may go back into groups, to the same end.
_FIRM = "+" if re.compile("(?:ab?c)?+").match("a").end() == 0 else ""  # type: ignore[union-attr]
_TEXT = r'[^"\\\x00-\x1f\x7f]'
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


@frozen(slots=True)
class LineJudge:
    """The judge of the lines of one type.

    Attributes:
        kind: The type.
        fits: Given a line with its LF, decoded; None where it cannot say that the line is sound. Else the
            match, with the JSON text of `groups` in its groups, texts without their quotation marks; None
            for a field that is not there.
        groups: `id`, and every top-level field that holds references, in its rows or itself.
    """

    kind: str
    fits: Callable[[str], re.Match[str] | None]
    groups: tuple[str, ...]


@cache
def line_judge(kind: str) -> LineJudge:
    """The judge of the lines of a type. Making it takes about 20 ms."""
    wanted = {"id"} | {spec.name.partition(".")[0] for spec in reference_fields(kind)}
    pattern = re.compile(_object(sound(kind, plain=True), wanted) + r"\n")
    return LineJudge(kind, pattern.fullmatch, tuple(pattern.groupindex))


def _object(schema: Json, wanted: Iterable[str] = ()) -> str:
    """The members in the order of their names: a comma goes with each but the first required."""
    required, properties = set(_list(schema["required"])), _dict(schema["properties"])
    parts: list[str] = []
    begun = False
    for name in sorted(properties):
        value = _value(_dict(properties[name]))
        if name in wanted:
            value = f'"(?P<{name}>{value[1:-1]})"' if value[0] == '"' else f"(?P<{name}>{value})"
        member = f'"{name}":{value}'
        if name not in required:
            parts.append(f"(?:,{member})?{_FIRM}" if begun else f"(?:{member},)?{_FIRM}")
        else:
            parts.append(f",{member}" if begun else member)
            begun = True
    assert begun, "a comma needs a member that is always there"
    return r"\{" + "".join(parts) + r"\}"


def _value(schema: Json) -> str:
    match schema.get("type", "string"):  # a coded value says it by its codes
        case "object":
            return _object(schema)
        case "array":
            item = _value(_dict(schema["items"]))
            return rf"\[{item}(?:,{item})*{_FIRM}\]"
        case "string":
            return f'"{_text(schema)}"'
        case "boolean":
            return "(?:true|false)"
    assert schema["minimum"] in (0, 1), "a bound that the expression does not know"
    assert schema["maximum"] == 2**53 - 1, "a bound that the expression does not know"
    return "[1-9][0-9]{0,14}+" if schema["minimum"] == 1 else "(?:0|[1-9][0-9]{0,14}+)"


def _text(schema: Json) -> str:
    if "enum" in schema:
        return f"(?:{'|'.join(re.escape(str(code)) for code in _list(schema['enum']))})"
    body = _GROUP.sub("(?:", str(schema.get("pattern", ""))[1:-1])
    if "minLength" not in schema:  # such a pattern allows neither quotation mark nor backslash either
        return f"(?:{body})"
    low, high = schema["minLength"], schema["maxLength"]
    assert isinstance(high, int)
    length = f"{{{low},{high}}}" if high < LONGEST_LINE else "+"
    return f'(?={_TEXT}{length}"){body}' if body else f"{_TEXT}{length}+"


def _dict(value: object) -> Json:
    assert isinstance(value, dict)
    return value


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value

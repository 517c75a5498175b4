"""A strict reader for one JSON text: what RFC 8259 leaves to taste is decided, and every fault has a place.

Two readings share one truth. The quick one is the standard library's scanner with hooks that only notice
that something is odd; the exact one walks over the tokens and says what and where. The exact one runs only
when the quick one noticed something, so a sound text costs one C-speed parse.

Beyond RFC 8259 it refuses what parsers read differently from each other (RFC 7493, I-JSON): repeated names,
numbers a double cannot hold exactly, lone surrogates; and control characters, which no form prints.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate, islice
from json.decoder import JSONDecodeError

from attrs import field, frozen

from gov_integrity.privacy import sample, sample_literal

__all__ = ["MAX_DEPTH", "MAX_INTEGER", "MAX_LITERAL", "DecodeFault", "Reading", "read", "too_deep"]

MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1  # RFC 7493, 2.2: beyond it a double skips integers
MAX_LITERAL = 40
MAX_FAULTS = 20  # of one text; each costs a look back over it

NOT_UTF8, SYNTAX, CUT_OFF, TRAILING_COMMA, COMMENT, SECOND_TEXT = (
    "GI-DEC-0001", "GI-DEC-0003", "GI-DEC-0004", "GI-DEC-0005", "GI-DEC-0006", "GI-DEC-0007",
)  # fmt: skip
REPEATED_NAME, NOT_A_NUMBER, TOO_BIG, TOO_MANY_DIGITS, SURROGATE, CONTROL, TOO_DEEP = (
    "GI-DEC-0008", "GI-DEC-0009", "GI-DEC-0010", "GI-DEC-0011", "GI-DEC-0012", "GI-DEC-0013", "GI-DEC-0014",
)  # fmt: skip

_TOKEN = re.compile(
    r'[ \t\n\r]*(?:(?P<string>"[^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+")|(?P<number>-?[0-9][0-9.eE+-]*)'
    r"|(?P<word>-?[A-Za-z]+)|(?P<mark>[\[\]{},:]))"
)
_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {0x5B: 1, 0x7B: 1, 0x5D: -1, 0x7D: -1}
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_CONTROL_ESCAPE = re.compile(r"\\(?:[bf]|u00(?:[01][0-9a-fA-F]|7[fF]))|\x7f")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


@frozen(slots=True)
class DecodeFault:
    """A fault of the text: its finding code, byte offset and line within the text (from 0), and pointer."""

    code: str
    offset: int
    line: int
    pointer: str = ""
    params: dict[str, str | int] = field(factory=dict)


@frozen(slots=True)
class Reading:
    """What a text holds. With faults, `value` is the best guess (last of repeated names) or None."""

    value: object
    faults: tuple[DecodeFault, ...] = ()


class _OddError(Exception):
    """The quick reading met something for the exact one to look at."""


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _OddError
    return made


def _integer(literal: str) -> int:
    if len(literal) > 15 and (len(literal) > MAX_LITERAL or abs(int(literal)) > MAX_INTEGER):
        raise _OddError
    return int(literal)


def _float(literal: str) -> float:
    if len(literal) > MAX_LITERAL or abs(number := float(literal)) > MAX_INTEGER:
        raise _OddError
    return number


def _constant(name: str) -> float:
    raise _OddError(name)


_quick = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
_lenient = json.JSONDecoder(parse_int=lambda literal: int(literal[:MAX_LITERAL]), parse_constant=str)


def read(raw: bytes) -> Reading:
    """Read one JSON text strictly. Never raises on any bytes; a byte order mark is the caller's business."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
        line = raw.count(b"\n", 0, start)
        return Reading(None, (DecodeFault(NOT_UTF8, start, line, params={"byte": f"0x{raw[start]:02X}"}),))
    if too_deep(raw):
        return Reading(None, tuple(_exact(text, _depth_stop(text))))
    try:
        value: object = _quick.decode(text)
    except _OddError:
        stop: JSONDecodeError | None = None
    except JSONDecodeError as error:
        stop = error.with_traceback(None)  # it would hold every caller's frame, and with them whole files
    else:
        doubtful = "\\" in text and (_SURROGATE_ESCAPE.search(text) or _CONTROL_ESCAPE.search(text))
        if not doubtful and "\x7f" not in text:
            return Reading(value)
        stop = None
    faults = tuple(_exact(text, stop))
    return Reading(_guess(text) if stop is None else None, faults)


def _guess(text: str) -> object:
    try:
        return _lenient.decode(text)
    except ValueError:  # the exact reading may tolerate nothing the scanner refuses
        return None


def too_deep(raw: bytes, limit: int = MAX_DEPTH) -> bool:
    """Whether brackets outside strings nest deeper than `limit`; linear, no recursion."""
    if raw.count(b"[") + raw.count(b"{") <= limit:
        return False
    brackets = _STRINGS.sub(b"", raw).translate(None, _BRACKETS)
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > limit


def _depth_stop(text: str) -> JSONDecodeError:
    depth = 0
    for match in _TOKEN.finditer(text):
        mark = match["mark"]
        depth += (mark in ("[", "{")) - (mark in ("]", "}")) if mark else 0
        if depth > MAX_DEPTH:
            return JSONDecodeError(TOO_DEEP, text, match.end() - 1)
    return JSONDecodeError("", text, len(text))


def _exact(text: str, stop: JSONDecodeError | None) -> Iterator[DecodeFault]:
    """Every fault of the text up to the place where it stops being JSON, then that place."""
    if stop is not None and "trailing comma" in stop.msg:  # from 3.13 on the comma itself is pointed at
        behind = text[stop.pos + 1 :]
        stop = JSONDecodeError("", text, len(text) - len(behind.lstrip(" \t\n\r")))
    walk = _Walk(text, len(text) if stop is None else stop.pos)
    yield from islice(walk.faults(), MAX_FAULTS)
    if stop is None:
        return
    if stop.msg == TOO_DEEP:
        yield walk.fault(TOO_DEEP, stop.pos, limit=MAX_DEPTH)
        return
    code, position = _syntax(text, stop)
    column = position - text.rfind("\n", 0, position)
    yield walk.fault(code, position, column=column)


def _syntax(text: str, stop: JSONDecodeError) -> tuple[str, int]:
    rest = text[stop.pos : stop.pos + 2]
    before = text[: stop.pos].rstrip(" \t\n\r")
    if rest in ("//", "/*") or rest[:1] == "#":
        return COMMENT, stop.pos
    if stop.msg == "Extra data":
        return SECOND_TEXT, stop.pos
    if rest[:1] in ("]", "}", ",") and before[-1:] == ",":
        return TRAILING_COMMA, len(before) - 1
    if not text[stop.pos :].strip(" \t\n\r") or stop.msg.startswith("Unterminated string"):
        return CUT_OFF, len(text)
    return SYNTAX, stop.pos


class _Walk:
    """Walks over the tokens of a text that is known to be JSON up to `end`, and keeps the pointer."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._path: list[str | int | None] = []  # one entry an open container: the name or index at hand
        self._names: list[set[str] | None] = []  # names met in each open object; None for an array

    def pointer(self) -> str:
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self._path if part is not None)
        return "".join(f"/{part}" for part in parts)

    def fault(self, code: str, position: int, **params: str | int) -> DecodeFault:
        before = self._text[:position]
        return DecodeFault(
            code,
            len(before.encode("utf-8", "surrogatepass")),
            before.count("\n"),
            self.pointer().encode("utf-8", "replace").decode(),
            params,
        )

    def faults(self) -> Iterator[DecodeFault]:
        position = 0
        naming = False  # the next string is a name
        while match := _TOKEN.match(self._text, position, self._end):
            position = match.end()
            if mark := match["mark"]:
                naming = self._mark(mark)
                continue
            start = match.start(match.lastgroup or 0)
            if token := match["string"]:
                name = _string(token)
                if name is None:  # an escape the scanner refuses as well
                    return
                if naming:
                    yield from self._name(name, start)
                    naming = False
                if "\\" in token or "\x7f" in token:
                    yield from self._characters(name, start)
            elif token := match["number"]:
                yield from self._number(token, start)
            elif (token := match["word"]).lstrip("-") in ("NaN", "Infinity"):
                yield self.fault(NOT_A_NUMBER, start, literal=token)

    def _mark(self, mark: str) -> bool:
        if mark == "{":
            self._path.append(None)
            self._names.append(set())
        elif mark == "[":
            self._path.append(0)
            self._names.append(None)
        elif mark in "]}" and self._path:
            self._path.pop()
            self._names.pop()
        elif mark == "," and self._path and isinstance(self._path[-1], int):
            self._path[-1] += 1
        return mark in "{," and bool(self._names) and self._names[-1] is not None

    def _name(self, name: str, start: int) -> Iterator[DecodeFault]:
        names = self._names[-1]
        assert names is not None
        self._path[-1] = name
        if name in names:
            yield self.fault(REPEATED_NAME, start, name=sample(name, "open", 40))
        names.add(name)

    def _characters(self, value: str, start: int) -> Iterator[DecodeFault]:
        if found := _LONE.search(value):
            yield self.fault(SURROGATE, start, character=f"U+{ord(found[0]):04X}")
        if found := _CONTROL.search(value):
            yield self.fault(CONTROL, start, character=f"U+{ord(found[0]):04X}")

    def _number(self, token: str, start: int) -> Iterator[DecodeFault]:
        if len(token) > MAX_LITERAL:
            yield self.fault(TOO_MANY_DIGITS, start, length=len(token), limit=MAX_LITERAL)
            return
        try:
            number = float(token) if set(token) & set(".eE") else int(token)
        except ValueError:  # the scanner stopped inside this token
            return
        if abs(number) > MAX_INTEGER:
            yield self.fault(TOO_BIG, start, literal=sample_literal(token), limit=MAX_INTEGER)


def _string(token: str) -> str | None:
    if "\\" not in token:
        return token[1:-1]
    try:
        value = json.loads(token)
    except JSONDecodeError:
        return None
    return value if isinstance(value, str) else None

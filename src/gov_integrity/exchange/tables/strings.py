"""What a worksheet points to instead of saying: shared strings, and the number formats that mean a date.

ECMA-376 part 1, 18.4 (shared strings), 18.8.30 (number formats), 22.9.2.19 (`_xHHHH_` escapes).
"""

from __future__ import annotations

import re
from array import array
from typing import Never

from attrs import define, field, frozen

from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.exchange.tables.package import WorkbookPackage, feed, new_parser, parse_part
from gov_integrity.findings import Param, Place

__all__ = ["SharedStrings", "date_styles", "read_strings", "unescape"]

_ESCAPE = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
_PAIR = re.compile("_x([Dd][89ABab][0-9A-Fa-f]{2})__x([Dd][C-Fc-f][0-9A-Fa-f]{2})_")
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82)))
_NEAR = 50_000
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[*_].')


def unescape(text: str) -> str:
    """Resolve the `_xHHHH_` escapes by which a workbook writes characters XML cannot carry.

    Half a character, which no text can hold, stays as it is written.
    """
    if "_x" not in text:
        return text
    text = _PAIR.sub(lambda found: bytes.fromhex(found[1] + found[2]).decode("utf-16-be"), text)
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


@frozen(slots=True)
class SharedStrings:
    """Shared strings: the first, which most cells point to, as they are; the rest as one run of bytes.

    `starts` says where each of the rest begins; that keeps a million of them small.
    """

    near: list[str] = field(factory=list)
    data: bytearray = field(factory=bytearray)
    starts: array[int] = field(factory=lambda: array("Q", [0]))

    def __len__(self) -> int:
        return len(self.near) + len(self.starts) - 1

    def __getitem__(self, index: int) -> str:
        if index < len(self.near):
            if index < 0:
                raise IndexError(index)
            return self.near[index]
        index -= len(self.near)
        if index >= len(self.starts) - 1:
            raise IndexError(index)
        return self.data[self.starts[index] : self.starts[index + 1]].decode("utf-8", "replace")

    def append(self, text: str) -> None:
        """Add one."""
        if len(self.near) < _NEAR:
            self.near.append(text)
            return
        self.data.extend(text.encode("utf-8", "surrogatepass"))
        self.starts.append(len(self.data))


@define(slots=True)
class _Strings:
    """The state of one pass over the shared strings; text in `rPh` is how to pronounce it, not what it is."""

    package: WorkbookPackage
    part: str
    found: SharedStrings = field(factory=SharedStrings)
    pieces: list[str] = field(factory=list)
    size: int = 0
    total: int = 0
    depth: int = 0
    phonetic: int = 0
    wanted: bool = False

    def refuse(self, code: str, **params: Param) -> Never:
        raise UnreadableTableError(code, Place(file=self.package.file), **params)

    def start(self, name: str, _: object) -> None:
        self.depth += 1
        if self.depth > self.package.limits.depth:
            self.refuse("GI-TAB-0010", part=self.part[:80])
        local = name.rpartition(" ")[2]
        if local == "rPh":
            self.phonetic = self.depth
        self.wanted = local == "t" and not self.phonetic

    def end(self, name: str) -> None:
        if self.phonetic == self.depth:
            self.phonetic = 0
        self.depth -= 1
        self.wanted = False
        if name.rpartition(" ")[2] == "si":
            text = unescape("".join(self.pieces))
            self.found.append(text)
            self.total += len(text)
            self.pieces.clear()
            self.size = 0
            if self.total > self.package.limits.strings:
                self.refuse("GI-TAB-0012", limit=self.package.limits.strings)

    def text(self, data: str) -> None:
        if self.wanted:
            self.size += len(data)
            if self.size > self.package.limits.cell:
                self.refuse("GI-TAB-0011", limit=self.package.limits.cell)
            self.pieces.append(data)


def read_strings(package: WorkbookPackage) -> SharedStrings:
    """The shared strings of a workbook, rich text as plain text. Raises `UnreadableTableError`."""
    part = package.related(package.workbook, "/sharedStrings")
    if not part:
        return SharedStrings()
    state = _Strings(package, part)
    parser = new_parser(package, part)
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CharacterDataHandler = state.text
    for _ in feed(package, part, parser):
        pass
    return state.found


def date_styles(package: WorkbookPackage) -> frozenset[str]:
    """The style ids, as written in cells, that show a number as a date."""
    part = package.related(package.workbook, "/styles")
    if not part:
        return frozenset()
    own: set[int] = set()
    styles: list[int] = []
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and _shows_date(attributes.get("formatCode", "")):
            own.add(_number(attributes.get("numFmtId", "")))
        elif name == "xf" and inside == "cellXfs":
            styles.append(_number(attributes.get("numFmtId", "0")))

    parse_part(package, part, start)
    return frozenset(str(i) for i, used in enumerate(styles) if used in own or used in _DATE_FORMATS)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _shows_date(code: str) -> bool:
    """Whether a format code has a day, month or year outside its literals (hours alone are no date)."""
    first = _LITERAL.sub("", code.split(";", 1)[0]).lower()
    return (
        "y" in first
        or "d" in first
        or "e" in first.replace("e+", "").replace("e-", "").replace("general", "")
    )

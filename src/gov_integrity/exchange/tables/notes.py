"""Notes on cells: the comments part of a sheet and the old drawing that shows them.

ECMA-376 part 1, 18.7 (comments), part 4, 19 (VML). A sheet has one part of each; what the sender has in them
stays, and what an earlier marking put there is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gov_integrity.exchange.tables.edits import Attributes, Edits, before_end, plain, prefix_of, scan, tag_end
from gov_integrity.exchange.tables.grid import column_index, column_letter
from gov_integrity.exchange.tables.package import MAIN

__all__ = ["AUTHOR", "NEW_COMMENTS", "NEW_DRAWING", "add_notes", "add_shapes", "own_notes"]

AUTHOR = "政务诚信校验"
"""The author of our notes, by which they are known again."""

MARKER = "【校验】"
"""Begins what we say in a note: office programs may forget the author, or join ours with the sender's."""

NEW_COMMENTS = f'<comments xmlns="{MAIN[0]}"><authors/><commentList/></comments>'.encode()
NEW_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LAYOUT = (
    '<o:shapelayout xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" v:ext="edit">'
    '<o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:110pt;z-index:{id};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto" alt="gov-integrity"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{row},2,{right},31,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*?</v:shape>", re.DOTALL)
_SPOT = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>\s*<x:Column>\s*([0-9]+)\s*</x:Column>")
_TEXT_END = re.compile(rb"</(?:\w+:)?t\s*>")
_RUN = re.compile(rb"<(?:\w+:)?r(?:\s[^>]*)?>.*?</(?:\w+:)?r\s*>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_ID = re.compile(rb"_x0000_s([0-9]{1,9})")
Cell = tuple[int, int]


def _cell(reference: str) -> Cell:
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    return (int(digits) if digits else 0, column_index(letters))


def own_notes(data: bytes) -> frozenset[Cell]:
    """The cells (row, column index) whose note an earlier marking made."""
    return frozenset(cell for cell, (_, _, ours) in _notes(data)[0].items() if ours)


def _notes(data: bytes) -> tuple[dict[Cell, tuple[int, int, bool]], list[str], int]:
    """Notes by cell: first byte, end, whether ours; then the authors, and where the list of notes ends."""
    found: dict[Cell, tuple[int, int, bool]] = {}
    opened: list[tuple[Cell, int, str]] = []
    authors = list(_authors(data))
    ends = [0]

    def start(name: str, attributes: Attributes, at: int) -> None:
        if name.rpartition(":")[2] == "comment":
            opened.append((_cell(attributes.get("ref", "")), at, attributes.get("authorId", "")))

    def end(name: str, at: int) -> None:
        local = name.rpartition(":")[2]
        if local == "comment":
            cell, begin, author = opened.pop()
            known = author.isdecimal() and int(author) < len(authors)
            block = data[begin : tag_end(data, at)]
            ours = known and authors[int(author)] == AUTHOR
            ours = ours or (MARKER.encode() in block and not _words(_without_ours(block)))
            found[cell] = (begin, begin + len(block), ours)
        elif local == "commentList":
            ends[0] = at

    scan(data, start, end)
    return found, authors, ends[0]


def _authors(data: bytes) -> list[str]:
    block = re.search(rb"<(?:\w+:)?authors\b.*?</(?:\w+:)?authors>", data, re.DOTALL)
    if block is None:
        return []
    pattern = rb"<(?:\w+:)?author\s*(?:/>|>(.*?)</(?:\w+:)?author>)"
    return [(text or b"").decode() for text in re.findall(pattern, block[0], re.DOTALL)]


def add_notes(data: bytes, notes: Mapping[Cell, str]) -> tuple[bytes, frozenset[Cell]]:
    """The comments part with our notes, and the cells that need a new shape.

    Notes of an earlier marking are taken away; on a cell where the sender has a note, ours follows in it.
    """
    found, authors, _ = _notes(data)
    edits = Edits(data)
    p = prefix_of(data, "comments")
    for cell, (start, end, ours) in found.items():
        block = data[start:end]
        if ours:
            edits.replace(start, end, b"")
        else:
            bare = _without_ours(block)
            text = _run(p, f"\n{MARKER}{notes[cell]}") if cell in notes else b""
            closing = re.search(rb"</(?:\w+:)?text\s*>", bare)
            new = bare[: closing.start()] + text + bare[closing.start() :] if closing else bare
            if new != block:
                edits.replace(start, end, new)
    kept = frozenset(cell for cell, (_, _, ours) in found.items() if not ours)
    fresh = {cell: text for cell, text in sorted(notes.items()) if cell not in kept}
    changed = edits.apply()
    if fresh and AUTHOR not in authors:
        changed = before_end(changed, "authors", f"<{p}author>{AUTHOR}</{p}author>".encode())
        authors.append(AUTHOR)
    if fresh:
        number = authors.index(AUTHOR)
        written = b"".join(
            f'<{p}comment ref="{column_letter(column)}{row}" authorId="{number}"><{p}text>'.encode()
            + _run(p, MARKER + text)
            + f"</{p}text></{p}comment>".encode()
            for (row, column), text in fresh.items()
        )
        changed = before_end(changed, "commentList", written)
    return changed, frozenset(fresh)


def _run(prefix: str, text: str) -> bytes:
    return (f'<{prefix}r><{prefix}t xml:space="preserve">{plain(text)}</{prefix}t></{prefix}r>').encode()


def _without_ours(block: bytes) -> bytes:
    """A note without what a marking said in it: everything from its sign on."""
    at = block.find(MARKER.encode())
    if at < 0:
        return block
    rest = block[at:]
    end = _TEXT_END.search(rest)
    tail = rest[end.start() :] if end else rest
    return block[:at].rstrip(b"\r\n ") + _RUN.sub(b"", tail)


def _words(block: bytes) -> bytes:
    """The text of a note."""
    return _TAG.sub(b"", block).strip()


def add_shapes(data: bytes, fresh: frozenset[Cell], gone: frozenset[Cell]) -> bytes:
    """The drawing with a shape for each new note and without those of notes that are gone."""
    unwanted = {(row - 1, column) for row, column in gone | fresh}

    def keep(found: re.Match[bytes]) -> bytes:
        spot = _SPOT.search(found[0])
        ours = spot is not None and (int(spot[1]), int(spot[2])) in unwanted
        return b"" if ours and b'ObjectType="Note"' in found[0] else found[0]

    changed = _SHAPES.sub(keep, data)
    number = max((int(found) for found in _ID.findall(changed)), default=1024)
    shapes = []
    for step, (row, column) in enumerate(sorted(fresh), start=1):
        place = {"row": row - 1, "column": column, "left": column + 1, "right": column + 5}
        shapes.append(_SHAPE.format(id=number + step, bottom=row + 6, **place))
    if b'id="_x0000_t202"' not in changed and shapes:
        shapes.insert(0, _TYPE)
    if b"<o:shapelayout" not in changed and shapes:
        # Office programs hand out shape numbers in blocks of 1024 and want to know which are taken.
        blocks = ",".join(str(block) for block in range(1, (number + len(fresh)) // 1024 + 1))
        shapes.insert(0, _LAYOUT.format(blocks=blocks))
    return before_end(changed, "xml", "".join(shapes).encode())

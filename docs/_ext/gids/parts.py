"""Small document nodes that the directives are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.addnodes import pending_xref

__all__ = ["both", "cell", "code", "here", "link", "note", "paragraph", "table"]

Cell = Sequence[nodes.Node]


def code(text: str) -> nodes.literal:
    """Text as it is typed."""
    return nodes.literal(text, text)


def link(kind: str, target: str, text: str = "") -> pending_xref:
    """A link to a target of our domain."""
    found = pending_xref(
        "", refdomain="gi", reftype=kind, reftarget=target, refexplicit=bool(text), refwarn=True
    )
    found += code(text or target)
    return found


def here(anchor: str, shown: nodes.Node) -> nodes.reference:
    """A thing that links to itself, so that a reader can copy its address."""
    found = nodes.reference("", "", internal=True, refid=anchor, classes=["gi-anchor"])
    found += shown
    return found


def paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of nodes and plain text."""
    found = nodes.paragraph("", "", classes=list(classes))
    for part in parts:
        found += nodes.Text(part) if isinstance(part, str) else part
    return found


def both(zh: str, en: str) -> list[nodes.Node]:
    """Chinese, and English below it; nothing for what is empty."""
    found: list[nodes.Node] = [paragraph(zh)] if zh else []
    return found + ([paragraph(en, classes=["gi-en"])] if en else [])


def note(*parts: nodes.Node | str) -> nodes.paragraph:
    """A quiet remark."""
    return paragraph(*parts, classes=["gi-note"])


def cell(children: Cell) -> nodes.entry:
    """One cell of a table."""
    found = nodes.entry()
    found += list(children)
    return found


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> nodes.table:
    """A table; a row may be given an id by the first node of its first cell."""
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=width) for width in widths]
    head, body = nodes.thead(), nodes.tbody()
    top = nodes.row()
    top += [cell([paragraph(text)]) for text in header]
    head += top
    for cells in rows:
        line = nodes.row()
        line += [cell(children) for children in cells]
        body += line
    group += [head, body]
    found = nodes.table(classes=["gi-table"])
    found += group
    return found

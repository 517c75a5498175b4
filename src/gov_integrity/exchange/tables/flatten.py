"""Statements as rows: the inverse of reading. What a table cannot carry is named, never left out unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field, frozen

from gov_integrity.exchange.tables.layout import DERIVED, PACKAGE, Column, SheetLayout, layouts
from gov_integrity.exchange.tables.values import to_text
from gov_integrity.model import TYPES, FieldSpec

__all__ = ["Flat", "Sheets", "flatten", "gather"]

_EXTENSION = "x_"


@frozen(slots=True)
class Flat:
    """One statement as rows: each with its layout and the texts by column name; `lost` are pointers."""

    rows: tuple[tuple[SheetLayout, dict[str, str]], ...]
    lost: tuple[str, ...] = ()


def flatten(record: Mapping[str, object]) -> Flat:
    """The rows of a statement or of the header of a package.

    `lost` holds the pointer of every value that the notation of tables cannot carry: values of a JSON type
    the field does not have, unknown fields, child rows of a statement without an id.
    """
    type_ = record.get("type")
    if type_ != PACKAGE and type_ not in TYPES:
        return Flat((), ("",))
    assert isinstance(type_, str)
    main, *children = layouts(type_)
    lost: list[str] = []
    texts = _texts(main, record, "", lost)
    rows = [(main, texts)]
    known = {column.name for column in main.columns} | {"type"}
    keys = {name: texts[name] for name in ("id", "revision") if name in texts}
    for child in children:
        known.add(child.list)
        if child.list not in record:
            continue
        items = record[child.list]
        if not isinstance(items, list) or not items or "id" not in keys:
            lost.append(f"/{child.list}")
            continue
        for at, item in enumerate(items):
            if isinstance(item, Mapping) and item:
                pointer = f"/{child.list}/{at}"
                lost += [f"{pointer}/{name}" for name in item if name not in _names(child)]
                rows.append((child, keys | _texts(child, item, pointer, lost)))
            else:
                lost.append(f"/{child.list}/{at}")
    skipped = DERIVED if type_ == PACKAGE else ()
    for name, value in record.items():
        if name.startswith(_EXTENSION) and isinstance(value, str) and value:
            texts[name] = value
        elif name not in known and name not in skipped:
            lost.append(f"/{name}")
    return Flat(tuple(rows), tuple(lost))


def _names(layout: SheetLayout) -> frozenset[str]:
    return frozenset(column.name for column in layout.columns if not column.key)


def _texts(layout: SheetLayout, value: Mapping[str, object], pointer: str, lost: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in layout.columns:
        if column.name not in value or (layout.list and column.key) or column.name in DERIVED:
            continue
        text = to_text(column.spec, value[column.name])
        if text is None:
            lost.append(f"{pointer}/{column.name}")
        else:
            found[column.name] = text
    return found


@define(slots=True)
class Sheets:
    """The rows of many statements, sheet by sheet, and the pointers of what was lost, by statement."""

    rows: dict[str, list[dict[str, str]]] = field(factory=dict)
    layouts: dict[str, SheetLayout] = field(factory=dict)
    lost: list[tuple[int, str]] = field(factory=list)

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns a sheet needs: those in use or required, in the model's order, then extensions."""
        used = {key for row in self.rows[name] for key in row}
        layout = self.layouts[name]
        own = tuple(
            column
            for column in layout.columns
            if column.name in used or (column.spec.required and not column.key)
        )
        extra = sorted(used - {column.name for column in layout.columns})
        return own + tuple(Column(key, FieldSpec(name=key, form="string", required=False)) for key in extra)


def gather(records: Iterable[Mapping[str, object]]) -> Sheets:
    """The rows of a header (number 0) and its statements (from 1), in the order of the model's sheets."""
    found = Sheets()
    for number, record in enumerate(records):
        flat = flatten(record)
        found.lost += [(number, pointer) for pointer in flat.lost]
        for layout, row in flat.rows:
            found.rows.setdefault(layout.name, []).append(row)
            found.layouts[layout.name] = layout
    order = [layout.name for type_ in (PACKAGE, *TYPES) for layout in layouts(type_)]
    found.rows = {name: found.rows[name] for name in order if name in found.rows}
    return found

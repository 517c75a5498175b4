"""Whole blocks of rows made into statements at once, where no cell asks for a look of its own.

A column is handled by its distinct texts, of which most columns have few. What cannot be handled so is left
to the reading row by row, which gives the same statements and knows what to say of odd cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, repeat

from attrs import define

from gov_integrity.exchange.tables.binding import Binding
from gov_integrity.exchange.tables.cells import doubtful
from gov_integrity.exchange.tables.textfile import Block

__all__ = ["Batch", "Columns", "batch"]


@define(slots=True)
class Columns:
    """What the columns of a batch hold, without regard to the order of the rows.

    Attributes:
        values: The distinct values of every field that any statement has.
        gaps: Fields that some statements have and some have not.
        texts: Every distinct text of any cell, line feeds between them.
    """

    values: Mapping[str, list[object]]
    gaps: Collection[str]
    texts: str


@define(slots=True)
class Batch:
    """Statements of one type made of a block of rows, about which the reader has nothing to say.

    Attributes:
        number: Number of the first statement in its file, from 1.
        binding, block: The rows and what their columns mean.
        values: The statements, one a row.
        columns: The same by column.
    """

    number: int
    binding: Binding
    block: Block
    values: list[dict[str, object]]
    columns: Columns


def batch(binding: Binding, block: Block) -> Batch | None:
    """The statements of a block; None when its rows are to be read one by one."""
    rows = block.texts
    if binding.unnamed or binding.missing or set(map(len, rows)) != {binding.width}:
        return None
    columns: tuple[tuple[str, ...], ...] = tuple(zip(*rows, strict=True))
    distinct = tuple(map(set, columns))
    texts = "\n".join(chain.from_iterable(distinct))
    # A guard that a text was written with raises doubt as well.
    if doubtful(texts) or not all(map(str.strip, distinct[0])):  # where the first cell is blank, all may be
        return None
    names: list[str] = []
    cells: list[Iterable[object]] = []
    found: dict[str, list[object]] = {}
    gaps: dict[str, tuple[str, ...]] = {}
    for index, bound in binding.columns.items():
        name, column, known = bound.column.name, columns[index], distinct[index]
        if "" in known:
            known.remove("")
            if not known:
                continue
            gaps[name] = column
        read = binding.readers.get(name)
        if read is None:
            found[name] = list(known)
            cells.append(column)
        else:
            meaning: dict[str, object] = {text: read(text) for text in known}
            found[name] = list(meaning.values())
            meaning[""] = None
            cells.append(map(meaning.__getitem__, column))
        names.append(name)
    type_ = binding.layout.type
    names.append("type")
    found["type"] = [type_]
    cells.append(repeat(type_, len(rows)))
    values = [dict(zip(names, row, strict=False)) for row in zip(*cells, strict=False)]
    for name, filled in gaps.items():
        for value, text in zip(values, filled, strict=True):
            if not text:
                del value[name]
    return Batch(0, binding, block, values, Columns(found, gaps.keys(), texts))

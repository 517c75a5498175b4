"""Which sheets and columns carry a type: one sheet for the type itself, one for each of its child lists.

A row of a child sheet names its record by `id`, and by `revision` where the file holds several revisions of
one id. Sheets are called by the machine name (`commitment`, `commitment.obligations`) or by the Chinese
title the template gives them; both are accepted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.model import TYPES, FieldSpec, field_specs

__all__ = [
    "DERIVED",
    "GUIDE",
    "LISTS",
    "OWN_SHEETS",
    "PACKAGE",
    "STATUS",
    "STATUS_HEADINGS",
    "SUMMARY",
    "Column",
    "SheetLayout",
    "layouts",
    "normal",
    "sheet_named",
    "title_of",
]

PACKAGE = "package"
SHEET_NAME = 31
DERIVED = ("statement_count", "statements_sha256", "statements")
"""Fields of a header that are worked out when a package is written."""
_DECORATION = re.compile(r"[\s*＊]+|[(（](必填|required)[)）]")


STATUS, REASONS = "校验结果", "校验说明"
"""Headings of the two columns that marking adds: a word to filter by, and the reasons."""

SUMMARY = "校验汇总"
"""Name of the sheet that marking adds."""

GUIDE, LISTS = "填写说明", "代码表"


@frozen(slots=True)
class Column:
    """One column: the name in its heading, what it holds, and whether it names the record of a child row."""

    name: str
    spec: FieldSpec
    key: bool = False

    @property
    def headings(self) -> frozenset[str]:
        """Everything its heading may say, in normal form."""
        return frozenset(normal(text) for text in (self.name, self.spec.name, self.spec.zh, self.spec.en))


@frozen(slots=True)
class SheetLayout:
    """A sheet: the type it belongs to, the child list it holds (empty for the type itself), its columns."""

    type: str
    list: str
    zh: str
    en: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The machine name."""
        return f"{self.type}.{self.list}" if self.list else self.type

    @property
    def to_fill(self) -> tuple[Column, ...]:
        """The columns a sender fills in: those that the writer of a package works out are not among them."""
        return tuple(column for column in self.columns if self.type != PACKAGE or column.name not in DERIVED)

    @property
    def title(self) -> str:
        """The name of the tab in a template: Chinese, within what a spreadsheet allows."""
        return self.zh[:SHEET_NAME]


def normal(text: str) -> str:
    """A heading without width, case, blanks and marks such as `*` or （必填）."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def title_of(type_: str, lang: str = "zh") -> str:
    """Title of a type, or of the package header."""
    if type_ == PACKAGE:
        return "package" if lang == "en" else "数据包"
    return codelist("statement-type").label(type_, lang)


STATUS_HEADINGS = frozenset((normal(STATUS), normal(REASONS)))
"""Headings that are ours and no data."""

OWN_SHEETS = frozenset((normal(SUMMARY), normal(GUIDE), normal(LISTS)))
"""Sheets that are ours and no data: the guide and the code lists of a template, the summary of marking."""


@cache
def layouts(type_: str) -> tuple[SheetLayout, ...]:
    """The sheet of a type (or of `package`) and those of its child lists. Raises `KeyError`."""
    specs = field_specs(type_)
    own = tuple(Column(spec.name, spec) for spec in specs if not spec.rows and spec.name != "type")
    keys = tuple(
        Column(column.name, column.spec, key=True) for column in own if column.name in ("id", "revision")
    )
    zh, en = title_of(type_), title_of(type_, "en")
    return (
        SheetLayout(type_, "", zh, en, own),
        *(
            SheetLayout(
                type_,
                spec.name,
                f"{zh}-{spec.zh}",
                f"{en} - {spec.en}",
                keys + tuple(Column(row.name.rpartition(".")[2], row) for row in spec.rows),
            )
            for spec in specs
            if spec.rows
        ),
    )


@cache
def _by_name() -> Mapping[str, SheetLayout]:
    found: dict[str, SheetLayout] = {}
    for type_ in (PACKAGE, *TYPES):
        for layout in layouts(type_):
            for name in (layout.name, layout.title, layout.en):
                found.setdefault(normal(name), layout)
    return MappingProxyType(found)


def sheet_named(name: str) -> SheetLayout | None:
    """The layout that a tab or file of this name has, or None."""
    return _by_name().get(normal(name))

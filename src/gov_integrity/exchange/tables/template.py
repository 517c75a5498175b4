"""Workbooks to fill in, made from the model alone; and workbooks with data in them, made the same way.

Needs the extra `workbook`. Every column is text, so that no identifier, date or amount is ever turned into a
number; the same input gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.errors import MissingExtraError, UsageError
from gov_integrity.exchange.tables.flatten import Sheets
from gov_integrity.exchange.tables.grid import column_letter
from gov_integrity.exchange.tables.guide import GUIDE_ROWS
from gov_integrity.exchange.tables.layout import (
    GUIDE,
    LISTS,
    PACKAGE,
    Column,
    SheetLayout,
    layouts,
    sheet_named,
)
from gov_integrity.model import FORMS, STANDARD_VERSION, TYPES, FieldSpec

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["fill_workbook", "make_template", "prefilled", "template_layouts"]

_ROWS = 5_000
_HEAD_ROWS = 2
_GUIDE_LINE = 48
_WIDTHS = {"id": 30, "ref": 30, "datetime": 28, "text": 40, "string": 24, "uscc": 24}
_STAMP = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]")
_MOMENT = re.compile(rb">[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z<")
_BLUE, _PALE, _GREY, _RED = "FF1F4E79", "FFDDEBF7", "FFF2F2F2", "FFC00000"


def template_layouts(types: Sequence[str]) -> tuple[SheetLayout, ...]:
    """The sheets for these types, by name or title, the package header first.

    Raises:
        UsageError: There is no such type.
    """
    found = [layout.name if (layout := sheet_named(given)) else given for given in types]
    for name in found:
        if name not in TYPES:
            raise UsageError(
                "没有类型 {name};可用:{titles}",
                "there is no type {name}; known: {known}",
                name=name[:40],
                titles="、".join(f"{layouts(known)[0].title}({known})" for known in TYPES),
                known=" ".join(TYPES),
            )
    return tuple(layout for name in (PACKAGE, *dict.fromkeys(found)) for layout in layouts(name))


def prefilled(profile: str = "") -> Mapping[str, Sequence[Mapping[str, str]]]:
    """The rows a template begins with, by sheet: the package, as far as it is known beforehand."""
    return {PACKAGE: [{"version": STANDARD_VERSION} | ({"profile": profile} if profile else {})]}


def make_template(types: Sequence[str], path: Path, *, profile: str = "") -> None:
    """Write a workbook in which a clerk can state things of these types.

    Args:
        types: Statement types.
        path: The workbook.
        profile: Put into the header and the properties of the file.

    Raises:
        UsageError: There is no such type.
        MissingExtraError: The extra `workbook` is not installed.
    """
    wanted = template_layouts(types)
    begun = prefilled(profile)
    tables = [_Table(layout, layout.to_fill, begun.get(layout.name, ())) for layout in wanted]
    _save(_build(tables, profile), path)


def fill_workbook(sheets: Sheets, path: Path) -> None:
    """Write statements as a workbook of the same make, with the sheets and columns they need."""
    head = next(iter(sheets.rows.get(PACKAGE, [])), {})
    tables = [_Table(sheets.layouts[name], sheets.columns(name), rows) for name, rows in sheets.rows.items()]
    _save(_build(tables, head.get("profile", "")), path)


@frozen(slots=True)
class _Table:
    """A sheet to be written: its layout, the columns it shows, its rows."""

    layout: SheetLayout
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, str]]


def _build(tables: Sequence[_Table], profile: str) -> Workbook:
    if find_spec("openpyxl") is None:
        raise MissingExtraError("workbook", "生成工作簿", "making workbooks")
    import openpyxl
    from openpyxl.packaging.custom import StringProperty
    from openpyxl.worksheet.properties import PageSetupProperties

    book = openpyxl.Workbook()
    guide = book.active
    assert guide is not None
    guide.title = GUIDE
    _write_guide(guide, tables, profile)
    names = {spec.codelist for table in tables for spec in _coded(table.columns)}
    places = _list_places(sorted(names))
    for table in tables:
        _write_table(book.create_sheet(table.layout.title), table, places)
    _write_lists(book.create_sheet(LISTS), sorted(names))
    properties = book.custom_doc_props  # type: ignore[attr-defined] # the stubs do not know them
    properties.append(StringProperty(name="gov-integrity-standard", value=STANDARD_VERSION))
    properties.append(StringProperty(name="gov-integrity-profile", value=profile or "-"))
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return book


def _coded(columns: Iterable[Column]) -> Iterable[FieldSpec]:
    return (column.spec for column in columns if column.spec.codelist)


def _safe(text: str) -> str:
    """Text as a workbook stores it: what XML cannot carry, and what looks like an escape, escaped."""
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


# ---- the sheets ----------------------------------------------------------------------------------------


def _write_table(sheet: Worksheet, table: _Table, places: Mapping[str, tuple[int, int]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, column in enumerate(table.columns, start=1):
        spec = column.spec
        needed = spec.required and not (column.key and column.name == "revision")
        letter = column_letter(number - 1)
        top = sheet.cell(1, number, (spec.zh or column.name) + ("*" if needed else ""))
        top.font = Font(bold=True, color="FFFFFFFF")
        top.fill = PatternFill("solid", fgColor=_RED if needed else _BLUE)
        top.alignment = centre
        note = Comment(_note(column), "gov-integrity", width=360, height=220)
        top.comment = note
        below = sheet.cell(2, number, column.name)
        below.font = Font(size=9, color="FF595959")
        below.fill = PatternFill("solid", fgColor=_GREY)
        below.alignment = centre
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(2 * len(spec.zh) + 4, _WIDTHS.get(spec.form, 12))
        dimension.number_format = "@"
        _offer(sheet, letter, spec, places)
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = f"{'C' if table.layout.list else 'B'}{_HEAD_ROWS + 1}"
    sheet.sheet_properties.tabColor = _PALE if table.layout.list else _BLUE
    for at, row in enumerate(table.rows, start=_HEAD_ROWS + 1):
        for number, column in enumerate(table.columns, start=1):
            if text := row.get(column.name, ""):
                cell = sheet.cell(at, number)
                cell.value = _safe(text)
                cell.data_type = "s"
                cell.number_format = "@"


def _note(column: Column) -> str:
    spec = column.spec
    form = FORMS[spec.form]
    lines = [spec.definition_zh]
    if column.key:
        lines = ["本行所属记录的" + spec.zh + "。"]
    if spec.codelist:
        words = codelist(spec.codelist)
        lines.append(f"写法：代码表“{words.zh}”中的名称或代码，见“{LISTS}”表。")
    else:
        lines.append(f"写法：{form.zh}。")
    if spec.many:
        lines.append("可填多个，用分号隔开。")
    lines.append("必填。" if spec.required else "没有时留空。")
    if spec.example:
        lines.append(f"例：{spec.example}")
    if spec.clauses:
        lines.append("依据：" + "；".join(spec.clauses[:4]) + (" 等" if len(spec.clauses) > 4 else ""))
    return "\n".join(line for line in lines if line)[:1500]


def _offer(sheet: Worksheet, letter: str, spec: FieldSpec, places: Mapping[str, tuple[int, int]]) -> None:
    """A drop-down for a coded column; it advises, for the code itself may be written as well."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if spec.form == "boolean":
        choice = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
    elif spec.codelist:
        first, last = places[spec.codelist]
        choice = DataValidation(type="list", formula1=f"'{LISTS}'!$C${first}:$C${last}", allow_blank=True)
    else:
        return
    choice.showErrorMessage = not spec.many
    choice.errorStyle = "warning"
    choice.errorTitle = spec.zh[:30]
    choice.error = "不在可选项中。可以填写代码表中的代码；其他写法会在校验时报告。"
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{_HEAD_ROWS + 1}:{letter}{_ROWS}")


def _list_places(names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """First and last row of each code list on the sheet of lists."""
    places, row = {}, 2
    for name in names:
        size = len(codelist(name).codes)
        places[name] = (row, row + size - 1)
        row += size
    return places


def _write_lists(sheet: Worksheet, names: Sequence[str]) -> None:
    from openpyxl.styles import Font

    for number, (title, width) in enumerate(
        (("代码表", 24), ("代码", 30), ("名称", 36), ("说明", 60)), start=1
    ):
        sheet.cell(1, number, title).font = Font(bold=True)
        sheet.column_dimensions[column_letter(number - 1)].width = width
    row = 2
    for name in names:
        listed = codelist(name)
        for code in listed.codes.values():
            for number, text in enumerate((listed.zh, code.code, code.zh, code.definition_zh), start=1):
                cell = sheet.cell(row, number)
                cell.value = _safe(text) or None
                cell.number_format = "@"
                if text:
                    cell.data_type = "s"
            row += 1
    sheet.freeze_panes = "A2"


def _write_guide(sheet: Worksheet, tables: Sequence[_Table], profile: str) -> None:
    from openpyxl.styles import Alignment, Font

    wrap = Alignment(wrap_text=True, vertical="top")
    rows = [(title, text.format(lists=LISTS)) for title, text in GUIDE_ROWS]
    rows[1:1] = [("标准版本", STANDARD_VERSION), ("适用细则", profile or "（未指定）")]
    rows += [
        ("工作表 " + table.layout.title, f"{table.layout.name}：{_purpose(table.layout)}") for table in tables
    ]
    for number, (title, text) in enumerate(rows, start=1):
        left, right = sheet.cell(number, 1, title), sheet.cell(number, 2, text)
        left.font = Font(bold=True, size=14 if number == 1 else 11)
        left.alignment = right.alignment = wrap
        sheet.row_dimensions[number].height = 18 * (1 + len(text) // _GUIDE_LINE)
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90


def _purpose(layout: SheetLayout) -> str:
    if not layout.list:
        return "每行一条；带 * 的列必填。"
    return "附表，每行一项，用标识(和版次)指明属于哪一条；没有时不填。"


# ---- the same bytes every time -------------------------------------------------------------------------


def _save(book: Workbook, path: Path) -> None:
    made = io.BytesIO()
    book.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "docProps/core.xml":
                data = _MOMENT.sub(rb">1980-01-01T00:00:00Z<", data)
            target.writestr(zipfile.ZipInfo(item.filename, _STAMP), data, zipfile.ZIP_DEFLATED)
    path.write_bytes(out.getvalue())

"""Reading tables: headings in either language and any order, child sheets, encodings, every oddity told."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from gov_integrity.errors import InputError, UsageError
from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.exchange.tables.opening import open_tables
from gov_integrity.exchange.tables.reading import TableRecord
from gov_integrity.exchange.tables.spool import TableIndex
from gov_integrity.exchange.tables.writing import guard
from gov_integrity.findings import Finding

RARE = "𠮷䶮㛃"


def read(path: Path, **options: str) -> tuple[list[TableRecord], list[Finding]]:
    with open_tables(path, **options) as opened:
        records = list(opened.records())
        return records, opened.findings


def told(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return sorted((item.code, item.place.row, item.place.column) for item in findings)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "组织机构.csv"
    path.write_bytes(f"陈述标识,单位名称\r\na/1,甲局{RARE}\r\n".encode(encoding))
    (record,), findings = read(path)
    assert record.value == {"type": "organisation", "id": "a/1", "name": f"甲局{RARE}"}
    assert {item.code for item in findings} == {"GI-TAB-0033"}  # required columns left out


def test_big5_is_not_read_as_something_else(tmp_path: Path) -> None:
    path = tmp_path / "organisation.csv"
    path.write_bytes("陳述標識,單位名稱\r\na/1,甲局\r\n".encode("big5"))
    _, findings = read(path)
    assert [item.code for item in findings] == ["GI-TAB-0035"]
    path.write_bytes("id,name\r\na/1,經濟局\r\n".encode("big5"))
    (record,), _ = read(path, encoding="big5")
    assert record.value["name"] == "經濟局"
    with pytest.raises(UsageError):
        read(path, encoding="klingon")


def test_headings_in_any_order_and_language_with_marks(tmp_path: Path) -> None:
    path = tmp_path / "organisation.csv"
    path.write_text(
        "单位名称（必填）, NAME2 ,陈述标识*,kind,x_gs_note\n甲,,a/1,政府部门,好\n", encoding="utf-8"
    )
    (record,), findings = read(path)
    assert record.value == {
        "type": "organisation", "id": "a/1", "name": "甲", "kind": "department", "x_gs_note": "好",
    }  # fmt: skip
    assert ("GI-TAB-0032", 1, "B") in told(findings)
    place = record.place("/name")
    assert (place.sheet, place.row, place.line, place.column, place.header) == (
        "organisation", 2, 2, "A", "单位名称（必填）",
    )  # fmt: skip


def test_the_type_of_one_file_is_asked_for_when_nothing_tells_it(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,case_no\na/1,1\n", encoding="utf-8")
    (record,), _ = read(path)  # only court matters have a case number
    assert record.value["type"] == "court_matter"
    path.write_text("id,kind\na/1,1\n", encoding="utf-8")
    with pytest.raises(UnreadableTableError):
        read(path)
    (record,), _ = read(path, type_="case")
    assert record.value["type"] == "case"


def test_wrong_separators_are_named(tmp_path: Path) -> None:
    path = tmp_path / "organisation.csv"
    path.write_text("id;name\na/1;甲\n", encoding="utf-8")
    _, findings = read(path)
    assert [(item.code, item.params["delimiter"]) for item in findings] == [("GI-TAB-0043", ";")]
    path.write_text("sep=;\nid;name\na/1;甲\n", encoding="utf-8")
    (record,), findings = read(path)
    assert record.value["id"] == "a/1"
    assert record.place("/id").line == 3
    assert "GI-TAB-0020" in [item.code for item in findings]


def test_shifted_rows_and_broken_lines(tmp_path: Path) -> None:
    path = tmp_path / "organisation.csv"
    path.write_text('id,name\na/1,甲,乙\n"a"2,丙\na/3,"丁\n戊"\n', encoding="utf-8")
    records, findings = read(path)
    assert [record.value["id"] for record in records] == ["a/1", "a/3"]
    assert records[1].value["name"] == "丁\n戊"
    assert (records[1].place().row, records[1].place().line) == (4, 4)
    assert {("GI-TAB-0042", 2, ""), ("GI-TAB-0022", 3, "")} <= set(told(findings))


def test_child_rows_find_their_record(tmp_path: Path) -> None:
    (tmp_path / "organisation.csv").write_text(
        "id,revision,name\na/1,1,甲\na/2,1,乙\na/2,2,乙\n", encoding="utf-8"
    )
    (tmp_path / "organisation.history.csv").write_text(
        "id,revision,no,value\na/1,,1,旧甲\na/2,2,1,旧乙\na/9,,1,谁\n,,1,无\na/1,,2,更旧甲\n",
        encoding="utf-8",
    )
    (tmp_path / "随手记.csv").write_text("x\n", encoding="utf-8")
    records, findings = read(tmp_path)
    assert [record.value.get("history") for record in records] == [
        [{"no": 1, "value": "旧甲"}, {"no": 2, "value": "更旧甲"}],
        None,
        [{"no": 1, "value": "旧乙"}],
    ]
    place = records[0].place("/history/1/value")
    assert (place.sheet, place.row, place.column, place.header) == ("organisation.history", 6, "D", "value")
    codes = [item.code for item in findings if item.code != "GI-TAB-0033"]
    assert sorted(codes) == ["GI-TAB-0030", "GI-TAB-0070", "GI-TAB-0072"]


def test_a_child_row_without_revision_belongs_to_one_record_only(tmp_path: Path) -> None:
    (tmp_path / "organisation.csv").write_text("id,revision,name\na/2,1,乙\na/2,2,乙\n", encoding="utf-8")
    (tmp_path / "organisation.history.csv").write_text("id,no,value\na/2,1,旧乙\n", encoding="utf-8")
    _, findings = read(tmp_path)
    assert "GI-TAB-0071" in [item.code for item in findings]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A workbook with everything a clerk can do to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "组织机构"
    sheet.append(["报送表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["陈述标识", "版次", "单位名称", "设立日期", "统一社会信用代码", None, "上级或主管单位"])
    sheet.append(["a/1", 1, "=1/0", None, 911101080000000012, "无名", None])
    sheet["D3"] = 45809
    sheet["D3"].number_format = "yyyy-mm-dd"
    sheet.append(["a/2", "１", "乙", "2025年3月1日", "", None, "a/1"])
    sheet.append(["a/3", "1", "丙", "2025", "", None, "a/1"])
    sheet.merge_cells("G4:G5")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("人员")
    hidden.append(["陈述标识", "姓名"])
    hidden.sheet_state = "hidden"
    book.create_sheet("草稿").append(["x"])
    path = tmp_path / "odd.xlsx"
    book.save(path)
    return path


def test_oddities_of_a_workbook(odd: Path) -> None:
    records, findings = read(odd)
    assert [record.value["id"] for record in records] == ["a/1", "a/2", "a/3"]
    table = {(code, row, column) for code, row, column in told(findings) if code != "GI-TAB-0033"}
    assert table == {
        ("GI-TAB-0030", 0, ""),  # 草稿
        ("GI-TAB-0037", 4, ""),  # G4:G5
        ("GI-TAB-0038", 5, ""),
        ("GI-TAB-0039", 0, ""),  # 人员
        ("GI-TAB-0040", 0, "D"),
        ("GI-TAB-0041", 3, "F"),
    }
    assert told(records[0].findings) == [
        ("GI-TAB-0050", 3, "E"),
        ("GI-TAB-0051", 3, "D"),
        ("GI-TAB-0055", 3, "C"),
    ]
    assert records[0].findings[1].sample == "" or "9111" not in records[0].findings[1].sample
    assert records[0].explained == {"/uscc", "/since", "/name", *missing(records[0])}
    second = records[1].explain("/revision"), records[1].explain("/since")
    assert [item.code for item in second if item] == ["GI-TAB-0053", "GI-TAB-0052"]


def missing(record: TableRecord) -> set[str]:
    return {
        pointer
        for pointer in record.explained
        if pointer in ("/action", "/stated_by", "/recorded_at", "/access", "/kind")
    }


def test_a_merged_header_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisation"
    sheet.append(["id", "name", None])
    sheet.merge_cells("B1:C1")
    sheet.append(["a/1", "甲", "乙"])
    path = tmp_path / "merged.xlsx"
    book.save(path)
    _, findings = read(path)
    assert {("GI-TAB-0036", 1, ""), ("GI-TAB-0041", 2, "C")} <= set(told(findings))


def test_rich_text_formulas_and_escapes_are_read_as_shown(tmp_path: Path) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisation"
    sheet.append(["id", "name", "remarks"])
    sheet.append(["a/1", CellRichText("甲", TextBlock(InlineFont(b=True), "局")), "一_x000A_二"])
    path = tmp_path / "rich.xlsx"
    book.save(path)
    (record,), _ = read(path)
    assert (record.value["name"], record.value["remarks"]) == ("甲局", "一\n二")


def test_escaped_halves_of_characters(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisation"
    sheet.append(["id", "name", "remarks"])
    sheet.append(["a/1", "甲_xD842__xDFB7_", "_xD800_"])  # U+20BB7 in UTF-16 is D842 DFB7
    path = tmp_path / "halves.xlsx"
    book.save(path)
    (record,), _ = read(path)
    assert (record.value["name"], record.value["remarks"]) == ("甲\U00020bb7", "_xD800_")


def test_a_stream_of_bytes_is_enough() -> None:
    from gov_integrity.exchange.tables.textfile import open_text

    table = open_text(io.BytesIO(b"id,name\na/1,x\n"), "in.csv", "organisation")
    assert [row.texts for row in table.rows()] == [["id", "name"], ["a/1", "x"]]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("gone.xlsx", "organisation.csv", "台账.csv"):
        with pytest.raises(UnreadableTableError) as caught:
            read(tmp_path / name)
        assert caught.value.finding.code == "GI-TAB-0001"
        assert "文件不存在" in str(caught.value)


def test_headings_twice_and_two_packages_in_one(tmp_path: Path) -> None:
    (tmp_path / "package.csv").write_text(
        "id,version,id\nx/1,1.0-draft,x/2\nx/3,1.0-draft,\n", encoding="utf-8"
    )
    (record,), findings = read(tmp_path)
    assert (record.number, record.value["id"]) == (0, "x/1")
    codes = [item.code for item in findings]
    assert "GI-TAB-0034" in codes
    assert "GI-TAB-0073" in codes


def test_a_folder_or_book_without_any_table_of_ours(tmp_path: Path) -> None:
    (tmp_path / "menu.csv").write_text("dish,price\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.save(tmp_path / "menu.xlsx")
    for path in (tmp_path, tmp_path / "menu.xlsx", tmp_path / "menu.csv"):
        with pytest.raises(UnreadableTableError) as caught:
            read(path)
        assert caught.value.finding.code == "GI-TAB-0031"
        assert "gov-integrity template" in caught.value.text("zh")


def test_shared_strings_are_bounded_together(tmp_path: Path) -> None:
    from gov_integrity.exchange.tables.grid import Limits
    from gov_integrity.exchange.tables.package import open_package
    from gov_integrity.exchange.tables.worksheet import worksheets

    book = openpyxl.Workbook()
    book.active.append(["x"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    strings = "<si><t>abcdefghij</t></si>" * 11
    data = _with_strings(
        path, f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
    )
    with open_package(io.BytesIO(data), limits=Limits(strings=100)) as package:
        with pytest.raises(UnreadableTableError) as caught:
            worksheets(package)
        assert caught.value.finding.code == "GI-TAB-0012"


def _with_strings(path: Path, strings: str) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/_rels/workbook.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
                link = f'<Relationship Id="s" Type="{kind}" Target="strings.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(item, data)
        new.writestr("xl/strings.xml", strings)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "asked"),
    [("gb18030", ""), ("gb18030", "gb18030"), ("utf-8", ""), ("utf-8", "utf-8"), ("utf-16-le", ""),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path, encoding: str, asked: str) -> None:
    path = tmp_path / "organisation.csv"
    path.write_bytes("\ufeff陈述标识,单位名称\r\na/1,甲局\r\n".encode(encoding))
    (record,), findings = read(path, encoding=asked)
    assert record.value == {"type": "organisation", "id": "a/1", "name": "甲局"}
    assert record.place("/id").header == "陈述标识"
    assert record.place("/id").line == 2
    assert {item.code for item in findings} == {"GI-TAB-0033"}


def test_the_mark_of_gb18030_is_those_four_bytes() -> None:
    assert "\ufeff".encode("gb18030") == b"\x84\x31\x95\x33"  # GB 18030, four-byte area, U+FEFF


def test_a_sheet_is_never_taken_for_one_that_is_gone():
    """Bindings come and go while tables are read; one may be given the address of another."""
    index = TableIndex("f.xlsx")
    for number in range(50):
        passing = SimpleNamespace(by_name={}, table=SimpleNamespace(name=f"sheet-{number}"))
        assert index._sheet(passing) == number
        del passing
    assert [sheet.name for sheet in index.sheets] == [f"sheet-{number}" for number in range(50)]


def test_a_text_that_csv_cannot_carry_is_refused():
    with pytest.raises(InputError, match=r"U\+0000"):
        guard("a\0b")

"""Marking patches the sender's package: what it does not have to touch stays, byte for byte."""

# ruff: noqa: E501 (XML as office programs write it)

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gov_integrity.exchange.tables.binding import Binding, bind
from gov_integrity.exchange.tables.marking import Mark, Words, mark_workbook
from gov_integrity.exchange.tables.notes import add_notes, own_notes
from gov_integrity.exchange.tables.opening import open_tables

sys.path.insert(0, str(Path(__file__).parent))
from hostile import MAIN, PACKAGE, RELS, ROOT

OFFICE = shutil.which("soffice")
WORDS = Words({"error": "错误", "warning": "警告", "info": "提示"}, "通过")
TYPES = "application/vnd.openxmlformats-officedocument"
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.spreadsheetml.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{TYPES}.spreadsheetml.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.spreadsheetml.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.spreadsheetml.sharedStrings+xml"/>'
        f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{TYPES}.drawing+xml"/>'
        '<Override PartName="/xl/ctrlProps/ctrlProp1.xml" '
        'ContentType="application/vnd.ms-excel.controlproperties+xml"/></Types>'
    ),
    "_rels/.rels": ROOT,
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="organisation" sheetId="1" r:id="r1"/>'
        '<sheet name="我的草稿" sheetId="7" r:id="r2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="r3" Type="{RELS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r4" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill>'
        '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf applyFill="1" fillId="1"/></cellXfs>'
        '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>'
    ),
    "xl/sharedStrings.xml": (
        f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><r><t>甲</t></r><r><rPr><b/><color rgb="FFFF0000"/>'
        "</rPr><t>局</t></r></si></sst>"
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}"><dimension ref="A1:C4"/><sheetData>'
        '<row r="1" spans="1:3"><c r="A1" s="1" t="inlineStr"><is><t>id</t></is></c>'
        '<c r="B1" s="1" t="inlineStr"><is><t>name</t></is></c>'
        '<c r="C1" s="1" t="inlineStr"><is><t>kind</t></is></c></row>'
        '<row r="2" spans="1:3"><c r="A2" t="inlineStr"><is><t>a/1</t></is></c><c r="B2" t="s"><v>0</v></c></row>'
        '<row r="3" ht="30"/><row r="4"><c r="A4" s="1"/><c r="C4"><v>3.5</v></c></row></sheetData>'
        '<conditionalFormatting sqref="C2:C9"><cfRule type="dataBar" priority="1"><dataBar>'
        '<cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>'
        '<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
        '<drawing r:id="d1"/><legacyDrawing r:id="v1"/><controls><control shapeId="1025" r:id="c1" name="Box"/>'
        '</controls><extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"/></extLst></worksheet>'
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="d1" Type="{RELS}/drawing" Target="../drawings/drawing1.xml"/>'
        f'<Relationship Id="v1" Type="{RELS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
        f'<Relationship Id="c1" Type="{RELS}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
    "xl/drawings/drawing1.xml": (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    ),
    "xl/drawings/vmlDrawing1.vml": (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201">'
        '<x:ClientData ObjectType="Checkbox"><x:Anchor>1,0,1,0,2,0,2,0</x:Anchor></x:ClientData></v:shape></xml>'
    ),
    "xl/ctrlProps/ctrlProp1.xml": (
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'objectType="CheckBox"/>'
    ),
}
TOUCHED = {
    "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/drawings/vmlDrawing1.vml",
}  # fmt: skip
MARKS = [
    Mark("organisation", 2, "B", "error", '名称 <有误> & "可疑"', "名称有误"),
    Mark("organisation", 2, "C", "warning", "缺少类别", "缺少类别"),
    Mark("organisation", 4, "", "info", "整行", "整行"),
]


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "original.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            archive.writestr(name, data)
    return path


def tied(path: Path) -> list[Binding]:
    with open_tables(path) as opened:
        return [found[0] for table, layout in opened.tables if (found := bind(table, layout))]


def mark(source: Path, target: Path, marks: list[Mark]) -> None:
    mark_workbook(
        source, target, bindings=tied(source), marks=marks, words=WORDS, summary=[["校验汇总"], ["=1+1"]]
    )


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def test_untouched_parts_keep_every_byte(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(original, target, MARKS)
    before, after = parts(original), parts(target)
    assert {name for name in before if before[name] != after[name]} == TOUCHED
    assert set(after) - set(before) == {"xl/commentsGI1.xml", "xl/worksheets/sheetGI1.xml"}


def test_what_the_sender_has_in_a_touched_part_is_still_there(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(original, target, MARKS)
    before, after = parts(original), parts(target)
    sheet, old = after["xl/worksheets/sheet1.xml"].decode(), before["xl/worksheets/sheet1.xml"].decode()
    for piece in re.findall(r"<c .*?</c>|<c [^>]*/>", old):
        assert piece in sheet
    assert old[old.index("<conditionalFormatting") : old.index("<pageMargins")] in sheet
    assert old[old.index("<pageMargins") :] in sheet
    assert b'ObjectType="Checkbox"' in after["xl/drawings/vmlDrawing1.vml"]
    assert b"<dxf><font><b/></font></dxf>" in after["xl/styles.xml"]
    assert b'<dxfs count="4">' in after["xl/styles.xml"]


def test_what_is_added(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(original, target, MARKS)
    after = parts(target)
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    assert '<c r="D1" s="1" t="inlineStr"><is><t xml:space="preserve">校验结果</t></is></c>' in sheet
    assert '<c r="D2" t="inlineStr"><is><t xml:space="preserve">错误</t></is></c>' in sheet
    assert "名称有误；缺少类别" in sheet
    assert '<c r="D4" t="inlineStr"><is><t xml:space="preserve">提示</t></is></c>' in sheet
    assert 'r="D3"' not in sheet  # an empty row stays empty
    assert '<dimension ref="A1:E4"/>' in sheet
    assert re.search(r'sqref="B2"><cfRule type="expression" dxfId="1" priority="2">', sheet)
    assert re.search(r'sqref="C2"><cfRule type="expression" dxfId="2" priority="3">', sheet)
    notes = after["xl/commentsGI1.xml"].decode()
    assert notes.count("<comment ") == 3
    assert "名称 &lt;有误&gt; &amp; &quot;可疑&quot;" in notes
    assert after["xl/drawings/vmlDrawing1.vml"].count(b'ObjectType="Note"') == 3
    assert 'name="校验汇总" sheetId="8"' in after["xl/workbook.xml"].decode()
    assert b"<f>" not in after["xl/worksheets/sheetGI1.xml"]


def test_marking_again_leaves_no_trace_of_the_first(original: Path, tmp_path: Path) -> None:
    once, again, clean = (tmp_path / f"{name}.xlsx" for name in ("once", "again", "clean"))
    mark(original, once, MARKS)
    mark(once, again, MARKS)
    assert parts(again) == parts(once)
    mark(again, clean, [])
    after = parts(clean)
    assert b"gov-integrity" not in after["xl/worksheets/sheet1.xml"]
    assert b"<comment " not in after["xl/commentsGI1.xml"]
    assert b'ObjectType="Note"' not in after["xl/drawings/vmlDrawing1.vml"]
    assert "通过" in after["xl/worksheets/sheet1.xml"].decode()


def test_the_marks_are_no_data(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(original, target, MARKS)
    with open_tables(original) as first, open_tables(target) as second:
        assert [r.value for r in first.records()] == [r.value for r in second.records()]
        assert [f.code for f in first.findings] == [f.code for f in second.findings]


def test_a_note_of_the_senders_is_kept_and_ours_follows_it(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "organisation"
    sheet.append(["id", "name"])
    sheet.append(["a/1", "甲"])
    sheet["B2"].comment = Comment("我自己的批注", "张")
    source, once, clean = (tmp_path / f"{name}.xlsx" for name in ("source", "once", "clean"))
    book.save(source)
    mark(source, once, [Mark("organisation", 2, "B", "error", "有误", "有误")])
    assert openpyxl.load_workbook(once)["organisation"]["B2"].comment.text == "我自己的批注\n【校验】有误"
    mark(once, clean, [])
    assert openpyxl.load_workbook(clean)["organisation"]["B2"].comment.text == "我自己的批注"


def test_notes_are_known_without_their_author_and_in_one_run_with_the_senders() -> None:
    notes = (
        '<comments><authors><author></author></authors><commentList>'
        '<comment ref="A2" authorId="0"><text><r><t>【校验】错误 甲</t></r><r><t>乙</t></r></text></comment>'
        '<comment ref="B2" authorId="0"><text><r><t>我的\n【校验】错误 甲</t></r><r><t>乙</t></r></text></comment>'
        '<comment ref="C2" authorId="0"><text><r><t>我的</t></r></text></comment></commentList></comments>'
    ).encode()  # fmt: skip
    assert own_notes(notes) == {(2, 0)}
    changed, fresh = add_notes(notes, {(2, 1): "丙"})
    assert fresh == frozenset()
    assert changed.decode() == (
        '<comments><authors><author></author></authors><commentList>'
        '<comment ref="B2" authorId="0"><text><r><t>我的</t></r>'
        '<r><t xml:space="preserve">\n【校验】丙</t></r></text></comment>'
        '<comment ref="C2" authorId="0"><text><r><t>我的</t></r></text></comment></commentList></comments>'
    )  # fmt: skip


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_an_office_program_reads_it(original: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.xlsx"
    mark(original, target, MARKS)
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/office", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "--outdir",
         str(tmp_path), str(target)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    (made,) = tmp_path.glob("*.csv")
    text = io.StringIO(made.read_text(encoding="utf-8-sig")).read().splitlines()
    assert text[0].split(",")[3:5] == ["校验结果", "校验说明"]
    assert text[1].split(",")[1] == "甲局"


def test_names_with_a_prefix_and_no_styles(tmp_path: Path) -> None:
    """As some libraries write it: every element with a prefix, no styles, relationships with another one."""
    sheet = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", PARTS["xl/worksheets/sheet2.xml"]).replace(
        "xmlns=", "xmlns:x="
    )
    cell = '<x:c r="{}" t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'
    rows = (
        '<x:row r="1">' + cell.format("A1", "id") + cell.format("B1", "name") + "</x:row>"
        '<x:row r="2">' + cell.format("A2", "a/1") + "</x:row>"
    )
    sheet = sheet.replace("<x:sheetData/>", f"<x:sheetData>{rows}</x:sheetData>")
    source, target = tmp_path / "source.xlsx", tmp_path / "target.xlsx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            PARTS["[Content_Types].xml"].replace(
                '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
                "",
            ),
        )
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr(
            "xl/workbook.xml",
            f'<x:workbook xmlns:x="{MAIN}" xmlns:q="{RELS}"><x:sheets><x:sheet name="organisation" sheetId="3" q:id="r1"/></x:sheets></x:workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELS}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    mark(source, target, [Mark("organisation", 2, "B", "error", "缺名称", "缺名称")])
    after = parts(target)
    marked = after["xl/worksheets/sheet1.xml"].decode()
    assert '<x:c r="C2" t="inlineStr"><x:is><x:t xml:space="preserve">错误</x:t></x:is></x:c>' in marked
    assert "<x:conditionalFormatting" in marked
    assert "<x:legacyDrawing" in marked
    assert "<x:sheet xmlns:r=" in after["xl/workbook.xml"].decode()
    assert b"<dxfs" in after["xl/styles1.xml"]
    assert b'Extension="vml"' in after["[Content_Types].xml"]
    with open_tables(target) as opened:
        assert [record.value["id"] for record in opened.records()] == ["a/1"]

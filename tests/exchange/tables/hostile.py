"""Files that have stopped, filled or fooled readers of tables, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
    '<sheet name="organisation" sheetId="1" r:id="r1"/></sheets></workbook>'
)
BOOK_RELS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELS}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELS}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>'
)


def cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = "<row r='1'>" + cell("A1", "id") + cell("B1", "name") + "</row>"


def sheet(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def workbook(
    sheet_xml: str | bytes, strings: str | None = None, extra: dict[str, str | bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
        archive.writestr("xl/sharedStrings.xml", strings or f'<sst xmlns="{MAIN}"/>')
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def far_cell() -> bytes:
    return workbook(sheet(HEADER + "<row r='1048576'>" + cell("XFD1048576", "x") + "</row>"))


def giant_row() -> bytes:
    return workbook(sheet(HEADER + "<row r='99999999999'>" + cell("A99999999999", "x") + "</row>"))


def zip_bomb() -> bytes:
    """One string of 600 MB in some 600 kB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"/>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            head, tail = sheet(HEADER + "<row r='2'>" + cell("A2", "@") + "</row>").split("@")
            part.write(head.encode())
            for _ in range(600):
                part.write(b"A" * 1_000_000)
            part.write(tail.encode())
    return out.getvalue()


def long_string(where: str) -> bytes:
    """A string of 20 MB, below the limit on parts."""
    text = "B" * 20_000_000
    if where == "cell":
        return workbook(sheet(HEADER + "<row r='2'>" + cell("A2", text) + "</row>"))
    return workbook(sheet(HEADER), strings=f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>')


def deep_xml() -> bytes:
    return workbook(sheet("<row r='1'>" + "<x>" * 1_000_000))


def deep_cells() -> bytes:
    return workbook(sheet("<row r='1'>" + "<c>" * 1_000_000))


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]>'
    return workbook(sheet(HEADER + "<row r='2'>" + cell("A2", "&l9;") + "</row>", doctype))


def outside_entity() -> bytes:
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return workbook(sheet(HEADER + "<row r='2'>" + cell("A2", "&x;") + "</row>", doctype))


def bad_string_index() -> bytes:
    rows = "<row r='2'><c r='A2' t='s'><v>7</v></c><c r='B2' t='s'><v>x</v></c></row>"
    return workbook(sheet(HEADER + rows))


def bad_reference() -> bytes:
    return workbook(sheet(HEADER + "<row r='2'><c r='ZZZZ2'><v>1</v></c></row>"))


def bad_row_number() -> bytes:
    return workbook(sheet(HEADER + "<row r='-2'>" + cell("A2", "x") + "</row>"))


def truncated() -> bytes:
    data = workbook(sheet(HEADER))
    return data[: len(data) // 2]


def truncated_part() -> bytes:
    return workbook(sheet(HEADER)[:-40])


def wrong_checksum() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_RELS)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"/>')
        archive.writestr("xl/worksheets/sheet1.xml", sheet(HEADER))
    return out.getvalue().replace(b">name<", b">nome<")


def two_of_one_name() -> bytes:
    out = io.BytesIO(workbook(sheet(HEADER)))
    with zipfile.ZipFile(out, "a") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    return out.getvalue()


def climbing_target() -> bytes:
    rels = BOOK_RELS.replace("worksheets/sheet1.xml", "../../../../etc/passwd")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", rels)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"/>')
    return out.getvalue()


def encrypted() -> bytes:
    """The head of a compound file whose directory names an encrypted package."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )


def old_format() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(512)


def csv_as_workbook() -> bytes:
    return "id,name\na/1,甲\n".encode()


def random_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return out.getvalue()


def many_columns() -> bytes:
    letters = [
        chr(65 + a) + chr(65 + b) + chr(65 + c) for a in range(16) for b in range(26) for c in range(26)
    ]
    rows = "".join(
        f"<row r='{n}'>" + "".join(f"<c r='{x}{n}'><v>1</v></c>" for x in letters) + "</row>" for n in (2, 3)
    )
    return workbook(sheet(HEADER + rows))


def huge_attribute() -> bytes:
    return workbook(sheet(HEADER + f"<row r='2' x='{'y' * 10_000_000}'></row>"))


WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "far cell": (far_cell, "GI-TAB-0015"),
    "giant row number": (giant_row, "GI-TAB-0013"),
    "zip bomb": (zip_bomb, "GI-TAB-0008"),
    "long string in a cell": (lambda: long_string("cell"), "GI-TAB-0011"),
    "long shared string": (lambda: long_string("shared"), "GI-TAB-0011"),
    "deep elements": (deep_xml, "GI-TAB-0010"),
    "deep cells": (deep_cells, "GI-TAB-0010"),
    "billion laughs": (laughs, "GI-TAB-0009"),
    "outside entity": (outside_entity, "GI-TAB-0009"),
    "bad string index": (bad_string_index, "GI-TAB-0014"),
    "bad reference": (bad_reference, "GI-TAB-0010"),
    "bad row number": (bad_row_number, "GI-TAB-0010"),
    "truncated": (truncated, "GI-TAB-0003"),
    "truncated part": (truncated_part, "GI-TAB-0010"),
    "wrong checksum": (wrong_checksum, "GI-TAB-0003"),
    "two parts of one name": (two_of_one_name, "GI-TAB-0003"),
    "climbing target": (climbing_target, "GI-TAB-0007"),
    "encrypted": (encrypted, "GI-TAB-0005"),
    "old format renamed": (old_format, "GI-TAB-0004"),
    "CSV renamed": (csv_as_workbook, "GI-TAB-0006"),
    "any zip": (random_zip, "GI-TAB-0006"),
    "empty": (lambda: b"", "GI-TAB-0002"),
    "16 384 columns": (many_columns, "GI-TAB-0015"),
    "10 MB attribute": (huge_attribute, ""),
}
"""Each hostile workbook and the code that must be among what is said of it ("" when nothing need be)."""


def mixed() -> bytes:
    gbk = "id,name\n" + "a/1,甘肃省人民政府\n" * 20
    return gbk.encode("gbk") + "a/2,阿拉善盟行政公署\n".encode() * 5


def mixed_late() -> bytes:
    return ("id,name\n" + "a/1,甘肃省人民政府\n" * 20).encode() + "a/2,阿拉善盟行政公署\n".encode("gbk")


TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unclosed quotation mark": (lambda: b'id,name\na/1,"x\n' + b"a/2,y\n" * 1000, "GI-TAB-0021"),
    "unclosed quotation mark in 10 MB": (
        lambda: b'id,name\na/1,"x\n' + b"a/2,yyyyyy\n" * 1_000_000,
        "GI-TAB-0011",
    ),
    "misplaced quotation mark": (lambda: b'id,name\n"a"x,b\na/2,y\n', "GI-TAB-0022"),
    "NUL": (lambda: b"id,name\na/1,x\0y\n", "GI-TAB-0018"),
    "UTF-16 without mark": (lambda: "id,name\n".encode("utf-16-le"), "GI-TAB-0018"),
    "100 MB field": (lambda: b"id,name\na/1," + b"x" * 100_000_000 + b"\n", "GI-TAB-0023"),
    "20 MB of commas": (lambda: b"id,name\n" + b"," * 20_000_000 + b"\n", "GI-TAB-0023"),
    "sep line": (lambda: b"sep=;\r\nid;name\r\na/1;x\r\n", "GI-TAB-0020"),
    "mixed encodings": (mixed, "GI-TAB-0019"),
    "mixed encodings, late": (mixed_late, "GI-TAB-0017"),
    "broken bytes": (lambda: b"id,name\na/1,\xff\xff\xff\n", "GI-TAB-0017"),
    "workbook renamed": (lambda: workbook(sheet(HEADER)), "GI-TAB-0016"),
}
"""The same for text tables."""


def write_all(folder: Path) -> None:
    """For a look by hand."""
    for kind, files in (("xlsx", WORKBOOKS), ("csv", TEXTS)):
        for name, (make, _) in files.items():
            (folder / f"{name.replace(' ', '-')}.{kind}").write_bytes(make())

"""Any bytes at all: a table is read, or refused with a finding; nothing else ever comes out."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov_integrity.exchange.tables.binding import bind
from gov_integrity.exchange.tables.grid import Limits, UnreadableTableError
from gov_integrity.exchange.tables.layout import layouts
from gov_integrity.exchange.tables.package import open_package
from gov_integrity.exchange.tables.reading import read_records
from gov_integrity.exchange.tables.textfile import open_text
from gov_integrity.exchange.tables.worksheet import worksheets

LAYOUT = layouts("organisation")[0]
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["id", "name", "since"])
    for number in range(20):
        sheet.append([f"a/{number}", "甲", 45000 + number])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read_workbook(data: bytes) -> None:
    try:
        with open_package(io.BytesIO(data), "fuzz.xlsx", Limits(part=10_000_000)) as package:
            tables = [(sheet, LAYOUT) for sheet in worksheets(package)]
            list(read_records(tables))
    except UnreadableTableError as error:
        assert error.text("zh")  # noqa: PT017 (it need not be raised)
        assert error.text("en")  # noqa: PT017


@QUIET
@given(data=st.data())
def test_a_workbook_with_changed_bytes(data: st.DataObject) -> None:
    whole = bytearray(book())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    read_workbook(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))


@QUIET
@given(tail=st.binary(max_size=300))
def test_anything_that_begins_like_a_workbook(tail: bytes) -> None:
    read_workbook(b"PK\x03\x04" + tail)


@QUIET
@given(
    text=st.text(st.sampled_from("id,name\"\n\r;\t='#甲９ ") | st.characters(codec="utf-8"), max_size=200),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    noise=st.binary(max_size=6),
)
def test_any_text(text: str, encoding: str, noise: bytes) -> None:
    try:
        table = open_text(io.BytesIO(("id,name\n" + text).encode(encoding) + noise), "fuzz.csv", "fuzz")
        bind(table, LAYOUT)
        table.stream.seek(0)
        list(read_records([(table, LAYOUT)]))
    except UnreadableTableError as error:
        assert error.text("zh")  # noqa: PT017 (it need not be raised)

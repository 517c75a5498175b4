"""Data files are read as written, or refused with the file, the line and the column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.tables import Row, parse_date, read_rows, unique, weakest


def rows(tmp_path: Path, text: str | bytes) -> list[Row]:
    path = tmp_path / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_rows(path, ("code", "day")))


def one(**cells: str) -> Row:
    return Row("t.csv", 7, cells)


def test_rows_know_where_they_stand(tmp_path):
    found = rows(tmp_path, '\ufeffcode,day\r\n"a\nb",\r\nc,2024-02-29\r\n')
    assert [(row.line, row.cells["code"]) for row in found] == [(3, "a\nb"), (4, "c")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("day,code\n", 1),
        ("code,day,more\n", 1),
        ("code,day\na,b\nshort\n", 3),
        ("code,day\na,b\n\n", 3),
        ('code,day\n"never closed', 2),
        (b"code,day\na,b\n\xff,c\n", 3),
    ],
)
def test_an_ill_formed_file_is_refused_with_its_line(tmp_path, text, line):
    with pytest.raises(DataFileError) as caught:
        rows(tmp_path, text)
    assert (caught.value.params["file"], caught.value.params["line"]) == ("t.csv", line)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda row: row.text("x"), ""),
        (lambda row: row.text("x"), "  "),
        (lambda row: row.day("x"), ""),
        (lambda row: row.day_or_none("x"), "2023-02-29"),
        (lambda row: row.number("x"), "-1"),
        (lambda row: row.number_or_none("x"), "٣"),
        (lambda row: row.choice("x", ("yes", "no")), "maybe"),
    ],
)
def test_a_cell_that_cannot_be_used_is_refused(read, value):
    with pytest.raises(DataFileError) as caught:
        read(one(x=value))
    assert {"file": "t.csv", "line": 7, "column": "x", "value": value} == caught.value.params


def test_cells_are_read_as_what_they_are():
    row = one(day="2024-02-29", number="12", none="", codes="a; b;;c", word="yes")
    assert row.day("day") == row.day_or_none("day") == date(2024, 2, 29)
    assert row.number("number") == row.number_or_none("number") == 12
    assert (row.day_or_none("none"), row.number_or_none("none"), row.codes("none")) == (None, None, ())
    assert row.codes("codes") == ("a", "b", "c")
    assert row.choice("word", ("yes", "no")) == row.text("word") == "yes"


@pytest.mark.parametrize("text", ["2024-2-3", "20240203", "2024-02-30", "2024-02", "２０２４-02-03"])
def test_only_whole_dates_of_the_calendar_are_dates(text):
    assert parse_date(text) is None


def test_a_key_stands_once():
    found = {"a": 1}
    unique(found, "b", 2, one())
    assert found == {"a": 1, "b": 2}
    with pytest.raises(DataFileError, match="twice") as caught:
        unique(found, "a", 3, one())
    assert caught.value.params["line"] == 7


def test_a_chain_is_as_sure_as_its_weakest_link():
    assert weakest(("verified", "recalled", "secondary")) == "recalled"
    assert weakest(()) == "verified"

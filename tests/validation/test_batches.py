"""Tables judged by the column say what they say row by row, and what their lines say read from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gov_integrity.exchange.tables import reading, textfile
from gov_integrity.exchange.tables.batches import Batch
from gov_integrity.exchange.tables.opening import open_tables
from gov_integrity.exchange.tables.spool import Spool
from gov_integrity.exchange.tables.textfile import Block, open_text
from gov_integrity.model import TYPES
from gov_integrity.schema import flat as flat_schema
from gov_integrity.schema import has_fast, sound_columns, sound_judge
from gov_integrity.validation import validate

HEADER = {
    "id": "x/p", "version": "1.0-draft", "profile": "national-2016", "sender": "x/a",
    "created_at": "2024-06-30T00:00:00+08:00", "extent": "full",
}  # fmt: skip
SOUND = {
    "id": "x/r-{n}", "revision": "1", "action": "make", "stated_by": "x/a", "access": "public",
    "recorded_at": "2024-01-05T09:30:00+08:00", "remarks": "第{n}号", "subject": "x/a",
    "form": "court-judgment", "document_no": "（2024）示{n}号", "decided_by": "x/a",
    "decided_on": "2024-01-05", "causes": "violation；overdue-payment", "conducts": "breach-of-contract",
    "domains": "government-procurement", "in_duty": "是", "known_on": "2024-01", "facts": "",
    "loss_amount": "{n}.50", "severity": "一般",
}  # fmt: skip
ODD = (
    "", " ", "　", "#REF!", "9.11E+17", "'=1+1", "’007", '="007"', "２０２４", "2024年3月1日", "2024/3/1",
    "true", "FALSE", "是", "；", "a;b；c", "a\nb", "a\r\nb", 'a"b', "a,b", "a\\b", "\x7f", "\x01", "007",
    "-3", "9" * 20, "x/a", "x/gone", "11010519491231002X", "甲" * 300, "𠮷", "\u2028", "revoke", "普通",
)  # fmt: skip
# What a line may be turned into beside a row of cells.
LINES = ("", ",,,", '"a"b,c', "x/s", " , ", "x/l" + "," * 40 + "z", '"', "sep=;")


def text(columns: list[str], rows: list[list[str]], more: dict[int, str], end: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end)
    writer.writerow(columns)
    for number, row in enumerate(rows):
        if number in more:
            stream.write(more[number] + end)
        writer.writerow(row)
    return stream.getvalue()


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str]:
    """The text of a table of dishonesty records, most of them sound, and that of a child table or none."""
    names = draw(st.permutations(list(SOUND)))
    dropped = draw(st.sets(st.sampled_from(names[5:]), max_size=3)) if draw(st.booleans()) else set()
    columns = [name for name in names if name not in dropped]
    count = draw(st.integers(0, 24))
    rows = [[SOUND[name].format(n=number) for name in columns] for number in range(count)]
    spots = st.tuples(st.integers(0, max(count - 1, 0)), st.integers(0, len(columns) - 1))
    for (row, column), odd in draw(st.dictionaries(spots, st.sampled_from(ODD), max_size=4)).items():
        if rows:
            rows[row][column] = odd
    for row in draw(st.sets(st.integers(0, 24), max_size=2)):
        if row < count:
            rows[row] = rows[row][: draw(st.integers(0, 30))]
    if draw(st.booleans()):  # columns that are no fields, with and without a heading
        heading, cell = draw(st.sampled_from([("", ""), ("", "?"), ("序号", "7"), ("x_gs_note", "好")]))
        columns.append(heading)
        rows = [[*row, cell] for row in rows]
    more = draw(st.dictionaries(st.integers(0, 24), st.sampled_from(LINES), max_size=2))
    end = draw(st.sampled_from(["\r\n", "\n", "\r"]))
    child = draw(st.sampled_from(["", "id,scheme,value\nx/r-1,local,a\nx/r-1,local,\nx/none,local,b\n"]))
    return text(columns, rows, more, end), child


@contextmanager
def patched(target: object, name: str, value: object) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target, name, value)
        yield


def folder_of(path: Path, table: str, child: str = "") -> Path:
    header = text(list(HEADER), [list(HEADER.values())], {}, "\n")
    (path / "package.csv").write_text(header, encoding="utf-8")
    (path / "dishonesty_record.csv").write_bytes(table.encode())
    if child:
        (path / "dishonesty_record.identifiers.csv").write_bytes(child.encode())
    return path


@settings(max_examples=150, deadline=None)
@given(table=tables(), chunk=st.sampled_from([50, 700, 100_000]))
def test_by_column_row_by_row_and_from_the_file(
    table: tuple[str, str], chunk: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(tmp_path_factory.mktemp("t"), *table)
    with patched(textfile, "_CHUNK", chunk):
        quick = validate([folder], rules=False).to_json()
        with patched(Spool, "at_hand", property(lambda _: False)):
            assert validate([folder], rules=False).to_json() == quick
    with patched(reading, "batch", lambda *_: None):
        assert validate([folder], rules=False).to_json() == quick
    with patched(textfile.TextTable, "blocks", lambda table: table.rows()):
        assert validate([folder], rules=False).to_json() == quick


@settings(max_examples=150, deadline=None)
@given(table=tables(), chunk=st.sampled_from([50, 700, 100_000]))
def test_the_same_records(
    table: tuple[str, str], chunk: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(tmp_path_factory.mktemp("t"), *table)
    with open_tables(folder) as opened:
        slow = [(item.number, list(item.value.items()), item.place()) for item in opened.records()]
        told = opened.findings
    quick = []
    with patched(textfile, "_CHUNK", chunk), open_tables(folder) as opened:
        for item in opened.batches():
            if isinstance(item, Batch):
                for at, (value, row) in enumerate(zip(item.values, item.block.rows(), strict=True)):
                    place = item.binding.place(row, item.number + at)
                    quick.append((item.number + at, list(value.items()), place))
            else:
                quick.append((item.number, list(item.value.items()), item.place()))
        assert opened.findings == told
    assert quick == slow


@settings(max_examples=150, deadline=None)
@given(table=tables(), chunk=st.integers(1, 400))
def test_the_same_rows(table: tuple[str, str], chunk: int) -> None:
    def read(*, by_row: bool) -> tuple[list[object], list[object]]:
        opened = open_text(io.BytesIO(table[0].encode()), "t.csv", "t")
        rows: list[object] = []
        try:
            for item in opened.rows() if by_row else opened.blocks():
                rows.extend(item.rows() if isinstance(item, Block) else [item])
        except textfile.UnreadableTableError as error:
            opened.findings.append(error.finding)
        return rows, list(opened.findings)

    slow = read(by_row=True)
    with patched(textfile, "_CHUNK", chunk):
        assert read(by_row=False) == slow
        assert read(by_row=True) == slow


def test_a_sound_table_is_judged_by_the_column(tmp_path: Path) -> None:
    rows = [[cell.format(n=number) for cell in SOUND.values()] for number in range(40)]
    folder = folder_of(tmp_path, text(list(SOUND), rows, {}, "\n"))
    with open_tables(folder) as opened:
        header, first, found = opened.batches()  # the row below a heading is looked at as one
    assert not isinstance(header, Batch)
    assert not isinstance(first, Batch)
    assert isinstance(found, Batch)
    assert (found.number, len(found.values), found.columns.values["in_duty"]) == (2, 39, [True])
    assert "facts" not in found.columns.values
    assert validate([folder], rules=False).counts.by_severity["error"] == 0
    if has_fast():
        fits = sound_columns("dishonesty_record", plain=True)
        assert fits is not None
        assert fits(found.columns.values, found.columns.gaps)
        assert not fits(found.columns.values, {"id"})
        flat = {
            "$schema",
            "$id",
            "title",
            "description",
            "type",
            "properties",
            "patternProperties",
            "required",
        }
        for kind in TYPES:  # nothing that holds between fields, which columns would not show
            assert flat_schema(kind).keys() <= flat | {"additionalProperties"}
        assert not fits({**found.columns.values, "id": ["x/1", "no id"]}, ())


def test_progress_is_told_against_what_is_still_to_come(tmp_path: Path) -> None:
    rows = [[cell.format(n=number) for cell in SOUND.values()] for number in range(200)]
    folder = folder_of(tmp_path, text(list(SOUND), rows, {}, "\n"))
    seen: list[tuple[int, int]] = []
    with patched(textfile, "_CHUNK", 5_000):
        validate([folder], rules=False, progress=lambda done, whole: seen.append((done, whole)))
    early, latest = seen[1], seen[-1]
    assert early[0] < latest[0]
    assert early[1] == pytest.approx(latest[1], rel=0.5)
    assert latest[0] == latest[1]


def test_an_identity_number_is_seen_among_many_texts(tmp_path: Path) -> None:
    rows = [[cell.format(n=number) for cell in SOUND.values()] for number in range(40)]
    rows[30][list(SOUND).index("remarks")] = "身份证11010519491231002X"  # example of GB 11643
    rows[31][list(SOUND).index("remarks")] = "单号110105202403150012"
    folder = folder_of(tmp_path, text(list(SOUND), rows, {}, "\n"))
    report = validate([folder], rules=False)
    told = [(item.place.row, item.place.header) for item in report.findings if item.code == "GI-COD-0020"]
    assert told == [(32, "remarks")]


@pytest.mark.skipif(not has_fast(), reason="needs the extra `fast`")
@settings(max_examples=200, deadline=None)
@given(table=tables(), plain=st.booleans())
def test_columns_are_sound_when_every_record_is(
    table: tuple[str, str], *, plain: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = folder_of(tmp_path_factory.mktemp("t"), table[0])
    one = sound_judge("dishonesty_record", plain=plain)
    fits = sound_columns("dishonesty_record", plain=plain)
    assert fits is not None
    with open_tables(folder) as opened:
        for item in opened.batches():
            if isinstance(item, Batch):
                assert fits(item.columns.values, item.columns.gaps) == all(map(one, item.values))

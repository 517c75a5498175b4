"""A package says the same as NDJSON, as a CSV folder and as a workbook; only the places differ."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov_integrity.errors import UsageError
from gov_integrity.exchange import load, write
from gov_integrity.exchange.tables.conversion import write_package
from gov_integrity.findings.report import Report
from gov_integrity.testing import packages
from gov_integrity.validation import validate
from validation.packages import body, codes, judged, ndjson

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMS = ("folder", "book.xlsx")


def said(report: Report) -> Counter[tuple[str, str, str, str]]:
    """What was found: code, severity, record and pointer. Line numbers and cells are another matter."""
    return Counter(
        (item.code, item.severity, item.record.id, item.place.pointer.rpartition("/")[2])
        for item in report.findings
        if item.stage != "decode"
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_made_up_package(form: str, tmp_path: Path) -> None:
    (source,) = (EXAMPLES / "made-up").glob("*.ndjson")
    package = load(source)
    assert write_package(package.header, package.statements, tmp_path / form) == []
    by_line, by_table = validate([source]), validate([tmp_path / form])
    assert said(by_table) == said(by_line)
    assert by_table.counts.statements == by_line.counts.statements
    assert by_table.counts.by_stage["decode"] == 0
    assert by_table.profile == by_line.profile


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages(max_size=4), form=st.sampled_from(FORMS))
def test_any_valid_package(
    package: tuple[dict[str, object], list[dict[str, object]]],
    form: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("p")
    header, statements = package
    write(statements, folder / "p.ndjson", header=header)
    write_package(header, statements, folder / form)
    one, two = validate([folder / "p.ndjson"], rules=False), validate([folder / form], rules=False)
    assert one.counts.by_stage["structure"] == two.counts.by_stage["structure"] == 0
    assert one.counts.by_stage["codes"] == two.counts.by_stage["codes"]
    assert one.counts.by_stage["references"] == two.counts.by_stage["references"]


def table(tmp_path: Path, text: str, name: str = "organisation") -> Path:
    head = "id,version,profile,sender,created_at,extent\n"
    row = "x/p,1.0-draft,national-2016,x/a,2024-06-30T00:00:00+08:00,increment\n"
    (tmp_path / "package.csv").write_text(head + row, encoding="utf-8")
    (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


COLUMNS = "id,revision,action,stated_by,recorded_at,access,name,kind,since\n"
ROW = "x/a,1,make,x/a,2024-06-30T00:00:00+08:00,public,甲局,department,{}\n"


def only(report: Report, accept: Callable[[str], bool]) -> list[tuple[str, str, int, str]]:
    return [
        (item.code, item.place.column, item.place.row, item.place.header)
        for item in report.findings
        if accept(item.code)
    ]


def test_a_wrong_cell_is_told_once_and_by_its_habit(tmp_path: Path) -> None:
    report = validate([table(tmp_path, COLUMNS + ROW.format("2025年3月1日") + ROW.format("二〇二四年"))])
    found = only(report, lambda code: code.startswith(("GI-TAB", "GI-STR")))
    assert found == [("GI-TAB-0052", "I", 2, "since"), ("GI-STR-0005", "I", 3, "since")]
    assert report.inputs[0].form == "csv"
    assert report.inputs[0].statements == 2


def test_the_header_of_the_package_is_judged_in_its_cells(tmp_path: Path) -> None:
    folder = table(tmp_path, COLUMNS + ROW.format(""))
    (folder / "package.csv").write_text(
        "id,version,sender,created_at,extent\nx/p,1.0-draft,甲局局,2024年6月30日0时0分0秒,增量\n", "utf-8"
    )
    found = only(validate([folder]), lambda code: code.startswith(("GI-TAB", "GI-STR")))
    assert set(found) == {
        ("GI-TAB-0033", "", 1, ""),
        ("GI-STR-0005", "C", 2, "sender"),
        ("GI-STR-0005", "D", 2, "created_at"),
    }


def test_references_lead_back_to_cells(tmp_path: Path) -> None:
    report = validate([table(tmp_path, COLUMNS + ROW.format("").replace("make,x/a", "make,x/b"))])
    assert only(report, lambda code: code == "GI-REF-0005") == [("GI-REF-0005", "D", 2, "stated_by")]


def test_a_table_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip")
    report = validate([path])
    assert report.status == "unreadable"
    assert [item.code for item in report.findings] == ["GI-TAB-0003"]
    with pytest.raises(UsageError):
        validate([table(tmp_path, COLUMNS)], encoding="klingon")


def test_two_processes_say_the_same(tmp_path: Path) -> None:
    folder = table(tmp_path, COLUMNS + "".join(ROW.format("2025/1/1") for _ in range(50)))
    assert validate([folder], jobs=2).to_json() == validate([folder]).to_json()


def test_sound_and_faulty_rows_are_split(tmp_path: Path) -> None:
    rows = (
        ROW.format("2025-01-01"),
        ROW.format("2025-01-02").replace("x/a,1", "x/b,1").replace(",public,", ",,"),
    )
    columns = COLUMNS.replace("access", "remarks")  # the required column is not there at all
    folder = table(tmp_path, COLUMNS + "".join(rows))
    good, bad = tmp_path / "good.ndjson", tmp_path / "bad.ndjson"
    validate([folder], split=(good, bad), rules=False)
    assert [item["id"] for item in load(good).statements] == ["x/a"]
    assert '"x/b"' in bad.read_text(encoding="utf-8")
    (folder / "organisation.csv").write_text(columns + rows[0], encoding="utf-8")
    validate([folder], split=(good, bad), rules=False)
    assert "explained" not in bad.read_text(encoding="utf-8")
    assert load(good).statements == ()


@pytest.mark.parametrize("name", ["没有.csv", "没有.xlsx", "没有.ndjson"])
def test_a_file_that_is_not_there_is_a_finding_and_the_others_are_judged(tmp_path: Path, name: str) -> None:
    there = tmp_path / "there.ndjson"
    there.write_bytes(ndjson(body(), body("b", kind="no-such-kind")))
    report = judged(tmp_path / name, there)
    assert report.exit_code() == 3
    assert set(codes(report)) == {"GI-DEC-0018" if name.endswith("ndjson") else "GI-TAB-0001", "GI-COD-0001"}


def test_one_source_needs_no_list(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_bytes(ndjson(body()))
    for alone in (str(file), file, file.read_bytes(), io.BytesIO(file.read_bytes())):
        assert validate(alone, rules=False).counts.statements == 1

"""Packages, bare statements and tables; newest revisions; declared coverage."""

import json

import pytest

from evaluation.evalcase import statement
from gov_integrity.errors import InputError
from gov_integrity.evaluation.files import current, read_file
from gov_integrity.evaluation.session import Session

HEADER = {
    "type": "package",
    "version": "1.0-draft",
    "id": "a/p-1",
    "profile": "shandong-2024",
    "sender": "a/self",
    "created_at": "2025-01-10T08:00:00+08:00",
    "extent": "full",
    "coverage": [{"no": 1, "type": "court_matter", "body": "a/g"}, {"no": 2, "type": "case"}],
}


def text_of(path):
    return [held.statement for held in read_file(path)[0]]


def test_a_package_and_its_coverage(tmp_path):
    path = tmp_path / "package.json"
    path.write_text(json.dumps(HEADER | {"statements": [statement("a/g", "m", "1")]}), encoding="utf-8")
    held, coverage = read_file(path)
    assert [(one.statement["metric"], one.place.file, one.place.record) for one in held] == [
        ("m", "package.json", 1)
    ]
    assert coverage == {"court_matter": {"a/g"}}


def test_declared_coverage_turns_silence_into_not_applicable(tmp_path):
    from datetime import date

    path = tmp_path / "package.json"
    path.write_text(json.dumps(HEADER | {"statements": []}), encoding="utf-8")
    session = Session.open("government-integrity", [path], as_of=date(2025, 3, 1))
    root = session.run.result("a/g").root
    assert root.find("D3").state == "not-applicable"  # no litigation in declared coverage
    assert root.find("D2").state == "scored"  # no listing: zero, all points
    assert root.find("B1").state == "missing"  # nothing is declared about promises


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "observation", "id": "a/1"}',
        '[{"type": "observation", "id": "a/1"}]',
        '\ufeff{"type": "observation", "id": "a/1"}\n\n',
        '{"type": "observation", "id": "a/1"}\r\n',
    ],
)
def test_bare_statements(tmp_path, text):
    path = tmp_path / "data.json"
    path.write_bytes(text.encode())
    assert text_of(path) == [{"type": "observation", "id": "a/1"}]


def test_lines_and_a_table(tmp_path):
    path = tmp_path / "data.ndjson"
    path.write_text(
        '{"type": "observation", "id": "a/1"}\n\n{"type": "case", "id": "a/2"}\n', encoding="utf-8"
    )
    assert [item["type"] for item in text_of(path)] == ["observation", "case"]
    table = tmp_path / "table.csv"
    table.write_bytes("\ufeffsubject,metric,value,unit\r\n甲,m,1.50,\r\n".encode())
    assert text_of(table) == [{"type": "observation", "subject": "甲", "metric": "m", "value": "1.50"}]


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "observation"}\n{"a": 1,}\n',
        '{"type": "observation"}\n3\n',
        "[1]",
        "{",
        '{"a": 1, "a": 2}',
        "NaN",
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, text):
    path = tmp_path / "data.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_file(path)


def test_the_newest_revision_counts_and_what_is_withdrawn_does_not(tmp_path):
    rows = [
        {"id": "a/1", "revision": 2, "value": "new"},
        {"id": "a/1", "revision": 1, "value": "old"},
        {"id": "a/2", "revision": 1},
        {"id": "a/2", "revision": 2, "action": "withdraw"},
        {"value": "no id"},
        {"id": "a/3", "revision": "x"},
    ]
    path = tmp_path / "data.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    kept = [held.statement for held in current(read_file(path)[0])]
    assert kept == [rows[0], rows[5], rows[4]]

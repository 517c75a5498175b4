"""Templates: a workbook and a folder of CSV files say the same, and unfilled are judged the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.errors import UsageError
from gov_integrity.exchange.tables.opening import open_tables
from gov_integrity.exchange.tables.template import template_layouts


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    return done.exit_code, done.output


def judged(path: Path, *words: object) -> tuple[int, Any]:
    code, output = run("validate", path, "--as-of", "2024-07-20", "--format", "json", *words)
    return code, json.loads(output)


def codes(report: Any) -> dict[str, int]:
    return {group["code"]: group["total"] for group in report["groups"]}


@pytest.mark.parametrize("name", ["t.xlsx", "t"])
def test_the_package_is_begun_for_the_sender(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("template", "task", "--profile", "national-2016", "-o", path)[0] == 0
    with open_tables(path) as opened:
        (header,) = opened.records()
    assert header.value == {"type": "package", "version": "1.0-draft", "profile": "national-2016"}


@pytest.mark.parametrize("name", ["t.xlsx", "t"])
def test_a_template_not_filled_in_lacks_what_the_package_needs(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    run("template", "task", "-o", path)
    code, report = judged(path)
    assert code == 1
    # id, profile, sender, created_at, extent: required of a package and not known to the maker of the form
    assert codes(report) == {"GI-STR-0001": 5}
    assert report["status"] == "findings"


def headings_only(path: Path) -> None:
    """Take the row of the package out of a template."""
    if path.is_dir():
        file = path / "package.csv"
        file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]))
    else:
        book = openpyxl.load_workbook(path)
        book["数据包"].delete_rows(3)
        book.save(path)


@pytest.mark.parametrize("name", ["t.xlsx", "t"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_headings_without_rows_are_a_package_without_statements(tmp_path: Path, name: str, jobs: int) -> None:
    path = tmp_path / name
    run("template", "task", "-o", path)
    headings_only(path)
    code, report = judged(path, "--jobs", jobs)
    assert code == 1
    assert codes(report) == {"GI-DEC-0023": 1, "GI-TAB-0044": 1}
    assert [one["statements"] for one in report["inputs"]] == [0]
    assert run("validate", path, "--lang", "en")[1].count("Fill in one row for each statement") == 1


def test_one_csv_file_without_rows(tmp_path: Path) -> None:
    run("template", "task", "-o", tmp_path / "t")
    code, report = judged(tmp_path / "t" / "task.csv")
    assert (code, codes(report)) == (1, {"GI-DEC-0023": 1, "GI-TAB-0044": 1})


@pytest.mark.parametrize("name", ["task.csv", "export.csv", "task.xlsx"])
def test_a_file_of_no_bytes_is_empty_in_every_form(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    code, report = judged(path)
    assert (code, codes(report)) == (3, {"GI-TAB-0002": 1})


def test_types_are_known_by_their_titles_as_well() -> None:
    assert template_layouts(["承诺与协议", "commitment"]) == template_layouts(["commitment"])
    with pytest.raises(UsageError, match=r"承诺与协议\(commitment\)"):
        template_layouts(["合同"])

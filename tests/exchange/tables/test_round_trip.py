"""By a person's hands: template, filled in with published cases, validated, marked, mended, clean."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli

sys.path.insert(0, str(Path(__file__).parent))
from clerk import fill, mend

OFFICE = shutil.which("soffice")


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    template, filled, out = tmp_path / "1.xlsx", tmp_path / "2.xlsx", tmp_path / "3.xlsx"
    assert run("template", "organisation", "commitment", "--profile", "national-2016", "-o", template)[0] == 0
    fill(template, filled)
    code, _ = run(
        "validate", filled, "--annotate", out, "--as-of", "2022-03-01", "--format", "json",
        "-o", tmp_path / "r.json",
    )  # fmt: skip
    assert code == 1
    return out


def errors(path: Path) -> list[tuple[str, str, str, int]]:
    report = json.loads(path.read_text(encoding="utf-8"))
    return sorted(
        (
            item["code"],
            item["place"].get("sheet", ""),
            item["place"].get("column", ""),
            item["place"].get("row", 0),
        )
        for group in report["groups"]
        for item in group["findings"]
        if group["severity"] == "error"
    )


def test_every_slip_is_found_in_its_cell(marked: Path) -> None:
    assert errors(marked.with_name("r.json")) == [
        ("GI-TAB-0052", "承诺与协议", "R", 3),  # 2021年12月31日
        ("GI-TAB-0052", "承诺与协议-兑现或清偿计划", "I", 3),  # 2022年6月
        ("GI-TAB-0060", "承诺与协议-义务", "I", 3),  # 2.72万元
        ("GI-TAB-0070", "承诺与协议-兑现或清偿计划", "A", 4),  # debt-educaton
    ]


def test_what_the_marked_workbook_says(marked: Path) -> None:
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames[-1] == "校验汇总"
    sheet = book["承诺与协议"]
    headings = [cell.value for cell in sheet[1]]
    assert headings[-2:] == ["校验结果", "校验说明"]
    assert sheet.cell(3, len(headings) - 1).value == "错误"
    note = sheet["R3"].comment
    assert note is not None
    assert "请写成 2021-12-31。" in note.text
    assert sheet["R3"].value == "2021年12月31日"  # the sender's own value stays
    assert sheet["R1"].comment.text.startswith("签订")  # and the note of the template too


def test_mended_it_is_clean_and_the_marks_go(marked: Path) -> None:
    mended, again = marked.with_name("4.xlsx"), marked.with_name("5.xlsx")
    mend(marked, mended)
    code, output = run("validate", mended, "--as-of", "2022-03-01", "--annotate", again)
    assert code == 0, output
    sheet = openpyxl.load_workbook(again)["承诺与协议"]
    assert [cell.value for cell in sheet[1]].count("校验结果") == 1
    assert sheet["R3"].comment is None
    own = [area for area in sheet.conditional_formatting if "R3" in str(area.sqref)]
    assert own == []


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_every_file_opens_in_an_office_program(marked: Path) -> None:
    for path in sorted(marked.parent.glob("*.xlsx")):
        done = subprocess.run(
            [OFFICE, "--headless", f"-env:UserInstallation={marked.parent.as_uri()}/office", "--convert-to",
             "pdf", "--outdir", str(marked.parent), str(path)],
            capture_output=True, timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert path.with_suffix(".pdf").stat().st_size > 1000

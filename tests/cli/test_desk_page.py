"""The page `docs/desk.md`: its commands run in the order printed, on the files and cells it prints."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.exchange import load
from gov_integrity.exchange.tables.mapping import mapping_names
from gov_integrity.reports import FORMATS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"打开 `(?P<book>[^`]+\.xlsx)`"
    r"|工作表“(?P<sheet>[^”]+)”，第 (?P<row>\d+) 行：\n\n"
    r"(?P<head>\|[^\n]*\|)\n\|[-|]+\|\n(?P<cells>\|[^\n]*\|)\n"
    r"|保存为 GBK 的 `(?P<file>[^`]+)`：\n\n```text\n(?P<text>.*?)```"
    r"|```console\n(?P<block>.*?)```",
    re.DOTALL,
)
COMMANDS = re.findall(r"^\$ gov-integrity (.*)$", PAGE, re.MULTILINE)


def fill(book: str, step: re.Match[str]) -> None:
    """Type a row as a clerk would, by the headings of the sheet."""
    split = lambda line: [cell.strip() for cell in line.strip("|").split("|")]  # noqa: E731
    workbook = openpyxl.load_workbook(book)
    sheet = workbook[step["sheet"]]
    at = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
    for heading, value in zip(split(step["head"]), split(step["cells"]), strict=True):
        sheet.cell(int(step["row"]), at[heading], value).data_type = "s"
    workbook.save(book)


def run(block: str) -> int:
    """Run the commands of a block; compare the exit code, and the output where one is printed."""
    commands = re.findall(r"^\$ gov-integrity (.*)\n((?:[^$].*\n)*)", block, re.MULTILINE)
    for line, printed in commands:
        done = CliRunner().invoke(cli, shlex.split(line, comments=True))
        wanted = re.search(r"# 退出码 (\d)", line)
        assert done.exit_code == (int(wanted[1]) if wanted else 0), f"{line}\n{done.output}"
        assert printed in ("", done.stdout), line
    return len(commands)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after a clerk has done all that the page says."""
    root = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", root / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        book, ran = "", 0
        for step in STEP.finditer(PAGE):
            if step["book"]:
                book = step["book"]
            elif step["sheet"]:
                fill(book, step)
            elif step["file"]:
                Path(step["file"]).write_bytes(step["text"].encode("gbk"))
            else:
                ran += run(step["block"])
    assert ran == len(COMMANDS)
    return root


def test_every_command_of_the_page_does_what_it_says(desk: Path) -> None:
    for name in re.findall(r"(?:-o|--annotate) (\S+)", PAGE):
        assert (desk / name).exists(), name


def test_the_fault_is_marked_and_gone_when_mended(desk: Path) -> None:
    sheet = openpyxl.load_workbook(desk / "标注.xlsx")["承诺与协议-义务"]
    amount = {cell.value: cell.column for cell in sheet[2]}["amount"]
    assert sheet.cell(3, amount).value == "27200"  # mended in the marked file
    assert "2.72万元" in sheet.cell(3, amount).comment.text
    mended = openpyxl.load_workbook(desk / "再标注.xlsx")
    results = [[cell.value for cell in row] for row in mended["承诺与协议-义务"].iter_rows()]
    assert results[0][-2:] == ["校验结果", "校验说明"]
    assert results[2][-2] == "通过"
    assert "校验汇总" in mended.sheetnames
    contract = list(load(desk / "报送.ndjson").statements)[1]
    assert contract["obligations"][0]["amount"] == "27200"


def test_what_was_sent_earlier_is_known(desk: Path) -> None:
    def codes(*known: str) -> set[str]:
        words = ["validate", str(desk / "台账.ndjson"), "--as-of", "2024-03-15", "--format", "json", *known]
        return set(json.loads(CliRunner().invoke(cli, words).stdout)["counts"]["by_code"])

    assert "GI-REF-0005" in codes()  # the sending body is not in this file, but in the one sent before
    assert "GI-REF-0005" not in codes("--known", str(desk / "报送.ndjson"))


def test_sound_and_faulty_statements_are_all_there(desk: Path) -> None:
    counts = [
        len((desk / name).read_text(encoding="utf-8").splitlines()) for name in ("通过.ndjson", "退回.ndjson")
    ]
    # 27 statements; each file with sound ones has the header and the last line
    assert sum(counts) >= 27
    assert counts[0] > counts[1] > 0


def test_the_figures_of_the_penalty(desk: Path) -> None:
    result = json.loads((desk / "结果.json").read_text(encoding="utf-8"))
    (kind,) = result["figures"]["timeliness"]["kinds"]
    # Friday 2024-03-01 to Wednesday 2024-03-20: 13 working days, more than 7
    assert (kind["late"], kind["judged"]) == (1, 1)
    page = (desk / "结果.html").read_text(encoding="utf-8")
    assert "合规率" in page
    assert "100.00%" in page
    assert (desk / "副本.json").read_bytes() == (desk / "结果.json").read_bytes()
    assert "合规率" in (desk / "质量.html").read_text(encoding="utf-8")


def test_the_tables_name_every_mapping_and_format() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
    assert rows == {*mapping_names(), *FORMATS}
    assert {word for line in COMMANDS for word in re.findall(r"--format (\w+)", line)} == set(FORMATS)

"""`--encoding` and `--type` are for CSV files: with nothing to apply to they are refused, not ignored."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.ndjson").write_text('{"type":"package"}\n', encoding="utf-8")
    Path("b.json").write_text("{}", encoding="utf-8")
    Path("c.xlsx").write_bytes(b"PK\x03\x04")
    Path("task.csv").write_text("id\na/1\n", encoding="utf-8")
    Path("folder").mkdir()
    Path("folder/task.csv").write_text("id\na/1\n", encoding="utf-8")


def run(line: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, line.split())
    return found.exit_code, found.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("validate a.ndjson --encoding gbk", "错误:--encoding 只用于 CSV,a.ndjson 不是 CSV\n"),
        ("validate b.json c.xlsx --encoding gbk", "错误:--encoding 只用于 CSV,b.json 不是 CSV\n"),
        ("validate c.xlsx --type task --lang en", "error: --type is for one CSV file; c.xlsx is not one\n"),
        ("validate - --type task --lang en", "error: --type is for one CSV file; <stream 1> is not one\n"),
        ("validate folder --type task", "错误:--type 只用于单个 CSV 文件,folder 不是单个 CSV 文件\n"),
        ("convert c.xlsx o.json --encoding gbk --lang en",
         "error: --encoding is for CSV; c.xlsx is not CSV\n"),
        ("convert a.ndjson o.json --type task",
         "错误:--type 只用于单个 CSV 文件,a.ndjson 不是单个 CSV 文件\n"),
        ("convert c.xlsx o.json --from credit-commitment --sender a/b --encoding gbk",
         "错误:--encoding 只用于 CSV,c.xlsx 不是 CSV\n"),
        ("convert task.csv o.json --from credit-commitment --sender a/b --type task",
         "错误:--from 已说明是什么表,不与 --type 同用\n"),
    ],
)  # fmt: skip
def test_what_cannot_apply_is_wrong_usage(line: str, said: str) -> None:
    assert run(line) == (2, said)
    assert not Path("o.json").exists()


@pytest.mark.parametrize("file", ["a.ndjson", "c.xlsx", "task.csv", "folder"])
def test_an_encoding_is_known_or_refused(file: str) -> None:
    code, said = run(f"validate {file} --encoding klingon")
    assert code == 2
    assert said.startswith("错误:不支持编码 klingon;可用:utf-8 ")


@pytest.mark.parametrize(
    "line",
    ["validate a.ndjson task.csv --encoding utf-8 --type task", "validate folder --encoding gb18030"],
)
def test_one_csv_among_the_inputs_is_enough(line: str) -> None:
    assert run(line)[0] in (1, 3)

"""The verb `validate` as a clerk and a pipeline meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from gov_integrity.cli import cli
from gov_integrity.exchange import load, write

EXAMPLES = Path(__file__).parents[2] / "examples"
YANCHENG = str(EXAMPLES / "real" / "yancheng-2019.ndjson")
HAIKOU = str(EXAMPLES / "real" / "haikou-xiuying-2021.ndjson")
BROKEN = str(EXAMPLES / "broken" / "numeric-amount.ndjson")


def run(*words: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(cli, ["validate", *words], input=given)


def test_a_sound_file_leaves_with_zero() -> None:
    result = run(HAIKOU)
    assert result.exit_code == 0
    assert "通过:没有错误" in result.output


def test_the_contradiction_of_yancheng_is_found() -> None:
    result = run(YANCHENG)
    assert result.exit_code == 1
    assert "GI-AGG-0001" in result.output
    assert "为 2" in result.output
    assert "合计为 4" in result.output


def test_english_has_no_chinese_but_names() -> None:
    result = run(YANCHENG, "--lang", "en")
    assert "2 cases are stated" in result.output
    assert "改正" not in result.output


def test_json_is_the_report() -> None:
    report = json.loads(run(YANCHENG, "--format", "json").output)
    assert report["counts"]["by_code"] == {"GI-AGG-0001": 1, "GI-TOT-0001": 1}
    assert report["as_of"] == "2026-11-20"
    assert report["as_of_source"] == "header"


def test_the_day_is_today_only_where_nothing_gives_one(tmp_path: Path) -> None:
    plain = tmp_path / "no-header.ndjson"
    plain.write_bytes(Path(BROKEN).read_bytes().split(b"\n", 1)[1])
    report = json.loads(run(str(plain), "--format", "json").output)
    assert report["as_of_source"] == "today"
    assert (
        json.loads(run(str(plain), "--format", "json", "--as-of", "2025-01-01").output)["as_of"]
        == "2025-01-01"
    )


def test_fail_on(tmp_path: Path) -> None:
    assert run(BROKEN).exit_code == 1
    assert run(BROKEN, "--fail-on", "never").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [["--profile", "nowhere-2020"], ["--profile", "shandong-2024", "--as-of", "2024-01-01"], ["--jobs", "0"]],
)
def test_wrong_usage_leaves_with_two(words: list[str]) -> None:
    assert run(HAIKOU, *words).exit_code == 2


def test_unreadable_input_leaves_with_three(tmp_path: Path) -> None:
    assert run(str(tmp_path / "gone.ndjson")).exit_code == 3
    assert run(str(tmp_path)).exit_code == 3


def test_standard_input() -> None:
    assert run("-", given=Path(HAIKOU).read_bytes()).exit_code == 0


def test_several_files_are_one_set_unless_separate(tmp_path: Path) -> None:
    twice = tmp_path / "again.ndjson"
    twice.write_bytes(Path(HAIKOU).read_bytes())
    together = json.loads(run(HAIKOU, str(twice), "--format", "json").output)
    apart = json.loads(run(HAIKOU, str(twice), "--format", "json", "--separate").output)
    assert together["counts"]["by_code"] == {"GI-REF-0001": 12}
    assert apart["counts"]["by_code"] == {}


def test_split_gives_a_sound_package_and_the_faulty_lines(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ndjson", tmp_path / "bad.ndjson"
    assert run(BROKEN, "--split", str(good), str(bad)).exit_code == 1
    lines = Path(BROKEN).read_bytes().splitlines(keepends=True)
    assert bad.read_bytes() == lines[4]
    assert [item["id"] for item in load(good).statements] == [
        json.loads(line)["id"] for line in (*lines[1:4], lines[5])
    ]
    assert run(str(good)).exit_code == 0


def test_suppressed_findings_are_counted_until_their_last_day(tmp_path: Path) -> None:
    entries = tmp_path / "explained.csv"
    entries.write_text(
        "id,code,record,pointer,reason,author,until\n"
        "s1,GI-STR-0004,,/amount,旧系统下月停用,示例科,2025-12-31\n",
        encoding="utf-8",
    )
    before = run(BROKEN, "--suppress", str(entries), "--as-of", "2025-12-31", "--format", "json")
    after = run(BROKEN, "--suppress", str(entries), "--as-of", "2026-01-01", "--format", "json")
    assert (before.exit_code, after.exit_code) == (0, 1)
    assert json.loads(before.output)["suppressed"][0]["total"] == 1
    assert json.loads(after.output)["suppressed"] == []


def test_a_suppression_without_reason_is_refused_with_its_line(tmp_path: Path) -> None:
    entries = tmp_path / "explained.csv"
    entries.write_text(
        "id,code,record,pointer,reason,author,until\ns1,GI-STR-0004,,,,示例科,2025-12-31\n", encoding="utf-8"
    )
    result = run(BROKEN, "--suppress", str(entries))
    assert result.exit_code == 2
    assert "第2行" in result.stderr


def test_two_processes_say_the_same_bytes() -> None:
    assert (
        run(YANCHENG, HAIKOU, "--format", "json", "--jobs", "2").output
        == run(YANCHENG, HAIKOU, "--format", "json").output
    )


def test_a_gbk_console_shows_what_it_can(tmp_path: Path) -> None:
    rare = tmp_path / "rare.ndjson"
    rare.write_text(Path(BROKEN).read_text(encoding="utf-8").replace("示例市", "𠮷䶮市"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gov_integrity", "validate", str(rare)],
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "发现问题" in done.stdout.decode("gbk")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--split", "in.ndjson", "b"),
        ("--split", "g", "in.ndjson"),
        ("--split", "g", "./g"),
        ("--split", "g", "hard"),
        ("-o", "link"),
        ("--format", "json", "-o", "g", "--format", "text", "-o", "g"),
        ("--split", "g", "b", "-o", "b"),
    ],
)
def test_no_output_destroys_an_input_or_another_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = Path(BROKEN).read_bytes()
    Path("in.ndjson").write_bytes(before)
    Path("link").symlink_to("in.ndjson")
    Path("hard").hardlink_to("in.ndjson")
    result = run("in.ndjson", *words)
    assert result.exit_code == 2
    assert "会被覆盖" in result.output
    assert Path("in.ndjson").read_bytes() == before


def test_what_a_terminal_gets_is_plain() -> None:
    result = run(BROKEN, "--profile", "\x1b[31m11010519491231002X\u202e")
    assert result.exit_code == 2
    assert "<U+001B>[31m**************002X<U+202E>" in result.output


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("--help",)])
def test_closed_streams_and_full_disks_end_without_a_traceback(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "gov_integrity", "validate", HAIKOU, *words]
    shell = ["sh", "-c", '"$@" <&- >&-', "sh", *command]
    assert subprocess.run(shell, capture_output=True, check=False).stderr == b""
    if Path("/dev/full").exists():
        shell[2] = '"$@" >/dev/full'
        full = subprocess.run(shell, capture_output=True, check=False)
        assert full.returncode == 3
        assert b"Traceback" not in full.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices of POSIX")
def test_a_device_that_never_ends_is_refused() -> None:
    result = run("/dev/zero")
    assert result.exit_code == 3
    assert "GI-DEC-0018" in result.output


def test_a_suppression_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    for name in (tmp_path / "none.csv", tmp_path):
        result = run(BROKEN, "--suppress", str(name))
        assert result.exit_code == 2
        assert "无法读取" in result.output


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_rules_over_all_statements_hold_in_either_form(
    tmp_path: Path, form: Literal["ndjson", "json"]
) -> None:
    target = tmp_path / "again"
    write(load(YANCHENG), target, form=form)
    report = json.loads(run(str(target), "--format", "json").output)
    assert report["counts"]["by_code"] == {"GI-AGG-0001": 1, "GI-TOT-0001": 1}
    ids = [
        found["record"]["id"].rpartition("/")[2] for group in report["groups"] for found in group["findings"]
    ]
    assert ids[0] == "cases-sheyang"

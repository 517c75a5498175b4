"""The agency's desk on the command line: template, convert, report, doctor, and validate on tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.errors import UsageError
from gov_integrity.exchange import load, write
from gov_integrity.exchange.tables.conversion import new_header

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = {
    "type": "package", "version": "1.0-draft", "id": "example/pkg", "profile": "national-2016",
    "sender": "example/a", "created_at": "2024-06-30T00:00:00+08:00", "extent": "increment",
    "coverage": [{"no": 1, "type": "task", "from": "2024"}],
}  # fmt: skip
ENVELOPE = {
    "revision": 1, "action": "make", "stated_by": "example/a", "recorded_at": "2024-06-30T00:00:00+08:00",
    "access": "public",
}  # fmt: skip
STATEMENTS = [
    {"type": "organisation", "id": "example/a", "name": "𠮷䶮㛃乡人民政府", "kind": "township"} | ENVELOPE,
    {
        "type": "commitment", "id": "example/c", "subject": "example/a", "kind": "debt",
        "domains": ["ppp", "bidding"],
        "title": "=1+1", "remarks": "'-5\n第二行", "rounded_to": "-5",
        "obligations": [{"no": 2, "kind": "payment", "amount": "1.50", "conditions_met": False}],
        "x_gs_note": "细则列",
    } | ENVELOPE,
    {"type": "task", "id": "example/t", "action": "withdraw", "action_reason": "重复"}
    | {key: value for key, value in ENVELOPE.items() if key != "action"},
]  # fmt: skip


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def same(one: Path, two: Path) -> bool:
    def whole(path: Path) -> tuple[object, object]:
        package = load(path)
        key = lambda item: (item["type"], item["id"])  # noqa: E731
        return dict(package.header), sorted((dict(item) for item in package.statements), key=key)

    return whole(one) == whole(two)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "in.ndjson"
    write(STATEMENTS, path, header=HEADER)
    return path


@pytest.mark.parametrize("way", ["middle.xlsx", "middle", "middle.json"])
def test_every_form_and_back_without_loss(package: Path, tmp_path: Path, way: str) -> None:
    middle, back = tmp_path / way, tmp_path / "out.ndjson"
    assert run("convert", package, middle)[0] == 0
    assert run("convert", middle, back)[0] == 0
    assert same(package, back)
    assert run("validate", middle)[0] == run("validate", package)[0]


def test_converting_tables_into_tables(package: Path, tmp_path: Path) -> None:
    names = ["1.xlsx", "2", "3.xlsx", "4.ndjson"]
    source = package
    for name in names:
        assert run("convert", source, tmp_path / name)[0] == 0
        source = tmp_path / name
    assert same(package, source)


def test_what_cannot_be_carried_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.ndjson"
    write([STATEMENTS[0] | {"name": ["x"]}], path, header=HEADER)
    code, output = run("convert", path, tmp_path / "odd.xlsx")
    assert code == 1
    assert "第1条:/name" in output


def test_one_csv_file_needs_a_header_for_json(tmp_path: Path) -> None:
    path = tmp_path / "task.csv"
    path.write_text("标识,工作任务\nexample/t,做事\n", encoding="gbk")
    out = tmp_path / "out.ndjson"
    assert run("convert", path, out)[0] == 2
    code, output = run("convert", path, out, "--sender", "example/a", "--at", "2024-06-30T00:00:00+08:00")
    assert (code, load(out).header["id"]) == (1, "example/out")  # the heading 标识 is not 陈述标识
    assert "GI-TAB-0032" in output
    assert run("convert", path, tmp_path / "out.pdf")[0] == 2


def test_tables_already_held(tmp_path: Path) -> None:
    path = tmp_path / "处罚.csv"
    path.write_text(
        "行政相对人名称,行政相对人类别,行政处罚决定书文号,处罚类别,处罚决定日期,处罚机关\n"
        "甲公司,法人及非法人组织,示罚〔2024〕1号,罚款,2024/3/1,示例局\n",
        encoding="gb18030",
    )
    out = tmp_path / "out.ndjson"
    assert run("convert", path, out, "--from", "double-publicity-penalty")[0] == 2  # who sends it?
    code, _ = run(
        "convert", path, out, "--from", "double-publicity-penalty", "--sender", "example/a",
        "--at", "2024-03-05T00:00:00+08:00",
    )  # fmt: skip
    assert code == 0
    assert [item["type"] for item in load(out).statements] == ["decision", "organisation", "organisation"]
    code, output = run("validate", out, "--format", "json")
    assert json.loads(output)["counts"]["by_stage"]["structure"] == 0


def test_template_refuses_what_does_not_exist(tmp_path: Path) -> None:
    assert run("template", "dragon", "-o", tmp_path / "t.xlsx")[0] == 2
    assert run("template", "task", "--profile", "atlantis", "-o", tmp_path / "t.xlsx")[0] == 2
    assert run("template", "task", "-o", tmp_path / "t.pdf")[0] == 2
    code, output = run("template", "task", "-o", tmp_path / "t", "--lang", "en")
    assert (code, output.strip().endswith("sheets")) == (0, True)
    (tmp_path / "filled.xlsx").write_bytes(b"what a clerk filled in")
    code, output = run("template", "task", "-o", tmp_path / "filled.xlsx")
    assert (code, (tmp_path / "filled.xlsx").read_bytes()) == (2, b"what a clerk filled in")
    assert "不予覆盖" in output
    assert run("template", "task", "-o", tmp_path / "t")[0] == 2
    heading = (tmp_path / "t" / "task.csv").read_text(encoding="utf-8-sig").splitlines()
    assert heading[0].startswith("陈述标识,")
    assert heading[1].startswith("id,")
    assert "statement_count" not in (tmp_path / "t" / "package.csv").read_text(encoding="utf-8-sig")


def test_a_saved_report_in_every_format_and_the_other_language(package: Path, tmp_path: Path) -> None:
    saved = tmp_path / "r.json"
    run("validate", package, "--format", "json", "-o", saved, "--figures")
    words: list[object] = ["report", saved, "--lang", "en"]
    names = ("text", "json", "html", "csv", "ndjson", "sarif", "junit")
    for name in names:
        words += ["--format", name, "-o", tmp_path / f"again.{name}"]
    assert run(*words)[0] == 0
    assert (tmp_path / "again.json").read_bytes() == saved.read_bytes()
    assert "Quality of the data" in (tmp_path / "again.html").read_text(encoding="utf-8")
    assert run("report", package)[0] == 3
    assert run("report", saved, "--format", "papyrus")[0] == 2


def test_marking_is_for_one_workbook(package: Path, tmp_path: Path) -> None:
    code, output = run("validate", package, "--annotate", tmp_path / "m.xlsx")
    assert code == 2
    assert "xlsx" in output


def test_doctor_tells_what_is_there() -> None:
    code, output = run("doctor", "--lang", "en")
    assert code == 0
    assert "openpyxl" in output
    assert "file name encoding" in output


@pytest.mark.parametrize("verb", ["doctor", "validate", "convert"])
def test_a_gbk_console_shows_what_it_can(verb: str, package: Path, tmp_path: Path) -> None:
    words = {
        "doctor": ["doctor"],
        "validate": ["validate", str(package)],
        "convert": ["convert", str(package), str(tmp_path / "𠮷.xlsx")],
    }[verb]
    done = subprocess.run(
        [sys.executable, "-m", "gov_integrity", *words],
        capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": "gbk"},
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    text = done.stdout.decode("gbk")
    assert "\\U00020bb7" in text if verb != "validate" else text


def test_no_progress_bar_in_a_pipe(package: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gov_integrity", "validate", str(package)],
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


def test_completion_knows_the_types() -> None:
    env = os.environ | {
        "_GOV_INTEGRITY_COMPLETE": "bash_complete", "COMP_WORDS": "gov-integrity template comm",
        "COMP_CWORD": "2",
    }  # fmt: skip
    script = "from gov_integrity.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, env=env
    )
    assert "commitment" in done.stdout


def test_a_mapped_workbook(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["XK_XDR_MC", "XK_XDR_LB", "XK_WSH", "XK_XKLB", "XK_JDRQ", "XK_XKJG"])
    sheet.append(["甲公司", "法人及非法人组织", "JY1", "普通", 45352, "示例局"])
    sheet["E2"].number_format = "yyyy/m/d"
    path = tmp_path / "许可.xlsx"
    book.save(path)
    out = tmp_path / "out.xlsx"
    code, output = run(
        "convert", path, out, "--from", "double-publicity-licence", "--sender", "example/a", "--lang", "en"
    )
    assert code == 0, output
    assert run("convert", out, tmp_path / "out.ndjson")[0] == 0
    (decision,) = [item for item in load(tmp_path / "out.ndjson").statements if item["type"] == "decision"]
    assert decision["decided_on"] == "2024-03-01"  # day 45352


def test_reading_a_report_from_a_pipe(package: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", str(package), "--format", "json"]).output
    done = CliRunner().invoke(cli, ["report", "-", "--format", "csv"], input=result)
    assert done.exit_code == 0
    assert "级别" in done.output
    assert CliRunner().invoke(cli, ["report", "-"], input="[]").exit_code == 3


def test_a_header_out_of_form_is_refused_with_the_form_to_use() -> None:
    at = "2025-01-02T00:00:00+08:00"
    given = {"sender": "example-agency/self", "profile": "national-2016", "created_at": at}
    assert new_header("example-agency/p-1", **given)["id"] == "example-agency/p-1"
    with pytest.raises(UsageError) as refused:
        new_header("example-agency/处罚", **given)
    assert "命名空间/本地编号" in refused.value.text("zh")


def test_the_input_is_never_the_output(tmp_path: Path) -> None:
    source = tmp_path / "in.ndjson"
    source.write_bytes((EXAMPLES / "real" / "bengbu-2017.ndjson").read_bytes())
    before = source.read_bytes()
    assert CliRunner().invoke(cli, ["convert", str(source), str(source)]).exit_code == 2
    assert source.read_bytes() == before

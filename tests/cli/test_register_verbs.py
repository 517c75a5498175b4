"""The verbs `compile` and `publish`, over the ten statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gov_integrity.cli import cli
from register.registercase import P1, A, B, ten


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two deliveries: the late revision stands alone in the second."""
    everything = [dict(one.statement) for one in ten()]
    late = everything.pop(2)
    for name, statements in (("one.ndjson", everything), ("two.ndjson", [late])):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in statements)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "one.ndjson"), str(tmp_path / "two.ndjson")]


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, list(args))


def answer(*args: str) -> Any:
    found = run(*args, "--format", "json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_the_day_of_receipt_of_each_file_counts(files: list[str]) -> None:
    days = ["--received", "2024-07-16", "--received", "2024-08-20"]
    for known_at, standing in (("2024-08-19", "current"), ("2024-08-20", "ended")):
        found = run(
            "compile", *files, "--as-of", "2024-07-20", "--known-at", known_at, *days, "--format", "ndjson"
        )
        rows = {row["id"]: row for row in map(json.loads, found.stdout.splitlines())}
        assert rows["gov/r"]["standing"] == standing
        assert ("ended_on" in rows["gov/r"]["statement"]) == (standing == "ended")


def test_overview(files: list[str]) -> None:
    found = answer("compile", *files, "--as-of", "2024-07-20")
    assert {(row["type"], row["standing"]): row["count"] for row in found["counts"]} == {
        ("commitment", "current"): 1,
        ("dishonesty_record", "current"): 1,
        ("dishonesty_record", "ended"): 1,
        ("dishonesty_record", "withdrawn"): 1,
        ("organisation", "current"): 2,
    }
    assert found["conflict_count"] == 0


def test_archive_responsibility_and_successors(files: list[str]) -> None:
    asked = ("compile", *files, "--as-of", "2024-07-20")
    assert [row["id"] for row in answer(*asked, "--archive", B)["archive"]] == ["gov/c", "gov/r", "gov/s"]
    found = answer(*asked, "--responsible", "gov/c")
    assert [row["party"] for row in found["parties"]] == [P1]
    assert found["holders"] == [{"organisation": B, "certain": True, "path": [A]}]
    assert answer(*asked, "--successors", A)["holders"] == found["holders"]
    assert answer(*asked, "--conflicts")["conflicts"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_answer_has_words(files: list[str], lang: str) -> None:
    for more in ([], ["--archive", B], ["--responsible", "gov/c"], ["--successors", A], ["--conflicts"]):
        found = run("compile", *files, "--as-of", "2024-07-20", "--lang", lang, *more)
        assert found.exit_code == 0, found.output
        assert found.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ["--archive", B, "--conflicts"],
        ["--on", "2024-01-01"],
        ["--received", "2024-01-01", "--received", "2024-01-01", "--received", "2024-01-01"],
        ["--responsible", "gov/none"],
    ],
)
def test_wrong_questions_are_refused_in_a_sentence(files: list[str], wrong: list[str]) -> None:
    found = run("compile", *files, "--as-of", "2024-07-20", *wrong)
    assert found.exit_code == 2
    assert found.stderr.startswith("错误")


def test_publish_writes_statements_in_the_standards_form(files: list[str], tmp_path: Path) -> None:
    target = tmp_path / "public.ndjson"
    asked = ("publish", *files, "--as-of", "2024-07-20", "--profile", "xinzheng-2017", "--audience", "public")
    found = run(*asked, "-o", str(target))
    assert found.exit_code == 0, found.output
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == ["gov/c", A, B, "gov/s"]
    assert "parties" not in next(row for row in rows if row["id"] == "gov/c")
    assert P1 not in target.read_text(encoding="utf-8")
    found = run(*asked, "--format", "json")
    whole = json.loads(found.stdout)
    assert whole["withheld"] == [
        {"type": "dishonesty_record", "reason": "record-ended", "count": 1},
        {"type": "dishonesty_record", "reason": "withdrawn", "count": 1},
    ]
    assert set(whole["reasons"]) >= {"record-ended", "withdrawn"}
    assert run(*asked, "--format", "text", "--lang", "en").stdout.startswith(
        "xinzheng-2017 2024-07-20: 4 shown"
    )


def test_the_output_never_replaces_an_input(files: list[str]) -> None:
    before = Path(files[0]).read_bytes()
    found = run("compile", *files, "--as-of", "2024-07-20", "--format", "ndjson", "-o", files[0])
    assert found.exit_code == 2
    assert Path(files[0]).read_bytes() == before


@pytest.mark.parametrize("question", ["--archive", "--successors", "--responsible"])
def test_an_id_that_no_statement_is_about_is_a_slip(files: list[str], question: str) -> None:
    found = run("compile", *files, "--as-of", "2024-07-20", question, "gov/org-z")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "gov/org-z" in found.stderr


def test_what_was_not_taken_is_told(files: list[str], tmp_path: Path) -> None:
    poor = tmp_path / "poor.ndjson"
    poor.write_text('{"type":"organisation","id":"gov/x"}\n', encoding="utf-8")
    asked = ("--as-of", "2024-07-20", "--profile", "national-2016", "--audience", "public")
    assert "未采用 1 个" in run("publish", str(poor), *asked).stderr
    assert "未采用" not in run("publish", *files, *asked).stderr


def test_a_stream_is_told_as_such() -> None:
    found = CliRunner().invoke(cli, ["compile", "-", "--as-of", "2024-07-20"], input="")
    assert found.exit_code == 3
    assert "/input" not in found.stderr
    assert "第0行" not in found.stderr


def test_an_output_that_is_no_file_stays_what_it_is(files: list[str], tmp_path: Path) -> None:
    asked = ("compile", *files, "--as-of", "2024-07-20", "-o")
    assert run(*asked, "").exit_code == 3
    wanting = run(*asked, str(tmp_path / "gone" / "a"), "--lang", "en")
    assert (wanting.exit_code, "error: cannot read or write" in wanting.stderr) == (3, True)
    assert ".part" not in wanting.stderr


def test_an_identity_number_that_serves_as_an_id_is_masked_on_the_screen(tmp_path: Path) -> None:
    party, turned = "11010519491231002X", "gov/\u202ex"  # the example number of the standard
    envelope = {
        "revision": 1,
        "action": "make",
        "stated_by": turned,
        "recorded_at": "2024-01-05T10:00:00+08:00",
    }
    row = {"no": 1, "role": "responsible-person", "party": party}
    promise = {
        "type": "commitment",
        "id": "gov/c",
        **envelope,
        "subject": turned,
        "made_on": "2024-01-01",
        "parties": [row],
    }
    file = tmp_path / "a.ndjson"
    file.write_text(json.dumps(promise) + "\n", encoding="utf-8")
    asked = ("compile", str(file), "--as-of", "2024-07-20", "--responsible", "gov/c")
    told = run(*asked).stdout
    assert (party in told, "***002X" in told, "<U+202E>" in told, "\u202e" in told) == (
        False,
        True,
        True,
        False,
    )
    assert json.loads(run(*asked, "--format", "json").stdout)["parties"][0]["party"] == party

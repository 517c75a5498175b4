"""The verb `case next`, over the real cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gov_integrity.cli import cli

REAL = Path(__file__).parents[2] / "examples" / "real"
MADE_UP = REAL.parent / "made-up" / "all-types.ndjson"
CLEARANCE = "gov-integrity-examples/yancheng-2019/clearance"


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["case", "next", *args])


def test_the_next_step_of_yancheng_is_the_courts_and_cannot_be_told() -> None:
    found = run(str(REAL / "yancheng-2019.ndjson"), "--id", CLEARANCE, "--as-of", "2026-11-20")
    assert found.exit_code == 1
    assert "应当:法院从失信被执行人名单中删除 (无法判断)" in found.output
    assert "由: 人民法院" in found.output
    assert "法释〔2017〕7号 10 [secondary]" in found.output


def test_json_carries_codes_and_articles() -> None:
    args = ("--id", CLEARANCE, "--as-of", "2026-11-20", "--format", "json")
    found = run(str(REAL / "yancheng-2019.ndjson"), *args)
    (one,) = json.loads(found.stdout)["cases"]
    assert (one["procedure"], one["state"], one["stop"]) == ("debtor-supervision", "requested", None)
    must = [row for row in one["next"] if row["strength"] == "must"]
    assert [(row["step"], row["standing"], row["actors"]) for row in must] == [
        ("delisting", "undetermined", ["court"])
    ]
    assert {"document": "法释〔2017〕7号", "clause": "10", "confidence": "secondary"} in must[0]["basis"]


@pytest.mark.parametrize("name", ["yancheng-2019", "haikou-xiuying-2021", "bengbu-2017"])
def test_real_packages_are_answered_in_both_languages(name: str) -> None:
    for lang in ("zh", "en"):
        found = run(str(REAL / f"{name}.ndjson"), "--as-of", "2026-11-20", "--lang", lang)
        assert found.exit_code in {0, 1}, found.output
        assert "→" in found.output


def test_a_made_up_story_ends() -> None:
    args = ("--id", "example-city-credit/rectification-2025-001", "--as-of", "2026-01-01", "--lang", "en")
    found = run(str(MADE_UP), *args)
    assert found.exit_code == 0, found.output
    assert "rectification: rectified (2025-09-26)" in found.output


def test_an_unknown_id_is_wrong_usage() -> None:
    assert run(str(MADE_UP), "--id", "nobody/nothing").exit_code == 2


def test_a_type_without_procedure_is_wrong_usage() -> None:
    assert run(str(MADE_UP), "--id", "example-city-housing/self").exit_code == 2


def saved(tmp_path: Path, profile: str, *statements: dict[str, object]) -> str:
    header = {"type": "package", "version": "1.0-draft", "id": "a/p", "profile": profile, "sender": "a/o",
              "created_at": "2026-01-01T09:00:00+08:00", "extent": "full"}  # fmt: skip
    file = tmp_path / "package.json"
    file.write_text(json.dumps({**header, "statements": statements}), encoding="utf-8")
    return str(file)


def test_the_newest_revision_counts_wherever_it_stands(tmp_path: Path) -> None:
    old: dict[str, object] = {"type": "case", "id": "a/c", "revision": 1, "kind": "repair"}
    steps = [{"no": 1, "step": "application", "on": "2025-09-26"}]
    new = {**old, "revision": 2, "steps": steps}
    for order in ((old, new), (new, old)):
        found = run(saved(tmp_path, "national-2016", *order), "--as-of", "2026-01-01", "--format", "json")
        (one,) = json.loads(found.stdout)["cases"]
        assert (one["state"], one["since"]) == ("applied", "2025-09-26")
        # Three working days after Friday 26 September: Sunday 28 (worked), Monday 29, Tuesday 30.
        due = {row["deadline"]["due"] for row in one["next"] if row["step"] == "acceptance"}
        assert due == {"2025-09-30"}


def test_a_file_without_a_case_and_a_profile_that_is_not_known_are_told(tmp_path: Path) -> None:
    file = saved(tmp_path, "nowhere-1900")
    assert "没有办理中的事项" in run(file, "--as-of", "2026-01-01").stdout
    assert "nowhere-1900" in run(file, "--as-of", "2026-01-01").stderr
    assert run(saved(tmp_path, "national-2016"), "--as-of", "2026-01-01").stderr == ""


def test_what_was_withdrawn_cannot_be_judged(tmp_path: Path) -> None:
    gone: dict[str, object] = {"type": "case", "id": "a/c", "revision": 2, "action": "withdraw"}
    found = run(saved(tmp_path, "national-2016", gone), "--id", "a/c", "--as-of", "2026-01-01")
    assert (found.exit_code, "已撤回" in found.stderr) == (1, True)

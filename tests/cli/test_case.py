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

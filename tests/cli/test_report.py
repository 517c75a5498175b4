"""The verb `report`: what is no saved result is refused, not rendered as a clean one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli

SOUND = Path(__file__).parents[2] / "examples" / "broken" / "sound.ndjson"


def test_a_saved_result_is_rendered(tmp_path: Path) -> None:
    saved = CliRunner().invoke(cli, ["validate", str(SOUND), "--format", "json"]).stdout
    (tmp_path / "a.json").write_text(saved, encoding="utf-8")
    found = CliRunner().invoke(cli, ["report", str(tmp_path / "a.json"), "--lang", "en"])
    assert found.exit_code == 0, found.output
    assert "Check of government integrity data" in found.stdout


@pytest.mark.parametrize(
    "poor",
    [
        {"groups": 5},
        {"groups": []},
        {"groups": [5], "counts": {}},
        {"groups": [{"code": "x"}], "counts": {}},
        [],
    ],
)
def test_what_is_no_saved_result_is_refused(tmp_path: Path, poor: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(poor), encoding="utf-8")
    found = CliRunner().invoke(cli, ["report", str(tmp_path / "a.json")])
    assert (found.exit_code, found.stdout) == (3, "")
    assert "a.json" in found.stderr

"""Each broken file gives the findings worked out by hand in `expected.json`, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gov_integrity.findings import Finding
from gov_integrity.validation import validate

EXAMPLES = Path(__file__).parents[2] / "examples"
BROKEN = EXAMPLES / "broken"
EXPECTED = json.loads((BROKEN / "expected.json").read_text(encoding="utf-8"))
SOUND = sorted([*(EXAMPLES / "real").iterdir(), *(EXAMPLES / "made-up").iterdir()])


def before_rules(path: Path) -> list[Finding]:
    """What decode, structure, codes and references say; what rules ask depends on the day and the profile."""
    return [item for item in validate([path]).findings if item.stage != "rules"]


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["file"])
def test_findings_are_those_expected(case: dict[str, object]) -> None:
    found = [
        {
            "code": item.code,
            "severity": item.severity,
            "record": item.place.record,
            "pointer": item.place.pointer,
        }
        for item in before_rules(BROKEN / str(case["file"]))
    ]
    assert found == case["findings"]


def test_every_file_is_expected_and_every_expectation_has_its_file() -> None:
    files = {path.name for path in BROKEN.iterdir()} - {"expected.json"}
    assert sorted(case["file"] for case in EXPECTED) == sorted(files)


def test_no_identity_number_is_repeated() -> None:
    for name in ("identity-number-in-text.ndjson", "identity-number-as-uscc.ndjson"):
        assert "11010519491231002X" not in json.dumps(validate([BROKEN / name]).to_json(), ensure_ascii=False)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_sound_packages_have_no_finding(path: Path) -> None:
    assert before_rules(path) == []

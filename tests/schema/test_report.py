"""Reports of every example, sound and broken, fit the published schema of the report."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from gov_integrity.schema.report import report_schema
from gov_integrity.validation import validate

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(path for name in ("real", "made-up", "broken") for path in (EXAMPLES / name).glob("*json"))


def test_the_schema_itself_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_report_fits(path: Path) -> None:
    report = validate([path]).to_json()
    assert list(jsonschema.Draft202012Validator(report_schema()).iter_errors(report)) == []


def test_the_schema_refuses_what_is_no_report() -> None:
    report = validate([FILES[0]]).to_json()
    report["counts"]["statements"] = -1  # type: ignore[index]
    assert not jsonschema.Draft202012Validator(report_schema()).is_valid(report)

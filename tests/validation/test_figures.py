"""Figures of quality over a package small enough to be reckoned by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gov_integrity.schema.report import report_schema
from gov_integrity.validation import validate

ENVELOPE = {
    "revision": 1, "action": "make", "recorded_at": "2025-10-01T00:00:00+08:00", "access": "public",
}  # fmt: skip
HEADER = {
    "type": "package", "version": "1.0-draft", "id": "x/pkg", "profile": "national-2016", "sender": "x/a",
    "created_at": "2025-10-14T00:00:00+08:00", "extent": "increment",
}  # fmt: skip


def body(local: str, name: str, **more: object) -> dict[str, object]:
    return (
        {"type": "organisation", "id": f"x/{local}", "stated_by": "x/a", "name": name, "kind": "department"}
        | ENVELOPE
        | more
    )


def decision(local: str, kind: str, decided_on: str, by: str = "x/a", **more: object) -> dict[str, object]:
    own = {"type": "decision", "id": f"x/{local}", "stated_by": by, "subject": by, "kind": kind}
    return own | ENVELOPE | {"decided_on": decided_on} | more


@pytest.fixture
def package(tmp_path: Path) -> Path:
    statements = [
        body("a", "甲局", uscc="11152900MB0000000K"),
        body("b", "乙局", uscc="11152900MB0000000K"),  # the code of another
        body("c", "丙局", uscc="11152900MB0000000X"),  # wrong check character
        body("d", "丁局"),
        # 国庆、中秋: 2025-10-01 to 10-08 are days off, 09-28 and 10-11 are worked.
        decision("1", "penalty", "2025-10-09"),  # 10, 11, 13, 14: four working days
        decision("2", "penalty", "2025-09-29", by="x/b"),  # 30, 9, 10, 11, 13, 14: six
        decision("3", "penalty", "2025-09-26"),  # 28, 29 more: eight, late
        decision("4", "licence", "2025-10", by="x/b"),  # no day
        decision("5", "licence", "2025-10-14"),  # the day itself: none
        decision("6", "policy", "2025-01-01"),  # has no such limit
        decision("7", "licence", "2025-13-01", by="x/b"),  # an error of structure
    ]
    path = tmp_path / "p.json"
    path.write_text(json.dumps(HEADER | {"statements": statements}), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "ndjson", "two processes"])
def test_every_figure(package: Path, form: str) -> None:
    if form != "json":
        whole = json.loads(package.read_text(encoding="utf-8"))
        statements = whole.pop("statements")
        package = package.with_suffix(".ndjson")
        package.write_text(
            "".join(json.dumps(line) + "\n" for line in [whole, *statements]), encoding="utf-8"
        )
    report = validate([package], rules=False, figures=True, jobs=1 + (form == "two processes"))
    figures = report.figures
    sound = {row["type"]: (row["sound"], row["statements"]) for row in figures["types"]}
    assert sound["decision"] == (6, 7)
    assert sound["organisation"][1] == 4
    assert figures["credit_codes"] == {"given": 3, "wrong": 1, "repeated": 1}
    timed = figures["timeliness"]
    assert timed["limit"] == 7
    assert timed["unjudged"] == 2
    assert timed["kinds"] == [
        {"kind": "licence", "judged": 1, "late": 0},
        {"kind": "penalty", "judged": 3, "late": 1},
    ]
    assert {row["label"]: row["count"] for row in timed["days"] if row["count"]} == {
        "0–1": 1, "4–5": 1, "6–7": 1, "8–10": 1,
    }  # fmt: skip
    units = {row["unit"]: row for row in figures["units"]}
    assert (units["x/a"]["name"], units["x/a"]["statements"], units["x/a"]["late"]) == ("甲局", 8, 1)
    assert (units["x/b"]["statements"], units["x/b"]["sound"], units["x/b"]["judged"]) == (3, 2, 1)
    fields = {(row["type"], row["field"]): (row["present"], row["statements"]) for row in figures["fields"]}
    assert fields["organisation", "uscc"] == (3, 4)
    assert fields["decision", "number"] == (0, 7)


def test_the_report_with_figures_fits_its_schema(package: Path) -> None:
    import jsonschema

    report = validate([package], figures=True).to_json()
    jsonschema.Draft202012Validator(report_schema()).validate(json.loads(json.dumps(report)))
    assert "figures" not in validate([package]).to_json()

"""The traceability table: every clause has a status, and its counts add up."""

from __future__ import annotations

import json

from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.policy import clauses
from gov_integrity.trace import CHECKABLE, summary, table


def test_every_clause_has_a_status() -> None:
    assert set(table()) == set(clauses())
    assert len(table()) == 563
    for row in table().values():
        assert (row.status == "works") == bool(row.by)
        assert bool(row.reason) == (row.status != "works")
        assert (row.status == "not-software") == (row.verifiability not in CHECKABLE)


def test_at_least_ninety_five_in_a_hundred_checkable_clauses_work() -> None:
    """Of the 440 that are checkable and not scoring."""
    rows = [row for row in table().values() if row.verifiability not in ("documentation", "scoring")]
    assert len(rows) == 440
    assert sum(row.status == "works" for row in rows) >= 418


def test_every_scoring_clause_works() -> None:
    rows = [row for row in table().values() if row.verifiability == "scoring"]
    assert len(rows) == 38
    assert [row.clause for row in rows if row.status != "works"] == []


def test_counts_add_up() -> None:
    found = summary()
    for key in ("by_document", "by_mechanism", "by_verifiability"):
        groups = found[key]
        assert isinstance(groups, dict)
        for name in ("clauses", "checkable", "works"):
            assert sum(counts[name] for counts in groups.values()) == found[name]


def test_the_command_line_gives_integers_and_rows() -> None:
    counts = json.loads(CliRunner().invoke(cli, ["trace", "--format", "json"]).output)
    assert [type(counts[name]) for name in ("clauses", "checkable", "works")] == [int, int, int]
    row = json.loads(CliRunner().invoke(cli, ["trace", "gansu-2017/4.5b", "--format", "json"]).output)
    assert row["status"] == "works"
    assert any(item["works"] for item in row["artefacts"])
    assert CliRunner().invoke(cli, ["trace", "nowhere/1"]).exit_code == 2

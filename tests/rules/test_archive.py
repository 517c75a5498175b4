"""Credit archives."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage, rules
from rules.judging import context, judged

DONE = [{"no": 1, "state": "full", "on": "2024-06-30"}]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("service-quality", True), ("key-tasks", True), ("work-plan", True), ("contract", False),
        ("debt", False), ("credit-repair", False), ("proof-matter", False),
    ],
)  # fmt: skip
def test_promises_of_government_enter_the_archive_and_no_others(kind: str, asked: bool) -> None:
    """Xinzheng and Shandong speak of the promises of departments and officials."""
    done = [{**DONE[0], "on": "2024-12-31"}]  # under both texts
    promise = {"type": "commitment", "subject": "a/b", "kind": kind, "performances": done}
    for name in ("xinzheng-2017", "shandong-2024"):
        where = context(name, coverage=[Coverage("handling")])
        assert judged("GI-ARC-0007", promise, where=where) == ([(0, "/performances", {})] if asked else [])
    assert rules()["GI-ARC-0007"].kind.severity == "warning"


@pytest.mark.parametrize(
    ("term", "asked"),
    [
        ({}, True),
        ({"until": "2024-06-30"}, True),
        ({"until": "2024"}, True),
        ({"until": "2024-06-29"}, False),
        ({"from": "2024-07-01"}, False),
        ({"from": "2024-07"}, False),
    ],
)
def test_a_project_enters_the_record_of_who_was_in_charge_then(term: dict[str, str], asked: bool) -> None:
    where = context("alxa-2021", coverage=[Coverage("handling")])
    party = {"no": 1, "role": "government-side-person", "party": "a/p", **term}
    project = {
        "type": "commitment", "subject": "a/b", "kind": "contract", "domains": ["ppp"], "parties": [party],
    }  # fmt: skip
    found = judged("GI-ARC-0006", {**project, "performances": DONE}, where=where)
    assert found == ([(0, "/performances", {})] if asked else [])
    undated = [{"no": 1, "state": "full"}]
    assert len(judged("GI-ARC-0006", {**project, "performances": undated}, where=where)) == 1


def test_discipline_may_enter_an_official_archive_everywhere() -> None:
    person = {"type": "person", "id": "a/p", "name": "甲", "kind": "civil-servant"}
    entry = {"type": "handling", "operation": "enter-archive", "subject": "a/p"}
    where = context("gansu-2017")
    discipline = {**entry, "kinds": ["violation-of-discipline"]}
    assert judged("GI-ARC-0001", person, discipline, where=where) == []
    assert judged("GI-ARC-0001", person, {**entry, "kinds": ["finance"]}, where=where) == [
        (1, "/kinds", {"information_kind": "finance"})
    ]


def test_what_was_done_before_the_text_is_left_alone() -> None:
    """Alxa is of 2021-07-26, Weidu of 2022-11-03."""
    register = {"type": "handling", "operation": "register"}
    record = {"type": "dishonesty_record", "subject": "a/b", "form": "court-judgment"}
    alxa, weidu = context("alxa-2021"), context("weidu-2022", coverage=[Coverage("handling")])
    for day, found in (("2021-07-25", 0), ("2021-07-26", 1), ("2021-07", 1)):
        assert len(judged("GI-RNR-0001", {**register, "done_on": day}, where=alxa)) == found
    for day, found in (("2022-11-02", 0), ("2022-11-03", 1), ("2022", 1)):
        assert len(judged("GI-ARC-0008", {**record, "decided_on": day}, where=weidu)) == found

"""Rectification, objections and repair."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage, RuleSet, rules
from rules.judging import context, judged

RECORD = {"type": "dishonesty_record", "id": "a/r", "subject": "a/b", "form": "court-judgment"}
REPAIRED = {**RECORD, "ended_on": "2025-05-30", "end_kind": "repaired"}


def sanction(kind: str, *about: str, **more: object) -> dict[str, object]:
    return {"type": "sanction", "subject": "a/b", "kind": kind, "about": list(about or ("a/r",)), **more}


@pytest.mark.parametrize(
    ("kind", "lasting"),
    [
        ("merit-restriction", True),
        ("joint-punishment", True),
        ("public-criticism", False),  # done once
        ("accountability", False),
        ("demotion", False),  # discipline runs its own months
    ],
)
def test_repair_lifts_what_lasts(kind: str, lasting: bool) -> None:
    assert bool(judged("GI-REP-0003", REPAIRED, sanction(kind))) is lasting


def test_a_sanction_stands_while_something_it_rests_on_stands() -> None:
    measure = sanction("merit-restriction", "a/r", "a/other", until="2025-12-31")
    other = {**RECORD, "id": "a/other"}
    assert judged("GI-REP-0003", REPAIRED, other, measure) == []
    assert judged("GI-REP-0003", REPAIRED, measure) == []  # nothing is known of the other
    expired = {**other, "ended_on": "2025-06-02", "end_kind": "expired"}
    assert judged("GI-REP-0003", REPAIRED, expired, measure) == [
        (2, "/kind", {"ended_on": "2025-05-30", "measure_kind": "merit-restriction"}),
    ]
    lifted = {**measure, "ended_on": "2025-06-02"}
    assert judged("GI-REP-0003", REPAIRED, expired, lifted) == []


def test_repair_before_the_law_did_not_lift_by_itself() -> None:
    # 民营经济促进法 54 is in force from 2025-05-20.
    early = {**REPAIRED, "ended_on": "2025-05-19"}
    assert judged("GI-REP-0003", early, sanction("merit-restriction")) == []
    late = {**REPAIRED, "ended_on": "2025-05-20"}
    assert len(judged("GI-REP-0003", late, sanction("merit-restriction"))) == 1


def test_a_record_whose_document_was_revoked_is_not_rectified() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("case")])
    body = {"type": "organisation", "id": "a/b", "name": "甲局", "kind": "department"}
    assert len(judged("GI-RCT-0004", body, RECORD, where=where)) == 1
    revoked = {**RECORD, "ended_on": "2025-02-03", "end_kind": "revoked"}
    assert judged("GI-RCT-0004", body, revoked, where=where) == []


def test_the_deciding_body_may_be_a_party_of_the_case() -> None:
    where = context(as_of="2026-06-01")
    record = {**REPAIRED, "decided_by": "a/court"}
    repair = {"type": "case", "kind": "repair", "result": "granted", "about": ["a/r"], "stated_by": "a/site"}
    assert len(judged("GI-REP-0004", record, repair, where=where)) == 1
    by = [{"no": 1, "role": "deciding-body", "party": "a/court"}]
    assert judged("GI-REP-0004", record, {**repair, "parties": by}, where=where) == []


@pytest.mark.parametrize(
    ("name", "law"),
    [("shandong-2024", "山东省社会信用条例"), ("xinzheng-2017", "河南省社会信用条例")],
)
def test_an_objection_is_told_by_the_law_of_its_province(name: str, law: str) -> None:
    rule_set = RuleSet(context(name), only={"GI-OBJ-0002"})
    assert [one.document for one in rule_set.citations(rules()["GI-OBJ-0002"])] == [law]

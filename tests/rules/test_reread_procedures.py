"""Procedures and disclosure: decisions from before the text, and what counts as disclosed."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

LATE = [
    {"no": 1, "step": "collective-decision", "on": "2017-10-30"},
    {"no": 2, "step": "risk-assessment", "on": "2017-12-29"},
]


@pytest.mark.parametrize("code", ["GI-DCN-0002", "GI-DCN-0003"])
def test_the_order_of_steps_is_asked_for_since_the_text(code: str) -> None:
    """The scheme of Xinzheng is of 2017-11-01."""
    where = context("xinzheng-2017")
    major = {"type": "decision", "subject": "a/b", "kind": "major-decision"}
    old = {**major, "decided_on": "2017-10-31", "steps": LATE}
    assert judged(code, old, where=where) == []
    new = {
        **major,
        "decided_on": "2017-11-02",
        "steps": [{**LATE[0], "on": "2017-11-01"}, LATE[1]],
    }
    assert [pointer for _, pointer, _ in judged(code, new, where=where)] == ["/steps/1/on"]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (
            "GI-DCN-0008",
            {
                "kind": "preferential-policy",
                "steps": [{"no": 1, "step": "collective-decision"}],
                "parties": [{"no": 1, "role": "decision-maker", "party": "a/p"}],
            },
        ),
        (
            "GI-DCN-0012",
            {"kind": "policy", "traits": ["specialised"], "steps": [{"no": 1, "step": "joint-consultation"}]},
        ),
    ],
)
def test_what_shandong_asks_of_a_decision_is_asked_since_its_text(
    code: str, fields: dict[str, object]
) -> None:
    decision = {"type": "decision", "subject": "a/b", **fields}
    for day, found in (("2024-11-10", 0), ("2024-11-11", 1), ("2024", 1)):
        assert len(judged(code, {**decision, "decided_on": day})) == found
    assert len(judged(code, decision)) == 1


def test_a_document_withheld_is_no_disclosure_of_the_finances() -> None:
    """Affairs and finances of townships are disclosed (alxa 2.3.6b)."""
    where = context("alxa-2021", coverage=[Coverage("publication")])
    town = {"type": "organisation", "name": "示例", "kind": "sumu"}
    affairs = {"type": "publication", "kinds": ["administrative-affairs"], "about": ["a/0"]}
    finance = {"type": "publication", "kinds": ["finance"], "about": ["a/0"]}
    withheld = {**finance, "state": "withheld", "withheld_grounds": ["personal-privacy"]}
    assert judged("GI-DIS-0006", town, affairs, withheld, where=where) == [
        (0, "", {"information_kind": "finance"})
    ]
    assert judged("GI-DIS-0006", town, affairs, withheld, finance, where=where) == []


def test_a_publication_of_a_contract_need_not_tell_its_kind() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    bought = {
        "type": "commitment", "kind": "contract", "subject": "a/b", "domains": ["government-procurement"],
        "platform": "示例平台",
    }  # fmt: skip
    page = {"type": "publication", "about": ["a/0"]}
    assert judged("GI-DIS-0004", bought, page, where=where) == []
    assert len(judged("GI-DIS-0004", bought, {**page, "state": "withheld"}, where=where)) == 1
    assert len(judged("GI-DIS-0004", bought, {**page, "kinds": ["finance"]}, where=where)) == 1


def test_a_review_expressly_not_done_was_not_taken_in_time() -> None:
    """The scheme of Weidu is of 2022-11-03; the review comes before the decision (3.3.3d)."""
    where = context("weidu-2022")
    decision = {
        "type": "decision", "kind": "penalty", "subject": "a/b", "traits": ["major-enforcement"],
        "decided_on": "2025-03-03",
    }  # fmt: skip
    missed = {"no": 1, "step": "legal-review", "on": "2025-02-28", "outcome": "not-done"}
    late = {"no": 2, "step": "legal-review", "on": "2025-03-20"}
    found = judged("GI-ENF-0005", {**decision, "steps": [missed, late]}, where=where)
    assert [pointer for _, pointer, _ in found] == ["/steps/1/on"]
    # What was not done on a later day either is no late review; the missing step is told elsewhere.
    never = {**decision, "steps": [{**missed, "on": "2025-03-20"}]}
    assert judged("GI-ENF-0005", never, where=where) == []
    assert len(judged("GI-ENF-0004", never, where=where)) == 1
    old = {**decision, "decided_on": "2022-11-02", "steps": [{**late, "on": "2022-12-01"}]}
    assert judged("GI-ENF-0005", old, where=where) == []

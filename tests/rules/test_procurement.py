"""Government procurement."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged

PURCHASE = {
    "type": "commitment",
    "kind": "contract",
    "subject": "a/b",
    "domains": ["government-procurement"],
}


def test_a_contract_at_acceptance_is_still_being_accepted() -> None:
    where = context("xinzheng-2017")
    assert judged("GI-PRO-0002", {**PURCHASE, "stage": "acceptance"}, where=where) == []
    assert len(judged("GI-PRO-0002", {**PURCHASE, "stage": "performance-evaluation"}, where=where)) == 1


def test_a_record_whose_document_was_revoked_needs_no_handling() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("sanction")])
    record = {
        "type": "dishonesty_record",
        "subject": "a/b",
        "form": "court-judgment",
        "domains": ["government-procurement"],
    }
    assert len(judged("GI-PRO-0005", record, where=where)) == 1
    revoked = {**record, "ended_on": "2025-02-03", "end_kind": "revoked"}
    assert judged("GI-PRO-0005", revoked, where=where) == []

"""Dishonesty that must have consequences."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged


@pytest.mark.parametrize(
    ("code", "name", "more"),
    [
        ("GI-DUT-0001", "xinzheng-2017", {"domains": ["payment"]}),
        ("GI-DUT-0002", "weidu-2022", {"access": "public"}),
        ("GI-DUT-0003", "xinzheng-2017", {"harms": ["lawful-rights"], "conducts": ["repudiation"]}),
    ],
)
def test_nothing_is_pursued_when_the_document_was_revoked(
    code: str, name: str, more: dict[str, object]
) -> None:
    where = context(name, coverage=[Coverage("sanction")])
    record = {"type": "dishonesty_record", "subject": "a/b", "form": "court-judgment", **more}
    assert len(judged(code, record, where=where)) == 1
    ended = {**record, "ended_on": "2025-02-03"}
    assert len(judged(code, {**ended, "end_kind": "repaired"}, where=where)) == 1
    assert judged(code, {**ended, "end_kind": "revoked"}, where=where) == []

"""Of whom there are records."""

from __future__ import annotations

from gov_integrity.reports.words import words
from rules.judging import judged


def test_a_person_is_told_by_the_kind_of_person() -> None:
    record = {"type": "dishonesty_record", "subject": "a/s", "form": "court-judgment"}
    told = {}
    for subject in (
        {"type": "person", "kind": "investor"},
        {"type": "organisation", "kind": "enterprise"},
        {"type": "person", "kind": "civil-servant"},
        {"type": "organisation", "kind": "enterprise", "publicly_funded": True},
    ):
        found = judged("GI-REC-0008", {**subject, "id": "a/s", "name": "甲"}, record)
        for _, pointer, params in found:
            assert pointer == "/subject"
            finding = {"code": "GI-REC-0008", "record": {"type": "dishonesty_record"}, "params": params}
            told[subject["kind"]] = words(finding).message.partition(",")[0]
    assert told == {
        "investor": "记录的主体是 investor 投资人",
        "enterprise": "记录的主体是 enterprise 企业",
    }

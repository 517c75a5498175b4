"""Quality of statistical data."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged

WHERE = context("xinzheng-2017", coverage=[Coverage("dishonesty_record")])


def fraud(result: str, **more: object) -> dict[str, object]:
    return {"type": "case", "kind": "fraud-investigation", "result": result, **more}


def test_only_fraud_that_was_found_leaves_a_record() -> None:
    assert len(judged("GI-STA-0003", fraud("responsibility-found"), where=WHERE)) == 1
    assert judged("GI-STA-0003", fraud("not-upheld"), where=WHERE) == []
    record = {"type": "dishonesty_record", "domains": ["statistics"], "about": ["a/0"]}
    assert judged("GI-STA-0003", fraud("upheld"), record, where=WHERE) == []
    assert len(judged("GI-STA-0003", fraud("upheld"), {**record, "domains": ["bidding"]}, where=WHERE)) == 1


def test_values_of_fraud_that_was_not_found_stay_checked() -> None:
    value = {"type": "observation", "verification": "checked"}
    assert judged("GI-STA-0004", value, fraud("not-upheld", about=["a/0"]), where=WHERE) == []
    assert judged("GI-STA-0004", fraud("upheld", about=["a/1"]), value, where=WHERE) == [
        (1, "/verification", {})
    ]


def test_evidence_traces_a_value_as_a_source_does() -> None:
    value = {"type": "observation", "value": "1"}
    assert len(judged("GI-STA-0002", value, where=WHERE)) == 1
    assert judged("GI-STA-0002", {**value, "evidence": [{"no": 1, "title": "统计表"}]}, where=WHERE) == []

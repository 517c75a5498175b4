"""Leading groups and meetings."""

from __future__ import annotations

from rules.judging import context, judged


def group(*heads: dict[str, object]) -> dict[str, object]:
    rows = [
        *({"role": "group-head", "name": "组长", **head} for head in heads),
        {"role": "group-deputy-head", "name": "副组长"},
        {"role": "group-member", "name": "成员"},
    ]
    parties = [{"no": no, **row} for no, row in enumerate(rows, 1)]
    return {"type": "task", "content": "示例", "parties": parties}


def test_who_leads_on_the_day_is_counted() -> None:
    # Judged for 2025-06-30.
    where = context("weidu-2022")
    assert judged("GI-LED-0001", group({"until": "2026-12-31"}), where=where) == []
    assert judged("GI-LED-0001", group({"until": "2025-06-30"}, {"from": "2025-07-01"}), where=where) == []
    assert len(judged("GI-LED-0001", group({"until": "2025-06-29"}), where=where)) == 1
    assert len(judged("GI-LED-0001", group({}, {"until": "2026-12-31"}), where=where)) == 1


def test_each_text_asks_for_the_results_of_its_own_meetings() -> None:
    # Alxa orders joint meetings (3.2e), Xinzheng discussion meetings (5.3b).
    for name, kind in (("alxa-2021", "joint-meeting"), ("xinzheng-2017", "discussion-meeting")):
        for other in ("joint-meeting", "discussion-meeting"):
            meeting = {"type": "activity", "subject": "a/b", "kind": other}
            assert len(judged("GI-LED-0002", meeting, where=context(name))) == (other == kind)

"""What has to be set up."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged

GANSU = context("gansu-2017", "2018-06-30", [Coverage("task")])


def task(*areas: str, **more: object) -> dict[str, object]:
    return {"type": "task", "content": "示例", "areas": list(areas), **more}


def test_gansu_names_five_areas_and_weidu_four() -> None:
    assert len(judged("GI-REG-0002", task("work-safety"), where=GANSU)) == 5
    weidu = context("weidu-2022", coverage=[Coverage("task")])
    areas = [params["task_area"] for _, _, params in judged("GI-REG-0002", task("enforcement"), where=weidu)]
    assert areas == ["civil-servant-honesty", "openness", "promise-keeping"]


def test_one_task_in_time_is_enough() -> None:
    late = task("openness", due_on="2019-06-30")
    assert len(judged("GI-REG-0003", late, where=GANSU)) == 1
    assert judged("GI-REG-0003", late, task("openness", due_on="2018-12"), where=GANSU) == []
    assert judged("GI-REG-0003", late, task("openness"), where=GANSU) == []


def test_implementing_rules_count_for_those_who_adopt_them() -> None:
    where = context("alxa-2021", coverage=[Coverage("task")])
    units = [
        {"type": "organisation", "name": "甲局", "kind": "department"},
        {"type": "organisation", "name": "乙旗", "kind": "government", "level": "county"},
        {"type": "organisation", "name": "丙盟", "kind": "government", "level": "prefecture"},
    ]
    rules = [{"no": 1, "kind": "implementing-rules", "title": "示例细则"}]
    parties = [
        {"no": 1, "role": "joint-author", "party": "a/0"},
        {"no": 2, "role": "recipient", "party": "a/1"},
    ]
    made = task(deliverables=rules, parties=parties)
    assert judged("GI-REG-0001", *units, made, where=where) == [(1, "", {})]


def test_a_legal_opinion_shows_that_there_is_an_adviser() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("organisation")])
    bureau = {"type": "organisation", "name": "示例局", "kind": "department"}
    decision = {
        "type": "decision",
        "kind": "policy",
        "subject": "a/0",
        "steps": [{"no": 1, "step": "legal-opinion"}],
    }
    assert len(judged("GI-REG-0004", bureau, where=where)) == 1
    assert judged("GI-REG-0004", bureau, decision, where=where) == []
    assert judged("GI-REG-0004", {**bureau, "kind": "enterprise"}, where=where) == []


def test_a_body_that_is_no_more_needs_no_rules_and_no_adviser() -> None:
    gone = {"type": "organisation", "name": "甲局", "kind": "department", "until": "2019-03-31"}
    assert judged("GI-REG-0001", gone, where=context("alxa-2021", coverage=[Coverage("task")])) == []
    where = context("xinzheng-2017", coverage=[Coverage("organisation")])
    assert judged("GI-REG-0004", gone, where=where) == []

"""Lists of powers, services and disclosure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gov_integrity.rules import Coverage
from rules.judging import context, judged

ALXA = context("alxa-2021")
LISTED = context("alxa-2021", coverage=[Coverage("list_item")])


def item(**more: object) -> dict[str, object]:
    return {"type": "list_item", "subject": "a/b", "list": "power-list", "name": "示例许可", **more}


def act(day: str, **more: object) -> dict[str, object]:
    return {
        "type": "decision",
        "kind": "licence",
        "subject": "a/b",
        "decided_on": day,
        "about": ["a/0"],
        **more,
    }


def test_a_day_that_may_lie_in_force_is_not_told() -> None:
    power = item(since="2024-03-10", until="2024-05-20")
    assert judged("GI-LST-0003", power, act("2024-03"), where=ALXA) == []
    assert judged("GI-LST-0003", power, act("2024-05-20"), where=ALXA) == []
    assert judged("GI-LST-0003", power, act("2024-05-21"), where=ALXA) == [
        (1, "/about", {"decided_on": "2024-05-21", "since": "2024-03-10", "until": "2024-05-20"}),
    ]
    assert len(judged("GI-LST-0003", power, act("2024-02"), where=ALXA)) == 1


def test_what_else_a_decision_is_about_is_no_item() -> None:
    assert judged("GI-LST-0003", act("2024-05-21", about=["a/9"]), where=ALXA) == []


@given(some.integers(0, 4), some.integers(0, 6))
def test_unnamed_powers_are_told_once_a_body_and_month(cut: int, more: int) -> None:
    given_ = [act("2024-05-21", about=[]) for _ in range(1 + more)]
    found = judged("GI-LST-0004", *given_, where=LISTED, cut=cut)
    assert found == [(0, "/about", {"count": 1 + more, "month": "2024-05"})]


def test_a_list_declared_from_some_day_on_is_not_known_to_be_whole() -> None:
    part = context("alxa-2021", coverage=[Coverage("list_item", "", "2024-01-01")])
    assert judged("GI-LST-0001", item(), where=part) == []
    assert len(judged("GI-LST-0001", item(), where=LISTED)) == 7


def test_items_that_ended_stand_on_both_lists_no_more() -> None:
    where = context("xinzheng-2017")
    one, other = item(list="disclosure-catalogue"), item(list="disclosure-negative-list")
    assert len(judged("GI-LST-0008", one, other, where=where)) == 1
    assert judged("GI-LST-0008", {**one, "until": "2024-01-01"}, other, where=where) == []


def test_a_barred_project_is_known_by_reference_too() -> None:
    barred = item(list="investment-negative-list", name="示例项目")
    project = {"type": "decision", "kind": "project-approval", "subject": "a/b"}
    assert len(judged("GI-LST-0010", barred, {**project, "title": "另一项目", "about": ["a/0"]})) == 1
    assert judged("GI-LST-0010", barred, project) == []


def test_what_was_abolished_need_not_be_shown() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    for code, kind in (("GI-LST-0006", "power-list"), ("GI-LST-0007", "disclosure-catalogue")):
        assert len(judged(code, item(list=kind), where=where)) == 1
        assert len(judged(code, item(list=kind, until="2026-12-31"), where=where)) == 1
        assert judged(code, item(list=kind, until="2020-01-01"), where=where) == []
        gone = item(list=kind, change="cancelled", changed_on="2020-01-01")
        assert judged(code, gone, where=where) == []


def page(**more: object) -> dict[str, object]:
    return {"type": "publication", "about": ["a/0"], "channel": "government-website", **more}


def test_a_page_taken_down_shows_nothing() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    assert judged("GI-LST-0006", item(), page(), where=where) == []
    assert len(judged("GI-LST-0006", item(), page(state="taken-down"), where=where)) == 1


def test_a_page_updated_on_an_unsure_day_may_be_up_to_date() -> None:
    where = context("xinzheng-2017")
    changed = item(changed_on="2025-03-03")
    old = page(updated_on="2025-02-03")
    assert len(judged("GI-LST-0005", changed, old, where=where)) == 1
    assert judged("GI-LST-0005", changed, old, page(updated_on="2025"), where=where) == []
    assert judged("GI-LST-0005", changed, old, page(), where=where) == []


def test_a_department_that_is_no_more_keeps_no_lists() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("list_item")])
    gone = {"type": "organisation", "name": "甲局", "kind": "department"}
    assert len(judged("GI-LST-0002", gone, where=where)) == 2
    assert judged("GI-LST-0002", {**gone, "until": "2019-03-31"}, where=where) == []

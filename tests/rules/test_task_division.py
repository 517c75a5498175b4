"""Tasks of a plan: the annex of 22, dates that may mean several days, and plans told apart."""

from __future__ import annotations

from datetime import date

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, Coverage, Fold, RuleSet
from rules.judging import context, judged

AS_OF = date(2025, 6, 30)
ALXA = "阿署办发〔2021〕35号"


def missing(numbers: list[int], document: str = ALXA, *, covered: bool = True) -> list[tuple[object, object]]:
    context = Context(
        as_of=AS_OF,
        periods=load(),
        profile=profile("alxa-2021", as_of=AS_OF),
        coverage=(Coverage("task"),) if covered else (),
    )
    engine, fold = RuleSet(context, only={"GI-TSK-0007"}), Fold()
    for place, number in enumerate(numbers):
        task = {
            "type": "task",
            "action": "make",
            "id": f"a/{place}",
            "stated_by": "a/league",
            "number": str(number),
            "basis": [{"no": 1, "document": document}],
        }
        engine.gather(task, place, fold)
    return [(one.hit.params["number"], one.hit.params["count"]) for _, one in engine.finish(fold)]


def test_the_annex_of_alxa_has_twenty_two_tasks() -> None:
    assert missing(list(range(1, 23))) == []
    assert missing(list(range(1, 22))) == [(22, 0)]
    assert missing([*range(1, 23), 7]) == [(7, 2)]


def test_another_plan_ends_with_its_last_number() -> None:
    assert missing([1, 2, 4], "示例发〔2024〕1号") == [(3, 0)]


def test_without_declared_coverage_nothing_is_missing() -> None:
    assert missing([1, 4], covered=False) == []


def test_a_month_is_overdue_when_it_is_over() -> None:
    engine = RuleSet(
        Context(as_of=AS_OF, periods=load(), profile=profile("xinzheng-2017", as_of=AS_OF)),
        only={"GI-TSK-0003"},
    )
    for due, told in (("2025-06", 0), ("2025-05", 1), ("2025", 0), ("2025-06-30", 0), ("2025-06-29", 1)):
        assert (
            len(list(engine.judge({"type": "task", "action": "make", "due_on": due, "state": "under-way"})))
            == told
        )


def test_revisions_and_statements_of_several_bodies_are_no_repetition() -> None:
    where = context("alxa-2021", coverage=[Coverage("task")])
    task = {"type": "task", "id": "a/t", "number": "1", "basis": [{"no": 1, "document": "示例发〔2024〕1号"}]}
    assert judged("GI-TSK-0007", task, {**task, "revision": 2, "action": "update"}, where=where) == []
    banner = {**task, "id": "b/t", "stated_by": "b/banner"}
    assert judged("GI-TSK-0007", task, banner, where=where) == []
    again = {**task, "id": "a/again"}
    assert [params["count"] for *_, params in judged("GI-TSK-0007", task, again, where=where)] == [2]


def test_the_tasks_of_one_body_may_be_some_of_the_plan() -> None:
    rows = [{"no": 1, "document": "示例发〔2024〕1号"}]
    tasks = [{"type": "task", "number": number, "basis": rows} for number in ("3", "7")]
    own = context("alxa-2021", coverage=[Coverage("task", "a/bureau")])
    assert judged("GI-TSK-0007", *tasks, where=own) == []
    whole = context("alxa-2021", coverage=[Coverage("task")])
    found = [params["number"] for *_, params in judged("GI-TSK-0007", *tasks, where=whole)]
    assert found == [1, 2, 4, 5, 6]


def test_a_task_without_its_number_may_be_the_missing_one() -> None:
    where = context("alxa-2021", coverage=[Coverage("task")])
    rows = [{"no": 1, "document": "示例发〔2024〕1号"}]
    tasks = [{"type": "task", "number": number, "basis": rows} for number in ("1", "3")]
    assert len(judged("GI-TSK-0007", *tasks, where=where)) == 1
    for loose in ({"basis": rows}, {"number": "2"}, {"basis": rows, "number": "二"}):
        assert judged("GI-TSK-0007", *tasks, {"type": "task", **loose}, where=where) == []
    other = {"type": "task", "basis": [{"no": 1, "document": "另一方案"}]}
    assert len(judged("GI-TSK-0007", *tasks, other, where=where)) == 1


def test_what_was_issued_in_time_may_be_issued_anew() -> None:
    rows = [
        {"no": 1, "kind": "handbook", "title": "诚信手册", "issued_on": "2017-11-30"},
        {"no": 2, "kind": "handbook", "title": "诚信手册", "issued_on": "2020-05-06", "version": "2"},
        {"no": 3, "kind": "platform", "title": "政务平台", "issued_on": "2018-01-02"},
    ]
    task = {"type": "task", "due_on": "2017-12-31", "deliverables": rows}
    found = judged("GI-TSK-0005", task, where=context("xinzheng-2017"))
    assert [pointer for _, pointer, _ in found] == ["/deliverables/2/issued_on"]

"""Statements run through their procedure: the real ones exactly as far as they are published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gov_integrity.errors import RefusedError, UndeterminedError, UsageError
from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Context, Next, Replay, next_steps, replay
from gov_integrity.procedures.replaying import _actors

REAL = Path(__file__).parents[2] / "examples" / "real"
AS_OF = date(2026, 11, 20)


def statements(name: str) -> dict[str, Mapping[str, object]]:
    lines = (REAL / name).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return {one["id"]: one for one in found if "revision" in one}


def run(everything: Mapping[str, Mapping[str, object]], name: str) -> tuple[Replay, dict[str, Next]]:
    context = Context(load(), None, everything)
    (chosen,) = [one for key, one in everything.items() if key.endswith(name)]
    found = replay(chosen, as_of=AS_OF, context=context)
    return found, {
        one.step.code + one.step.outcome: one for one in next_steps(found.case, as_of=AS_OF, context=context)
    }


def steps(found: Replay) -> list[str]:
    return [done.event.step for done in found.case.history]


@pytest.mark.clause("shandong-2024/4.14c")
def test_yancheng_stops_where_the_publication_does() -> None:
    """Performed or settled, and the court asked to delete; whether and when it did is not published."""
    found, following = run(statements("yancheng-2019.ndjson"), "/clearance")
    assert steps(found) == ["court-push", "supervision", "rectification", "application"]
    assert (found.case.state, found.stop, found.left) == ("requested", None, ())
    delisting = following["delisting"]
    assert (delisting.strength, delisting.standing, delisting.step.actors) == (
        "must", "undetermined", ("court",),
    )  # fmt: skip
    assert delisting.deadline is not None
    assert delisting.deadline.due is None
    assert "日期" in delisting.deadline.why_zh


def test_yancheng_debtors_are_listed_and_nothing_more() -> None:
    """The publication does not split performance by body, so none of the seven has performed here."""
    everything = statements("yancheng-2019.ndjson")
    debtors = [key for key in everything if "/debtor-" in key]
    assert len(debtors) == 7
    for name in debtors:
        found, following = run(everything, name)
        assert (steps(found), found.case.state) == (["court-push"], "notified")
        assert {"supervision", "performance"} <= set(following)
        assert "delisting" not in following


@pytest.mark.clause("shandong-2024/3.8a")
@pytest.mark.parametrize("name", ["debt-dongshan", "debt-education"])
def test_haikou_has_a_plan_known_to_the_month(name: str) -> None:
    """Source of money and 2022-06 are published; the day and whether the claim is clear are not."""
    found, following = run(statements("haikou-xiuying-2021.ndjson"), name)
    assert steps(found) == ["registration", "settlement-plan"]
    payment = following["payment"]
    assert payment.standing == "undetermined"
    assert payment.deadline is not None
    assert (payment.deadline.clock, payment.deadline.due) == ("plan-due", None)
    assert "2022-06" in payment.deadline.why_zh
    assert payment.obstacles[0].codes == ("claim_clear",)


def test_haikou_third_debt_is_paid_and_waits_for_its_closing() -> None:
    found, following = run(statements("haikou-xiuying-2021.ndjson"), "debt-enterprise")
    assert (steps(found), found.case.state) == (["registration", "payment"], "paid")
    assert following["closing"].strength == "must"
    assert following["closing"].needs == ("handling-result",)


def test_a_task_without_published_progress_has_only_been_assigned() -> None:
    found, following = run(statements("bengbu-2017.ndjson"), "/clearance")
    assert (steps(found), found.case.state) == (["assignment"], "assigned")
    assert following["drafting"].strength == "must"


BODY = "示例/局"
KEEPER = "示例/信用办"


def case(kind: str, **more: object) -> dict[str, Mapping[str, object]]:
    """A case marked 示例, with its record."""
    record = {"type": "dishonesty_record", "id": "示例/记录", "subject": BODY, "decided_on": "2026-05-06"}
    body = {"type": "organisation", "id": BODY, "kind": "department"}
    own = {
        "type": "case", "id": "示例/案", "kind": kind, "subject": BODY, "stated_by": KEEPER,
        "about": ["示例/记录"], **more,
    }  # fmt: skip
    return {str(one["id"]): one for one in (record, body, own)}


def test_an_earlier_step_that_was_not_published_is_named() -> None:
    everything = case("repair", opened_on="2026-06-01", closed_on="2026-07-01", result="granted")
    found, _ = run(everything, "案")
    assert steps(found) == ["application"]
    assert isinstance(found.stop, UndeterminedError)
    assert found.stop.params["reason"] == "not-published"
    assert found.stop.params["obstacles"][0].codes == ("acceptance",)  # type: ignore[index]
    assert [event.step for event in found.left] == ["approval", "repair"]


def test_steps_published_in_the_wrong_order_are_refused() -> None:
    rows = [
        {"no": 1, "step": "written-explanation", "on": "2026-06-10", "by": BODY},
        {"no": 2, "step": "rectification", "on": "2026-06-05", "by": BODY},
    ]
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    assert steps(found) == ["rectification-order"]
    assert isinstance(found.stop, RefusedError)
    assert found.stop.params["reason"] == "wrong-order"
    assert "gansu-2017 3.2.5b" in str(found.stop.params["basis"])


def test_a_step_by_the_wrong_body_is_refused() -> None:
    rows = [{"no": 1, "step": "written-explanation", "on": "2026-06-10", "by": KEEPER}]
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    assert isinstance(found.stop, RefusedError)
    assert found.stop.params["reason"] == "wrong-actor"


def test_what_lies_after_the_day_of_judgement_is_left_out() -> None:
    rows = [{"no": 1, "step": "written-explanation", "on": "2026-12-10", "by": BODY}]
    found, following = run(
        case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案"
    )
    assert (steps(found), found.stop, found.left) == (["rectification-order"], None, ())
    late = following["written-explanation"].deadline
    assert late is not None
    # From 1 July to 20 November: 30 + 31 + 30 + 31 + 20 days.
    assert (late.due, late.days_left(AS_OF)) == (date(2026, 7, 1), -142)


def test_evidence_of_a_step_is_its_document() -> None:
    rows = [{"no": 1, "step": "written-explanation", "on": "2026-06-10", "by": BODY}]
    evidence = [{"no": 1, "title": "关于欠款情况的书面说明", "part": "steps/1"}]
    everything = case(
        "rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows, evidence=evidence
    )
    found, following = run(everything, "案")
    assert found.case.documents == {"record", "written-explanation"}
    assert not [note for note in found.case.history[-1].notes if note.reason == "missing-document"]
    assert set(following) >= {"rectification"}


def test_steps_the_procedure_does_not_know_are_told() -> None:
    rows = [{"no": 1, "step": "hearing", "on": "2026-06-10", "by": BODY}]
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    assert found.outside == ("hearing",)


def test_a_type_without_procedure_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        replay({"type": "publication", "id": "示例/公开"}, as_of=AS_OF, context=Context(load()))


@pytest.mark.clause("shandong-2024/4.12c", "xinzheng-2017/4.1.3b", "xinzheng-2017/4.3.12i")
def test_a_fully_published_complaint_has_no_gap() -> None:
    """示例: every step with its day, its body and its document; nothing is left in doubt but the sources."""
    bodies = [
        {"type": "organisation", "id": BODY, "kind": "department"},
        {"type": "organisation", "id": "示例/市政府", "kind": "government"},
    ]
    stages = (
        ("acceptance", "2026-05-06", KEEPER, ""),
        ("hand-over", "2026-05-06", KEEPER, ""),
        ("listed-supervision", "2026-05-07", KEEPER, ""),
        ("verification", "2026-05-20", "示例/市政府", "passed"),
        ("rectification", "2026-06-10", BODY, "done"),
        ("reply", "2026-06-12", KEEPER, "in-time"),
    )
    rows = [
        {"no": no, "step": step, "on": on, "by": by, **({"outcome": outcome} if outcome else {})}
        for no, (step, on, by, outcome) in enumerate(stages, 1)
    ]
    own = {
        "type": "case", "id": "示例/投诉", "kind": "complaint", "subject": BODY, "stated_by": KEEPER,
        "opened_on": "2026-05-06", "closed_on": "2026-06-12", "result": "upheld", "steps": rows,
        "parties": [{"no": 1, "role": "territorial-unit", "party": "示例/市政府"}],
        "evidence": [
            {"no": 1, "title": "核实结论", "part": "steps/4"},
            {"no": 2, "title": "办理结果告知书", "part": "steps/6"},
        ],
    }  # fmt: skip
    everything = {str(one["id"]): one for one in (*bodies, own)}
    found, following = run(everything, "投诉")
    assert (found.case.state, found.stop, found.outside) == ("closed", None, ())
    assert steps(found) == [stage[0] for stage in stages]
    assert [note for done in found.case.history for note in done.notes] == []
    assert found.case.effects == ("opens-supervision", "opens-rectification")
    assert following == {}


def test_one_disputed_debt_of_two_is_enough_to_dispute() -> None:
    obligations = [
        {"no": 1, "kind": "payment", "dispute_state": "undisputed"},
        {"no": 2, "kind": "payment", "dispute_state": "disputed"},
    ]
    own = {"type": "commitment", "id": "示例/款", "kind": "debt", "subject": BODY, "obligations": obligations}
    found, following = run({"示例/款": own}, "款")
    assert found.case.facts["claim_clear"] is False
    assert following["payment"].standing == "blocked"


def decision(*steps: tuple[str, str], decided_on: str = "2026-06-20") -> dict[str, Mapping[str, object]]:
    passed = {"legality-review": {"outcome": "passed"}}
    rows = [
        {"no": no, "step": step, "on": on, **passed.get(step, {})} for no, (step, on) in enumerate(steps, 1)
    ]
    own = {
        "type": "decision", "id": "示例/决策", "kind": "major-decision", "subject": BODY, "stated_by": BODY,
        "traits": ["major"], "decided_on": decided_on, "steps": rows,
    }  # fmt: skip
    return {"示例/决策": own}


def run_in(name: str, everything: Mapping[str, Mapping[str, object]], thing: str) -> Replay:
    context = Context(load(), profile(name, as_of=date(2026, 5, 6)), everything)
    return replay(everything[thing], as_of=AS_OF, context=context)


BEFORE = [("public-participation", "2026-06-01"), ("risk-assessment", "2026-06-03"),
          ("legality-review", "2026-06-10")]  # fmt: skip


@pytest.mark.clause("alxa-2021/2.1.1c")
def test_a_compulsory_step_that_was_not_published_is_named_and_no_breach() -> None:
    """Alxa 2.1.1c asks participation, expert argument, risk assessment and legality review."""
    found = run_in("alxa-2021", decision(*BEFORE), "示例/决策")
    assert isinstance(found.stop, UndeterminedError)
    assert found.stop.params["reason"] == "not-published"
    (obstacle,) = found.stop.params["obstacles"]  # type: ignore[misc]
    assert obstacle.codes == ("expert-argument",)
    assert [event.step for event in found.left] == ["collective-decision"]
    two = run_in("alxa-2021", decision(BEFORE[0], BEFORE[2]), "示例/决策")
    assert isinstance(two.stop, UndeterminedError)
    assert "专家论证、风险评估" in two.stop.text("zh")
    whole = run_in("alxa-2021", decision(*BEFORE, ("expert-argument", "2026-06-05")), "示例/决策")
    assert (whole.stop, whole.case.state) == (None, "decided")


@pytest.mark.clause("alxa-2021/2.1.1c")
def test_a_compulsory_step_published_for_a_day_after_the_decision_is_a_breach() -> None:
    found = run_in("alxa-2021", decision(*BEFORE, ("expert-argument", "2026-06-21")), "示例/决策")
    assert isinstance(found.stop, RefusedError)
    assert (found.stop.params["reason"], found.stop.params["step"]) == ("not-met", "collective-decision")
    assert "alxa-2021 2.1.1c" in str(found.stop.params["basis"])


def test_a_condition_that_the_publication_shows_to_fail_is_a_breach() -> None:
    """Shandong 3.8d: what is in dispute is not paid out; the payment was published all the same."""
    own = {
        "type": "commitment", "id": "示例/款", "kind": "debt", "subject": BODY, "stated_by": KEEPER,
        "obligations": [{"no": 1, "kind": "payment", "dispute_state": "disputed"}],
        "performances": [{"no": 1, "on": "2026-06-10", "state": "full"}],
    }  # fmt: skip
    found = run_in("shandong-2024", {"示例/款": own}, "示例/款")
    assert isinstance(found.stop, RefusedError)
    assert (found.stop.params["reason"], found.stop.params["step"]) == ("not-met", "payment")


def test_the_first_row_that_tells_a_step_tells_it() -> None:
    own = {
        "type": "commitment", "id": "示例/款", "kind": "debt", "subject": BODY, "stated_by": KEEPER,
        "obligations": [
            {"no": 1, "kind": "interest"},
            {"no": 2, "kind": "payment", "dispute_state": "undisputed"},
        ],
        "performances": [
            {"no": 1, "on": "2026-06-01", "state": "none"},
            {"no": 2, "on": "2026-06-10", "state": "full", "amount": "5"},
            {"no": 3, "on": "2026-06-20", "state": "full", "amount": "5"},
        ],
    }  # fmt: skip
    found, _ = run({"示例/款": own}, "款")
    assert [(done.event.step, done.event.on) for done in found.case.history] == [
        ("registration", None),
        ("payment", date(2026, 6, 10)),
    ]
    assert found.case.documents == {"payment-proof"}


def test_a_step_without_a_day_keeps_its_place_among_the_stated() -> None:
    rows = [
        {"no": 1, "step": "written-explanation", "on": "2026-06-10", "by": BODY},
        {"no": 2, "step": "rectification", "by": BODY},
        {"no": 3, "step": "verification", "on": "2026-06-20", "by": KEEPER, "outcome": "passed"},
    ]
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    assert (steps(found), found.case.state) == (
        ["rectification-order", "written-explanation", "rectification", "verification"], "done",
    )  # fmt: skip


def test_the_shortest_way_is_named_as_not_published() -> None:
    """A record is collected before it ends; that it was public in between is not needed."""
    own = {
        "type": "dishonesty_record", "id": "示例/记录", "subject": BODY, "stated_by": KEEPER,
        "decided_by": KEEPER, "decided_on": "2026-05-06", "ended_on": "2026-09-01", "end_kind": "repaired",
    }  # fmt: skip
    found, _ = run({"示例/记录": own}, "记录")
    assert steps(found) == ["determination"]
    assert found.stop is not None
    assert found.stop.params["reason"] == "not-published"
    assert found.stop.params["obstacles"][0].codes == ("collection",)  # type: ignore[index]


def test_a_month_is_no_day() -> None:
    found, _ = run(case("rectification", opened_on="2026-06", due_on="2026-07-01"), "案")
    assert [(done.event.step, done.event.on) for done in found.case.history] == [
        ("rectification-order", None)
    ]
    assert "date-not-stated" in {note.reason for note in found.case.history[0].notes}


@pytest.mark.parametrize(
    ("roles", "actor"),
    [
        ("deciding-body finding-unit", "deciding-body"), ("collector", "collector"),
        ("submitter", "provider"),
        ("publisher", "publisher"), ("objector", "objector"), ("complainant informant", "complainant"),
        ("lead-unit coordinating-unit", "lead-unit"), ("territorial-unit", "territorial-unit"),
        ("supervising-department", "supervising-department"),
        ("joint-department joint-author assisting-unit", "joint-department"),
        ("responsible-unit", "responsible-unit"), ("mediator professional-body", "mediator"),
        ("creditor counterparty enterprise investor", "creditor"),
        ("legal-adviser government-lawyer", "legal-adviser"),
        ("consulted-department", "consulted-department"), ("inspector", "inspector"),
        ("assessor evaluator", "assessor"),
    ],
)  # fmt: skip
def test_the_role_of_a_party_says_which_actor_it_is(roles: str, actor: str) -> None:
    for role in roles.split():
        own = {"type": "case", "id": "示例/案", "parties": [{"no": 1, "role": role, "party": "示例/甲"}]}
        assert _actors(own, Context(load())) == {"示例/甲": {actor}}


def test_a_field_or_the_kind_of_a_body_says_which_actor_it_is() -> None:
    record = {"type": "dishonesty_record", "id": "示例/记录", "stated_by": "示例/乙"}
    bodies = {
        "发改": "development-reform-department", "小组": "leading-group", "会议": "joint-conference",
        "法院": "court", "司法": "judicial-administration", "工商联": "federation-of-industry",
        "人大": "people-congress", "常委会": "congress-standing-committee", "政协": "cppcc",
        "局": "department",
    }  # fmt: skip
    others = {name: {"type": "organisation", "id": name, "kind": kind} for name, kind in bodies.items()}
    own = {
        "type": "case", "id": "示例/案", "subject": BODY, "stated_by": KEEPER, "decided_by": "示例/甲",
        "court": "示例/丙", "about": ["示例/记录"],
        "steps": [{"no": no, "step": "talk", "by": name} for no, name in enumerate(bodies, 1)],
    }  # fmt: skip
    found = _actors(own, Context(load(), None, {"示例/案": own, "示例/记录": record, **others}))
    assert found == {
        BODY: {"subject"}, KEEPER: {"keeper"}, "示例/甲": {"deciding-body"}, "示例/丙": {"court"},
        "示例/乙": {"provider"}, "发改": {"lead-unit", "mediator"}, "小组": {"lead-unit"},
        "会议": {"lead-unit"},
        "法院": {"court", "mediator"}, "司法": {"mediator"}, "工商联": {"mediator"},
        "人大": {"inspector"}, "常委会": {"inspector"}, "政协": {"inspector"},
    }  # fmt: skip


def test_fields_fill_what_a_stated_step_leaves_open() -> None:
    """The step was stated without its actor and document; the case names its keeper and the record."""
    rows = [{"no": 1, "step": "rectification-order", "on": "2026-06-02"}]
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    (done,) = found.case.history
    assert (done.event.on, done.event.by, done.event.documents) == (date(2026, 6, 2), {"keeper"}, {"record"})
    rows[0]["by"] = BODY
    found, _ = run(case("rectification", opened_on="2026-06-01", due_on="2026-07-01", steps=rows), "案")
    (done,) = found.case.history
    assert done.event.by == {"subject"}  # what is stated counts before what a field lets suppose
    assert "wrong-actor" in {note.reason for note in done.notes}

"""The commonest ways to write a violation and its lawful neighbour: fields left out, rows, later days."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

GANSU = context("gansu-2017")


def owed(*rows: tuple[str, str, str], amounts: tuple[str, ...] = ("100", "100")) -> dict[str, object]:
    """Obligations due on 2024-06-28; rows of payment: obligation or nothing, amount, day."""
    obligations = [
        {"no": n, "kind": "payment", "due_on": "2024-06-28", "amount": amount}
        for n, amount in enumerate(amounts, 1)
    ]
    paid = [
        {
            "no": n,
            "state": "partial",
            "amount": amount,
            "on": day,
            **({"obligation_no": int(of)} if of else {}),
        }
        for n, (of, amount, day) in enumerate(rows, 1)
    ]
    made = {"type": "commitment", "kind": "contract", "subject": "a/bureau"}
    return {**made, "obligations": obligations, "performances": paid}


def test_a_payment_for_the_whole_counts_once_for_all_obligations() -> None:
    """200 are owed: 100 for the whole leave 100 open, whichever obligation they were meant for."""
    half = owed(("", "100", "2024-06-03"))
    found = judged("GI-CON-0002", half, where=GANSU)
    assert [pointer for _, pointer, _ in found] == ["/obligations/0/due_on", "/obligations/1/due_on"]
    assert judged("GI-CON-0002", owed(("", "200", "2024-06-03")), where=GANSU) == []
    both = owed(("1", "100", "2024-06-03"), ("", "100", "2024-06-04"))
    assert judged("GI-CON-0002", both, where=GANSU) == []
    # What is paid beyond one obligation is not paid for another.
    beyond = owed(("1", "120", "2024-06-03"), ("2", "80", "2024-06-04"))
    assert [pointer for _, pointer, _ in judged("GI-CON-0002", beyond, where=GANSU)] == [
        "/obligations/1/due_on"
    ]
    assert judged("GI-CON-0002", owed(("", "100", "2024-06-03"), amounts=("100",)), where=GANSU) == []


def test_the_last_instalment_is_due_with_the_rest() -> None:
    late = owed(("1", "50", "2024-06-03"), ("1", "50", "2024-12-02"), amounts=("100",))
    assert judged("GI-CON-0002", late, where=GANSU) == []
    assert judged("GI-CON-0003", late, where=GANSU) == [(0, "/performances/1/on", {"due_on": "2024-06-28"})]
    in_time = owed(("1", "50", "2024-06-03"), ("1", "50", "2024-06-28"), amounts=("100",))
    assert judged("GI-CON-0003", in_time, where=GANSU) == []
    # What is still open is told as open.
    short = owed(("1", "50", "2024-06-03"), ("1", "49", "2024-12-02"), amounts=("100",))
    assert judged("GI-CON-0003", short, where=GANSU) == []
    assert len(judged("GI-CON-0002", short, where=GANSU)) == 1


@pytest.mark.parametrize("until", ["2025-12-31", "2025-07", "2026"])
def test_a_body_that_is_still_there_has_its_duties(until: str) -> None:
    """Judged for 2025-06-30: the last day of the body is to come."""
    bureau = {"type": "organisation", "name": "示例局", "kind": "department"}
    town = {"type": "organisation", "name": "示例镇", "kind": "township"}
    for code, body, name, covered in (
        ("GI-REG-0001", bureau, "alxa-2021", "task"),
        ("GI-REG-0004", bureau, "xinzheng-2017", "organisation"),
        ("GI-LST-0002", bureau, "xinzheng-2017", "list_item"),
        ("GI-LED-0003", town, "xinzheng-2017", "task"),
    ):
        where = context(name, coverage=[Coverage(covered)])
        assert judged(code, {**body, "until": until}, where=where) != []
        for gone in ("2025-06-29", "2025-06", "2024"):
            assert judged(code, {**body, "until": gone}, where=where) == []


def head(no: int, **days: str) -> dict[str, object]:
    return {"no": no, "role": "group-head", "name": f"组长{no}", **days}


def test_a_head_may_hand_over_in_the_month_that_is_told() -> None:
    """One of the two led on 2025-06-30, whichever it was; from the next day on two would lead."""
    where = context("weidu-2022")
    others = [
        {"no": 8, "role": "group-deputy-head", "name": "副组长"},
        {"no": 9, "role": "group-member", "name": "成员"},
    ]

    def group(*heads: dict[str, object]) -> dict[str, object]:
        made = {"type": "organisation", "name": "示例组", "kind": "leading-group"}
        return {**made, "parties": [*heads, *others]}

    for first, second in (("2025-06", "2025-06"), ("2025-06-30", "2025-06-30"), ("2025", "2025-04-01")):
        assert (
            judged("GI-LED-0001", group(head(1, until=first), head(2, **{"from": second})), where=where) == []
        )
    both = group(head(1, until="2025-07"), head(2, **{"from": "2025-05"}))
    assert judged("GI-LED-0001", both, where=where) == [
        (0, "/parties", {"heads": 2, "deputies": 1, "members": 1})
    ]
    assert len(judged("GI-LED-0001", group(head(1), head(2)), where=where)) == 1
    assert len(judged("GI-LED-0001", group(head(1, until="2025-06-29")), where=where)) == 1


def test_an_item_cancelled_on_a_day_not_told_need_not_be_shown() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    item = {"type": "list_item", "subject": "a/b", "name": "示例", "recorded_at": "2025-03-14T09:00:00+08:00"}
    for code, name in (("GI-LST-0006", "power-list"), ("GI-LST-0007", "disclosure-catalogue")):
        given = {**item, "list": name}
        assert len(judged(code, given, where=where)) == 1
        assert len(judged(code, {**given, "change": "simplified"}, where=where)) == 1
        assert judged(code, {**given, "change": "cancelled"}, where=where) == []


def test_an_item_cancelled_on_one_list_may_stand_on_the_other() -> None:
    where = context("xinzheng-2017")
    shown = {"type": "list_item", "subject": "a/b", "name": "示例", "list": "disclosure-catalogue"}
    hidden = {**shown, "list": "disclosure-negative-list"}
    assert len(judged("GI-LST-0008", shown, hidden, where=where)) == 1
    gone = {**shown, "change": "cancelled", "changed_on": "2024-05-06"}
    assert judged("GI-LST-0008", gone, hidden, where=where) == []


def test_lenience_is_shown_after_the_act_that_earned_it() -> None:
    """The scheme of Gansu is of 2017-06-28; the measure began before, the act came after."""
    measure = {
        "type": "sanction",
        "subject": "a/p",
        "kind": "merit-restriction",
        "mitigation_effect": "reduced",
    }
    for code in ("GI-MIT-0001", "GI-MIT-0002"):
        assert judged(code, {**measure, "from": "2016-05-06"}, where=GANSU) == []
        assert judged(code, {**measure, "mitigated_on": "2016-05-06"}, where=GANSU) == []
        later = {**measure, "from": "2016-05-06", "mitigated_on": "2018-05-07"}
        assert len(judged(code, later, where=GANSU)) == 1
        assert len(judged(code, measure, where=GANSU)) == 1


def test_a_breach_of_unknown_day_may_be_the_one_set_right() -> None:
    record = {"type": "dishonesty_record", "subject": "a/p", "form": "court-judgment"}
    dated = {**record, "id": "a/r1", "conduct_on": "2024-05-06"}
    undated = {**record, "id": "a/r2"}
    measure = {
        "type": "sanction",
        "subject": "a/p",
        "kind": "merit-restriction",
        "mitigated_on": "2024-05-05",
    }
    both = {**measure, "about": ["a/r1", "a/r2"]}
    assert judged("GI-MIT-0003", dated, undated, both, where=GANSU) == []
    assert judged("GI-MIT-0003", dated, both, where=GANSU) == [
        (1, "/mitigated_on", {"conduct_on": "2024-05-06"})
    ]
    assert judged("GI-MIT-0003", undated, {**measure, "about": ["a/r2"]}, where=GANSU) == []


def test_without_a_text_of_its_own_a_change_is_judged_from_2020_on() -> None:
    """The regulation on the business environment is in force from 2020-01-01."""
    change = {"type": "decision", "kind": "commitment-change", "subject": "a/b"}
    for name in ("", "national-2016"):
        where = context(name)
        assert judged("GI-CHG-0001", {**change, "decided_on": "2018-05-07"}, where=where) == []
        assert len(judged("GI-CHG-0001", {**change, "decided_on": "2020-01-01"}, where=where)) == 1
        assert len(judged("GI-CHG-0001", change, where=where)) == 1
    old = {**change, "decided_on": "2018-05-07"}
    assert len(judged("GI-CHG-0001", old, where=GANSU)) == 1


def test_the_day_of_effect_tells_the_time_where_that_of_the_decision_is_missing() -> None:
    """The measures of Shandong are of 2024-11-11."""
    made = {"type": "decision", "subject": "a/b"}
    for code, decision in (
        ("GI-POL-0004", {**made, "kind": "policy-adjustment", "grounds": ["changed-situation"]}),
        (
            "GI-INV-0001",
            {**made, "kind": "preferential-policy", "cost_amount": "101", "capacity_amount": "100"},
        ),
        ("GI-DBT-0007", {**made, "kind": "project-approval"}),
    ):
        assert judged(code, decision) != []
        assert judged(code, {**decision, "effective_on": "2024-11-11"}) != []
        assert judged(code, {**decision, "effective_on": "2024-11-10"}) == []
    counted = {"type": "observation", "subject": "a/b", "metric": "borrowing-violations", "value": "1"}
    assert judged("GI-DBT-0004", {**counted, "observed_on": "2024-11-10"}) == []
    assert len(judged("GI-DBT-0004", {**counted, "observed_on": "2024-11-11"})) == 1


def test_a_new_policy_rests_on_the_assessment_of_the_one_it_replaces() -> None:
    where = context("weidu-2022")
    steps = [{"no": 1, "step": "policy-assessment", "on": "2024-05-06"}]
    policy = {
        "type": "decision",
        "kind": "policy",
        "subject": "a/b",
        "effective_on": "2024-07-01",
        "steps": steps,
    }
    assert len(judged("GI-POL-0006", policy, where=where)) == 1
    old = [{"no": 1, "document": "旧文件", "role": "replaced"}]
    assert judged("GI-POL-0006", {**policy, "basis": old}, where=where) == []


def test_the_yearly_evaluation_of_shandong_is_that_of_cities() -> None:
    where = context("shandong-2024", "2026-06-30", [Coverage("assessment")])
    given = {
        "type": "assessment",
        "subject": "a/g",
        "kind": "government-integrity",
        "period_until": "2024-12-31",
    }
    body = {"type": "organisation", "id": "a/g", "name": "示例", "kind": "government"}
    for level, told in (("prefecture", 1), ("county", 0), ("township", 0)):
        assert len(judged("GI-EVL-0001", {**body, "level": level}, given, where=where)) == told
    assert len(judged("GI-EVL-0001", body, given, where=where)) == 1
    # The evaluation made before the measures of 2024-11-11 did not know of them.
    assert judged("GI-EVL-0002", {**given, "assessed_on": "2024-01-15"}) == []
    assert len(judged("GI-EVL-0002", {**given, "assessed_on": "2025-01-15"})) == 2


def test_a_row_that_names_nobody_is_no_second_evaluator() -> None:
    area = {"type": "assessment", "subject": "a/city", "kind": "regional-integrity"}
    rows = [{"no": 1, "role": "assessor"}]
    found = judged("GI-EVL-0003", {**area, "parties": rows}, where=context("xinzheng-2017"))
    assert found == [(0, "/parties", {"count": 1})]


def test_a_performance_before_the_interpretation_had_no_time_of_it() -> None:
    """It is in force from 2017-05-01; 1 May was a holiday and the third working day is 4 May."""
    listed = {
        "type": "court_matter",
        "kind": "dishonest-judgment-debtor",
        "subject": "a/b",
        "performed_on": "2016-01-04",
        "recorded_at": "2025-03-14T09:00:00+08:00",
    }
    where = context("gansu-2017")
    assert judged("GI-JUD-0006", {**listed, "delisted_on": "2016-03-01"}, where=where) == []
    assert len(judged("GI-JUD-0006", listed, where=where)) == 1


def test_records_may_be_merged_one_after_the_other() -> None:
    record = {
        "type": "dishonesty_record",
        "subject": "a/b",
        "form": "court-judgment",
        "document_no": "示例1号",
        "decided_by": "a/court",
    }
    three = [{**record, "id": f"a/r{n}"} for n in (1, 2, 3)]

    def merged(*numbers: int) -> dict[str, object]:
        made = {"type": "handling", "operation": "integrate", "entry_no": "主-2"}
        return {**made, "about": [f"a/r{n}" for n in numbers]}

    where = context("xinzheng-2017")
    assert judged("GI-ENV-0008", *three, merged(2, 1), merged(2, 3), where=where) == []
    assert [one[0] for one in judged("GI-ENV-0008", *three, merged(2, 1), where=where)] == [2]
    assert [one[0] for one in judged("GI-ENV-0008", *three, where=where)] == [1, 2]

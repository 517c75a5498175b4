"""Read again: promises, partnerships, purchases, lists, debt and identity in the situations senders write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from gov_integrity.rules import Coverage, rules
from gov_integrity.rules.facts import sourced
from rules.judging import context, judged

PPP = {"type": "commitment", "subject": "a/b", "kind": "contract", "domains": ["ppp"]}
BOUGHT = {"type": "commitment", "subject": "a/b", "kind": "contract", "domains": ["government-procurement"]}
SIDE = {"role": "government-side-person"}


def pointers(
    code: str,
    *statements: Mapping[str, object],
    name: str = "shandong-2024",
    coverage: Sequence[Coverage] = (),
) -> list[str]:
    where = context(name, coverage=coverage)
    return [pointer for _, pointer, _ in judged(code, *statements, where=where)]


# Envelope and identity


def test_what_only_authorities_see_is_not_made_public() -> None:
    record = {"type": "dishonesty_record", "subject": "a/b", "stated_by": "a/one"}
    page = {"type": "publication", "about": ["a/0"], "channel": "internet", "stated_by": "a/two"}
    inside = {**page, "audiences": ["managing-departments", "supervising-departments"]}
    assert pointers("GI-ENV-0004", record, inside) == []
    assert pointers("GI-ENV-0004", record, {**page, "audiences": ["public", "managing-departments"]})
    assert pointers("GI-ENV-0004", {**record, "access": "query"}, page)


def test_authorities_see_more_than_an_authorised_query() -> None:
    record = {"type": "dishonesty_record", "subject": "a/b", "stated_by": "a/one", "access": "query"}
    page = {"type": "publication", "about": ["a/0"], "audiences": ["managing-departments"]}
    assert pointers("GI-ENV-0004", record, page) == ["/about"]


def test_access_may_be_narrowed_when_publication_is_over() -> None:
    closed = {
        "type": "dishonesty_record", "subject": "a/b", "stated_by": "a/one", "revision": 2,
        "recorded_at": "2025-02-01T09:00:00+08:00",
    }  # fmt: skip
    page = {"type": "publication", "about": ["a/0"], "stated_by": "a/two"}
    assert pointers("GI-ENV-0004", closed, {**page, "until": "2025-01-31"}) == []
    assert pointers("GI-ENV-0004", closed, {**page, "until": "2025-02-01"}) == []
    assert pointers("GI-ENV-0004", closed, {**page, "until": "2025-02-02"}) == ["/about"]
    assert pointers("GI-ENV-0004", closed, page) == ["/about"]
    never_open = {**closed, "revision": 1}
    assert pointers("GI-ENV-0004", never_open, {**page, "until": "2025-01-31"}) == ["/about"]


def test_one_of_the_staff_is_not_identified_by_that() -> None:
    """Part of the number is sent where no post and no staff number tells who it is (GIDS-PRI-002)."""
    person = {"type": "person", "name": "示例", "id_type": "resident-id", "id_masked": "**************1234"}
    post = {"no": 1, "organisation": "a/b"}
    for role in ("staff", "enforcement-staff", "social-supervisor"):
        assert pointers("GI-PER-0003", {**person, "posts": [{**post, "role": role}]}) == []
    assert pointers("GI-PER-0003", {**person, "posts": [post]}) == []
    assert pointers("GI-PER-0003", {**person, "posts": [{**post, "role": "principal-head"}]})
    assert pointers("GI-PER-0003", {**person, "posts": [{**post, "role": "staff", "title": "科长"}]})
    number = [{"no": 1, "scheme": "enforcement-certificate", "value": "41100200123"}]
    assert pointers("GI-PER-0003", {**person, "identifiers": number}) == ["/id_masked"]
    assert pointers("GI-PER-0003", person) == []


# Institutions and judgments


def test_a_task_done_in_time_was_not_set_too_late() -> None:
    """The systems of gansu-2017 3.4b were due by the end of 2018."""
    where = {"name": "gansu-2017", "coverage": [Coverage("task")]}
    task = {"type": "task", "areas": ["promise-keeping"], "due_on": "2019-06-30"}
    late = pointers("GI-REG-0003", task, **where)
    assert late == ["/due_on"]
    assert pointers("GI-REG-0003", {**task, "done_on": "2018-12-31"}, **where) == []
    assert pointers("GI-REG-0003", {**task, "done_on": "2019-01-01"}, **where) == ["/due_on"]


def test_a_model_that_is_withheld_is_not_made_known() -> None:
    where = {"name": "xinzheng-2017", "coverage": [Coverage("publication")]}
    model = {
        "type": "honesty_record",
        "subject": "a/b",
        "kind": "model-department",
        "awarded_on": "2024-03-01",
    }
    page = {"type": "publication", "about": ["a/0"]}
    assert pointers("GI-DEM-0002", model, page, **where) == []
    assert len(pointers("GI-DEM-0002", model, {**page, "state": "withheld"}, **where)) == 1
    old = {**model, "awarded_on": "2017-10-31"}
    assert pointers("GI-DEM-0002", old, **where) == []


def test_a_judgment_performed_late_before_the_text_is_not_told() -> None:
    """The scheme of Weidu is of 2022-11-03."""
    matter = {"type": "court_matter", "subject": "a/b", "kind": "civil", "due_on": "2022-10-01"}
    for day, found in (("2022-11-02", []), ("2022-11-03", ["/performed_on"]), ("2022", ["/performed_on"])):
        late = {**matter, "performed_on": day, "due_on": "2021-10-01"}
        assert pointers("GI-JUD-0002", late, name="weidu-2022") == found


def test_what_was_not_done_is_no_answer_to_the_court() -> None:
    matter = {"type": "court_matter", "subject": "a/b", "kind": "judicial-suggestion"}
    reply = {"no": 1, "step": "reply"}
    for outcome, found in (("not-done", ["/steps"]), ("done", [])):
        steps = [{**reply, "outcome": outcome}]
        assert pointers("GI-JUD-0003", {**matter, "steps": steps}, name="weidu-2022") == found
    assert pointers("GI-JUD-0003", {**matter, "steps": [reply]}, name="weidu-2022") == ["/steps"]
    assert pointers("GI-JUD-0003", matter, name="weidu-2022") == ["/steps"]


# Changes and excuses


@pytest.mark.parametrize(
    ("told", "settled", "found"),
    [
        ("2016-05-01", "2017-06-27", 0),
        ("2016-05-01", "2017-06-28", 1),
        ("2016-05-01", "2017", 1),
        ("2016-05-01", None, 1),
        ("2018-05-01", "2017-01-01", 1),
    ],
)
def test_a_breach_that_was_over_before_the_ban_is_not_told(
    told: str, settled: str | None, found: int
) -> None:
    """gansu-2017 3.3.4b is of 2017-06-28; what is not performed then is still a breach."""
    rows = [{"no": 1, "on": told, "obligation_no": 1, "state": "none", "reason": "change-of-government"}]
    if settled:
        rows.append({"no": 2, "on": settled, "obligation_no": 1, "state": "full"})
    contract = {"type": "commitment", "subject": "a/b", "kind": "contract", "performances": rows}
    assert len(pointers("GI-CHG-0003", contract, name="gansu-2017")) == found


def test_another_obligation_settles_nothing() -> None:
    rows = [
        {"no": 1, "on": "2016", "obligation_no": 1, "state": "none", "reason": "change-of-government"},
        {"no": 2, "on": "2016", "obligation_no": 2, "state": "full"},
    ]
    contract = {"type": "commitment", "subject": "a/b", "kind": "contract", "performances": rows}
    assert pointers("GI-CHG-0003", contract) == ["/performances/0/reason"]


def test_payment_excused_and_made_before_the_law_is_not_told() -> None:
    """民营经济促进法 67 holds since 2025-05-20."""
    rows = [
        {"no": 1, "on": "2024-01-10", "state": "none", "reason": "internal-payment-process"},
        {"no": 2, "on": "2025-05-19", "state": "full"},
    ]
    debt = {"type": "commitment", "subject": "a/b", "kind": "contract", "performances": rows}
    assert pointers("GI-CHG-0004", debt) == []
    later = {**debt, "performances": [rows[0], {**rows[1], "on": "2025-05-20"}]}
    assert pointers("GI-CHG-0004", later) == ["/performances/0/reason"]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("GI-CHG-0006", {"grounds": ["other-statutory"], "effective_on": "2018-06-01"}),
        ("GI-CHG-0009", {"effective_on": "2017-01-01"}),
    ],
)
def test_changes_from_before_the_texts_are_left_alone(code: str, fields: dict[str, object]) -> None:
    """gansu-2017 is of 2017-06-28."""
    change = {"type": "decision", "subject": "a/b", "kind": "commitment-change", **fields}
    assert pointers(code, {**change, "decided_on": "2017-06-27"}, name="gansu-2017") == []
    assert len(pointers(code, {**change, "decided_on": "2017-06-28"}, name="gansu-2017")) == 1


# Lists


def test_a_decision_rests_on_any_of_its_items() -> None:
    """The item was replaced by another on 2024-06-01."""
    old = {"type": "list_item", "subject": "a/b", "list": "power-list", "name": "甲", "until": "2024-05-31"}
    new = {**old, "until": "2030-12-31", "since": "2024-06-01"}
    act = {"type": "decision", "subject": "a/b", "kind": "penalty", "decided_on": "2024-06-03"}
    where = {"name": "xinzheng-2017"}
    assert pointers("GI-LST-0003", old, new, {**act, "about": ["a/0", "a/1"]}, **where) == []
    assert pointers("GI-LST-0003", old, new, {**act, "about": ["a/0"]}, **where) == ["/about"]
    assert pointers("GI-LST-0003", old, new, {**act, "about": ["a/0", "a/9"]}, **where) == ["/about"]


def test_powers_were_listed_by_the_text_only() -> None:
    """xinzheng-2017 is of 2017-11-01."""
    where = {"name": "xinzheng-2017", "coverage": [Coverage("list_item")]}
    item = {"type": "list_item", "subject": "a/b", "list": "power-list", "name": "甲", "since": "2018-01-01"}
    act = {"type": "decision", "subject": "a/b", "kind": "penalty"}
    for day, found in (("2017-10-31", 0), ("2017-11-01", 1)):
        resting = {**act, "decided_on": day, "about": ["a/0"]}
        assert len(pointers("GI-LST-0003", item, resting, **where)) == found
        assert len(pointers("GI-LST-0004", {**act, "decided_on": day}, **where)) == found


def test_an_item_with_an_end_to_come_is_still_on_its_list() -> None:
    one = {"type": "list_item", "subject": "a/b", "list": "disclosure-catalogue", "name": "甲"}
    other = {**one, "list": "disclosure-negative-list"}
    where = {"name": "xinzheng-2017"}
    assert pointers("GI-LST-0008", {**one, "until": "2025-07-01"}, other, **where) == ["/name"]
    assert pointers("GI-LST-0008", {**one, "until": "2025-06-29"}, other, **where) == []
    assert pointers("GI-LST-0008", one, {**other, "until": "2025-06-29"}, **where) == []


@pytest.mark.parametrize(
    ("item", "decision", "found"),
    [
        ({}, {"decided_on": "2025-03-01"}, 1),
        ({}, {}, 1),
        ({"until": "2025-02-28"}, {"decided_on": "2025-03-01"}, 0),
        ({"until": "2025-02-28"}, {"decided_on": "2025-02-28"}, 1),
        ({"until": "2025-02-28"}, {}, 0),
        ({"since": "2025-03-02"}, {"decided_on": "2025-03-01"}, 0),
        ({"since": "2025-03-02"}, {"effective_on": "2025-03-01"}, 0),
        ({"change": "cancelled", "changed_on": "2025-02-28"}, {"decided_on": "2025-03-01"}, 0),
        ({}, {"decided_on": "2024-11-10"}, 0),
    ],
)
def test_projects_are_barred_while_they_are_listed(
    item: dict[str, object], decision: dict[str, object], found: int
) -> None:
    """shandong-2024 is of 2024-11-11."""
    listed = {"type": "list_item", "subject": "a/b", "list": "investment-negative-list", "name": "甲项目"}
    approved = {"type": "decision", "subject": "a/b", "kind": "project-approval", "title": "甲项目"}
    assert len(pointers("GI-LST-0010", {**listed, **item}, {**approved, **decision})) == found


def test_an_office_of_its_own_may_need_fewer_than_eight_lists() -> None:
    assert rules()["GI-LST-0001"].kind.severity == "warning"


# Partnerships


def test_a_project_that_ended_before_the_text_needs_no_person() -> None:
    """gansu-2017 is of 2017-06-28."""
    for day, found in (("2017-06-27", 0), ("2017-06-28", 1), ("2040-01-01", 1)):
        assert len(pointers("GI-PPP-0001", {**PPP, "valid_until": day}, name="gansu-2017")) == found


def test_a_project_at_acceptance_has_reached_every_stage() -> None:
    row = {"no": 1, **SIDE, "party": "a/p", "duty": "如实披露", "stage": "preparation"}
    project = {**PPP, "parties": [row]}
    found = judged("GI-PPP-0002", {**project, "stage": "acceptance"}, where=context("gansu-2017"))
    assert [params["project_stage"] for _, _, params in found] == [
        "bidding", "procurement", "financing", "implementation",
    ]  # fmt: skip
    assert pointers("GI-PPP-0002", {**project, "stage": "preparation"}, name="gansu-2017") == []


def test_one_row_of_a_person_tells_since_when() -> None:
    rows = [
        {"no": 1, **SIDE, "party": "a/p", "from": "2022-01-01"},
        {"no": 2, **SIDE, "party": "a/p", "stage": "bidding", "duty": "甲"},
        {"no": 3, **SIDE, "party": "a/q", "stage": "financing", "duty": "乙"},
        {"no": 4, **SIDE, "name": "项目负责人"},
        {"no": 5, **SIDE, "party": "a/r", "until": "2021-07-25"},
    ]
    project = {**PPP, "parties": rows}
    # alxa-2021 is of 2021-07-26: who left before need not be traced.
    assert pointers("GI-PPP-0003", project, name="alxa-2021") == ["/parties/2/from", "/parties/3/from"]


def test_a_gap_from_before_the_text_is_not_told() -> None:
    def between(left: str, came: str) -> dict[str, object]:
        first = {"no": 1, **SIDE, "party": "a/p", "from": "2015-01-01", "until": left}
        return {**PPP, "parties": [first, {"no": 2, **SIDE, "party": "a/q", "from": came}]}

    assert pointers("GI-PPP-0004", between("2018-01-01", "2019-01-01"), name="alxa-2021") == []
    assert pointers("GI-PPP-0004", between("2018-01-01", "2022-01-01"), name="alxa-2021")


def test_the_record_of_an_official_is_not_to_be_made_public() -> None:
    """The text publishes the dishonesty of government (政府失信行为), not natural persons' records."""
    where = {"name": "alxa-2021", "coverage": [Coverage("publication")]}
    record = {"type": "dishonesty_record", "subject": "a/p", "domains": ["ppp"], "decided_on": "2024-02-01"}
    person = {"type": "person", "id": "a/p", "name": "示例"}
    assert pointers("GI-PPP-0006", record, **where) == ["/domains"]
    assert pointers("GI-PPP-0006", record, person, **where) == []
    assert pointers("GI-PPP-0006", {**record, "end_kind": "revoked"}, **where) == []
    assert pointers("GI-PPP-0006", {**record, "end_kind": "repaired"}, **where) == ["/domains"]
    assert pointers("GI-PPP-0006", {**record, "decided_on": "2021-07-25"}, **where) == []
    later = {"name": "alxa-2021", "coverage": [Coverage("publication", since="2024-02-02")]}
    assert pointers("GI-PPP-0006", record, **later) == []


def test_a_payment_has_no_effect() -> None:
    owed = [{"no": 1, "kind": "payment"}, {"no": 2, "kind": "service"}]
    done = [
        {"no": 1, "obligation_no": 1, "state": "full", "on": "2024-05-06"},
        {"no": 2, "obligation_no": 2, "state": "partial", "on": "2024-05-06"},
        {"no": 3, "obligation_no": 2, "state": "partial", "on": "2017-06-27"},
        {"no": 4, "state": "partial"},
    ]
    project = {**PPP, "obligations": owed, "performances": done}
    assert pointers("GI-PPP-0007", project, name="gansu-2017") == ["/performances/1", "/performances/3"]


def test_what_was_performed_in_the_year_declared_is_entered() -> None:
    """The contract is older than what is declared complete."""
    where = {"name": "gansu-2017", "coverage": [Coverage("handling", since="2024-01-01")]}
    done = [{"no": 1, "state": "partial", "on": "2019-05-06"}, {"no": 2, "state": "full", "on": "2024-05-06"}]
    project = {**PPP, "made_on": "2016-03-01", "performances": done}
    entry = {"type": "handling", "operation": "enter-archive", "about": ["a/0"]}
    assert pointers("GI-PPP-0008", project, **where) == ["/performances"]
    assert pointers("GI-PPP-0008", project, entry, **where) == []
    assert pointers("GI-PPP-0008", {**project, "performances": done[:1]}, **where) == []
    undated = [{"no": 1, "state": "full"}]
    assert pointers("GI-PPP-0008", {**project, "performances": undated}, **where) == []
    whole = {"name": "gansu-2017", "coverage": [Coverage("handling")]}
    assert pointers("GI-PPP-0008", {**project, "performances": undated}, **whole) == ["/performances"]
    broken = [{"no": 1, "state": "none", "on": "2024-05-06"}]
    assert pointers("GI-PPP-0008", {**project, "performances": broken}, **whole) == []
    before = [{"no": 1, "state": "full", "on": "2017-06-27"}]
    assert pointers("GI-PPP-0008", {**project, "performances": before}, **whole) == []


# Performance and policy funds


def test_contracts_that_ended_before_the_text_are_not_supervised() -> None:
    """shandong-2024 is of 2024-11-11."""
    contract = {**BOUGHT, "domains": ["government-procurement"]}
    for day, found in (("2024-11-10", 0), ("2024-11-11", 1)):
        for code in ("GI-CON-0004", "GI-CON-0005"):
            assert len(pointers(code, {**contract, "valid_until": day})) == found
    accepted = [{"no": 1, "step": "contract-acceptance", "outcome": "passed"}]
    ended = {**contract, "valid_until": "2025-01-31"}
    assert pointers("GI-CON-0005", {**ended, "steps": accepted}) == []
    missed = [{**accepted[0], "outcome": "not-done"}]
    assert pointers("GI-CON-0005", {**ended, "steps": missed}) == ["/valid_until"]


def test_a_breach_of_the_year_declared_is_recorded() -> None:
    def breach(day: str) -> dict[str, object]:
        row = {"no": 1, "state": "none", "reason": "change-of-persons", "found_on": day}
        return {"type": "commitment", "subject": "a/b", "kind": "contract", "performances": [row]}

    where = {"name": "gansu-2017", "coverage": [Coverage("dishonesty_record", since="2024-01-01")]}
    assert pointers("GI-CON-0006", breach("2024-03-01"), **where) == ["/performances"]
    assert pointers("GI-CON-0006", breach("2023-12-31"), **where) == []
    whole = {"name": "gansu-2017", "coverage": [Coverage("dishonesty_record")]}
    assert pointers("GI-CON-0006", breach("2017-06-27"), **whole) == []


def test_a_credit_commitment_on_bidding_is_none_on_investment() -> None:
    where = {"name": "alxa-2021", "coverage": [Coverage("commitment")]}
    attracted = {**PPP, "domains": ["investment-attraction"]}
    given = {"type": "commitment", "subject": "a/b", "kind": "credit-commitment"}
    assert pointers("GI-CON-0007", attracted, given, **where) == []
    assert pointers("GI-CON-0007", attracted, {**given, "domains": ["investment-attraction"]}, **where) == []
    assert pointers("GI-CON-0007", attracted, {**given, "domains": ["bidding"]}, **where) == ["/domains"]
    ended = {**attracted, "valid_until": "2021-07-25"}
    assert pointers("GI-CON-0007", ended, **where) == []
    assert pointers("GI-CON-0007", attracted, {**attracted, "valid_until": "2030"}, **where) == ["/domains"]


def test_tasks_that_are_over_need_no_schedule() -> None:
    areas = sorted(sourced("task-area", ("weidu-2022/3.3.1a",)))
    task = {"type": "task", "areas": areas[:1]}
    for state, schedule, owner in (("under-way", 1, 1), ("done", 0, 1), ("dropped", 0, 0)):
        told = {**task, "state": state}
        assert len(pointers("GI-POL-0001", told, name="weidu-2022")) == schedule
        assert len(pointers("GI-POL-0010", told, name="weidu-2022")) == owner


def test_inspections_of_policy_funds_are_wanted_since_the_text() -> None:
    """shandong-2024 is of 2024-11-11: what is declared complete from that day is enough to tell."""
    owed = {"type": "commitment", "subject": "a/b", "kind": "policy-funds"}
    for since, found in (("2024-11-11", 2), ("2024-11-12", 0), ("", 2)):
        cover = [Coverage("inspection", since=since)]
        assert len(pointers("GI-POL-0009", owed, coverage=cover)) == found


def test_problems_and_preferences_from_before_the_text() -> None:
    where = {"coverage": [Coverage("case")]}
    checked = {
        "type": "inspection",
        "subject": "a/b",
        "result": "problems-found",
        "matters": ["policy-funds"],
    }
    preference = {"type": "decision", "subject": "a/b", "kind": "preferential-policy"}
    for day, found in (("2024-11-10", 0), ("2024-11-11", 1)):
        assert len(pointers("GI-POL-0002", {**checked, "done_on": day}, **where)) == found
        assert len(pointers("GI-INV-0002", {**preference, "decided_on": day})) == found
    act = {"type": "decision", "subject": "a/b", "kind": "penalty"}
    for day, found in (("2017-06-27", 0), ("2017-06-28", 1)):
        assert len(pointers("GI-PRI-0001", {**act, "decided_on": day}, name="gansu-2017")) == found


# Procurement


def test_the_person_of_the_government_side_answers_too() -> None:
    where = {"name": "xinzheng-2017"}
    assert pointers("GI-PRO-0001", BOUGHT, **where) == ["/parties"]
    assert pointers("GI-PRO-0001", {**BOUGHT, "parties": [{"no": 1, **SIDE, "party": "a/p"}]}, **where) == []
    assert pointers("GI-PRO-0001", {**BOUGHT, "made_on": "2017-10-31"}, **where) == []
    assert pointers("GI-PRO-0001", {**BOUGHT, "made_on": "2017-11-01"}, **where) == ["/parties"]


def test_a_refusal_from_before_the_text_needs_no_note() -> None:
    step = {"no": 1, "step": "contract-acceptance", "outcome": "not-passed"}
    for day, found in (("2017-10-31", []), ("2017-11-01", ["/steps/0/outcome"])):
        contract = {**BOUGHT, "steps": [{**step, "on": day}]}
        assert pointers("GI-PRO-0003", contract, name="xinzheng-2017") == found


def test_an_inspection_of_the_purchaser_covers_contracts_made_before() -> None:
    where = {"name": "xinzheng-2017", "coverage": [Coverage("inspection")]}
    contract = {**BOUGHT, "stage": "acceptance", "made_on": "2024-02-01"}
    check = {"type": "inspection", "subject": "a/b", "matters": ["purchaser-credit"]}
    assert pointers("GI-PRO-0004", contract, **where) == ["/stage"]
    for fields, found in (
        ({"done_on": "2024-09-01"}, 0),
        ({}, 0),
        ({"done_on": "2024-01-31"}, 1),
        ({"done_on": "2024-09-01", "subject": "a/c"}, 1),
        ({"done_on": "2024-09-01", "about": ["a/9"]}, 1),
        ({"done_on": "2024-09-01", "matters": ["policy-funds"]}, 1),
    ):
        assert len(pointers("GI-PRO-0004", contract, {**check, **fields}, **where)) == found
    accepted = {"no": 1, "step": "contract-acceptance", "on": "2017-10-31", "outcome": "passed"}
    old = {**contract, "made_on": "2017-02-01", "steps": [accepted]}
    assert pointers("GI-PRO-0004", old, **where) == []
    again = {**old, "steps": [accepted, {**accepted, "no": 2, "on": "2017-11-01"}]}
    assert pointers("GI-PRO-0004", again, **where) == ["/stage"]


def test_a_purchaser_who_was_punished_has_been_dealt_with() -> None:
    where = {"name": "xinzheng-2017", "coverage": [Coverage("sanction")]}
    record = {"type": "dishonesty_record", "subject": "a/b", "domains": ["government-procurement"]}
    for form, found in (("administrative-penalty", 0), ("disciplinary-sanction", 0), ("court-judgment", 1)):
        assert len(pointers("GI-PRO-0005", {**record, "form": form}, **where)) == found
    judged_ = {**record, "form": "court-judgment"}
    for kind, found in (("accountability", 0), ("objection", 1)):
        case = {"type": "case", "kind": kind, "about": ["a/0"]}
        assert len(pointers("GI-PRO-0005", judged_, case, **where)) == found
    assert pointers("GI-PRO-0005", {**judged_, "decided_on": "2017-10-31"}, **where) == []


# Debt


def figure(metric: str, value: str, period: str = "2021", **more: object) -> dict[str, object]:
    return {
        "type": "observation", "subject": "a/b", "metric": metric, "value": value, "period_until": period,
        "unit": "yuan", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "balance", "found"),
    [
        ([figure("debt-limit", "100")], figure("debt-balance", "101", "2021-12-31"), 1),
        ([figure("debt-limit", "100")], figure("debt-balance", "101", "2021-12"), 1),
        ([figure("debt-limit", "100")], figure("debt-balance", "101", "2021-06-30"), 0),
        ([figure("debt-limit", "120"), figure("debt-limit", "100")], figure("debt-balance", "110"), 0),
        ([figure("debt-limit", "100"), figure("debt-limit", "120")], figure("debt-balance", "110"), 0),
        ([figure("debt-limit", "100"), figure("debt-limit", "120")], figure("debt-balance", "121"), 1),
        ([figure("debt-limit", "1", unit="ten-thousand-yuan")], figure("debt-balance", "101"), 0),
        ([figure("debt-limit", "100")], figure("debt-balance", "101", verification="false"), 0),
        ([figure("debt-limit", "100", "2016")], figure("debt-balance", "101", "2016"), 0),
    ],
)
def test_a_balance_is_held_against_the_limit_of_its_day(
    limit: list[dict[str, object]], balance: dict[str, object], found: int
) -> None:
    for order in ([*limit, balance], [balance, *limit]):
        assert len(pointers("GI-DBT-0001", *order, name="xinzheng-2017")) == found


@pytest.mark.parametrize(
    ("periods", "missed"),
    [
        (["2018", "2019", "2020", "2021-03", "2021-06", "2021-09"], []),
        (["2018", "2019-03", "2019-06"], []),
        (["2018", "2019-03", "2019-09"], ["2019-09"]),
        (["2018", "2020", "2021"], ["2020"]),
        (["2018", "2020", "2022"], []),
        (["2018-03", "2018-06", "2018-12", "2019-06"], ["2018-12", "2019-06"]),
    ],
)
def test_a_series_may_become_denser(periods: list[str], missed: list[str]) -> None:
    rows = [figure("debt-balance", "100", one) for one in periods]
    where = context("xinzheng-2017", coverage=[Coverage("observation")])
    found = [number for number, _, _ in judged("GI-DBT-0006", *rows, where=where)]
    assert [periods[number] for number in found] == missed


def test_affordability_may_be_assessed_again_after_the_approval() -> None:
    first = {"no": 1, "step": "affordability-assessment", "on": "2025-01-30", "outcome": "passed"}
    again = {"no": 2, "step": "affordability-assessment", "on": "2025-03-01", "outcome": "passed"}
    project = {"type": "decision", "subject": "a/b", "kind": "project-approval", "decided_on": "2025-02-06"}
    assert pointers("GI-DBT-0008", {**project, "steps": [first, again]}) == []
    assert pointers("GI-DBT-0008", {**project, "steps": [again]}) == ["/steps/0/on"]
    missed = {**first, "outcome": "not-done"}
    assert pointers("GI-DBT-0008", {**project, "steps": [missed, again]}) == ["/steps/1/on"]
    old = {**project, "decided_on": "2024-11-10", "steps": [again]}
    assert pointers("GI-DBT-0008", old) == []


def test_ratings_from_before_the_text_need_not_deal_with_all_four() -> None:
    rating = {"type": "assessment", "subject": "a/b", "kind": "credit-rating", "findings": []}
    for day, found in (("2017-10-31", 0), ("2017-11-01", 4)):
        assert len(pointers("GI-DBT-0005", {**rating, "assessed_on": day}, name="xinzheng-2017")) == found


def test_lenience_from_before_the_text_needs_no_proof() -> None:
    sanction = {"type": "sanction", "subject": "a/p", "mitigation_grounds": ["loss-recovered"]}
    for day, found in (("2017-10-31", 0), ("2017-11-01", 1)):
        told = {**sanction, "mitigated_on": day}
        assert len(pointers("GI-MIT-0005", told, name="xinzheng-2017")) == found

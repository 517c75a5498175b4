"""Steps that cannot be waived, terms and archives, arrears, complaints, warnings, and what is open."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

Row = dict[str, object]
FIVE = (
    "public-participation",
    "expert-argument",
    "risk-assessment",
    "legality-review",
    "collective-decision",
)


@pytest.mark.parametrize("step", FIVE)
def test_no_major_decision_goes_without_review_or_collective_decision(step: str) -> None:
    """The interim regulation asks for experts and for a risk assessment where the matter calls for it."""
    steps: list[Row] = [{"no": no, "step": one} for no, one in enumerate(FIVE, 1)]
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b", "steps": steps}
    where = context("alxa-2021")
    assert judged("GI-DCN-0001", decision, where=where) == []
    steps[FIVE.index(step)]["outcome"] = "not-needed"
    told = [(0, "/steps", {"step": step})] if step in ("legality-review", "collective-decision") else []
    assert judged("GI-DCN-0001", decision, where=where) == told
    again = [*steps, {"no": 6, "step": step, "outcome": "passed"}]
    assert judged("GI-DCN-0001", {**decision, "steps": again}, where=where) == []


def test_other_steps_that_cannot_be_said_not_to_be_needed() -> None:
    policy: Row = {"type": "decision", "kind": "preferential-policy", "subject": "a/b"}
    waived = [{"no": 1, "step": "collective-decision", "outcome": "not-needed"}]
    assert len(judged("GI-DCN-0007", {**policy, "steps": waived})) == 1
    special = policy | {"kind": "policy", "traits": ["specialised"]}
    waived = [{"no": 1, "step": "joint-consultation", "outcome": "not-needed"}]
    assert len(judged("GI-DCN-0009", {**special, "steps": waived})) == 1
    fine: Row = {"type": "decision", "kind": "penalty", "subject": "a/b", "traits": ["major-enforcement"]}
    waived = [{"no": 1, "step": "legal-review", "outcome": "not-needed"}]
    assert len(judged("GI-ENF-0004", {**fine, "steps": waived}, where=context("weidu-2022"))) == 1
    # Shandong 1.1: 应充分征求法律顾问或者公职律师意见,按要求履行评估论证、法制审核、公平竞争审查等程序.
    names = ("legal-opinion", "evaluation-argument", "legal-review", "fair-competition-review")
    steps = [{"no": no, "step": one, "outcome": "not-needed"} for no, one in enumerate(names, 1)]
    promise: Row = {"type": "commitment", "kind": "important-policy-promise", "subject": "a/b"}
    assert [params["step"] for *_, params in judged("GI-COM-0005", {**promise, "steps": steps})] == [
        "legal-opinion"
    ]


@pytest.mark.parametrize(
    ("body", "term", "told"),
    [
        ({}, {}, False),
        ({}, {"until": "2025-06-30"}, False),
        ({}, {"until": "2025-06-29"}, True),
        ({}, {"from": "2025-07-01"}, True),
        ({}, {"until": "2025-06"}, False),
        ({"until": "2024-03-31"}, {"until": "2024-03-31"}, False),
        ({"until": "2026-03-31"}, {"until": "2024-03-31"}, True),
        ({"parties": [{"no": 1, "role": "principal-head", "name": "某甲"}]}, {"until": "2024-03-31"}, False),
    ],
)
def test_a_body_has_a_head_now(body: Row, term: Row, told: bool) -> None:
    where = context("weidu-2022", coverage=[Coverage("person")])  # as of 2025-06-30
    bureau = {"type": "organisation", "name": "示例局", "kind": "department", **body}
    post = {"no": 1, "organisation": "a/0", "role": "principal-head", **term}
    head = {"type": "person", "name": "甲", "kind": "civil-servant", "posts": [post]}
    assert bool(judged("GI-ACC-0004", bureau, head, where=where)) is told


def test_which_entries_of_an_archive_need_a_basis() -> None:
    """Xinzheng (2017-11-01) 4.2.5e names audits, appraisals and breaches; 4.3.12b has promises entered."""
    where = context("xinzheng-2017")
    entry = {"type": "handling", "operation": "enter-archive", "subject": "a/p"}
    assert len(judged("GI-ARC-0002", entry, where=where)) == 1
    assert len(judged("GI-ARC-0002", {**entry, "kinds": ["audit-conclusion"]}, where=where)) == 1
    assert judged("GI-ARC-0002", {**entry, "kinds": ["commitment"]}, where=where) == []
    assert judged("GI-ARC-0002", {**entry, "done_on": "2017-10-31"}, where=where) == []


def test_archives_without_a_name_are_told_apart_by_who_opened_them() -> None:
    where = context("xinzheng-2017")
    one = {"type": "handling", "operation": "open-archive", "subject": "a/p", "register_no": "D-1"}
    two = {**one, "register_no": "D-2"}
    assert len(judged("GI-ARC-0003", one, two, where=where)) == 1
    assert judged("GI-ARC-0003", one, {**two, "stated_by": "a/market"}, where=where) == []


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        ([], True),
        ([{"until": "2016-12-29"}], False),  # the opinion of the State Council is of 2016-12-30
        ([{"until": "2016-12-30"}], True),
        ([{"until": "2016-12-29"}, {}], True),
        ([{"until": "2016-03"}, {"until": "2016"}], True),
    ],
)
def test_who_left_before_there_were_archives_has_none(posts: list[Row], told: bool) -> None:
    where = context("xinzheng-2017", coverage=[Coverage("handling")])
    rows = [{"no": no, "organisation": "a/b", **post} for no, post in enumerate(posts, 1)]
    person = {"type": "person", "name": "甲", "kind": "civil-servant", **({"posts": rows} if rows else {})}
    assert bool(judged("GI-ARC-0004", person, where=where)) is told


def test_bidding_and_performance_from_before_the_text() -> None:
    """The plan of Alxa is of 2021-07-26."""
    where = context("alxa-2021", coverage=[Coverage("handling")])
    bid: Row = {
        "type": "commitment", "kind": "contract", "subject": "a/b", "domains": ["bidding"],
        "parties": [{"no": 1, "role": "bidder", "party": "a/firm"}],
    }  # fmt: skip
    assert judged("GI-ARC-0005", {**bid, "made_on": "2021-07-25"}, where=where) == []
    both = [{**bid, "made_on": "2021-07-26"}, {**bid, "made_on": "2022-01-04"}]
    assert judged("GI-ARC-0005", *both, where=where) == [(0, "/parties", {"party": "a/firm"})]
    project: Row = {
        "type": "commitment", "kind": "contract", "subject": "a/b", "domains": ["ppp"],
        "parties": [{"no": 1, "role": "government-side-person", "party": "a/p"}],
    }  # fmt: skip
    for days, told in ((["2021-07-25"], 0), (["2021-07-25", "2021-07-26"], 1), ([None, "2021-07-25"], 1)):
        rows = [
            {"no": no, "state": "partial", **({"on": day} if day else {})} for no, day in enumerate(days, 1)
        ]
        found = judged("GI-ARC-0006", {**project, "performances": rows}, where=where)
        assert len(found) == told


@pytest.mark.parametrize(
    ("untils", "updates", "told"),
    [
        (["2024-03-31"], ["2024-03-01"], True),
        (["2024-03-31"], ["2024-03-01", "2024-04-01"], False),
        (["2024-03-31"], ["2024-03-01", ""], False),  # it may be the latest
        (["2024-03-31"], ["2024-01-05", "2024"], False),
        (["2025-12-31"], ["2024-03-01"], False),  # the name is still in use
        (["2024-03-31", "2025-12-31"], ["2024-03-01"], True),
    ],
)
def test_a_registration_follows_the_changes_so_far(untils: list[str], updates: list[str], told: bool) -> None:
    history = [
        {"no": no, "field": "name", "value": f"旧{no}", "until": day} for no, day in enumerate(untils, 1)
    ]
    body = {"type": "organisation", "name": "示例", "kind": "department", "history": history}
    made = {"type": "handling", "operation": "update", "subject": "a/0"}
    rows = [{**made, "done_on": day} if day else made for day in updates]
    assert bool(judged("GI-RNR-0002", body, *rows, where=context("alxa-2021"))) is told


OWED: Row = {"no": 1, "kind": "payment", "amount": "100", "payable_kind": "project-payment",
             "due_on": "2024-12-31"}  # fmt: skip
DEBT: Row = {
    "type": "commitment",
    "kind": "debt",
    "subject": "a/b",
    "recorded_at": "2025-03-14T09:00:00+08:00",
}


@pytest.mark.parametrize(
    ("paid", "settled"),
    [
        ([("60", 1), ("40", 1)], True),
        ([("60", 1), ("39.99", 1)], False),
        ([("60", 1), ("40", 2)], False),
        ([("60", None), ("40", None)], True),
        ([("60", 1), (None, 1)], False),
    ],
)
def test_a_debt_paid_in_parts_is_paid(paid: list[tuple[str | None, int | None]], settled: bool) -> None:
    rows: list[Row] = []
    for no, (amount, number) in enumerate(paid, 1):
        row: Row = {"no": no, "state": "partial"}
        row |= {"amount": amount} if amount else {}
        rows.append(row | ({"obligation_no": number} if number else {}))
    debt = {**DEBT, "obligations": [OWED], "performances": rows}
    where = context(coverage=[Coverage("case")])
    for code in ("GI-ARR-0002", "GI-ARR-0003", "GI-ARR-0004", "GI-ARR-0007"):
        assert bool(judged(code, debt, where=where)) is not settled
    assert bool(judged("GI-ARR-0001", debt, where=context("alxa-2021"))) is not settled


def test_payments_without_a_number_may_be_for_any_of_several_debts() -> None:
    rows = [{"no": 1, "state": "partial", "amount": "100"}]
    debt = {**DEBT, "obligations": [OWED, {**OWED, "no": 2}], "performances": rows}
    assert len(judged("GI-ARR-0003", debt)) == 2


def test_a_disputed_claim_on_its_way_to_court_is_not_left_alone() -> None:
    disputed = {**OWED, "dispute_state": "disputed"}
    where = context("alxa-2021")
    assert len(judged("GI-ARR-0001", {**DEBT, "obligations": [disputed]}, where=where)) == 1
    on_its_way = {**disputed, "route": "administrative-litigation"}
    assert judged("GI-ARR-0001", {**DEBT, "obligations": [on_its_way]}, where=where) == []


@pytest.mark.parametrize(("recorded", "told"), [("2024-11-10", False), ("2024-11-11", True)])
def test_debts_are_warned_of_since_the_text(recorded: str, told: bool) -> None:
    where = context(coverage=[Coverage("case")])
    owed = {**OWED, "due_on": "2024-06-30"}
    debt = {**DEBT, "obligations": [owed], "recorded_at": f"{recorded}T09:00:00+08:00"}
    assert bool(judged("GI-ARR-0007", debt, where=where)) is told


CASE: Row = {"type": "case", "kind": "complaint", "topics": ["breach-dishonesty"]}


@pytest.mark.parametrize(
    ("code", "more", "told"),
    [
        ("GI-CPL-0001", {}, True),
        ("GI-CPL-0001", {"steps": [{"no": 1, "step": "acceptance", "on": "2024-03-04"}]}, False),
        ("GI-CPL-0001", {"steps": [{"no": 1, "step": "acceptance"}]}, True),
        ("GI-CPL-0001", {"closed_on": "2022-11-02"}, False),  # the scheme of Weidu is of 2022-11-03
        ("GI-CPL-0002", {}, True),
        ("GI-CPL-0002", {"identifiers": [{"no": 1, "scheme": "source-record", "value": "7"}]}, False),
        ("GI-CPL-0002", {"opened_on": "2022-11-02"}, False),
        ("GI-CPL-0002", {"topics": ["credit-information"]}, False),  # 违法失信行为投诉举报登记制度
    ],
)
def test_how_complaints_are_registered(code: str, more: Row, told: bool) -> None:
    assert bool(judged(code, {**CASE, **more}, where=context("weidu-2022"))) is told


def test_the_day_of_closing_may_stand_beside_the_step() -> None:
    case = {**CASE, "channel": "livelihood-hotline", "state": "closed"}
    where = context("alxa-2021")
    assert len(judged("GI-CPL-0003", case, where=where)) == 1
    steps = [{"no": 1, "step": "closing", "on": "2024-03-14"}]
    assert judged("GI-CPL-0003", {**case, "steps": steps}, where=where) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"kind": "report"}, True),
        ({"kind": "mediation"}, False),  # 庭外信用调解 may end without agreement
        ({"closed_on": "2024-11-10"}, False),
        ({"closed_on": "2024-11-11"}, True),
    ],
)
def test_what_is_closed_when_the_debt_is_settled(more: Row, told: bool) -> None:
    case = {**CASE, "topics": ["arrears"], "state": "closed", "result": "no-agreement"}
    assert bool(judged("GI-CPL-0005", {**case, **more})) is told


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (["warning"], True),
        (["registration", "notice-sent"], True),
        (["warning", "settlement-plan"], False),
        (["payment"], False),
    ],
)
def test_to_send_a_warning_is_not_to_deal_with_it(steps: list[str], told: bool) -> None:
    """Shandong 3.8: 发现一起处置一起."""
    rows = [{"no": no, "step": step} for no, step in enumerate(steps, 1)]
    case = {"type": "case", "kind": "warning", "topics": ["arrears"], "steps": rows}
    assert bool(judged("GI-WRN-0003", case)) is told


@pytest.mark.parametrize("code", ["GI-WRN-0001", "GI-WRN-0002", "GI-WRN-0003"])
def test_warnings_from_before_the_text_are_left_alone(code: str) -> None:
    case = {"type": "case", "kind": "warning", "topics": ["arrears"], "opened_on": "2017-10-31"}
    where = context("xinzheng-2017" if code != "GI-WRN-0003" else "shandong-2024")
    assert judged(code, {**case, "closed_on": "2017-10-31"}, where=where) == []
    assert len(judged(code, {**case, "closed_on": "2025-01-02"}, where=where)) == 1


def page(stage: str, **more: object) -> Row:
    return {"type": "publication", "stage": f"approval-{stage}", "about": ["a/licence"], **more}


@pytest.mark.parametrize(
    ("shown", "decided", "missing"),
    [
        (["acceptance"], False, []),
        (["acceptance", "process"], False, []),
        (["process"], False, ["approval-acceptance"]),
        (["result"], False, ["approval-acceptance", "approval-process"]),
        (["acceptance"], True, ["approval-process", "approval-result"]),
        (["acceptance", "process", "result"], True, []),
    ],
)
def test_of_a_matter_still_being_approved_no_result_is_public(
    shown: list[str], decided: bool, missing: list[str]
) -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    licence: Row = {"type": "decision", "id": "a/licence" if decided else "a/other", "subject": "a/b"}
    found = judged("GI-DIS-0002", licence | {"kind": "licence"}, *map(page, shown), where=where)
    assert [params["disclosure_stage"] for *_, params in found] == missing


def test_approvals_are_open_since_the_text() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    assert judged("GI-DIS-0002", page("result", **{"from": "2017-10-31"}), where=where) == []
    assert len(judged("GI-DIS-0002", page("result", **{"from": "2017-11-01"}), where=where)) == 2


@pytest.mark.parametrize(("until", "told"), [("2024-12-31", False), ("2025", False), ("2025-07-01", True)])
def test_bodies_that_are_no_more_disclose_and_promise_nothing(until: str, told: bool) -> None:
    where = context("alxa-2021", coverage=[Coverage("publication"), Coverage("commitment")])
    town = {"type": "organisation", "name": "甲苏木", "kind": "sumu", "until": until}
    assert bool(judged("GI-DIS-0006", town, where=where)) is told
    assert bool(judged("GI-COM-0010", town, where=where)) is told
    assert bool(judged("GI-DIS-0005", {**town, "kind": "bidding-agency"}, where=where)) is told


def test_what_another_law_withholds_has_its_ground() -> None:
    where = context("weidu-2022")
    withheld = {"type": "publication", "state": "withheld"}
    law = {"no": 1, "document": "政府信息公开条例", "clause": "第十六条"}
    assert len(judged("GI-DIS-0007", {**withheld, "basis": [law]}, where=where)) == 1
    law["role"] = "statutory-exception"
    assert judged("GI-DIS-0007", {**withheld, "basis": [law]}, where=where) == []
    assert judged("GI-DIS-0007", {**withheld, "from": "2022-11-02"}, where=where) == []


@pytest.mark.parametrize(
    ("more", "told"), [({}, True), ({"valid_until": "2024-11-10"}, False), ({"valid_until": "2024"}, True)]
)
def test_promises_that_were_over_before_the_text(more: Row, told: bool) -> None:
    promise = {"type": "commitment", "subject": "a/b", "kind": "service-efficiency", **more}
    assert bool(judged("GI-COM-0003", promise)) is told
    where = context(coverage=[Coverage("publication")])
    assert bool(judged("GI-COM-0001", promise, where=where)) is told


def test_a_time_limit_kept_before_the_text_need_not_be_told() -> None:
    promise = {"type": "commitment", "subject": "a/b", "kind": "time-limit"}
    where = context("weidu-2022")  # of 2022-11-03
    for until, told in (("2022-11-02", 0), ("2022-11-03", 1), ("2022", 1)):
        assert len(judged("GI-COM-0004", {**promise, "valid_until": until}, where=where)) == told


def test_a_pledge_may_tell_its_day_beside_the_step() -> None:
    pledge: Row = {"type": "commitment", "subject": "a/p", "kind": "civil-servant-pledge"}
    step: Row = {"no": 1, "step": "promise"}
    assert len(judged("GI-COM-0008", {**pledge, "steps": [step]})) == 1
    assert judged("GI-COM-0008", {**pledge, "steps": [step | {"on": "2025-03-05"}]}) == []


@pytest.mark.parametrize(("since", "told"), [("2021-07-25", False), ("2021-07-26", True)])
def test_good_records_come_first_since_the_text(since: str, told: bool) -> None:
    record = {
        "type": "dishonesty_record", "subject": "a/p", "form": "court-judgment", "severity": "serious",
        "decided_on": "2020-05-06",
    }  # fmt: skip
    favour = {"type": "incentive", "subject": "a/p", "kind": "merit-priority", "from": since}
    assert bool(judged("GI-INC-0001", record, favour, where=context("alxa-2021"))) is told


def certified(*rows: tuple[str, str], day: str = "2024-05-07") -> Row:
    numbers = [
        {"no": no, "scheme": "enforcement-certificate", "value": value, "valid_until": last}
        for no, (value, last) in enumerate(rows, 1)
    ]
    return {
        "type": "decision",
        "subject": "a/b",
        "kind": "penalty",
        "decided_on": day,
        "identifiers": numbers,
    }


def test_a_certificate_renewed_under_its_number_is_valid() -> None:
    where = context("weidu-2022")
    old, new, other = ("SL-1", "2024-05-06"), ("SL-1", "2029-05-06"), ("SL-2", "2029-05-06")
    assert len(judged("GI-ENF-0003", certified(old), where=where)) == 1
    assert judged("GI-ENF-0003", certified(old, new), where=where) == []
    # Of two officers each has to be certified.
    assert len(judged("GI-ENF-0003", certified(old, other), where=where)) == 1
    before = certified(("SL-1", "2022-10-31"), day="2022-11-02")
    assert judged("GI-ENF-0003", before, where=where) == []


@pytest.mark.parametrize(("since", "told"), [("2025-07-01", False), ("2025-06-30", True), ("2025", False)])
def test_who_will_enforce_later_needs_no_certificate_yet(since: str, told: bool) -> None:
    post = {"no": 1, "organisation": "a/b", "role": "enforcement-staff", "from": since}
    person = {"type": "person", "name": "甲", "kind": "staff", "posts": [post]}
    assert bool(judged("GI-ENF-0002", person, where=context("weidu-2022"))) is told


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"form": "government-sanction"}, False),
        ({"form": "accountability-decision"}, False),
        ({"ended_on": "2025-01-02", "end_kind": "revoked"}, False),
        ({"ended_on": "2025-01-02", "end_kind": "repaired"}, True),
        ({"decided_on": "2017-10-31"}, False),
    ],
)
def test_which_faults_are_still_to_be_answered_for(more: Row, told: bool) -> None:
    where = context("xinzheng-2017", coverage=[Coverage("decision")])
    fault = {
        "type": "dishonesty_record", "subject": "a/b", "form": "lawful-determination",
        "conducts": ["enforcement-fault"], "decided_on": "2024-05-07",
    }  # fmt: skip
    assert bool(judged("GI-ENF-0008", {**fault, **more}, where=where)) is told


def test_a_licence_may_bear_its_number_as_that_of_the_licence() -> None:
    own = {"identifiers": [{"no": 1, "scheme": "licence", "value": "示例许准〔2024〕1号"}]}
    act: Row = {"type": "decision", "subject": "a/b"}
    assert judged("GI-ENF-0010", act | {"kind": "licence"} | own) == []
    assert len(judged("GI-ENF-0010", act | {"kind": "licence"})) == 1
    assert len(judged("GI-ENF-0010", act | {"kind": "penalty"} | own)) == 1


def test_a_transition_ends_after_it_begins() -> None:
    change: Row = {"type": "decision", "subject": "a/b", "kind": "policy-adjustment"}
    change |= {"transition_from": "2025-03-01", "transition_until": "2025-02-28"}
    assert judged("GI-END-0001", change) == [
        (0, "/transition_until", {"field": "transition_until", "since": "2025-03-01"})
    ]
    assert judged("GI-END-0001", change | {"transition_until": "2025-03-01"}) == []


def test_discipline_that_is_said_to_have_ended_has_an_end() -> None:
    # Merged periods last four years at most: until 2025-01-04.
    warned: Row = {"type": "sanction", "subject": "a/p", "kind": "disciplinary-warning", "from": "2021-01-04"}
    assert len(judged("GI-END-0004", warned)) == 1
    assert judged("GI-END-0004", warned | {"end_kind": "expired"}) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, False),  # considered once, before the record
        ({"until": "2025-07-01"}, True),
        ({"until": "2025-06-30"}, False),
        ({"until": "2025"}, False),
        ({"until": "2026-12-31", "ended_on": "2024-05-20"}, False),
    ],
)
def test_a_preference_is_taken_back_for_a_serious_record(more: Row, told: bool) -> None:
    where = context("alxa-2021")  # as of 2025-06-30
    record: Row = {"type": "dishonesty_record", "subject": "a/p", "form": "court-judgment"}
    record |= {"severity": "serious", "decided_on": "2024-05-06"}
    favour: Row = {"type": "incentive", "subject": "a/p", "kind": "merit-priority", "from": "2024-01-02"}
    assert bool(judged("GI-INC-0001", record, favour | more, where=where)) is told
    ended = record | {"ended_on": "2025-05-06"}
    assert judged("GI-INC-0001", ended, favour | more, where=where) == []


def test_another_way_to_settle_a_debt_is_told_in_the_plan() -> None:
    """Shandong 3.8: 通过“执破融合”、盘活闲置资产、压减部门支出等方式."""
    debt = {**DEBT, "obligations": [{**OWED, "dispute_state": "undisputed"}]}
    plan = {"no": 1, "obligation_no": 1, "fund_source": "区财政预算资金", "due_on": "2026-06"}
    assert len(judged("GI-ARR-0005", {**debt, "plans": [plan]})) == 1
    assert judged("GI-ARR-0005", {**debt, "plans": [{**plan, "content": "纳入2026年预算支付"}]}) == []


def test_what_was_returned_is_in_no_archive() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("handling")])
    person = {"type": "person", "name": "甲", "kind": "civil-servant"}
    opened: Row = {"type": "handling", "operation": "open-archive", "subject": "a/0", "register_no": "D-1"}
    assert judged("GI-ARC-0004", person, opened, where=where) == []
    assert len(judged("GI-ARC-0004", person, opened | {"result": "returned"}, where=where)) == 1
    cancelled = opened | {"result": "cancelled"}
    assert judged("GI-ARC-0003", person, cancelled, opened | {"register_no": "D-2"}, where=where) == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [("audit-conclusion", False), ("credit-information", False), ("penalty", False), ("finance", True)],
)
def test_the_list_of_archive_items_is_open(kind: str, told: bool) -> None:
    """National: 相关违法违纪违约行为等信用信息."""
    person = {"type": "person", "name": "甲", "kind": "civil-servant"}
    entry = {"type": "handling", "operation": "enter-archive", "subject": "a/0", "kinds": [kind]}
    assert bool(judged("GI-ARC-0001", person, entry, where=context("gansu-2017"))) is told


@pytest.mark.parametrize(("state", "told"), [("open", True), ("handed-over", False), ("closed", False)])
def test_a_warning_handed_over_or_closed_was_dealt_with(state: str, told: bool) -> None:
    case = {"type": "case", "kind": "warning", "topics": ["arrears"], "state": state}
    assert bool(judged("GI-WRN-0003", case)) is told


@pytest.mark.parametrize(
    ("until", "years"),
    [
        ("", {2025, 2026}),
        ("2024-12-31", set()),
        ("2025-12-31", {2025}),
        ("2026-01-01", {2025}),
        ("2026", {2025}),
    ],
)
def test_a_department_states_its_work_while_it_lasts(until: str, years: set[int]) -> None:
    # The text of Shandong is of 2024-11-11: whole years under it by the middle of 2027 are 2025 and 2026.
    where = context(as_of="2027-06-30", coverage=[Coverage("commitment")])
    bureau: Row = {"type": "organisation", "name": "示例厅", "kind": "department", "level": "province"}
    found = judged("GI-COM-0009", bureau | ({"until": until} if until else {}), where=where)
    assert {params["year"] for *_, params in found} == years

"""Lawful ways to write what a rule asks for, and plain violations that are written with few fields."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

RECORD = {"type": "dishonesty_record", "id": "a/r", "subject": "a/b", "form": "court-judgment"}
HANDLING = {"type": "handling", "about": ["a/r"]}


def test_shown_before_it_was_reported_on_a_day_that_is_known() -> None:
    """Reported twice, once on a day not stated: that may have been the first. Gansu is of 2017-06-28."""
    where = context("gansu-2017")
    shown = {"type": "publication", "about": ["a/r"], "kinds": ["dishonesty-record"], "from": "2024-05-09"}
    pushed = {**HANDLING, "id": "a/h", "operation": "push", "done_on": "2024-05-10"}
    assert judged("GI-PUB-0004", shown, pushed, where=where) == [(0, "/from", {"reported_on": "2024-05-10"})]
    assert judged("GI-PUB-0004", {**shown, "state": "withheld"}, pushed, where=where) == []
    assert judged("GI-PUB-0004", shown, pushed, {**HANDLING, "operation": "submit"}, where=where) == []
    early = {**shown, "from": "2017-06-27"}
    assert judged("GI-PUB-0004", early, {**pushed, "done_on": "2017-08-01"}, where=where) == []


def test_what_is_withheld_has_no_audience() -> None:
    listed = {"type": "publication", "kinds": ["blacklist"], "audiences": ["supervising-departments"]}
    where = context("alxa-2021")
    assert len(judged("GI-PUB-0008", listed, where=where)) == 1
    assert judged("GI-PUB-0008", {**listed, "state": "withheld"}, where=where) == []
    assert judged("GI-PUB-0008", {**listed, "state": "taken-down"}, where=where) == []


def test_staff_may_be_recorded_through_their_section_or_by_a_body_that_takes_part() -> None:
    """记录本部门公务员: a section is part of its department, the government above is another body."""
    where = context("gansu-2017")
    record = {
        "type": "dishonesty_record",
        "subject": "a/p",
        "form": "court-judgment",
        "stated_by": "a/bureau",
    }
    person = {"type": "person", "id": "a/p", "posts": [{"no": 1, "organisation": "a/section"}]}
    section = {"type": "organisation", "id": "a/section", "kind": "internal-section", "parent": "a/bureau"}
    department = {**section, "kind": "department"}
    assert judged("GI-REC-0006", person, record, section, where=where) == []
    assert len(judged("GI-REC-0006", person, record, where=where)) == 1
    assert len(judged("GI-REC-0006", person, record, department, where=where)) == 1
    by = {"no": 1, "role": "collector"}
    assert (
        judged("GI-REC-0006", person, {**record, "parties": [{**by, "party": "a/section"}]}, where=where)
        == []
    )
    assert judged("GI-REC-0006", person, {**record, "parties": [{**by, "name": "甲"}]}, where=where) == []
    other = {**record, "parties": [{"no": 1, "role": "creditor", "party": "a/section"}]}
    assert len(judged("GI-REC-0006", person, other, where=where)) == 1


@pytest.mark.parametrize("domain", ["investment-attraction", "ppp"])
def test_department_and_person_may_each_have_a_record(domain: str) -> None:
    """将失信行为纳入政府部门和相关责任人信用记录: two records on one judgment do that, two bodies do not."""
    where = context("alxa-2021")
    of_body = {**RECORD, "domains": [domain], "document_no": "(2024)1号"}
    of_person = {**of_body, "id": "a/r2", "subject": "a/p"}
    body = {"type": "organisation", "id": "a/b", "kind": "department"}
    told = {"domain": domain}
    assert judged("GI-REC-0007", of_body, where=where) == [(0, "/parties", told)]
    assert judged("GI-REC-0007", of_body, of_person, where=where) == []
    assert judged("GI-REC-0007", of_body, of_person, body, where=where, cut=1) == []
    both = [{**body, "id": "a/p"}, body]
    assert len(judged("GI-REC-0007", of_body, of_person, *both, where=where)) == 2
    apart = {**of_person, "document_no": "(2024)2号"}
    assert len(judged("GI-REC-0007", of_body, apart, body, where=where)) == 2
    assert judged("GI-REC-0007", of_body, {**apart, "about": ["a/r"]}, body, where=where) == []
    assert len(judged("GI-REC-0007", of_body, {**of_person, "domains": ["bidding"]}, where=where)) == 1


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"state": "not-accepted"}, False),
        ({"state": "accepted"}, True),
        ({"state": "handed-over"}, False),
        ({"result": "rectified"}, False),  # done on a day that is not told
        ({"closed_on": "2025-04-01"}, True),
        ({"closed_on": "2025-04-01", "outcome": "done", "on": "2025-03-31"}, False),
        ({"closed_on": "2025-04-01", "outcome": "in-time", "on": "2025-03"}, False),
        ({"closed_on": "2025-04-01", "outcome": "done", "on": "2025-04-01"}, True),
        ({"closed_on": "2025-04-01", "outcome": "not-done", "on": "2025-03-31"}, True),
        ({"closed_on": "2025-04-01", "on": "2025-03-31"}, True),  # it may have been begun that day
    ],
)
def test_a_case_may_be_closed_after_what_was_to_be_done(fields: dict[str, str], found: bool) -> None:
    steps = [
        {"no": 1, "step": "rectification", **{k: v for k, v in fields.items() if k in {"on", "outcome"}}}
    ]
    told = {k: v for k, v in fields.items() if k not in {"on", "outcome"}}
    given = {"type": "case", "kind": "rectification", "due_on": "2025-03-31", "steps": steps, **told}
    assert bool(judged("GI-RCT-0003", given, where=context("gansu-2017"))) is found


def test_a_rectification_due_before_the_text_is_not_overdue_under_it() -> None:
    given = {"type": "case", "kind": "rectification", "due_on": "2017-06-27", "closed_on": "2017-09-01"}
    assert judged("GI-RCT-0003", given, where=context("gansu-2017")) == []
    assert len(judged("GI-RCT-0003", {**given, "due_on": "2017-06-28"}, where=context("gansu-2017"))) == 1


def test_what_was_not_accepted_needs_neither_deadline_nor_explanation() -> None:
    given = {"type": "case", "kind": "rectification", "state": "not-accepted"}
    for code in ("GI-RCT-0001", "GI-RCT-0002"):
        assert judged(code, given, where=context("gansu-2017")) == []
        assert len(judged(code, {**given, "state": "open"}, where=context("gansu-2017"))) == 1


def test_a_rectification_that_names_no_record_may_be_of_any() -> None:
    """各级人民政府存在政务失信记录的……限期加以整改: of governments and departments, not of firms."""
    where = context("gansu-2017", coverage=[Coverage("case")])
    body = {"type": "organisation", "id": "a/b", "kind": "government"}
    rectified = {"type": "case", "kind": "rectification", "subject": "a/b"}
    assert len(judged("GI-RCT-0004", body, RECORD, where=where)) == 1
    assert judged("GI-RCT-0004", body, RECORD, rectified, where=where) == []
    assert len(judged("GI-RCT-0004", body, RECORD, {**rectified, "subject": "a/c"}, where=where)) == 1
    assert len(judged("GI-RCT-0004", body, RECORD, {**rectified, "about": ["a/x"]}, where=where)) == 1
    assert judged("GI-RCT-0004", {**body, "kind": "enterprise"}, RECORD, where=where) == []


@pytest.mark.parametrize(
    ("name", "opened", "fields", "place"),
    [
        # With the provider's check seven working days: 2025-03-12 at the latest.
        ("xinzheng-2017", "2025-03-03", {"closed_on": "2025-03-12"}, None),
        ("xinzheng-2017", "2025-03-03", {"closed_on": "2025-03-13"}, "/closed_on"),
        ("xinzheng-2017", "2025-03-03", {"state": "accepted"}, "/opened_on"),
        ("xinzheng-2017", "2025-03-03", {}, "/opened_on"),
        ("xinzheng-2017", "2025-03-03", {"state": "closed"}, None),
        ("xinzheng-2017", "2025-03-03", {"state": "not-accepted"}, None),
        ("xinzheng-2017", "2025-03-03", {"result": "not-upheld"}, None),
        ("xinzheng-2017", "2025-06-27", {}, None),  # judged on the 30th, in time
        # The regulation of Henan is of 2020-05-01.
        ("xinzheng-2017", "2020-04-30", {"closed_on": "2020-12-31"}, None),
        ("xinzheng-2017", "2020-05-06", {"closed_on": "2020-12-31"}, "/closed_on"),
    ],
)
def test_an_objection_still_open_is_late_as_well(
    name: str, opened: str, fields: dict[str, str], place: str | None
) -> None:
    given = {"type": "case", "kind": "objection", "opened_on": opened, **fields}
    assert [hit[1] for hit in judged("GI-OBJ-0002", given, where=context(name))] == ([place] if place else [])


def test_congress_and_cppcc_may_each_have_a_report() -> None:
    """向同级人大及其常委会、政协通报: one to each is as good as one to both."""
    where = context("alxa-2021")
    to = {"no": 1, "role": "recipient"}
    one = {"type": "report", "subject": "a/b", "kind": "congress-cppcc", "period_until": "2024"}
    congress = {**one, "parties": [{**to, "name": "人大"}]}
    cppcc = {**one, "parties": [{**to, "party": "a/cppcc"}]}
    assert judged("GI-RPT-0001", congress, where=where) == [(0, "/parties", {"count": 1})]
    assert judged("GI-RPT-0001", congress, cppcc, where=where, cut=1) == []
    assert judged("GI-RPT-0001", one, where=where) == [(0, "/parties", {"count": 0})]
    assert len(judged("GI-RPT-0001", congress, {**cppcc, "period_until": "2023"}, where=where)) == 2
    assert len(judged("GI-RPT-0001", congress, {**cppcc, "subject": "a/c"}, where=where)) == 2
    same = {**one, "parties": [{**to, "name": "人大"}, {**to, "no": 2, "name": "人大"}]}
    assert judged("GI-RPT-0001", same, where=where) == [(0, "/parties", {"count": 1})]


@pytest.mark.parametrize(
    ("since", "found"), [("2025-01-01", 1), ("2025-02-01", 1), ("2025-02-02", 0), ("", 1)]
)
def test_circular_and_talk_are_asked_for_where_sanctions_since_the_record_are_complete(
    since: str, found: int
) -> None:
    where = context("shandong-2024", coverage=[Coverage("sanction", since=since)])
    city = {"type": "organisation", "id": "a/b", "kind": "government", "level": "prefecture"}
    serious = {**RECORD, "severity": "serious", "decided_on": "2025-02-01"}
    listed = {"type": "court_matter", "subject": "a/b", "kind": "dishonest-judgment-debtor"}
    assert len(judged("GI-DUT-0004", city, serious, where=where)) == found
    assert len(judged("GI-DUT-0004", city, {**listed, "listed_on": "2025-02-01"}, where=where)) == found
    assert len(judged("GI-DUT-0004", city, listed, where=where)) == (not since)


def test_restricted_by_a_record_that_names_one_as_responsible() -> None:
    """A year may begin before the record ended; the parties who answer for it have the record as well."""
    where = context("gansu-2017", coverage=[Coverage("dishonesty_record")])
    measure = {"type": "sanction", "subject": "a/p", "kind": "merit-restriction", "from": "2024"}
    party = {"no": 1, "party": "a/p"}
    of_body = {**RECORD, "parties": [{**party, "role": "responsible-person"}]}
    assert judged("GI-SAN-0010", of_body, measure, where=where) == []
    assert (
        len(
            judged(
                "GI-SAN-0010", {**of_body, "parties": [{**party, "role": "creditor"}]}, measure, where=where
            )
        )
        == 1
    )
    own = {**RECORD, "subject": "a/p", "ended_on": "2024-06-30"}
    assert judged("GI-SAN-0010", own, measure, where=where) == []
    assert len(judged("GI-SAN-0010", own, {**measure, "from": "2024-07"}, where=where)) == 1
    assert len(judged("GI-SAN-0010", {**own, "ended_on": "2023"}, measure, where=where)) == 1


def test_discipline_has_no_scope_to_state() -> None:
    where = context("weidu-2022")
    sanction = {"type": "sanction", "subject": "a/p"}
    assert judged("GI-SAN-0011", {**sanction, "kind": "demerit"}, where=where) == []
    assert len(judged("GI-SAN-0011", {**sanction, "kind": "merit-restriction"}, where=where)) == 1


def test_the_last_day_tells_when_an_item_was_cancelled() -> None:
    item = {"type": "list_item", "list": "approval-items", "change": "cancelled", "until": "2024-06-30"}
    assert judged("GI-SRV-0001", item, where=context("alxa-2021")) == []
    assert len(judged("GI-SRV-0001", {**item, "change": "adjusted"}, where=context("alxa-2021"))) == 1


@pytest.mark.parametrize(("until", "found"), [("2025-06-29", 0), ("2025-06-30", 1), (None, 1), ("2025", 1)])
def test_an_item_that_has_ended_asks_for_no_documents(until: str | None, found: int) -> None:
    item = {"type": "list_item", "list": "proofs", "materials": [{"no": 1, "name": "证明"}]}
    given = item if until is None else {**item, "until": until}
    assert len(judged("GI-SRV-0004", given, where=context("xinzheng-2017"))) == found


def test_only_the_last_rate_is_compared_with_the_list_of_today() -> None:
    where = context("alxa-2021", coverage=[Coverage("list_item")])
    item = {"type": "list_item", "subject": "a/b", "list": "approval-items", "service_modes": ["online"]}
    rate = {"type": "observation", "subject": "a/b", "metric": "online-service-rate"}
    former = {**rate, "value": "40", "period_until": "2022-12-31"}
    latest = {**rate, "value": "100", "observed_on": "2024-12-31"}
    assert judged("GI-SRV-0007", item, former, latest, where=where, cut=2) == []
    wrong = judged("GI-SRV-0007", item, {**former, "value": "100"}, {**latest, "value": "40"}, where=where)
    assert [hit[0] for hit in wrong] == [2]


BASIS = [{"no": 1, "document": "保障中小企业款项支付条例", "role": "content"}]


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ([("60000", "2025-07-10"), ("40000", "2025-07-31")], None),
        ([("60000", "2025-07-10"), ("40000", "2025-08-01")], "/performances/2/on"),
        ([("40000", "2025-08-01"), ("60000", "2025-07-10")], "/performances/1/on"),
        ([("60000", "2025-07-10"), ("39999", "2025-07-31")], "/obligations/1"),
        ([("60000", "2025-07-10"), ("40000", None)], None),
        ([("60000", "2025-07-10"), (None, "2025-07-31")], "/obligations/1"),
    ],
)
def test_part_payments_that_add_up_are_payment(
    parts: list[tuple[str | None, str | None]], place: str | None
) -> None:
    """Delivered on 2025-07-01 and no day agreed: 30 days, so 2025-07-31 at the latest."""
    rows: list[dict[str, object]] = [{"no": 1, "obligation_no": 1, "state": "full", "on": "2025-07-01"}]
    for number, (amount, day) in enumerate(parts, 2):
        row: dict[str, object] = {"no": number, "obligation_no": 2, "state": "partial"}
        rows.append(row | ({"amount": amount} if amount else {}) | ({"on": day} if day else {}))
    owed = {"no": 2, "kind": "payment", "amount": "100000"}
    given = {
        "type": "commitment", "subject": "a/b", "kind": "contract", "basis": BASIS, "performances": rows,
        "recorded_at": "2025-12-01T09:00:00+08:00", "obligations": [{"no": 1, "kind": "delivery"}, owed],
    }  # fmt: skip
    where = context("national-2016", "2025-12-31")
    assert [hit[1] for hit in judged("GI-SME-0002", given, where=where)] == ([place] if place else [])
    disputed = [given["obligations"][0], {**owed, "dispute_state": "disputed"}]
    late = place if place and "performances" in place else None
    again = judged("GI-SME-0002", {**given, "obligations": disputed}, where=where)
    assert [hit[1] for hit in again] == ([late] if late else [])


def test_a_value_that_is_missing_has_no_one_to_answer_for_it() -> None:
    value = {"type": "observation", "subject": "a/b", "metric": "dishonesty-records"}
    for code in ("GI-STA-0001", "GI-STA-0002"):
        for state, found in (("missing", 0), ("not-applicable", 0), ("observed", 1)):
            assert len(judged(code, {**value, "state": state}, where=context("xinzheng-2017"))) == found


def test_the_true_value_in_place_of_the_false_one_is_checked() -> None:
    value = {
        "type": "observation",
        "id": "a/o",
        "subject": "a/b",
        "metric": "sales",
        "verification": "checked",
    }
    fraud = {"type": "case", "kind": "fraud-investigation", "result": "upheld", "about": ["a/o"]}
    where = context("xinzheng-2017")
    corrected = {**value, "action": "correct", "revision": 2}
    assert judged("GI-STA-0004", corrected, fraud, where=where) == []
    assert len(judged("GI-STA-0004", {**corrected, "action": "update"}, fraud, where=where)) == 1


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        ([], 1),
        ([{"no": 1, "role": "submitter", "party": "a/court"}], 0),
        ([{"no": 1, "role": "operator", "party": "a/court"}], 0),
        ([{"no": 1, "role": "submitter", "party": "a/other"}], 1),
        ([{"no": 1, "role": "submitter", "name": "某法院"}], 0),
        ([{"no": 1, "role": "recipient", "party": "a/court"}], 1),
    ],
)
def test_another_body_may_state_what_one_reported(parties: list[dict[str, object]], found: int) -> None:
    sent = {**HANDLING, "operation": "submit", "source": "a/court", "parties": parties}
    assert len(judged("GI-SUB-0003", sent, where=context("alxa-2021"))) == found


def test_who_submits_is_where_it_comes_from() -> None:
    taken = {
        **HANDLING,
        "operation": "aggregate",
        "parties": [{"no": 1, "role": "submitter", "party": "a/c"}],
    }
    where = context("xinzheng-2017")
    assert judged("GI-SUB-0004", taken, where=where) == []
    other = {**taken, "parties": [{"no": 1, "role": "recipient", "party": "a/c"}]}
    assert len(judged("GI-SUB-0004", other, where=where)) == 1


def test_collected_again_after_it_was_aggregated() -> None:
    where = context("alxa-2021")

    def did(operation: str, day: str) -> dict[str, object]:
        return {**HANDLING, "operation": operation, **({"done_on": day} if day else {})}

    taken, merged = did("collect", "2024-05-10"), did("aggregate", "2024-05-09")
    assert judged("GI-SUB-0009", taken, merged, where=where) == [
        (1, "/done_on", {"collected_on": "2024-05-10"})
    ]
    assert judged("GI-SUB-0009", taken, did("collect", "2024-05-01"), merged, where=where, cut=1) == []
    assert judged("GI-SUB-0009", taken, did("collect", ""), merged, where=where) == []
    assert judged("GI-SUB-0009", taken, did("aggregate", ""), where=where) == []
    early = [did("collect", "2021-08-01"), did("aggregate", "2021-07-25")]
    assert judged("GI-SUB-0009", *early, where=context("alxa-2021")) == []


def test_debts_of_government_that_are_not_paid_in_parts_either() -> None:
    """地方政府欠债失信行为: of government, not of its contractors."""
    where = context("xinzheng-2017", coverage=[Coverage("dishonesty_record")])
    owed = {"no": 1, "kind": "payment", "due_on": "2024-12-31", "amount": "100", "payable_kind": "materials"}
    part = {"no": 1, "obligation_no": 1, "state": "partial", "amount": "60"}

    def told(*amounts: str, **more: object) -> int:
        rows = [{**part, "no": number, "amount": one} for number, one in enumerate(amounts, 1)]
        debt = {"type": "commitment", "subject": "a/b", "kind": "contract", "obligations": [{**owed, **more}]}
        kind = {"type": "organisation", "id": "a/b", "kind": "department"}
        return len(judged("GI-SUB-0010", {**debt, "performances": rows}, kind, where=where))

    assert told() == 1
    assert told("60", "39.99") == 1
    assert told("60", "40") == 0
    firm = {"type": "organisation", "id": "a/b", "kind": "enterprise"}
    debt = {"type": "commitment", "subject": "a/b", "kind": "contract", "obligations": [owed]}
    assert judged("GI-SUB-0010", firm, debt, where=where) == []
    full = {"no": 2, "obligation_no": 1, "state": "settled"}
    assert judged("GI-SUB-0010", {**debt, "performances": [part, full]}, where=where) == []
    unknown = {key: value for key, value in owed.items() if key != "amount"}
    part_of = {**debt, "obligations": [unknown], "performances": [part]}
    assert len(judged("GI-SUB-0010", part_of, where=where)) == 1


def test_a_database_may_be_kept_by_the_body_that_collects() -> None:
    where = context("gansu-2017", coverage=[Coverage("handling")])
    body = {"type": "organisation", "id": "a/c", "kind": "department"}
    kept = {**HANDLING, "operation": "record", "register": "数据库"}
    for role, found in (("collector", 0), ("operator", 0), ("recipient", 1)):
        given = {**kept, "parties": [{"no": 1, "role": role, "party": "a/c"}]}
        assert len(judged("GI-SUB-0011", body, given, where=where)) == found


@pytest.mark.parametrize(
    ("name", "kind", "level", "found"),
    [
        ("gansu-2017", "government", "province", 0),  # it inspects
        ("gansu-2017", "government", "prefecture", 1),
        ("gansu-2017", "government", "county", 1),
        ("gansu-2017", "government", "township", 0),
        ("gansu-2017", "government", None, 1),
        ("gansu-2017", "zone-committee", "prefecture", 1),
        ("alxa-2021", "government", "prefecture", 0),
        ("alxa-2021", "government", "county", 1),  # 各旗区
        ("alxa-2021", "department", "prefecture", 1),  # 盟直各部门
        ("alxa-2021", "department", "county", 0),
        ("xinzheng-2017", "department", "county", 1),  # 市直各部门
        ("xinzheng-2017", "township", "township", 1),
        ("xinzheng-2017", "government", "county", 0),
    ],
)
def test_who_inspects_is_not_inspected(name: str, kind: str, level: str | None, found: int) -> None:
    where = context(name, coverage=[Coverage("inspection")])
    body = {"type": "organisation", "id": "a/b", "name": "某单位", "kind": kind}
    given = {**body, "level": level} if level else body
    assert len(judged("GI-SUP-0003", given, where=where)) == found


@pytest.mark.parametrize(
    ("kind", "level", "found"),
    [
        ("government", "prefecture", 1),  # 各市州
        ("government", "county", 0),
        ("government", "province", 0),
        ("department", "province", 1),  # 各部门
        ("department", "county", 0),
        ("department", None, 1),
    ],
)
def test_whose_progress_gansu_checks(kind: str, level: str | None, found: int) -> None:
    where = context("gansu-2017", coverage=[Coverage("inspection")])
    body = {"type": "organisation", "id": "a/b", "name": "某单位", "kind": kind}
    given = {**body, "level": level} if level else body
    assert len(judged("GI-SUP-0004", given, where=where)) == found


def test_the_congress_of_the_same_level_may_be_one_of_several() -> None:
    where = context("gansu-2017")

    def body(ident: str, kind: str, level: str) -> dict[str, object]:
        return {"type": "organisation", "id": ident, "name": "某", "kind": kind, "level": level}

    city = body("a/city", "government", "prefecture")
    above = body("a/above", "people-congress", "province")
    same = body("a/same", "people-congress", "prefecture")
    seen = {"type": "inspection", "subject": "a/city", "kind": "congress"}
    rows = [
        {"no": 1, "role": "inspector", "party": "a/above"},
        {"no": 2, "role": "inspector", "party": "a/same"},
    ]
    alone = {**seen, "parties": rows[:1]}
    assert judged("GI-SUP-0001", city, above, same, alone, where=where) == [
        (3, "/subject", {"administrative_level": ("province", "prefecture")})
    ]
    assert judged("GI-SUP-0001", city, above, same, {**seen, "parties": rows}, where=where, cut=2) == []
    assert (
        judged("GI-SUP-0001", city, above, {**seen, "parties": rows}, where=where) == []
    )  # one is not known
    office = body("a/above", "department", "prefecture")
    assert len(judged("GI-SUP-0002", city, office, alone, where=where)) == 1
    assert judged("GI-SUP-0002", city, office, same, {**seen, "parties": rows}, where=where) == []


def test_a_task_that_was_dropped_needs_no_unit() -> None:
    task = {"type": "task", "content": "清理证明事项"}
    for state, found in (("dropped", 0), ("not-begun", 1)):
        assert len(judged("GI-TSK-0001", {**task, "state": state}, where=context("alxa-2021"))) == found


def test_more_time_for_a_task_may_be_approved() -> None:
    """Xinzheng gives its task 11 until the end of 2017."""
    plan = {"no": 1, "document": "xinzheng-2017", "role": "content"}
    task = {"type": "task", "number": "11", "content": "建成平台", "due_on": "2018-12-31"}
    for role, found in (("procedure", 0), ("authority", 0), ("content", 1)):
        approval = {"no": 2, "document": "新政办〔2017〕99号", "role": role}
        given = {**task, "basis": [plan, approval]}
        assert len(judged("GI-TSK-0006", given, where=context("xinzheng-2017"))) == found


def test_a_collector_named_only_may_be_the_lead_department() -> None:
    where = context("xinzheng-2017")
    taken = {**HANDLING, "operation": "collect", "kinds": ["dishonesty-record"], "stated_by": "a/lead"}
    other = {**taken, "stated_by": "a/other"}
    assert len(judged("GI-TSK-0008", taken, taken, other, where=where)) == 1
    named = {**other, "parties": [{"no": 1, "role": "collector", "name": "信用办"}]}
    assert judged("GI-TSK-0008", taken, taken, named, where=where) == []


def test_parts_stated_twice_do_not_make_the_total_wrong() -> None:
    figure = {"type": "observation", "subject": "a/b", "metric": "arrears-balance", "unit": "yuan"}
    whole, one = {**figure, "value": "9"}, {**figure, "value": "4", "breakdown": "甲"}
    parts = [one, {**figure, "value": "3", "breakdown": "乙"}, {**figure, "value": "2", "breakdown": "丙"}]
    where = context("national-2016")
    assert judged("GI-TOT-0001", whole, *parts, where=where) == []
    assert judged("GI-TOT-0001", whole, *parts, one, where=where) == []
    assert len(judged("GI-TOT-0001", whole, *parts[:2], where=where)) == 1


def test_credit_looked_up_as_a_step_of_the_evaluation() -> None:
    given = {"type": "decision", "kind": "bid-evaluation"}
    step = {"no": 1, "step": "credit-check"}
    where = context("gansu-2017")
    assert judged("GI-BID-0001", {**given, "steps": [step]}, where=where) == []
    for outcome in ("not-done", "not-needed"):
        assert (
            len(judged("GI-BID-0001", {**given, "steps": [{**step, "outcome": outcome}]}, where=where)) == 1
        )


def test_an_explanation_in_writing_is_always_needed() -> None:
    """对具体失信情况书面说明原因: the text knows no case in which it is not."""
    given = {"type": "case", "kind": "rectification"}
    row = {"no": 1, "step": "written-explanation"}
    for outcome, found in (("not-needed", 1), ("not-done", 1), ("done", 0), (None, 0)):
        steps = [{**row, "outcome": outcome} if outcome else row]
        assert len(judged("GI-RCT-0002", {**given, "steps": steps}, where=context("gansu-2017"))) == found


def test_who_was_let_off_may_be_honoured() -> None:
    where = context("gansu-2017")
    barred = {"type": "sanction", "subject": "a/b", "kind": "honour-disqualification", "from": "2024-01-01"}
    honour = {
        "type": "honesty_record",
        "subject": "a/b",
        "kind": "model-department",
        "awarded_on": "2024-05-01",
    }
    assert len(judged("GI-SAN-0007", barred, honour, where=where)) == 1
    assert len(judged("GI-SAN-0007", {**barred, "mitigation_effect": "lighter"}, honour, where=where)) == 1
    assert judged("GI-SAN-0007", {**barred, "mitigation_effect": "waived"}, honour, where=where) == []


@pytest.mark.parametrize(("until", "found"), [("2025-06-29", 0), ("2025-06-30", 1), ("2025", 0), (None, 1)])
def test_a_post_whose_last_day_is_to_come_is_still_held(until: str | None, found: int) -> None:
    post = {"no": 1, "organisation": "a/b", "role": "staff", **({"until": until} if until else {})}
    watch = {"no": 2, "organisation": "a/b", "role": "social-supervisor", "until": "2026-12-31"}
    given = {"type": "person", "posts": [post, watch]}
    assert len(judged("GI-SUP-0006", given, where=context("weidu-2022"))) == found


@pytest.mark.parametrize(
    ("day", "found"), [("2024-03-08", 1), ("2025-03-08", 0), ("2017-12-01", 0), ("2018", 1)]
)
def test_a_year_of_training_is_judged_when_it_is_over(day: str, found: int) -> None:
    """Judged on 2025-06-30: of 2025 there is more to come. Xinzheng is of 2017-11-01."""
    where = context("xinzheng-2017", coverage=[Coverage("activity")])
    given = {
        "type": "activity",
        "subject": "a/b",
        "kind": "training",
        "held_on": day,
        "topics": ["core-values"],
    }
    assert len(judged("GI-EDU-0001", given, where=where)) == found


def test_training_still_to_come_has_no_result() -> None:
    for code in ("GI-EDU-0002", "GI-EDU-0003"):
        for day, found in (("2025-07-01", 0), ("2025-06-30", 1), ("2025-07", 0), ("2025", 1)):
            given = {"type": "activity", "subject": "a/b", "kind": "training", "held_on": day}
            assert len(judged(code, given, where=context("gansu-2017"))) == found

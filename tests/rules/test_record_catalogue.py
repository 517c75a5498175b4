"""Rules on records, their handling and their consequences: edges that the two cases of a rule do not show."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, Coverage, Fold, RuleSet, case, rules
from gov_integrity.testing.strategies import statements

AREAS = frozenset(
    ("ENV", "REC", "SUB", "PUB", "PER", "ORG", "SAN", "ACC", "DUT", "MIT", "ARC", "RNR", "USE", "INC", "PLK",
     "RCT", "OBJ", "REP", "END")
)  # fmt: skip
MINE = [code for code in sorted(rules()) if code.split("-")[1] in AREAS]
ENVELOPE = {
    "revision": 1,
    "action": "make",
    "stated_by": "example-agency/office",
    "recorded_at": "2025-03-14T09:00:00+08:00",
    "access": "government",
}


def engine(code, name="shandong-2024", as_of="2025-06-30", coverage=()):
    day = date.fromisoformat(as_of)
    found = profile(name, as_of=day) if name else None
    context = Context(as_of=day, periods=load(), profile=found, coverage=coverage)
    return RuleSet(context, only={code})


def told(code, *statements, **context):
    rule_set, fold = engine(code, **context), Fold()
    found = []
    for number, statement in enumerate(statements):
        whole = {"id": f"example-agency/{number}", **ENVELOPE, **statement}
        found += [(number, one.hit.pointer) for one in rule_set.judge(whole)]
        rule_set.gather(whole, number, fold)
    return sorted([*found, *((one.where, one.hit.pointer) for _, one in rule_set.finish(fold))])


@pytest.mark.parametrize("code", [code for code in MINE if rules()[code].gather])
def test_a_file_may_be_cut_anywhere(code):
    found = case(code)
    context = {"name": found.profile, "as_of": found.as_of.isoformat(), "coverage": found.coverage}
    whole = [(number, pointer) for number, pointer in sorted(found.hits)]
    for cut in range(len(found.bad) + 1):
        rule_set, first, second = engine(code, **context), Fold(), Fold()
        for number, statement in enumerate(found.bad):
            rule_set.gather(statement, number, first if number < cut else second)
        first.merge(second)
        assert sorted((one.where, one.hit.pointer) for _, one in rule_set.finish(first)) == whole


@pytest.mark.parametrize("code", [code for code in MINE if rules()[code].covers])
def test_nothing_is_missing_where_nothing_is_declared(code):
    found = case(code)
    rule_set = engine(code, found.profile, found.as_of.isoformat())
    assert [rule.code for rule in rule_set.not_made] == [code]
    fold = Fold()
    for number, statement in enumerate(found.bad):
        rule_set.gather(statement, number, fold)
    assert list(rule_set.finish(fold)) == []


RECORD = {"type": "dishonesty_record", "subject": "example-agency/bureau", "form": "court-judgment"}
REPORT = {"type": "handling", "operation": "submit", "about": ["example-agency/0"]}


@pytest.mark.parametrize(
    ("known", "done", "late"),
    [
        ("2025-02-28", "2025-03-11", False),  # the seventh working day
        ("2025-02-28", "2025-03-12", True),
        ("2025-02", "2025-03-11", False),  # the last day of the month may be meant
        ("2025-02-28", "2025-03", False),
        ("2025-02-28", "2025-04", True),
        ("2026-12-25", "2027-12-31", False),  # 2027 has no arrangement yet
    ],
)
def test_late_only_when_late_on_every_reading(known, done, late):
    found = told("GI-SUB-0007", {**RECORD, "known_on": known}, {**REPORT, "done_on": done}, name="gansu-2017")
    assert found == ([(1, "/done_on")] if late else [])


def test_the_first_report_counts():
    late, early = {**REPORT, "done_on": "2025-04-30"}, {**REPORT, "done_on": "2025-03-03"}
    record = {**RECORD, "known_on": "2025-02-28"}
    assert told("GI-SUB-0007", record, late, early, name="gansu-2017") == []
    assert told("GI-SUB-0007", record, late, name="gansu-2017") == [(1, "/done_on")]


@pytest.mark.parametrize(
    ("recorded", "decided", "early"),
    [
        ("2025-03-14T23:59:59+08:00", "2025-03-15", True),
        ("2025-03-14T16:00:00Z", "2025-03-15", False),  # midnight of the 15th in China
        ("2025-03-14T15:59:59Z", "2025-03-15", True),
        ("2025-03-14T09:00:00+08:00", "2025-03", False),
        ("2025-03-14T09:00:00+08:00", "2025-04", True),
    ],
)
def test_recorded_early_by_the_day_in_china(recorded, decided, early):
    found = told("GI-ENV-0005", {**RECORD, "recorded_at": recorded, "decided_on": decided})
    assert found == ([(0, "/decided_on")] if early else [])


def test_an_heir_of_an_heir_may_revise():
    body = {"type": "organisation", "kind": "department"}
    old = {**body, "id": "example-agency/a", "name": "甲", "uscc": "11152900MB0000000X"}
    row = {"no": 1, "kind": "merger"}
    new = {**body, "id": "example-agency/b", "name": "乙"}
    last = {**body, "id": "example-agency/c", "name": "丙"}
    heirs = (
        {**new, "successions": [{**row, "predecessor": "example-agency/a"}]},
        {**last, "successions": [{**row, "predecessor": "example-agency/b"}]},
    )
    revised = {
        **RECORD, "id": "11152900MB0000000X/r", "revision": 2, "action": "update",
        "stated_by": "example-agency/c",
    }  # fmt: skip
    assert told("GI-ENV-0002", old, *heirs, revised) == []
    assert told("GI-ENV-0002", old, new, last, revised) == [(3, "/stated_by")]
    # A body nothing is known of may be a successor registered elsewhere.
    assert told("GI-ENV-0002", old, revised) == []


def test_one_statement_in_two_revisions_is_one_fact():
    one = {**RECORD, "id": "example-agency/r", "document_no": "(2024)示0101行初1号"}
    assert told("GI-ENV-0008", one, {**one, "revision": 2, "action": "update"}) == []


def test_a_public_person_record_with_a_legal_basis_stands():
    person = {"type": "person", "id": "example-agency/p", "name": "甲", "kind": "civil-servant"}
    record = {**RECORD, "subject": "example-agency/p", "access": "public"}
    basis = [{"no": 1, "document": "示例条例", "role": "publication"}]
    assert told("GI-PER-0001", person, record) == [(1, "/access")]
    assert told("GI-PER-0001", person, {**record, "basis": basis}) == []


@pytest.mark.parametrize("kind", ["disciplinary-warning", "demerit", "dismissal"])
def test_discipline_rests_on_its_own_decision(kind):
    measure = {"type": "sanction", "subject": "example-agency/p", "kind": kind}
    assert told("GI-SAN-0001", measure) == []


def test_a_record_that_ended_before_does_not_carry_a_restriction():
    sanction = {
        "type": "sanction", "subject": "example-agency/bureau", "kind": "merit-restriction",
        "from": "2025-03-01",
    }  # fmt: skip
    whole = (Coverage("dishonesty_record"),)
    assert told("GI-SAN-0010", {**RECORD, "ended_on": "2025-03-01"}, sanction, coverage=whole) == [
        (1, "/kind")
    ]
    assert told("GI-SAN-0010", {**RECORD, "ended_on": "2025-03-02"}, sanction, coverage=whole) == []


@pytest.mark.parametrize(
    ("case_fields", "late"),
    [
        ({"due_on": "2025-06-30"}, False),  # open on its last day
        ({"due_on": "2025-06-29"}, True),
        ({"due_on": "2025-06"}, False),
        ({"due_on": "2025-05-31", "state": "closed"}, False),  # closed on a day that is not told
        ({"due_on": "2025-05-31", "closed_on": "2025-05"}, False),
    ],
)
def test_rectification_is_overdue_only_when_certain(case_fields, late):
    found = told("GI-RCT-0003", {"type": "case", "kind": "rectification", **case_fields}, name="gansu-2017")
    assert found == ([(0, "/due_on")] if late else [])


def test_objections_have_no_national_time_limit():
    objection = {"type": "case", "kind": "objection", "opened_on": "2025-03-03", "closed_on": "2025-12-31"}
    assert told("GI-OBJ-0002", objection, name="gansu-2017") == []
    assert told("GI-OBJ-0002", objection, name="xinzheng-2017") == [(0, "/closed_on")]


@pytest.mark.parametrize("name", ["shandong-2024", "xinzheng-2017"])
def test_an_objection_has_the_longest_time_of_its_province(name):
    """Seven working days with help (山东 39, 河南 41): 4 to 7 and 10 to 12 March 2025."""
    objection = {"type": "case", "kind": "objection", "opened_on": "2025-03-03", "closed_on": "2025-03-12"}
    assert told("GI-OBJ-0002", objection, name=name) == []
    assert told("GI-OBJ-0002", objection | {"closed_on": "2025-03-13"}, name=name) == [(0, "/closed_on")]


def test_responsible_persons_may_overlap():
    party = {"role": "government-side-person"}
    parties = [
        {"no": 1, **party, "party": "example-agency/a", "from": "2020-01-01", "until": "2024-12-31"},
        {"no": 2, **party, "party": "example-agency/b", "from": "2021-01-01", "until": "2021-12-31"},
        {"no": 3, **party, "party": "example-agency/c", "from": "2025-01"},
    ]
    project = {
        "type": "commitment", "subject": "example-agency/bureau", "kind": "contract", "domains": ["ppp"],
        "parties": parties,
    }  # fmt: skip
    assert told("GI-PPP-0004", project, name="xinzheng-2017") == []
    # The longest of those before counts, to the last day of its month or year.
    parties[2]["from"] = "2025-02"
    assert told("GI-PPP-0004", project, name="xinzheng-2017") == [(0, "/parties/2/from")]
    parties[0]["until"] = "2025-01"
    assert told("GI-PPP-0004", project, name="xinzheng-2017") == []
    parties[0]["until"] = "9999"
    assert told("GI-PPP-0004", project, name="xinzheng-2017") == []


def test_two_heads_on_the_day_of_change_are_no_overlap():
    def head(name, **dates):
        post = {"no": 1, "organisation": "example-agency/bureau", "role": "principal-head", **dates}
        return {
            "type": "person",
            "id": f"example-agency/{name}",
            "name": "甲",
            "kind": "staff",
            "posts": [post],
        }

    one = head("a", **{"from": "2020-01-01", "until": "2023-07-01"})
    two = head("b", **{"from": "2023-07-01"})
    assert told("GI-ACC-0003", one, two, name="weidu-2022") == []
    assert told("GI-ACC-0003", head("a", **{"from": "2020"}), two, name="weidu-2022") == [(1, "/posts")]


@pytest.mark.parametrize(
    ("name", "operation", "kind", "register", "found"),
    [
        ("alxa-2021", "submit", "dishonesty-record", "阿拉善盟社会信用信息平台", False),
        ("alxa-2021", "submit", "dishonesty-record", "内蒙古自治区政务平台", True),
        ("weidu-2022", "aggregate", "dishonesty-record", "魏都区公共信用信息平台", False),
        ("shandong-2024", "push", "violation", "山东省公共信用信息平台", False),
        ("shandong-2024", "push", "violation", "山东省一体化政务服务平台", True),
        ("shandong-2024", "share", "dishonesty-record", "山东省行政执法与监督一体化平台", False),
        ("shandong-2024", "aggregate", "dishonesty-record", "省公共信用信息平台政务诚信系统", False),
        ("shandong-2024", "push", "finance", "示例财政平台", False),  # the text says nothing of it
        ("gansu-2017", "push", "dishonesty-record", "示例局台账", False),  # no name of a platform
    ],
)
def test_a_platform_is_known_by_its_name_without_the_level(name, operation, kind, register, found):
    handling = {"type": "handling", "operation": operation, "kinds": [kind], "register": register}
    assert told("GI-SUB-0001", handling, name=name) == ([(0, "/register")] if found else [])


def test_withdrawn_and_erased_statements_give_their_reason():
    stone = {**ENVELOPE, "type": "case", "id": "example-agency/c", "revision": 2}
    for action in ("withdraw", "erase"):
        assert told("GI-ENV-0001", {**stone, "action": action}) == [(0, "/action")]
        assert told("GI-ENV-0001", {**stone, "action": action, "action_reason": "误报"}) == []


def test_rules_on_every_type_bear_statements_without_content():
    every = [code for code in MINE if len(rules()[code].types) > 15]
    assert len(every) >= 6
    for kind in ("organisation", "dishonesty_record", "publication", "case"):
        stone = {**ENVELOPE, "type": kind, "revision": 2, "action": "withdraw", "action_reason": "误报"}
        for code in every:
            assert told(code, stone) == []


WHOLE = tuple(Coverage(kind) for kind in ("handling", "publication", "sanction", "case", "person"))


@pytest.mark.parametrize("name", ["alxa-2021", "gansu-2017", "weidu-2022", "xinzheng-2017", "shandong-2024"])
@settings(max_examples=60, deadline=None)
@given(statement=statements())
def test_no_sound_statement_breaks_a_rule(name, statement):
    day = date(2026, 6, 30)
    found = profile(name, as_of=day)
    context = Context(as_of=day, periods=load(), profile=found, coverage=WHOLE)
    rule_set, fold = RuleSet(context, only=set(MINE)), Fold()
    if statement["action"] not in ("withdraw", "erase"):
        for one in rule_set.judge(statement):
            assert one.rule.kind.params <= set(one.hit.params)
        rule_set.gather(statement, 0, fold)
        for rule, one in rule_set.finish(fold):
            assert rule.kind.params <= set(one.hit.params)

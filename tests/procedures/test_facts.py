"""What a statement, and those linked to it, tell of a case: each fact from its field, and from no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from gov_integrity.periods import load
from gov_integrity.procedures import Context
from gov_integrity.procedures.facts import facts_of, texts
from gov_integrity.procedures.values import Fact

BODY = "示例/局"
OWN = "示例/案"


def facts(procedure: str, own: dict[str, Any], *others: dict[str, Any]) -> Mapping[str, Fact]:
    """The facts of a statement; the others are about it, unless they name what they are about."""
    every = [
        {"id": OWN, **own},
        *({"id": f"示例/{no}", "about": [OWN], **one} for no, one in enumerate(others)),
    ]
    context = Context(load(), None, {one["id"]: one for one in every})
    return facts_of(procedure, every[0], context)


RECORD = {"type": "dishonesty_record"}
CASE, SANCTION = {"type": "case"}, {"type": "sanction"}
COMMITMENT = {"type": "commitment"}
DECISION, TASK, MATTER = {"type": "decision"}, {"type": "task"}, {"type": "court_matter"}


@pytest.mark.parametrize(
    ("procedures", "fact", "own", "content", "value"),
    [
        ("rectification", "deadline_set", CASE, {"due_on": "2026-07-01"}, True),
        ("rectification", "due_on", CASE, {"due_on": "2026-07-01"}, date(2026, 7, 1)),
        ("rectification", "due_on", CASE, {"due_on": "2026-07"}, "2026-07"),
        ("court-notice", "due_on", MATTER, {"due_on": "2026-07-01"}, date(2026, 7, 1)),
        ("debtor-supervision", "due_on", CASE, {"due_on": "2026-07-01"}, date(2026, 7, 1)),
        ("task", "due_on", TASK, {"due_on": "2026-07-01"}, date(2026, 7, 1)),
        ("task", "instrument_issued", TASK, {"deliverables": [{"issued_on": "2026-07-01"}]}, True),
        ("task", "instrument_issued", TASK, {"deliverables": [{"title": "办法"}]}, None),
        ("repair", "commitment_given", CASE, {"method": "credit-commitment"}, True),
        ("repair", "commitment_given", CASE, {"method": "training"}, None),
        ("sanction", "mitigation_ground", SANCTION, {"mitigation_grounds": ["loss-recovered"]}, True),
        ("sanction", "measure", SANCTION, {"kind": "circular"}, "circular"),
        ("sanction", "until", SANCTION, {"until": "2026-07-01"}, date(2026, 7, 1)),
        ("mediation", "government_party", CASE, {"subject": BODY}, True),
        ("arrears", "responsible_unit_named", COMMITMENT, {"subject": BODY}, True),
        ("arrears", "fund_source_named", COMMITMENT, {"plans": [{"fund_source": "财政"}]}, True),
        ("arrears policy-funds", "date_named", COMMITMENT, {"plans": [{"due_on": "2026-07"}]}, True),
        (
            "arrears policy-funds",
            "plan_due",
            COMMITMENT,
            {"plans": [{"due_on": "2026-07-01"}]},
            date(2026, 7, 1),
        ),
        ("policy-funds", "route_named", COMMITMENT, {"obligations": [{"route": "litigation"}]}, True),
        ("major-decision", "kind", DECISION, {"kind": "policy"}, "policy"),
        ("major-decision", "traits", DECISION, {"traits": ["major", "urgent"]}, ("major", "urgent")),
        ("major-decision", "transition_set", DECISION, {"transition_until": "2027"}, True),
    ],
)
def test_a_statement_tells_of_itself(
    procedures: str, fact: str, own: dict[str, Any], content: dict[str, Any], value: Fact | None
) -> None:
    for procedure in procedures.split():
        assert facts(procedure, own | content).get(fact) == value
        assert fact not in facts(procedure, own)
        assert fact not in facts(procedure, own, own | content)  # another one tells nothing of this
        assert fact not in facts(procedure, {"type": "activity"} | content) or fact == "due_on"
    assert fact not in facts("evaluation-use", own | content)


@pytest.mark.parametrize(
    ("state", "clear", "disputed"),
    [
        # Shandong 3.8d, 3.9c and 3.9e: what is undisputed or under an effective judgment is paid, what is
        # disputed goes to litigation.
        ("undisputed", True, False),
        ("judgment-pending", True, False),
        ("disputed", False, True),
        ("else", None, None),
    ],
)
def test_whether_a_claim_is_disputed(state: str, clear: bool | None, disputed: bool | None) -> None:
    for procedure in ("arrears", "policy-funds"):
        found = facts(procedure, COMMITMENT | {"obligations": [{"dispute_state": state}]})
        assert (found.get("claim_clear"), found.get("claim_disputed")) == (clear, disputed)


@pytest.mark.parametrize("met", [True, False])
def test_whether_the_conditions_of_a_grant_are_met(met: bool) -> None:
    found = facts("policy-funds", COMMITMENT | {"obligations": [{"conditions_met": met}]})
    assert (found["conditions_met"], found["conditions_not_met"]) == (met, not met)


@pytest.mark.parametrize(
    ("procedures", "fact", "own", "other", "value"),
    [
        ("repair rectification accountability", "record_exists", CASE, RECORD, True),
        ("sanction", "record_exists", SANCTION, RECORD, True),
        ("repair", "record_ended_on", CASE, RECORD | {"ended_on": "2026-07-01"}, date(2026, 7, 1)),
        ("repair", "duties_performed", CASE, CASE | {"kind": "rectification", "result": "rectified"}, True),
        (
            "repair",
            "duties_performed",
            CASE,
            CASE | {"kind": "rectification", "result": "not-corrected"},
            False,
        ),
        ("repair", "duties_performed", CASE, CASE | {"kind": "complaint", "result": "rectified"}, None),
        ("repair", "duties_performed", CASE, MATTER | {"performance_state": "full"}, True),
        ("repair", "duties_performed", CASE, MATTER | {"performance_state": "settled"}, True),
        ("repair", "duties_performed", CASE, MATTER | {"performance_state": "partial"}, False),
        ("repair", "duties_performed", CASE, MATTER | {"performance_state": "none"}, False),
        ("repair", "commitment_given", CASE, COMMITMENT | {"kind": "credit-repair"}, True),
        ("repair", "commitment_given", CASE, COMMITMENT | {"kind": "contract"}, None),
        ("record", "repair_granted", RECORD, CASE | {"kind": "repair", "result": "granted"}, True),
        ("record", "repair_granted", RECORD, CASE | {"kind": "repair", "result": "refused"}, False),
        ("record", "repair_granted", RECORD, CASE | {"kind": "objection", "result": "granted"}, None),
        ("sanction", "repair_granted", SANCTION, CASE | {"kind": "repair", "result": "granted"}, True),
        ("sanction", "repair_granted", SANCTION, CASE | {"kind": "repair", "result": "refused"}, False),
        ("sanction", "repair_granted", SANCTION, RECORD | {"end_kind": "repaired"}, True),
        ("sanction", "repair_granted", SANCTION, RECORD | {"end_kind": "expired"}, None),
        ("sanction", "loss_known", SANCTION, RECORD | {"loss_amount": "0"}, True),
        ("sanction", "loss_known", SANCTION, RECORD | {"loss_text": "无"}, True),
        ("sanction", "impact_known", SANCTION, RECORD | {"impact_level": "minor"}, True),
    ],
)
def test_linked_statements_tell_of_a_case(
    procedures: str, fact: str, own: dict[str, Any], other: dict[str, Any], value: Fact | None
) -> None:
    for procedure in procedures.split():
        assert facts(procedure, own, other).get(fact) == value
        # linked from the other side, and not linked at all
        assert facts(procedure, own | {"about": ["示例/0"]}, other | {"about": []}).get(fact) == value
        assert fact not in facts(procedure, own, other | {"about": []})
        assert fact not in facts(procedure, own, other | {"type": "activity"})


def test_one_that_is_not_so_outweighs_those_that_are() -> None:
    done, open_ = (
        CASE | {"kind": "rectification", "result": "rectified"},
        MATTER | {"performance_state": "none"},
    )
    for pair in ((done, open_), (open_, done)):
        assert facts("repair", CASE, *pair)["duties_performed"] is False


def test_what_is_about_the_record_of_a_case_tells_of_it_too() -> None:
    # The court matter is about the record that the repair is about.
    record = RECORD | {"id": "示例/记录", "about": []}
    matter = MATTER | {"about": ["示例/记录"], "performance_state": "full"}
    found = facts("repair", CASE | {"about": ["示例/记录"]}, record, matter)
    assert (found["record_exists"], found["duties_performed"]) == (True, True)
    # what is about another kind of statement does not reach the case
    far = facts("repair", CASE | {"about": ["示例/记录"]}, record | {"type": "activity"}, matter)
    assert "duties_performed" not in far


@pytest.mark.parametrize(
    ("kind", "severity", "expected"),
    [
        ("enterprise", "general", {"subject_kind": "enterprise", "class": "general"}),
        ("enterprise", "", {"subject_kind": "enterprise"}),
        ("department", "general", {"subject_kind": "government"}),
    ],
)
def test_the_record_of_a_repair_tells_its_period(kind: str, severity: str, expected: dict[str, Fact]) -> None:
    body = {"type": "organisation", "id": BODY, "kind": kind, "about": []}
    told = RECORD | {"subject": BODY, "decided_on": "2026-05-06", "severity": severity}
    expected |= {"period_from": date(2026, 5, 6)}
    names = ("period_from", "subject_kind", "class")
    # another linked statement stands before the record
    found = facts("repair", CASE, {"type": "activity"}, told, body)
    assert {name: found[name] for name in names if name in found} == expected
    own = facts("record", told, body)
    assert {name: own[name] for name in names if name in own} == expected
    assert not set(names) & facts("objection", CASE, told, body).keys()


def test_a_record_without_a_day_or_a_known_subject_tells_no_period() -> None:
    body = {"type": "organisation", "id": BODY, "kind": "department", "about": []}
    assert "period_from" not in facts("record", RECORD | {"subject": BODY}, body)
    assert "period_from" not in facts("record", RECORD | {"subject": BODY, "decided_on": "2026-05-06"})


def test_the_values_at_a_path() -> None:
    source = {
        "a": "x",
        "b": "",
        "c": True,
        "d": ["p", 1, "q"],
        "e": [{"f": "y"}, "odd", {"f": False}, {}],
        "g": 3,
    }
    assert texts(source, "a") == ("x",)
    assert texts(source, "b") == texts(source, "g") == texts(source, "z") == ()
    assert texts(source, "c") == ("true",)
    assert texts(source, "d") == ("p", "", "q")
    assert texts(source, "e.f") == ("y", "false")
    assert texts(source, "a.f") == ()

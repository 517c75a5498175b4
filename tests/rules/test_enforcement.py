"""Administrative enforcement."""

from __future__ import annotations

import pytest

from rules.judging import context, judged

WEIDU = context("weidu-2022")


def staff(*last_days: str, **post: object) -> dict[str, object]:
    certificates = [
        {
            "no": number,
            "scheme": "enforcement-certificate",
            "value": "SL-1",
            **({"valid_until": day} if day else {}),
        }
        for number, day in enumerate(last_days, 1)
    ]
    row = {"no": 1, "organisation": "a/b", "role": "enforcement-staff", **post}
    return {"type": "person", "name": "示例", "kind": "staff", "posts": [row], "identifiers": certificates}


def test_one_valid_certificate_is_enough() -> None:
    # Judged for 2025-06-30.
    assert len(judged("GI-ENF-0002", staff(), where=WEIDU)) == 1
    assert judged("GI-ENF-0002", staff("2020-01-01", "2025-06-30"), where=WEIDU) == []
    assert judged("GI-ENF-0002", staff(""), where=WEIDU) == []
    assert judged("GI-ENF-0002", staff(until="2025-06-29"), where=WEIDU) == []
    assert judged("GI-ENF-0002", staff(role="principal-head"), where=WEIDU) == []


def test_roles_of_citations_are_asked_one_by_one() -> None:
    decision = {"type": "decision", "kind": "penalty", "subject": "a/b"}
    roles = [params["basis_role"] for _, _, params in judged("GI-ENF-0001", decision, where=WEIDU)]
    assert roles == ["authority", "enforcement", "procedure"]
    # A citation without a role is one of content.
    cited = {**decision, "basis": [{"no": 1, "document": "安全生产法"}]}
    roles = [params["basis_role"] for _, _, params in judged("GI-ENF-0001", cited, where=WEIDU)]
    assert roles == ["authority", "procedure"]


@pytest.mark.parametrize(
    ("kind", "outcome", "wrong"),
    [
        ("penalty", "fine", 0),
        ("licence", "fine", 1),
        ("licence", "franchise", 0),
        ("penalty", "x-local-kind", 0),
    ],
)
def test_outcomes_belong_to_their_kind_of_decision(kind: str, outcome: str, wrong: int) -> None:
    decision = {"type": "decision", "kind": kind, "subject": "a/b", "outcomes": [{"no": 1, "kind": outcome}]}
    assert len(judged("GI-ENF-0009", decision)) == wrong


@pytest.mark.parametrize(
    ("prefix", "kind", "wrong"),
    [
        ("92", "individual-business", 0),
        ("92", "enterprise", 1),
        ("91", "individual-business", 1),
        ("91", "enterprise", 0),
    ],
)
def test_codes_of_individual_businesses_begin_with_92(prefix: str, kind: str, wrong: int) -> None:
    body = {"type": "organisation", "name": "示例", "kind": kind, "uscc": prefix + "3209000000000000"}
    assert len(judged("GI-ENF-0011", body)) == wrong


def test_publicity_and_recording_are_asked_of_enforcement_alone() -> None:
    decision = {"type": "decision", "kind": "penalty", "subject": "a/b"}
    steps = [params["step"] for _, _, params in judged("GI-ENF-0006", decision, where=WEIDU)]
    assert steps == ["enforcement-publicity", "process-recording"]
    assert judged("GI-ENF-0006", {**decision, "kind": "licence"}, where=WEIDU) == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("GI-ENF-0001", {"kind": "penalty"}),
        ("GI-ENF-0004", {"kind": "policy", "traits": ["major-enforcement"]}),
        ("GI-ENF-0006", {"kind": "penalty"}),
    ],
)
def test_an_enforcement_from_before_the_text_is_left_alone(code: str, fields: dict[str, object]) -> None:
    """The scheme of Weidu is of 2022-11-03."""
    decision = {"type": "decision", "subject": "a/b", **fields}
    assert judged(code, {**decision, "decided_on": "2022-11-02"}, where=WEIDU) == []
    assert judged(code, {**decision, "decided_on": "2022-11-03"}, where=WEIDU)


def test_a_review_may_be_repeated_after_the_decision() -> None:
    late = {"no": 1, "step": "legal-review", "on": "2025-03-04"}
    decision = {
        "type": "decision", "kind": "penalty", "subject": "a/b", "traits": ["major-enforcement"],
        "decided_on": "2025-03-03",
    }  # fmt: skip
    assert len(judged("GI-ENF-0005", {**decision, "steps": [late]}, where=WEIDU)) == 1
    first = {"no": 2, "step": "legal-review", "on": "2025-02-28"}
    assert judged("GI-ENF-0005", {**decision, "steps": [late, first]}, where=WEIDU) == []


def test_an_individual_business_may_work_as_an_intermediary() -> None:
    body = {"type": "organisation", "name": "示例", "uscc": "92150100MA0N000000"}
    for kind, told in (("individual-business", 0), ("intermediary", 0), ("enterprise", 1), ("department", 1)):
        assert len(judged("GI-ENF-0011", {**body, "kind": kind}, where=WEIDU)) == told
    other = {**body, "uscc": "91150100MA0N000000"}
    assert judged("GI-ENF-0011", {**other, "kind": "intermediary"}, where=WEIDU) == []
    assert len(judged("GI-ENF-0011", {**other, "kind": "individual-business"}, where=WEIDU)) == 1

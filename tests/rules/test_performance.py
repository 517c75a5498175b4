"""Whether obligations were performed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from rules.judging import context, judged

HERE = context("gansu-2017")


def contract(due: str, *done: dict[str, object]) -> dict[str, object]:
    rows = [{"no": 1, "kind": "payment", "due_on": due}]
    made = {"type": "commitment", "kind": "contract", "subject": "a/bureau", "obligations": rows}
    return {**made, "performances": list(done)} if done else made


def test_a_due_day_known_to_the_month_has_passed_when_the_month_has() -> None:
    # Judged for 2025-06-30.
    assert len(judged("GI-CON-0001", contract("2025-05"), where=HERE)) == 1
    assert judged("GI-CON-0001", contract("2025-06"), where=HERE) == []
    assert judged("GI-CON-0001", contract("2025-06-30"), where=HERE) == []
    assert len(judged("GI-CON-0001", contract("2025-06-29"), where=HERE)) == 1


def test_a_performance_of_the_whole_counts_for_every_obligation() -> None:
    assert judged("GI-CON-0001", contract("2024-05-01", {"no": 1, "state": "full"}), where=HERE) == []
    other = {"no": 1, "obligation_no": 2, "state": "full"}
    assert len(judged("GI-CON-0001", contract("2024-05-01", other), where=HERE)) == 1


@given(some.lists(some.sampled_from(["none", "partial"]), min_size=1, max_size=4))
def test_partial_payments_never_make_a_full_one(states: list[str]) -> None:
    rows = [{"no": n, "obligation_no": 1, "state": state} for n, state in enumerate(states, 1)]
    found = judged("GI-CON-0002", contract("2024-05-01", *rows), where=HERE)
    assert found == [(0, "/obligations/0/due_on", {"performance_state": states[-1]})]
    rows.append({"no": 9, "obligation_no": 1, "state": "settled"})
    assert judged("GI-CON-0002", contract("2024-05-01", *rows), where=HERE) == []


def test_late_is_certain_or_not_told() -> None:
    paid = {"no": 1, "obligation_no": 1, "state": "full"}
    assert judged("GI-CON-0003", contract("2024-05-15", {**paid, "on": "2024-05"}), where=HERE) == []
    assert len(judged("GI-CON-0003", contract("2024-05-15", {**paid, "on": "2024-06"}), where=HERE)) == 1


def test_fields_of_supervision_are_those_of_the_profile() -> None:
    deal = {"type": "commitment", "kind": "contract", "subject": "a/bureau", "domains": ["bidding"]}
    assert len(judged("GI-CON-0004", deal)) == 1
    assert judged("GI-CON-0004", {**deal, "domains": ["ppp"]}) == []
    assert judged("GI-CON-0004", {**deal, "kind": "key-tasks"}) == []
    assert judged("GI-CON-0004", deal, where=HERE) == []


def owed(**more: object) -> dict[str, object]:
    rows = [{"no": 1, "kind": "payment", "due_on": "2024-06-28", "amount": "100", **more}]
    return {"type": "commitment", "kind": "contract", "subject": "a/bureau", "obligations": rows}


def part(no: int, amount: str, day: str, state: str = "partial") -> dict[str, object]:
    return {"no": no, "obligation_no": 1, "state": state, "amount": amount, "on": day}


def test_instalments_that_add_up_are_performance() -> None:
    first, second = part(1, "60", "2024-05-06"), part(2, "40", "2024-06-28")
    assert judged("GI-CON-0002", {**owed(), "performances": [first, second]}, where=HERE) == []
    short = {**second, "amount": "39.99"}
    assert len(judged("GI-CON-0002", {**owed(), "performances": [first, short]}, where=HERE)) == 1


def test_the_last_state_is_that_of_the_last_day() -> None:
    rows = [part(1, "60", "2025-02-03"), part(2, "0", "2024-07-01", "none")]
    found = judged("GI-CON-0002", {**owed(), "performances": rows}, where=HERE)
    assert found == [(0, "/obligations/0/due_on", {"performance_state": "partial"})]


def test_a_claim_in_dispute_is_not_yet_broken() -> None:
    none = [part(1, "0", "2024-07-01", "none")]
    for state, told in (("disputed", 0), ("undisputed", 1)):
        given_ = {**owed(dispute_state=state), "performances": none}
        assert len(judged("GI-CON-0002", given_, where=HERE)) == told

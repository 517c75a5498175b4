"""30 and 60 days of the regulation on payment to small firms, counted by hand on the calendar of 2025."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, Coverage, RuleSet
from rules.judging import context, judged

AS_OF = date(2025, 12, 31)
ENGINE = RuleSet(
    Context(as_of=AS_OF, periods=load(), profile=profile("national-2016", as_of=AS_OF)),
    only={f"GI-SME-000{n}" for n in (1, 2, 3)},
)
LAW = [{"no": 1, "document": "保障中小企业款项支付条例"}]


def contract(delivered: str, paid: str | None, due: str | None = None, **more: object) -> dict[str, object]:
    payment = {"no": 2, "kind": "payment", "amount": "100000", **({"due_on": due} if due else {})}
    rows = [{"no": 1, "obligation_no": 1, "state": "full", "on": delivered}]
    if paid:
        rows.append({"no": 2, "obligation_no": 2, "state": "full", "on": paid, "amount": "100000"})  # type: ignore[dict-item]
    return {
        "type": "commitment",
        "action": "make",
        "kind": "contract",
        "recorded_at": "2025-12-01T09:00:00+08:00",
        "basis": LAW,
        "obligations": [{"no": 1, "kind": "delivery"}, payment],
        "performances": rows,
        **more,
    }


def codes(statement: dict[str, object]) -> set[str]:
    return {told.rule.code for told in ENGINE.judge(statement)}


@pytest.mark.parametrize(
    ("delivered", "due", "paid", "late"),
    [
        # 1 July + 30 days = 31 July, a Thursday
        ("2025-07-01", None, "2025-07-31", False),
        ("2025-07-01", None, "2025-08-01", True),
        # 60 days = 30 August, a Saturday: the next working day is Monday, 1 September
        ("2025-07-01", "2025-08-20", "2025-09-01", False),
        ("2025-07-01", "2025-08-20", "2025-09-02", True),
        # 10 September + 30 days = 10 October, a Friday after the holiday
        ("2025-09-10", None, "2025-10-10", False),
        # known to the month only: delivered by 31 July at the latest, paid on 1 August at the earliest
        ("2025-07", None, "2025-08", False),
        # delivered on 31 July, 30 days end on Saturday, 30 August: Monday, 1 September would be in time
        ("2025-07", None, "2025-09", False),
        ("2025-07", None, "2025-10", True),
        # delivered before the regulation of 2025 was in force
        ("2025-05-31", None, "2025-09-30", False),
    ],
)
def test_the_last_day_for_payment(delivered: str, due: str | None, paid: str, late: bool) -> None:
    assert ("GI-SME-0002" in codes(contract(delivered, paid, due))) is late


def test_unpaid_when_it_was_recorded_is_late_only_after_the_last_day() -> None:
    assert "GI-SME-0002" in codes(contract("2025-07-01", None))
    early = contract("2025-07-01", None, recorded_at="2025-07-31T23:00:00+08:00")
    assert codes(early) == set()


def test_the_time_runs_from_acceptance_where_it_is_stated() -> None:
    steps = [{"no": 1, "step": "contract-acceptance", "on": "2025-08-01", "outcome": "passed"}]
    # 1 August + 30 days = 31 August, a Sunday: Monday, 1 September
    assert codes(contract("2025-07-01", "2025-09-01", steps=steps)) == set()


def test_a_contract_that_does_not_cite_the_regulation_is_not_judged() -> None:
    assert codes(contract("2025-07-01", "2025-11-30", basis=[{"no": 1, "document": "民法典"}])) == set()


def test_interest_is_half_a_thousandth_a_day_from_the_agreed_day() -> None:
    # agreed 15 August, paid 25 August: 10 days, 100 000 x 0.0005 x 10 = 500 yuan
    told = list(ENGINE.judge(contract("2025-07-01", "2025-08-25", "2025-08-15")))
    assert [(one.rule.code, dict(one.hit.params)) for one in told] == [
        ("GI-SME-0003", {"days": 10, "interest": "500.00"})
    ]


def test_a_deposit_is_given_back_later_than_the_price_is_paid() -> None:
    def owed(kind: str) -> dict[str, object]:
        rows = [
            {"no": 1, "kind": "delivery"},
            {"no": 2, "kind": "payment", "payable_kind": kind, "amount": "100", "due_on": "2026-07-01"},
        ]
        return contract("2025-07-01", None, obligations=rows)

    assert "GI-SME-0001" in codes(owed("project-payment"))
    assert codes(owed("deposit")) == set()


def complaint(accepted: str, handed: str, closed: str) -> dict[str, object]:
    steps = [
        {"no": 1, "step": "acceptance", "on": accepted},
        {"no": 2, "step": "hand-over", "on": handed},
    ]
    basis = [{"no": 1, "document": "保障中小企业款项支付条例"}]
    return {"type": "case", "kind": "complaint", "basis": basis, "steps": steps, "closed_on": closed}


def test_complaints_of_the_time_before_had_no_such_limits() -> None:
    # In force from 2025-06-01. Ten working days after Monday, 2 June, a holiday, end on Monday, 16 June.
    old = complaint("2025-04-01", "2025-05-30", "2025-09-30")
    assert judged("GI-SME-0005", old) == judged("GI-SME-0006", old) == []
    assert judged("GI-SME-0005", complaint("2025-06-02", "2025-06-16", "2025-06-30")) == []
    late = complaint("2025-06-02", "2025-06-17", "2025-09-30")
    assert len(judged("GI-SME-0005", late)) == len(judged("GI-SME-0006", late)) == 1


def test_figures_of_a_whole_year_are_disclosed() -> None:
    where = context(as_of="2026-05-01", coverage=[Coverage("publication")])
    figure = {"type": "observation", "subject": "a/b", "metric": "overdue-amount", "value": "5"}
    assert len(judged("GI-SME-0007", {**figure, "period_until": "2025-12-31"}, where=where)) == 1
    assert len(judged("GI-SME-0007", {**figure, "period_until": "2025"}, where=where)) == 1
    assert judged("GI-SME-0007", {**figure, "period_until": "2025-06-30"}, where=where) == []
    quarter = {**figure, "period_from": "2025-10-01", "period_until": "2025-12-31"}
    assert judged("GI-SME-0007", quarter, where=where) == []
    part = {**figure, "period_until": "2025-12-31", "breakdown": "project-payment"}
    assert judged("GI-SME-0007", part, where=where) == []


def test_a_disclosure_of_an_unknown_day_may_have_been_in_time() -> None:
    where = context(as_of="2026-05-01", coverage=[Coverage("publication")])
    figure = {"type": "observation", "id": "a/figure", "subject": "a/b", "metric": "overdue-amount"}
    figure |= {"value": "5", "period_until": "2025-12-31"}
    shown = {"type": "publication", "about": ["a/figure"]}
    assert judged("GI-SME-0007", figure, shown, where=where) == []
    assert judged("GI-SME-0007", figure, {**shown, "from": "2026-03-31"}, where=where) == []
    assert len(judged("GI-SME-0007", figure, {**shown, "from": "2026-04-01"}, where=where)) == 1
    assert len(judged("GI-SME-0007", figure, {**shown, "state": "withheld"}, where=where)) == 1

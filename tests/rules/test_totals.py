"""Totals against their parts, with the figures that two publications print."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context
from rules.judging import judged

AS_OF = date(2025, 6, 30)


def found(
    code: str, statements: list[dict[str, object]], **header: object
) -> list[tuple[int, object, object]]:
    """Number of the statement, total stated and sum found."""
    context = Context(as_of=AS_OF, periods=load(), profile=profile("national-2016", as_of=AS_OF), **header)
    told = judged(code, *statements, where=context)
    return [(number, params["stated"], params["sum"]) for number, _, params in told]


def figure(
    value: str, breakdown: str = "", metric: str = "listed-debtors", **more: object
) -> dict[str, object]:
    own = {
        "type": "observation",
        "action": "make",
        "subject": "a/city",
        "metric": metric,
        "value": value,
        **more,
    }
    return {**own, "breakdown": breakdown} if breakdown else own


def debt(*amounts: str) -> dict[str, object]:
    rows = [{"no": no, "kind": "payment", "amount": amount} for no, amount in enumerate(amounts, 1)]
    return {"type": "commitment", "action": "make", "kind": "debt", "obligations": rows}


VILLAGES = "village-committee+residents-committee"
# 9 cases: 1 institution and 8 self-governing bodies, of which 1 + 3 + 2 by county.
YANCHENG = [
    figure("9"),
    figure("1", "public-institution"),
    figure("8", VILLAGES),
    figure("1", f"{VILLAGES}/320925"),
    figure("3", f"{VILLAGES}/320923"),
    figure("2", f"{VILLAGES}/320924"),
]


def test_counts_by_county_do_not_add_up() -> None:
    assert found("GI-TOT-0001", YANCHENG) == [(2, "8", "6")]


def test_parts_in_any_order_and_split_say_the_same() -> None:
    assert [item[1:] for item in found("GI-TOT-0001", YANCHENG[::-1])] == [("8", "6")]


@pytest.mark.parametrize(
    ("total", "wrong"), [("101600", False), ("101700", False), ("101500", False), ("101701", True)]
)
def test_a_difference_within_the_rounding_is_agreement(total: str, wrong: bool) -> None:
    # 2.72 + 5.66 + 1.78 = 10.16 (10 000 yuan), printed with two decimals, so rounded to 100 yuan
    statements = [
        debt("27200"),
        debt("56600"),
        debt("17800"),
        figure(total, metric="arrears-balance", rounded_to="100"),
    ]
    assert bool(found("GI-TOT-0002", statements, extent="full")) is wrong


def test_parts_of_haikou_add_up() -> None:
    parts = [
        figure("83800", "政府部门及其所属机构", "arrears-balance"),
        figure("17800", "国有企业", "arrears-balance"),
    ]
    assert found("GI-TOT-0001", [figure("101600", metric="arrears-balance"), *parts]) == []
    assert found("GI-TOT-0001", [figure("101599", metric="arrears-balance"), *parts]) == [
        (0, "101599", "101600")
    ]


def test_an_incomplete_list_is_not_compared() -> None:
    total = figure("1", metric="arrears-balance")
    assert found("GI-TOT-0002", [debt("2"), total]) == []
    open_amount = {
        "type": "commitment",
        "action": "make",
        "kind": "debt",
        "obligations": [{"no": 1, "kind": "payment"}],
    }
    assert found("GI-TOT-0002", [debt("2"), open_amount, total], extent="full") == []


def test_rates_single_parts_and_figures_told_twice_are_not_added() -> None:
    assert (
        found(
            "GI-TOT-0001",
            [
                figure("50", metric="litigation-loss-rate"),
                *(figure("40", name, "litigation-loss-rate") for name in ("320923", "320924")),
            ],
        )
        == []
    )
    assert found("GI-TOT-0001", [figure("9"), figure("1", "public-institution")]) == []
    twice = [figure("4", "320923"), figure("4", "320923"), figure("5", "320924")]
    assert found("GI-TOT-0001", [figure("9"), *twice]) == []


def test_parts_by_kind_and_by_county_are_two_sums() -> None:
    kinds = [figure("4", "township"), figure("5", "sub-district")]
    counties = [figure("3", "320923"), figure("6", "320924")]
    assert found("GI-TOT-0001", [figure("9"), *kinds, *counties]) == []


def test_a_debt_in_two_revisions_is_one_debt() -> None:
    one = {**debt("100"), "id": "a/debt", "revision": 1}
    two = {**debt("80"), "id": "a/debt", "revision": 2}
    total = figure("80", metric="arrears-balance")
    assert found("GI-TOT-0002", [one, two, total], extent="full") == []
    assert found("GI-TOT-0002", [two, one, total], extent="full") == []
    assert found("GI-TOT-0002", [two, one, figure("100", metric="arrears-balance")], extent="full") == [
        (2, "100", "80")
    ]


@pytest.mark.parametrize(
    ("total", "wrong"), [("60", False), ("100", False), ("80", False), ("59", True), ("101", True)]
)
def test_what_was_paid_may_have_been_taken_off(total: str, wrong: bool) -> None:
    rows = [{"no": 1, "obligation_no": 1, "state": "partial", "amount": "40"}]
    owed = {**debt("100"), "performances": rows}
    statements = [owed, figure(total, metric="arrears-balance")]
    assert bool(found("GI-TOT-0002", statements, extent="full")) is wrong


def test_a_debt_without_its_amount_leaves_the_sum_open() -> None:
    total = figure("1", metric="arrears-balance")
    bare = {"type": "commitment", "action": "make", "kind": "debt"}
    assert len(found("GI-TOT-0002", [debt("2"), total], extent="full")) == 1
    assert found("GI-TOT-0002", [debt("2"), bare, total], extent="full") == []

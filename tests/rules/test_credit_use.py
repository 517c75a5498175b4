"""Use of credit records and assessments."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage, rules
from rules.judging import context, judged

MERIT = {"type": "decision", "id": "a/d", "subject": "a/b", "kind": "merit", "decided_on": "2025-03-03"}
QUERY = {"type": "handling", "id": "a/q", "operation": "query", "done_on": "2025-03-03"}
TOLD = [(0, "/about", {"decision_kind": "merit"})]


def test_a_check_may_stand_among_the_steps_of_the_decision() -> None:
    where = context("alxa-2021", coverage=[Coverage("handling")])
    check = [{"no": 1, "step": "credit-check", "on": "2025-03-01"}]
    assert judged("GI-USE-0001", MERIT, where=where) == TOLD
    assert judged("GI-USE-0001", {**MERIT, "steps": check}, where=where) == []
    not_done = [{**check[0], "outcome": "not-done"}]
    assert judged("GI-USE-0001", {**MERIT, "steps": not_done}, where=where) == TOLD
    sanction = {"type": "sanction", "subject": "a/b", "kind": "joint-punishment", "from": "2025-03-03"}
    where = context("shandong-2024", coverage=[Coverage("handling")])
    assert len(judged("GI-USE-0004", sanction, where=where)) == 1
    assert judged("GI-USE-0004", {**sanction, "steps": check}, where=where) == []


def test_each_text_asks_for_the_query_before_what_it_names() -> None:
    """Alxa speaks of merit awards, Xinzheng of appointments as well."""
    appointment = {**MERIT, "kind": "appointment"}
    for name, found in (("alxa-2021", 0), ("xinzheng-2017", 1)):
        where = context(name, coverage=[Coverage("handling")])
        assert len(judged("GI-USE-0001", appointment, where=where)) == found
        assert judged("GI-USE-0001", MERIT, where=where) == TOLD


def test_what_is_cited_may_have_been_delivered_before_the_time_declared() -> None:
    """The query comes before the decision, the assessment before the money."""
    citing = {**MERIT, "about": ["a/unknown"]}
    of_this_year = context("alxa-2021", coverage=[Coverage("handling", since="2025-01-01")])
    assert judged("GI-USE-0001", citing, where=of_this_year) == []
    assert judged("GI-USE-0001", MERIT, where=of_this_year) == TOLD
    assert judged("GI-USE-0001", citing, where=context("alxa-2021", coverage=[Coverage("handling")])) == TOLD

    funds = {**MERIT, "kind": "fiscal-funds"}
    told = [(0, "/about", {"decision_kind": "fiscal-funds"})]
    of_this_year = context("xinzheng-2017", coverage=[Coverage("assessment", since="2025-01-01")])
    assert judged("GI-USE-0005", {**funds, "about": ["a/unknown"]}, where=of_this_year) == []
    assert judged("GI-USE-0005", funds, where=of_this_year) == told
    whole = context("xinzheng-2017", coverage=[Coverage("assessment")])
    assert judged("GI-USE-0005", {**funds, "about": ["a/unknown"]}, where=whole) == told


@pytest.mark.parametrize("day", ["2021-07-25", "2021-06", "2020"])
def test_a_decision_from_before_the_text_is_left_alone(day: str) -> None:
    """The plan of Alxa is of 2021-07-26."""
    where = context("alxa-2021", coverage=[Coverage("handling")])
    assert judged("GI-USE-0001", {**MERIT, "decided_on": day}, where=where) == []


def test_a_late_query_is_no_more_than_a_hint_where_the_text_encourages() -> None:
    late = {**QUERY, "done_on": "2025-03-04"}
    citing = {**MERIT, "about": ["a/q"]}
    gansu = context("gansu-2017", coverage=[Coverage("handling")])
    assert judged("GI-USE-0003", citing, late, where=gansu) == []
    assert judged("GI-USE-0002", citing, late, where=gansu) == TOLD
    assert judged("GI-USE-0002", citing, {**late, "done_on": "2025-03"}, where=gansu) == []
    assert rules()["GI-USE-0002"].kind.severity == "info"


def test_a_query_in_time_is_enough() -> None:
    late = {**QUERY, "id": "a/late", "done_on": "2025-03-04"}
    where = context("alxa-2021")
    assert judged("GI-USE-0003", {**MERIT, "about": ["a/late"]}, QUERY, late, where=where) == [
        (0, "/about", {"decided_on": "2025-03-03"})
    ]
    assert judged("GI-USE-0003", {**MERIT, "about": ["a/late", "a/q"]}, QUERY, late, where=where) == []


@pytest.mark.parametrize(
    ("names", "lacks"),
    [
        (("合同履约率", "公开承诺兑现"), []),
        (("政务履约", "守诺服务"), []),
        (("机关党建", "服务践诺"), ["政务履约"]),
        (("机关党建", "学习"), ["守诺服务", "政务履约"]),
    ],
)
def test_an_index_may_name_its_indicators_in_other_words(names: tuple[str, ...], lacks: list[str]) -> None:
    rows = [{"no": number, "code": str(number), "name": name} for number, name in enumerate(names, 1)]
    index = {"type": "index", "id": "a/i", "version": "1", "name": "示例", "indicators": rows}
    use = {"type": "assessment", "subject": "a/b", "kind": "performance", "index": "a/i"}
    found = judged("GI-PLK-0002", index, use, where=context("xinzheng-2017"))
    assert sorted(str(params["item"]) for _, _, params in found) == lacks


def test_that_both_are_of_one_year_is_a_reading() -> None:
    assert rules()["GI-PLK-0001"].kind.severity == "warning"


def test_an_appraisal_from_before_the_text_is_left_alone() -> None:
    """The scheme of Xinzheng is of 2017-11-01."""
    where = context("xinzheng-2017", coverage=[Coverage("assessment")])
    appraisal = {"type": "assessment", "subject": "a/b", "kind": "performance"}
    for year, found in (("2016-12-31", 0), ("2017-12-31", 1), ("2018", 1)):
        assert len(judged("GI-PLK-0001", {**appraisal, "period_until": year}, where=where)) == found

"""Periodic reports."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged

TOWN = {"type": "organisation", "id": "a/town", "name": "甲乡", "kind": "township"}
REPORT = {
    "type": "report",
    "id": "a/report",
    "subject": "a/town",
    "kind": "half-year",
    "period_until": "2024-06-30",
}


def missing(town: dict[str, object], since: str = "2023-01-01") -> list[tuple[object, object]]:
    where = context("xinzheng-2017", coverage=[Coverage("report", "", since)])
    found = judged("GI-RPT-0005", town, where=where)
    return [(params["year"], params["report_kind"]) for _, _, params in found]


def test_a_body_reports_from_the_day_it_was_set_up() -> None:
    # Judged for 2025-06-30: the report of the first half of 2025 is not yet late.
    every = [("2023", "half-year"), ("2023", "yearly"), ("2024", "half-year"), ("2024", "yearly")]
    assert sorted(missing(TOWN)) == every
    assert sorted(missing({**TOWN, "since": "2023-06-30"})) == every
    assert sorted(missing({**TOWN, "since": "2023-07-01"})) == every[1:]
    assert sorted(missing({**TOWN, "since": "2024"})) == [("2024", "yearly")]


def test_nothing_was_to_be_reported_before_the_text() -> None:
    # The scheme of Xinzheng is of 2017-11-01: the first report is that of the year 2017.
    found = sorted(missing(TOWN, "2015-01-01"))
    assert found[0] == ("2017", "yearly")
    assert len(found) == 1 + 2 * 7


def test_revisions_of_a_report_are_one_report() -> None:
    where = context("xinzheng-2017")
    revised = {**REPORT, "revision": 2, "action": "correct"}
    assert judged("GI-RPT-0006", REPORT, revised, where=where) == []
    by_another = {**REPORT, "id": "a/received", "stated_by": "a/credit-office"}
    assert judged("GI-RPT-0006", REPORT, by_another, where=where) == []
    again = {**REPORT, "id": "a/again"}
    assert judged("GI-RPT-0006", REPORT, revised, again, where=where) == [
        (2, "/period_until", {"year": "2024", "report_kind": "half-year", "count": 2}),
    ]


def test_only_reports_that_the_text_asks_for_are_counted() -> None:
    twice = [{**REPORT, "id": f"a/{no}", "kind": "yearly-analysis"} for no in (1, 2)]
    assert len(judged("GI-RPT-0006", *twice)) == 1  # Shandong 4.11d
    assert judged("GI-RPT-0006", *twice, where=context("xinzheng-2017")) == []
    assert judged("GI-RPT-0006", REPORT, {**REPORT, "id": "a/2"}) == []


def test_a_report_that_does_not_say_for_when_may_be_the_one() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("report", "", "2024-01-01")])

    def left(**period: str) -> list[object]:
        report = {"type": "report", "id": "a/report", "subject": "a/town", "kind": "half-year", **period}
        return [params["report_kind"] for *_, params in judged("GI-RPT-0005", TOWN, report, where=where)]

    assert left() == ["yearly"]
    assert left(period_from="2024-01-01") == ["yearly"]
    assert left(period_from="2023-01-01") == ["half-year", "yearly"]


def test_no_day_was_set_before_the_text() -> None:
    # The scheme of Xinzheng is of 2017-11-01, after the half-year of 2017 and before the end of that year.
    where = context("xinzheng-2017")
    report = {"type": "report", "subject": "a/town", "submitted_on": "2018-03-01"}
    half = {**report, "kind": "half-year", "period_until": "2017-06-30"}
    assert judged("GI-RPT-0004", half, where=where) == []
    year = {**report, "kind": "yearly", "period_until": "2017-12-31"}
    assert len(judged("GI-RPT-0004", year, where=where)) == 1

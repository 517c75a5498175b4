"""Early warning: each kind of rule by hand, hysteresis, and the statement that is sent."""

from datetime import date, datetime, timedelta, timezone

import pytest

from evaluation.evalcase import body, statement
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.observations import Body, read_observations
from gov_integrity.evaluation.warning import criterion, letter, warning_statement, watch
from gov_integrity.model import faults

AS_OF = date(2025, 3, 1)


LEAF = {"code": "A", "name": "债务率", "points": "10", "direction": "negative", "rule": "target"}


def index(**rule):
    return read_index(
        {
            "type": "index",
            "id": "office/watch",
            "version": "1",
            "name": "监测",
            "total": "10",
            "indicators": [LEAF | {"metric": "debt-ratio", "unit": "quotient", "scale": "2"}],
            "sources": [{"indicator": "A", "document": "xinzheng-2017", "clause": "4.4.18f"}],
            "warnings": [
                {"no": 1, "indicator": "A", "threshold": "1", "due_days": 30, "level": "warning"} | rule
            ],
        }
    )


def years(subject, *values, first=2020):
    return [
        statement(
            subject,
            "debt-ratio",
            value,
            id=f"{subject}/{first + at}",
            unit="quotient",
            period_from=f"{first + at}-01-01",
            period_until=f"{first + at}-12-31",
        )
        for at, value in enumerate(values)
        if value is not None
    ]


def raised(rules, *rows, **options):
    read, _ = read_observations(rows)
    return watch(rules, read, **({"as_of": AS_OF} | options)).raised


def since(rules, *rows, **options):
    return [(one.body.id, one.since[1].year, one.new) for one in raised(rules, *rows, **options)]


CLAUSES = (
    "alxa-2021/2.3.5e",
    "alxa-2021/2.4.4e",
    "alxa-2021/annex.22b",
    "xinzheng-2017/4.4.18f",
    "shandong-2024/3.8b",
    "shandong-2024/4.11b",
)


@pytest.mark.clause(*CLAUSES)
def test_threshold_with_hysteresis():
    rule = index(kind="threshold", clear="0.9")
    assert since(rule, *years("g", "0.8", "1")) == []  # at the threshold: not beyond
    assert since(rule, *years("g", "0.8", "1.01")) == [("g", 2021, True)]
    # Swinging between 0.9 and 1.2 is one warning, raised in 2020.
    assert since(rule, *years("g", "1.1", "0.95", "1.2")) == [("g", 2020, False)]
    # At 0.9 it ends; passing the threshold again is a new one.
    assert since(rule, *years("g", "1.1", "0.9", "1.2")) == [("g", 2022, True)]
    assert since(rule, *years("g", "1.1", "0.9")) == []


def test_below():
    rule = index(kind="threshold", side="below", threshold="0.5", clear="0.6")
    assert since(rule, *years("g", "0.5")) == []
    assert since(rule, *years("g", "0.4", "0.55")) == [("g", 2020, False)]
    assert since(rule, *years("g", "0.4", "0.6")) == []


def test_repeated_needs_several_periods_running():
    rule = index(kind="repeated", periods=3)
    assert since(rule, *years("g", "1.1", "1.1", "0.9", "1.1", "1.1")) == []
    assert since(rule, *years("g", "1.1", "1.1", "1.1")) == [("g", 2022, True)]


def test_trend_and_sudden_change():
    trend = index(kind="trend", threshold="0", periods=2)
    assert since(trend, *years("g", "0.1", "0.2", "0.3")) == [("g", 2022, True)]
    assert since(trend, *years("g", "0.1", "0.2", "0.2", "0.3")) == []
    change = index(kind="change", threshold="0.2", clear="0.1")
    assert since(change, *years("g", "0.5", "0.7")) == []  # exactly 0.2
    assert since(change, *years("g", "0.5", "0.71")) == [("g", 2021, True)]
    falling = index(kind="change", side="below", threshold="0.2", clear="0.1")
    assert since(falling, *years("g", "0.9", "0.5")) == [("g", 2021, True)]
    assert since(falling, *years("g", "0.9", "0.5", "0.45")) == []  # a fall of 0.05 releases it


def test_comparison_with_peers_of_the_same_kind_and_level():
    rule = index(kind="peers", threshold="0.5", clear="0.3")
    rows = [*years("g", "1.2"), *years("h", "0.6"), *years("k", "0.4"), *years("t", "9")]
    kin = {code: body(code) for code in "ghk"} | {"t": body("t", level="township")}
    # The others of g's kind have 0.6 and 0.4, mean 0.5: 0.7 above. t has no peers.
    assert since(rule, *rows, bodies=kin) == [("g", 2020, True)]


def test_an_open_case_makes_a_warning_not_new():
    rule = index(kind="threshold")
    rows = years("g", "1.5")
    (one,) = raised(rule, *rows)
    case = {"type": "case", "subject": "g", "criterion": criterion(rule, one.rule), "state": "open"}
    assert since(rule, *rows, open_cases=[case]) == [("g", 2020, False)]
    assert since(rule, *rows, open_cases=[case | {"state": "closed"}]) == [("g", 2020, True)]


def test_what_is_not_known_yet_raises_nothing():
    rows = years("g", "1.5", first=2025)
    rows[0]["observed_on"] = "2026-01-10"
    assert since(index(kind="threshold"), *rows) == []


@pytest.mark.clause("alxa-2021/annex.18")
def test_the_statement_is_ready_to_be_sent():
    rows = years("agency/g", "1.5")
    rows[0]["about"] = ["agency/bond-7"]
    (one,) = raised(index(kind="threshold"), *rows, bodies={"agency/g": body("agency/g")})
    sent = warning_statement(
        one,
        identity="office/w-1",
        stated_by="office/credit",
        recorded_at=datetime(2025, 3, 1, tzinfo=timezone(timedelta(hours=8))),
    )
    assert faults(sent) == []
    assert (sent["kind"], sent["subject"], sent["due_on"]) == ("warning-letter", "agency/g", "2025-03-31")
    assert sent["level"] == "warning"
    assert sent["about"] == ["agency/bond-7", "agency/g/2020"]
    assert sent["parties"] == [{"no": 1, "role": "recipient", "party": "agency/g"}]
    assert sent["criterion"] == "office/watch/1/warnings/1"
    assert sent["basis"] == [{"no": 1, "document": "xinzheng-2017", "clause": "4.4.18f"}]
    text = letter(one)
    assert "1.5 高于预警值 1,连续 1 期;回到 1 方解除。" in text
    assert "2025-03-31" in text
    assert "涉及记录:agency/bond-7\n" in text
    english = letter(one, "en")
    assert "Reminder" in english
    assert "1.5 is above 1, in 1 period(s) running; released at 1." in english


def test_a_letter_goes_to_the_name_and_says_on_which_side():
    rule = index(kind="threshold", side="below", threshold="0.5", clear="0.6")
    (one,) = raised(rule, *years("g", "0.4"), bodies={"g": Body("g", "某县", "government", "county")})
    assert letter(one).splitlines()[1] == "某县:"
    assert "To: 某县" in letter(one, "en")
    assert "0.4 低于预警值 0.5,连续 1 期;回到 0.6 方解除。" in letter(one)
    assert "0.4 is below 0.5" in letter(one, "en")
    assert "涉及记录:g/2020\n" in letter(one)
    (third,) = raised(rule, *years("g", ("1", "3")))
    assert "为 0.3333;" in letter(third)
    (other,) = raised(rule, *years("g", "0.4"))
    assert letter(other).splitlines()[1] == "g:"


def test_a_value_that_cannot_be_used_is_told_and_not_warned_of():
    read, _ = read_observations([statement("g", "debt-ratio", unit="quotient") | {"value": "x1!"}])
    found = watch(index(kind="threshold"), read, as_of=AS_OF)
    assert (found.raised, [f.code for f in found.findings]) == ((), ["GI-EVAL-0101"])

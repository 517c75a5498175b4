"""Derived metrics, each counted by hand from a few statements."""

from datetime import date
from fractions import Fraction

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.derivation import derive, metrics
from gov_integrity.evaluation.derivation.registered import registered
from gov_integrity.evaluation.engine import assess
from gov_integrity.evaluation.observations import read_observations
from gov_integrity.evaluation.units import units

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
A = "agency/a"


def measured(*rows, as_of=date(2025, 3, 1), covered=None, period=YEAR):
    statements = [
        {
            "id": f"agency/s{n}",
            "stated_by": A,
            "recorded_at": "2024-06-01T08:00:00+08:00",
            "access": "government",
        }
        | row
        for n, row in enumerate(rows, 1)
    ]
    found = derive(statements, period=period, as_of=as_of, stated_by="office/credit", covered=covered)
    return {
        (row["metric"], row["subject"], row.get("breakdown", "")): row.get("value")
        or ((row["numerator"], row["denominator"]) if "numerator" in row else row["state"])
        for row in found
    }, found


def promise(kind="public-commitment", /, due="2024-06-30", performances=(), **obligation):
    return {
        "type": "commitment",
        "subject": A,
        "kind": kind,
        "obligations": [{"no": 1, "kind": "service", "due_on": due} | obligation],
        "performances": [{"no": n} | row for n, row in enumerate(performances, 1)],
    }


@pytest.mark.clause("xinzheng-2017/4.3.12e", "weidu-2022/3.1.3d")
def test_litigation_loss_rate_and_the_heads_appearance():
    def case(outcome=None, head=None, filed="2024-03-01", **more):
        row = {"type": "court_matter", "kind": "administrative-litigation", "subject": A, "filed_on": filed}
        return (
            row
            | ({"outcome": outcome} if outcome else {})
            | ({} if head is None else {"head_appeared": head})
            | more
        )

    values, found = measured(
        case("lost", head=True),
        case("partly-lost", head=False),
        case("won", head=True, case_count=3),
        case("withdrawn", head=True),  # neither won nor lost, but heard with the head present
        case(),  # not decided
        case("lost", filed="2023-12-31"),  # counted in the year before
        case("lost", filed="2023-12-31", steps=[{"no": 1, "step": "tracking", "on": "2024-02-01"}]),
    )
    # Lost: 1 + 1 + 1 of 1 + 1 + 3 + 1; the head appeared in 1 + 3 + 1 of 1 + 1 + 3 + 1.
    assert values["litigation-loss-rate", A, ""] == ("3", "6")
    assert values["head-appearance-rate", A, ""] == ("5", "6")
    loss = next(row for row in found if row["metric"] == "litigation-loss-rate")
    assert loss["about"] == ["agency/s1", "agency/s2", "agency/s3", "agency/s7"]


@pytest.mark.clause(
    "alxa-2021/2.3.6d",
    "gansu-2017/3.3.6d",
    "xinzheng-2017/4.4.20g",
    "xinzheng-2017/4.3.12c",
    "xinzheng-2017/4.4.20c",
    "weidu-2022/3.1.1b",
)
def test_promises_kept_and_kept_in_time():
    values, _ = measured(
        promise(performances=[{"state": "full", "on": "2024-06-30", "obligation_no": 1}]),  # on the last day
        promise(performances=[{"state": "full", "on": "2024-07-01"}]),  # a day late
        promise(performances=[{"state": "partial", "on": "2024-06-01"}]),
        promise(),  # nothing done
        promise(performances=[{"state": "settled"}]),  # left out
        promise(due="2025-06-30"),  # not due in the period
        promise("practical-matters", performances=[{"state": "full"}]),  # kept, day unknown
        promise("contract", performances=[{"state": "full", "on": "2024-05-01"}]),
        promise("service-quality"),
        promise(performances=[{"state": "full", "on": "2025-03-02"}]),  # known only after the day of looking
    )
    # Promises due: 1, 2, 3, 4, 7, 9, 10; kept 1, 2, 7. In time: 1 of 1, 2, 3, 4, 9, 10 (7 is unknown).
    assert values["promise-keeping-rate", A, ""] == ("3", "7")
    assert values["promise-on-time-rate", A, ""] == ("1", "6")
    assert values["practical-matters-kept", A, ""] == ("1", "1")
    assert values["contract-performance-rate", A, ""] == ("1", "1")
    assert values["service-promise-rate", A, ""] == ("0", "1")


def test_breaches_under_forbidden_excuses():
    values, _ = measured(
        promise(performances=[{"state": "none", "reason": "change-of-government", "found_on": "2024-08-01"}]),
        promise(performances=[{"state": "none", "reason": "change-of-persons", "found_on": "2024-08-01"}]),
        promise(performances=[{"state": "partial", "reason": "change-of-persons", "on": "2024-12-31"}]),
        promise(performances=[{"state": "none", "reason": "national-interest", "found_on": "2024-08-01"}]),
        promise(performances=[{"state": "none", "reason": "change-of-persons", "found_on": "2025-01-01"}]),
    )
    assert values["forbidden-excuse-breaches", A, ""] == "3"
    assert values["forbidden-excuse-breaches", A, "change-of-persons"] == "2"
    assert values["forbidden-excuse-breaches", A, "change-of-government"] == "1"


@pytest.mark.clause("shandong-2024/3.8b")
def test_arrears_on_the_last_day_and_their_age():
    def payable(due, amount, *performances, **more):
        return promise("debt", due, performances, **({"kind": "payment", "amount": amount} | more))

    values, _ = measured(
        payable("2024-12-01", "27200"),  # 30 days before the last day
        payable(
            "2024-10-02", "56600.50", {"state": "partial", "on": "2024-11-01", "amount": "6600.50"}
        ),  # 90 days
        payable("2024-03-01", "100", {"state": "full", "on": "2024-12-31"}),  # paid on the last day
        payable("2024-03-01", "100", {"state": "full", "on": "2025-01-01"}),  # paid too late: 305 days
        payable("2024-03-01", "5000", dispute_state="disputed"),
        payable("2025-01-15", "900"),  # not yet due
    )
    assert values["arrears-balance", A, ""] == "77300"  # 27200 + 50000 + 100
    assert values["overdue-contracts", A, ""] == "3"
    assert values["arrears-age", A, ""] == "305"  # 2024-03-01 to 2024-12-31


def test_policy_funds_paid():
    values, _ = measured(
        promise(
            "policy-funds", performances=[{"state": "full", "on": "2024-05-01"}], kind="pay-out", amount="300"
        ),
        promise("policy-funds", performances=[{"state": "partial", "amount": "40"}], amount="100"),
    )
    assert values["policy-funds-paid-rate", A, ""] == ("340", "400")


def test_what_counts_as_policy_funds_and_what_as_arrears():
    paid = [{"state": "partial", "on": "2024-05-01", "amount": "30"}]
    values, _ = measured(
        promise("policy-promise", performances=paid, kind="pay-out", amount="100"),
        promise(
            "policy-promise", performances=paid, kind="payment", payable_kind="policy-funds", amount="50"
        ),
        promise("policy-promise", performances=paid, kind="payment", payable_kind="wages", amount="40"),
        promise("policy-promise", performances=paid, amount="1000"),  # a service that is worth something
    )
    assert values["policy-funds-paid-rate", A, ""] == ("60", "150")
    # Owed on the last day: 70 + 20 + 10; nobody owes money for a service.
    assert values["arrears-balance", A, ""] == "100"
    assert values["overdue-contracts", A, ""] == "3"


def case(kind, **more):
    return {"type": "case", "subject": A, "kind": kind} | more


@pytest.mark.clause("gansu-2017/3.1.2b", "weidu-2022/3.1.2c", "xinzheng-2017/4.1.2c")
def test_suggestions_and_proposals_handled_and_carried_out():
    values, _ = measured(
        case("deputy-suggestion", opened_on="2024-02-01", result="handled"),
        case("deputy-suggestion", opened_on="2024-02-01", result="carried-out"),
        case("deputy-suggestion", opened_on="2024-02-01"),
        case(
            "cppcc-proposal", opened_on="2024-02-01", steps=[{"no": 1, "step": "reply", "on": "2024-03-01"}]
        ),
    )
    assert values["suggestions-handled-rate", A, ""] == ("2", "3")
    assert values["suggestions-carried-out-rate", A, ""] == ("1", "3")
    assert values["proposals-handled-rate", A, ""] == ("1", "1")
    assert values["proposals-carried-out-rate", A, ""] == ("0", "1")


def test_speed_of_repair_rectification_and_complaints():
    values, _ = measured(
        case("repair", opened_on="2024-01-10", closed_on="2024-01-20"),  # 10 days
        case("repair", opened_on="2023-12-31", closed_on="2024-01-05"),  # 5 days
        case("repair", opened_on="2024-01", closed_on="2024-02-05"),  # day unknown: left out
        case("objection", opened_on="2024-05-01", closed_on="2024-05-04"),
        case("rectification", due_on="2024-09-30", closed_on="2024-09-01", result="rectified"),
        case("rectification", due_on="2024-09-30", closed_on="2024-09-01", result="not-corrected"),
        case("complaint", opened_on="2024-04-01", closed_on="2024-04-30", state="closed"),
        case("report", opened_on="2024-04-01", state="accepted"),
        case("complaint", opened_on="2024-04-01", state="not-accepted"),
    )
    assert values["repair-days", A, ""] == ("15", "2")
    assert values["objection-days", A, ""] == ("3", "1")
    assert values["rectification-rate", A, ""] == ("1", "2")
    assert values["complaint-handled-rate", A, ""] == ("1", "2")


@pytest.mark.clause("shandong-2024/1.1f", "xinzheng-2017/3.2c", "xinzheng-2017/2.5b")
def test_policy_changes_uses_of_credit_records_and_counts_by_field():
    def adjusted(day):
        return {"type": "decision", "subject": A, "kind": "policy-adjustment", "decided_on": day}

    values, _ = measured(
        adjusted("2024-01-05"),
        adjusted("2024-03-05"),
        adjusted("2025-01-01"),
        {"type": "handling", "operation": "query", "done_on": "2024-04-01", "kinds": ["credit-report"]},
        {"type": "handling", "operation": "use", "done_on": "2024-04-02"},
        {"type": "handling", "operation": "collect", "done_on": "2024-04-02"},
        case("complaint", opened_on="2024-04-01", domains=["bidding", "local-debt"]),
        {"type": "dishonesty_record", "subject": A, "decided_on": "2024-03-05", "domains": ["bidding"]},
    )
    assert values["policy-changes", A, ""] == "2"
    assert values["credit-record-uses", A, ""] == "2"
    assert values["third-party-reports", A, ""] == "1"
    assert values["complaints", A, ""] == values["complaints", A, "bidding"] == "1"
    assert values["dishonesty-records", A, "bidding"] == "1"


def test_late_and_missing_submission_by_date_of_receipt():
    """Seven working days after Friday 2025-09-26 end on 2025-10-13 (National Day rest, two made-up days)."""

    def penalty(**more):
        return {"type": "decision", "kind": "penalty", "decided_on": "2025-09-26"} | more

    def receipt(about, day):
        return {"type": "handling", "operation": "receive", "done_on": day, "about": [about]}

    rows = [
        penalty(),
        penalty(),
        penalty(),
        penalty(kind="major-decision"),
        receipt("agency/s1", "2025-10-13"),
        receipt("agency/s2", "2025-10-14"),
        receipt("agency/s2", "2025-10-20"),
    ]
    year = (date(2025, 1, 1), date(2025, 12, 31))
    values, _ = measured(*rows, as_of=date(2025, 10, 31), period=year)
    assert values["late-submission-rate", A, ""] == ("1", "2")
    assert values["missing-submission-rate", A, ""] == ("1", "3")
    # On the last day of the limit nothing is missing yet; the later receipt is not known.
    values, _ = measured(*rows, as_of=date(2025, 10, 13), period=year)
    assert values["missing-submission-rate", A, ""] == ("0", "1")


def test_a_register_knows_the_day_of_receipt():
    from gov_integrity.register import Received, Register

    def penalty(number, day, **more):
        row = {
            "type": "decision",
            "id": f"agency/d{number}",
            "revision": 1,
            "action": "make",
            "stated_by": A,
            "recorded_at": "2025-09-27T08:00:00+08:00",
            "access": "government",
            "subject": A,
            "kind": "penalty",
            "decided_on": "2025-09-26",
        }
        return Received(row | more, day)

    held = Register.build(
        [
            penalty(1, date(2025, 10, 13)),
            penalty(2, date(2025, 10, 14)),
            penalty(1, date(2025, 10, 20), revision=2, action="update"),  # received in time at first
            penalty(3, date(2025, 10, 1)),
            penalty(3, date(2025, 10, 2), revision=2, action="withdraw", action_reason="误报"),
        ],
        as_of=date(2025, 10, 31),
    )
    statements, received = registered(held)
    assert received == {"agency/d1": date(2025, 10, 13), "agency/d2": date(2025, 10, 14)}
    found = derive(
        statements,
        period=(date(2025, 1, 1), date(2025, 12, 31)),
        as_of=date(2025, 10, 31),
        stated_by="office/credit",
        received=received,
    )
    late = next(row for row in found if row["metric"] == "late-submission-rate")
    assert (late["numerator"], late["denominator"]) == ("1", "2")


def test_coverage_disclosure_tasks_training_and_records():
    values, _ = measured(
        {"type": "organisation", "id": "agency/x", "parent": A},
        {"type": "organisation", "id": "agency/y", "parent": A, "until": "2024-05-01"},  # gone by then
        {"type": "organisation", "id": "agency/z", "parent": A},
        {"type": "handling", "operation": "open-archive", "subject": "agency/x", "done_on": "2024-02-01"},
        promise(due="2026") | {"access": "public", "id": "agency/p"},
        promise(due="2026") | {"access": "public", "id": "agency/q"},
        {"type": "publication", "about": ["agency/p"], "from": "2024-07-01"},
        {
            "type": "task",
            "due_on": "2024-11-30",
            "state": "done",
            "parties": [{"no": 1, "role": "lead-unit", "party": A}],
        },
        {"type": "task", "due_on": "2024-11-30", "state": "under-way"},
        {"type": "task", "due_on": "2024-11-30", "state": "dropped"},
        {"type": "activity", "subject": A, "kind": "training", "held_on": "2024-03"},
        {"type": "dishonesty_record", "subject": A, "decided_on": "2024-03-05"},
        {"type": "dishonesty_record", "subject": A, "decided_on": "2024-03-05", "end_kind": "revoked"},
        {
            "type": "court_matter",
            "subject": A,
            "kind": "dishonest-judgment-debtor",
            "listed_on": "2023-05-01",
            "delisted_on": "2025-01-01",
            "case_count": 3,
        },
    )
    assert values["record-coverage", A, ""] == ("1", "2")
    assert values["disclosure-coverage", A, ""] == ("1", "2")
    assert values["key-credit-tasks", A, ""] == ("1", "2")
    assert values["training-sessions", A, ""] == "1"
    assert values["dishonesty-records", A, ""] == "1"
    assert values["listed-debtors", A, ""] == "3"


@pytest.mark.clause("alxa-2021/2.3.5b")
def test_debt_by_limit_and_nothing_known_is_not_zero():
    def debt(metric, value):
        return {
            "type": "observation",
            "subject": A,
            "metric": metric,
            "value": value,
            "period_until": "2024-12-31",
            "unit": "yuan",
        }

    values, _ = measured(
        debt("debt-balance", "800000"), debt("debt-limit", "100") | {"unit": "ten-thousand-yuan"}
    )
    assert values == {("debt-limit-use", A, ""): ("800000", "1000000")}
    # Declared coverage: no litigation means the rate does not apply, and no debtor listing means zero.
    values, _ = measured(covered={"court_matter": [A]})
    assert values["litigation-loss-rate", A, ""] == "not-applicable"
    assert values["listed-debtors", A, ""] == "0"
    assert measured()[0] == {}


@pytest.mark.clause("alxa-2021/2.3.6d", "gansu-2017/3.1.1c", "alxa-2021/annex.20c")
def test_a_score_counts_in_a_performance_appraisal():
    def assessed(score, day, **more):
        return {
            "type": "assessment",
            "subject": A,
            "kind": "government-integrity",
            "score": score,
            "period_from": "2024-01-01",
            "period_until": "2024-12-31",
            "assessed_on": day,
        } | more

    rows = (
        assessed("80", "2025-01-10"),
        assessed("85.5", "2025-02-10"),
        assessed("99", "2025-04-01"),
        assessed("10", "2025-02-20", period_from="2023-01-01"),
        assessed("70", "2025-02-20", kind="debt-risk"),
    )
    values, found = measured(*rows)
    assert values == {("item-score", A, "government-integrity"): "85.5", ("item-score", A, "debt-risk"): "70"}
    assert found[1]["about"] == ["agency/s2"]
    appraisal = read_index(
        {
            "type": "index",
            "id": "t/performance",
            "version": "1",
            "name": "绩效考核",
            "total": "100",
            "weighting": "shares",
            "missing_rule": "lowest",
            "indicators": [
                {
                    "code": "1",
                    "name": "政务诚信",
                    "weight": "0.2",
                    "direction": "positive",
                    "rule": "ratio",
                    "scale": "100",
                    "metric": "item-score",
                    "breakdown": "government-integrity",
                    "unit": "point",
                },
                {
                    "code": "2",
                    "name": "其他",
                    "weight": "0.8",
                    "direction": "positive",
                    "rule": "given",
                    "metric": "other",
                },
            ],
        }
    )
    (one,) = assess(appraisal, read_observations(found)[0], as_of=date(2025, 3, 1))
    assert one.root.find("1").points == Fraction("17.1")  # 85.5% of 20


def test_definitions_are_complete_and_their_metrics_are_codes():
    codes = codelist("metric").codes
    for metric in metrics().values():
        assert metric.code in codes, metric.code
        assert metric.unit in units()
        assert metric.kind in {"rate", "mean", "count", "amount", "maximum"}
        assert bool(metric.denominator_zh) == (metric.kind in {"rate", "mean"})
        assert all("/" in clause for clause in metric.clauses)


def test_order_of_statements_changes_nothing():
    rows = [promise(), promise("contract"), case("repair", opened_on="2024-01-10", closed_on="2024-01-20")]
    numbered = [row | {"id": f"agency/{n}", "access": "government"} for n, row in enumerate(rows)]
    options = {"period": YEAR, "as_of": date(2025, 1, 1), "stated_by": "office/credit"}
    assert derive(numbered, **options) == derive(numbered[::-1], **options)
    assert Fraction(derive(numbered, **options)[0]["denominator"]) == 1


def test_the_latest_assessment_counts_in_whatever_order_they_stand():
    def scored(identity, day, score):
        return {
            "id": f"agency/{identity}", "type": "assessment", "subject": A, "kind": "integrity-evaluation",
            "period_from": "2024-01-01", "period_until": "2024-12-31", "assessed_on": day, "score": score,
        }  # fmt: skip

    older, newer = scored("z", "2025-01-10", "70"), scored("a", "2025-02-10", "80")
    same_day, unknown = scored("b", "2025-02-10", "81"), scored("c", "2025-03-02", "99")
    key = ("item-score", A, "integrity-evaluation")
    for rows in ((older, newer), (newer, older), (newer, unknown), (unknown, newer)):
        assert measured(*rows)[0][key] == "80"
    for rows in ((newer, same_day), (same_day, newer)):  # of one day the greater id
        assert measured(*rows)[0][key] == "81"


def test_debtors_on_the_list_on_the_last_day():
    def debtor(listed, delisted=None):
        row = {"type": "court_matter", "kind": "dishonest-judgment-debtor", "subject": A, "listed_on": listed}
        return row | ({"delisted_on": delisted} if delisted else {})

    values, _ = measured(
        debtor("2020-05-01"),
        debtor("2024-12-31"),
        debtor("2024-05-01", "2025-01-01"),
        debtor("2024-05-01", "2024-12-31"),  # off the list on the last day
        debtor("2025-01-01"),  # not yet on it
    )
    assert values["listed-debtors", A, ""] == "3"


def test_what_is_published_on_the_day_of_looking_is_published():
    public = {"access": "public"}
    values, _ = measured(
        promise(due="2026") | public | {"id": "agency/p"},
        promise(due="2026") | public | {"id": "agency/q"},
        {"type": "publication", "about": ["agency/p"], "from": "2025-03-01"},
        {"type": "publication", "about": ["agency/q"], "from": "2025-03-02"},
    )
    assert values["disclosure-coverage", A, ""] == ("1", "2")

"""Assessments as statements: complete, valid, and used as the policies ask."""

import json
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from evaluation.evalcase import body, observations, run, statement
from gov_integrity.errors import RefusedError
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.numbers import number
from gov_integrity.evaluation.observations import Body, read_observations
from gov_integrity.evaluation.prone import prone_fields
from gov_integrity.evaluation.statements import assessment_statement, check_evaluator
from gov_integrity.model import faults

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def sent(one, **more):
    found = assessment_statement(
        one, identity="office/a-1", stated_by="office/credit", recorded_at=MOMENT, **more
    )
    assert faults(json.loads(json.dumps(found))) == []
    return found


@pytest.mark.clause(
    "alxa-2021/3.3a", "alxa-2021/annex.20c", "gansu-2017/3.1.1c", "alxa-2021/2.3.1a", "xinzheng-2017/4.1.4e"
)
def test_the_statement_carries_the_result_its_parts_and_its_use():
    rows = observations("agency/g", base_score="85.5", awards_national="2", awards_provincial="3")
    one = run("09-bonus", *rows, bodies={"agency/g": body("agency/g")})["agency/g"]
    found = sent(
        one,
        kind="performance",
        uses=["performance-appraisal"],
        rank_interval=(1, 2),
        parties=[{"role": "assessor", "party": "office/organisation"}],
    )
    assert (found["score"], found["rank"], found["ranked_count"], found["rank_scope"]) == (
        "95.5",
        1,
        1,
        "government county",
    )
    assert (found["index"], found["index_revision"], found["uses"]) == (
        "gids.pattern/09-bonus",
        1,
        ["performance-appraisal"],
    )
    assert (found["rank_low"], found["rank_high"]) == (1, 2)
    assert found["parties"] == [{"no": 1, "role": "assessor", "party": "office/organisation"}]
    by_indicator = {}
    for part in found["parts"]:
        key = part.get("indicator", "")
        by_indicator[key] = by_indicator.get(key, Fraction(0)) + number(part["points"])
    assert by_indicator == {"": Fraction("95.5"), "A": Fraction("85.5"), "P": 10, "P1": 10, "P2": 4}
    assert {
        "indicator": "P2",
        "kind": "event",
        "of": "awards-provincial",
        "points": "6",
        "count": "3",
        "each": "2",
    } in [{key: value for key, value in part.items() if key != "no"} for part in found["parts"]]
    assert found["about"] == sorted(row["id"] for row in rows)


@pytest.mark.clause("alxa-2021/2.3.5a", "alxa-2021/2.3.5b", "gansu-2017/3.3.5b", "alxa-2021/annex.18")
def test_four_findings_on_borrowing_and_a_grade():
    def debt(**more):
        rows = [
            statement("a/g", "borrowing-violations", "0", unit="case"),
            statement("a/g", "debt-budgeted-rate", "100", unit="percent"),
            statement("a/g", "debt-limit-use", ("80", "100"), unit="quotient"),
            statement("a/g", "debt-ratio", "120", unit="percent"),
            statement("a/g", "overdue-contracts", "0"),
            statement("a/g", "debt-disclosure", "已公开"),
        ]
        return run("government-debt", *[row | more.get(row["metric"].replace("-", "_"), {}) for row in rows])[
            "a/g"
        ]

    # Debt ratio 120% of the capacity loses 12.5 of 100: 87.5, grade B.
    one = debt()
    assert (one.score, one.grade) == (Fraction("87.5"), "B")
    found = sent(one, kind="credit-rating")
    kinds = [row["kind"] for row in found["findings"]]
    assert kinds[:4] == ["lawful", "suitable-scale", "controllable-risk", "open-procedure"]
    assert found["findings"][2]["content"].endswith("12.5/25")
    assert (
        debt(debt_ratio={"value": "1", "unit": "quotient"}).grade
    ) == "A"  # the boundary: exactly the capacity
    assert (debt(debt_limit_use={"numerator": "101"}).grade) == "C"


@pytest.mark.clause("alxa-2021/2.4.4a", "alxa-2021/annex.22a")
def test_a_third_party_is_independent():
    evaluator = Body("uni/x", "某大学", "university")
    check_evaluator(evaluator, "", [body("agency/g")])
    for bad, parent in ((Body("agency/g"), ""), (evaluator, "agency/g")):
        with pytest.raises(RefusedError):
            check_evaluator(bad, parent, [body("agency/g")])
    one = run("12-grades", statement("agency/g", "score", "91"))["agency/g"]
    found = sent(one, kind="third-party", parties=[{"role": "evaluator", "party": evaluator.id}])
    assert (found["kind"], found["grade"]) == ("third-party", "优秀")


@pytest.mark.clause("xinzheng-2017/2.5b")
def test_fields_prone_to_dishonesty():
    rows = [
        statement("g", "dishonesty-records", "3", breakdown="procurement", id="1"),
        statement("h", "dishonesty-records", "1", breakdown="bidding", id="2"),
        statement("h", "complaints", "4", breakdown="bidding", id="3"),
        statement("h", "complaints", "3", breakdown="local-debt", id="4"),
        statement("h", "complaints", "99", id="5"),
    ]
    found = [
        (one.field, one.records, one.complaints, one.rank) for one in prone_fields(read_observations(rows)[0])
    ]
    assert found == [("bidding", 1, 4, 1), ("local-debt", 0, 3, 2), ("procurement", 3, 0, 2)]


@pytest.mark.clause("xinzheng-2017/4.2.7b")
def test_severity_does_not_fall_as_loss_or_impact_rises():
    def severity(loss, impact):
        rows = [statement("g", "loss-amount", loss, unit="yuan"), statement("g", "impact-level", impact)]
        return run("dishonesty-severity", *rows)["g"].score

    table = [
        [severity(loss, impact) for loss in ("0", "100000", "100001", "1000001")]
        for impact in ("没有", "较小", "较大", "重大")
    ]
    assert table == [[0, 1, 2, 3], [1, 1, 2, 3], [2, 2, 2, 3], [3, 3, 3, 3]]


@pytest.mark.clause("shandong-2024/5.15b")
def test_virtue_points_spent_cannot_exceed_points_held():
    def held(used):
        rows = [
            statement("v", "event-count", "3", breakdown="志愿服务", id="1"),
            statement("v", "event-count", "1", breakdown="邻里互助", id="2"),
            statement("v", "virtue-points-used", used, id="3"),
        ]
        return run("virtue-points", *rows)["v"].score

    assert [held(used) for used in ("0", "5", "7", "9")] == [7, 2, 0, 0]


def test_what_lost_points_is_a_shortcoming_and_what_lost_none_is_not():
    # A 8.5 of 10; B all 10: one shortcoming, and what to improve.
    leaf = {"direction": "positive", "rule": "given", "points": "10"}
    index = read_index(
        {
            "type": "index", "id": "t/two", "version": "1", "name": "试", "total": "20",
            "missing_rule": "lowest",
            "indicators": [
                leaf | {"code": "A", "name": "甲", "metric": "m"},
                leaf | {"code": "B", "name": "乙", "metric": "n", "definition": "乙的说明"},
            ],
        }
    )  # fmt: skip

    def told(m, n):
        one = run(index, *observations("agency/g", m=m, n=n))["agency/g"]
        return [(row["kind"], row["content"]) for row in sent(one).get("findings", ())]

    assert told("8.5", "10") == [("shortcoming", "A 甲:失 1.50 分"), ("improvement", "A 甲:补足所失分数")]
    assert told("10", "0") == [("shortcoming", "B 乙:失 10.00 分"), ("improvement", "B 乙:乙的说明")]
    assert told("10", "10") == []


def test_the_period_assessed_has_its_first_and_last_day():
    rows = observations("agency/g", base_score="85.5", awards_national="2", awards_provincial="3")
    period = (date(2024, 1, 1), date(2024, 12, 31))
    found = sent(run("09-bonus", *rows, period=period)["agency/g"])
    assert (found["period_from"], found["period_until"]) == ("2024-01-01", "2024-12-31")

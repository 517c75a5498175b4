"""Published systems without printed results, worked by hand."""

from fractions import Fraction

from evaluation.evalcase import run, statement
from gov_integrity.evaluation.builtin import builtin_index


def items(metric, values, **more):
    return [
        statement("g", metric, value, breakdown=code, id=f"g/{metric}-{code}", **more)
        for code, value in values.items()
    ]


def test_guangdong_weights_of_weights():
    index = builtin_index("guangdong-rule-of-law-government")
    assert [index.full[code] for code in index.children[""]] == [5, 15, 15, 10, 15, 10, 10, 15, 5]
    assert [index.full["2.1"], index.full["2.2"]] == [12, 3]
    codes = [leaf.code for leaf in index.leaves()]
    values = dict.fromkeys(codes, "80") | {"2.1": "100"}  # 80 + 20% of 12
    assert run("guangdong-rule-of-law-government", *items("item-score", values))["g"].score == Fraction(
        "82.4"
    )


def test_enforcement_shares():
    # 90 * 0.3 + 80 * 0.5 + 70 * 0.2 = 27 + 40 + 14.
    result = run("enforcement-appraisal", *items("item-score", {"1": "90", "2": "80", "3": "70"}))["g"]
    assert result.score == 81


def test_enforcement_responsibility_seven_blocks():
    index = builtin_index("enforcement-responsibility")
    assert [index.full[code] for code in index.children[""]] == [16, 16, 16, 16, 16, 10, 10]
    assert len(index.leaves()) == 18
    full = {leaf.code: str(index.full[leaf.code]) for leaf in index.leaves()}
    assert run("enforcement-responsibility", *items("item-points", full | {"1.3": "4.5"}))[
        "g"
    ].score == Fraction("98.5")


def test_county_transparency_channels_and_deductions():
    index = builtin_index("county-transparency")
    assert [index.full[code] for code in index.children[""]] == [6, 15, 79]
    given = {leaf.code: str(index.full[leaf.code]) for leaf in index.leaves() if leaf.rule == "given"}
    (channel,) = [leaf.code for leaf in index.leaves() if leaf.rule == "accumulate"]
    (catalogue,) = [leaf.code for leaf in index.leaves() if leaf.rule == "deduct"]
    events = {channel: "4", f"{catalogue}目录未更新": "3", f"{catalogue}无年度报告": "1"}
    # 4 channels x 2 = 8, capped to 6; catalogue 5 - 1 - 2 = 2: all but 3 points.
    result = run("county-transparency", *items("item-points", given), *items("event-count", events))["g"]
    assert result.score == 97


def test_honours_are_open_ended():
    honours = {
        "国家级": "1",
        "省级": "2",
        "市级": "0",
        "县区级": "0",
        "镇街级": "0",
        "村社区": "0",
        "本单位": "0",
        "社会组织": "1",
    }
    assert run("baoji-honours", *items("honours", honours))["g"].score == Fraction("70.5")  # 30 + 40 + 0.5


def test_ten_hard_conditions():
    shares = dict.fromkeys(("1", "4", "5", "6", "7", "8", "9.1", "9.2", "9.3", "9.4", "10.1"), "100")

    def judged(codes="0.99", **more):
        rows = [
            *items("item-score", shares | more, unit="percent"),
            statement("g", "duplicate-code-rate", codes, unit="per-ten-thousand"),
            statement("g", "rectification-rate", "100", unit="percent"),
            statement("g", "item-score", "否", breakdown="10.2", id="g/rank"),
        ]
        result = run("demo-city-conditions", *rows)["g"]
        return result.grade, result.vetoes, result.score

    assert judged() == ("pass", (), None)
    assert judged(codes="1") == ("fail", ("2",), None)  # below one in ten thousand, not at it
    assert judged(**{"6": "80"}) == ("pass", (), None)
    assert judged(**{"6": "79.9", "1": "99.9"}) == ("fail", ("1", "6"), None)

"""Each of the fourteen rule patterns, worked by hand: a boundary, a missing value, an item that does not
apply, and a cap."""

from fractions import Fraction

import pytest

from evaluation.evalcase import NA, adds_up, body, observations, one, parts, run
from gov_integrity.evaluation.definition import Band
from gov_integrity.evaluation.rules import span_text


def points(index, **values):
    result = one(index, **values)
    adds_up(result.root)
    return result


def codes(result):
    return [finding.code for finding in result.findings]


def test_1_additive_points_stop_at_the_cap_of_leaf_and_block():
    # 3 channels x 2 = 6: exactly the cap of the leaf, no cap part. 6 + 1.5 = 7.5 <= 8. Root 7.5 + 2 = 9.5.
    exact = points("01-additive-caps", channels="3", portal_score="1.5", mechanism_score="2")
    assert exact.score == Fraction("9.5")
    assert parts(exact.root.find("A1")) == [("event", "channels", 6)]
    # 5 x 2 = 10, capped to 6 (-4); 6 + 4 = 10, block capped to 8 (-2); mechanism missing, lowest = 0.
    capped = points("01-additive-caps", channels="5", portal_score="4")
    assert capped.score == 8
    assert parts(capped.root.find("A1")) == [("event", "channels", 10), ("cap", "A1", -4)]
    assert parts(capped.root.find("A")) == [("item", "A1", 6), ("item", "A2", 4), ("cap", "A", -2)]
    assert capped.partial
    # Channels do not apply (rescale): in a capped block nothing is rescaled, 4 + 0; root 4 + 2.
    assert points("01-additive-caps", channels=NA, portal_score="4", mechanism_score="2").score == 6


def test_2_shares_of_shares():
    # A1: 100 x 0.15 x 0.8 = 12 full, 90% = 10.8; A2: 3 full, 50% = 1.5; B: 85 full, 80% = 68. Sum 80.3.
    result = points("02-shares", norm_score="90", effect_score="50", law_score="80")
    assert result.root.find("A1").full == 12
    assert result.root.find("A2").full == 3
    assert result.score == Fraction("80.3")
    # The boundary 100 of 100 gives the full points; B does not apply and counts in full; effect missing.
    result = points("02-shares", norm_score="100", law_score=NA)
    assert result.score == 97
    assert result.partial
    # 101 of 100 is no score: missing, lowest.
    over = points("02-shares", norm_score="101", effect_score="100", law_score="100")
    assert over.score == 88
    assert codes(over) == ["GI-EVAL-0102"]


def test_3_start_full_and_deduct_until_nothing_is_left():
    none = {"procedure_faults": "0", "unreviewed": "0", "unfiled": "0", "unlawful_documents": "0"}
    assert points("03-start-full", **none).score == 35
    # 35 - 5 - 30 = 0 exactly: no floor part.
    edge = points("03-start-full", **none | {"procedure_faults": "2", "unlawful_documents": "3"})
    assert edge.score == 0
    assert "floor" not in {part.kind for part in edge.root.parts}
    # 35 - 5 - 5 - 15 - 30 = -20, floor +20.
    below = points("03-start-full", procedure_faults="1", unreviewed="1", unfiled="4", unlawful_documents="3")
    assert parts(below.root)[-1] == ("floor", "", 20)
    assert below.score == 0
    # Filing missing: lowest = the whole deduction of 15. Review does not apply: no deduction.
    result = points("03-start-full", procedure_faults="0", unreviewed=NA, unlawful_documents="1")
    assert result.score == 35 - 15 - 10
    assert result.root.find("B").points == 0


@pytest.mark.parametrize(("days", "left"), [("0", 4), ("1", 3), ("3", 1), ("4", 0), ("9", 0)])
def test_4_deduct_by_day_until_the_fourth(days, left):
    result = points("04-deductions", plan_absent="0", reports_late="0", reports_missing="0", days_late=days)
    assert result.root.find("C").points == left


def test_4_deduct_once_and_by_piece():
    # Plan absent twice over: -3 once. 5 late x 0.5 = 2.5 capped at 2; 1 missing -1: 3 - 2 - 1 = 0.
    result = points("04-deductions", plan_absent="2", reports_late="5", reports_missing="1", days_late=NA)
    assert result.root.find("A").points == 0
    assert parts(result.root.find("B")) == [
        ("start", "B", 3),
        ("event", "reports-late", Fraction("-2.5")),
        ("cap", "reports-late", Fraction("0.5")),
        ("event", "reports-missing", -1),
    ]
    assert result.score == 0 + 0 + 4
    # Reports missing is itself missing: the leaf counts as missing, lowest.
    result = points("04-deductions", plan_absent="0", reports_late="0", days_late="0")
    assert result.root.find("B").state == "missing"
    assert result.score == 3 + 0 + 4


@pytest.mark.parametrize(
    ("rate", "left"),
    [("0", 12), ("5", 12), ("5.01", 9), ("10", 9), ("15", 6), ("20", 3), ("20.01", 0), ("100", 0)],
)
def test_5_the_upper_band_does_not_own_the_boundary(rate, left):
    assert points("05-intervals", error_rate=rate).score == left


def test_5_a_rate_of_counts_a_missing_one_and_one_that_does_not_apply():
    assert points("05-intervals", error_rate=("1", "20")).score == 12  # exactly 5%
    assert points("05-intervals", error_rate=NA).score == 15
    missing = points("05-intervals", error_rate="101")
    assert missing.score == 0
    assert codes(missing) == ["GI-EVAL-0102"]


def test_6_ratio_times_points():
    assert points("06-target", briefings="9").score == 3  # 9/12*4
    assert points("06-target", briefings="12").score == 4
    over = points("06-target", briefings="15")  # 5, capped to 4
    assert over.score == 4
    assert parts(over.root.find("A")) == [("value", "target", 5), ("cap", "A", -1)]
    assert points("06-target", briefings=NA).score == 0
    assert codes(points("06-target", briefings="-1")) == ["GI-EVAL-0113"]


def test_7_choice():
    assert [points("07-choice", rules_state=s).score for s in ("健全", "基本健全", "没有")] == [3, 2, 0]
    assert points("07-choice", rules_state=NA).score == 3
    other = points("07-choice", rules_state="不清楚")
    assert codes(other) == ["GI-EVAL-0107"]
    assert other.score == 0
    assert other.partial


def test_8_formula_over_the_children():
    values = {"quantity": "10", "quality": "8", "speed": "6", "novelty": "5"}
    # (10 + 8 + 6) * (1 + 0.1 * 2) + 5 = 33.8
    assert points("08-formula", **values, difficulty="2").score == Fraction("33.8")
    # w = 15: 24 * 2.5 + 5 = 65, capped to 50.
    assert points("08-formula", **values, difficulty="15").score == 50
    # w = 8.75 hits the cap exactly: 24 * 1.875 + 5 = 50.
    assert "cap" not in {
        p.kind for p in points("08-formula", **values, difficulty="8.75").root.find("S").parts
    }
    # Speed missing: lowest = 0, (10 + 8) * 1.2 + 5 = 26.6. Without w there is no formula.
    del values["speed"]
    assert points("08-formula", **values, difficulty="2").score == Fraction("26.6")
    assert points("08-formula", **values).score is None
    # Where w does not apply there is no score, and that speed was missing is still said.
    assert points("08-formula", **values, difficulty=NA).partial
    assert not points("08-formula", **values, speed="6", difficulty=NA).partial


def test_9_bonus_with_an_overall_cap():
    # 2 x 5 + min(3 x 2, 4) = 14, capped to 10 on top of 85.5.
    result = points("09-bonus", base_score="85.5", awards_national="2", awards_provincial="3")
    assert result.score == Fraction("95.5")
    assert parts(result.root.find("P"))[-1] == ("cap", "P", -4)
    # 100 + 5 + 4 = 109: a bonus may lift the score over 100.
    assert points("09-bonus", base_score="100", awards_national="1", awards_provincial="2").score == 109
    # Missing awards bring nothing; awards that do not apply neither.
    result = points("09-bonus", base_score="60", awards_provincial=NA)
    assert result.score == 60
    assert result.partial


def test_10_veto():
    fine = {
        "rectification_rate": "100",
        "accidents": "0",
        "file_score": "40",
        "enforcement_score": "50",
        "refused": "否",
    }
    good = points("10-veto", **fine)
    assert (good.score, good.failed, good.rank) == (90, False, 1)
    # 99.9% fails the whole, whatever the score: graded "fail", not ranked.
    failed = points("10-veto", **fine | {"rectification_rate": "99.9"})
    assert (failed.score, failed.failed, failed.grade, failed.rank) == (90, True, "fail", None)
    # An accident takes the whole score away, as a part of its own.
    zero = points("10-veto", **fine | {"accidents": "1"})
    assert zero.score == 0
    assert parts(zero.root)[-1] == ("veto", "B", -90)
    # Refusing to correct takes only the block of 60.
    block = points("10-veto", **fine | {"refused": "是"})
    assert block.score == 40
    assert parts(block.root.find("M2"))[-1] == ("veto", "M2V", -50)
    # What does not apply fails nobody; a missing veto fails under "lowest".
    assert not points("10-veto", **fine | {"rectification_rate": NA}).failed
    del fine["rectification_rate"]
    assert points("10-veto", **fine).failed


def test_11a_the_rest_is_rescaled_to_the_total():
    # B1 (30) does not apply: (16 + 40) * 100 / 70 = 80.
    result = points("11a-rescale", petition_score="16", window_score=NA, online_score="40")
    assert result.score == 80
    assert parts(result.root) == [("item", "A", 16), ("item", "B", 40), ("rescale", "", 24)]
    # The whole block does not apply: 16 * 100 / 20 = 80. Nothing applies: no score.
    assert points("11a-rescale", petition_score="16", window_score=NA, online_score=NA).score == 80
    assert points("11a-rescale", petition_score=NA, window_score=NA, online_score=NA).score is None
    # Missing is not "does not apply": 16 + 0 + 40.
    missing = points("11a-rescale", petition_score="16", online_score="40")
    assert missing.score == 56
    assert missing.partial


def test_11b_the_mean_of_the_units_scored_on_it():
    rows = [
        *observations("a", petition_score="20", window_score="30", online_score="50"),
        *observations("b", petition_score="10", window_score="21", online_score="40"),
        *observations("c", petition_score="15", window_score=NA, online_score="45"),
    ]
    kin = {code: body(code) for code in "abc"}
    result = run("11b-peer-mean", *rows, bodies=kin)
    assert result["c"].root.find("B1").points == Fraction("25.5")  # (30 + 21) / 2
    assert result["c"].score == Fraction("85.5")
    # Bodies of another kind do not lend their mean.
    kin["a"] = body("a", "township", "township")
    assert run("11b-peer-mean", *rows, bodies=kin)["c"].root.find("B1").points == 21


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "优秀"),
        ("90", "优秀"),
        ("89.95", "优秀"),
        ("89.94", "良好"),
        ("80", "良好"),
        ("60", "合格"),
        ("59.94", "不合格"),
        ("0", "不合格"),
    ],
)
def test_12_grades_on_the_rounded_score(score, grade):
    assert points("12-grades", score=score).grade == grade


def test_13_three_rank_rules():
    rows = [
        row
        for code, score in zip("abcd", ("91", "89.024", "89.02", "60"), strict=True)
        for row in observations(code, score=score)
    ]

    def ranks(index):
        return [one.rank for one in run(index, *rows).values()]

    assert ranks("13-ranks-competition") == [1, 2, 2, 4]  # equal when rounded
    assert ranks("13-ranks-dense") == [1, 2, 2, 3]
    assert ranks("13-ranks-ordinal") == [1, 2, 3, 4]  # told apart by the unrounded value


def test_14_already_weighted_parts_are_added():
    # 59.97 + 26 = 85.97: the printed total of the first of twelve areas.
    assert points(
        "14-already-weighted", government_weighted="59.97", economy_weighted="26"
    ).score == Fraction("85.97")
    over = points("14-already-weighted", government_weighted="70.01", economy_weighted="30")
    assert codes(over) == ["GI-EVAL-0108"]
    assert over.score == 30
    # 70 does not apply: counted as nothing here. 30 of 30 is the boundary.
    assert points("14-already-weighted", government_weighted=NA, economy_weighted="30").score == 30


SHEET = {
    "unlawful_documents": "1",
    "error_rate": "1",
    "rules_state": "健全",
    "promise_keeping_rate": ("17", "20"),
    "briefings": "14",
    "awards_provincial": "3",
    "major_breaches": "0",
}


def test_five_patterns_in_one_index_against_the_sheet():
    """A (40): A1 full 20, one unlawful document -8 = 12; A2 full 12, 1% is in the first band = 12; A3 = 8;
    sum 32. B (60): B1 full 45, 17/20 = 38.25; B2 full 15, 14/12*15 = 17.5 capped to 15; sum 53.25.
    Bonus 3 x 2 = 6 capped to 5. Total 32 + 53.25 + 5 = 90.25: 优秀."""
    result = points("combined", **SHEET)
    got = {node.code: node.points for node in result.root.walk() if node.role != "veto"}
    assert got == {
        "": Fraction("90.25"),
        "A": 32,
        "A1": 12,
        "A2": 12,
        "A3": 8,
        "B": Fraction("53.25"),
        "B1": Fraction("38.25"),
        "B2": 15,
        "P": 5,
    }
    assert (result.grade, result.partial, result.findings) == ("优秀", False, ())


def test_five_patterns_with_what_is_absent():
    """A3 does not apply: its siblings are rescaled to 40: (12 + 12) * 40 / 32 = 30. Briefings missing: 0.
    B = 38.25. Bonus 2 x 2 = 4. Total 30 + 38.25 + 4 = 72.25. A major breach fails the year all the same."""
    sheet = {k: v for k, v in SHEET.items() if k != "briefings"}
    sheet |= {"rules_state": NA, "awards_provincial": "2", "major_breaches": "1"}
    result = points("combined", **sheet)
    assert result.score == Fraction("72.25")
    assert (result.failed, result.grade, result.vetoes, result.partial) == (True, "fail", ("V",), True)
    assert codes(result) == ["GI-EVAL-0110"]


@pytest.mark.parametrize(
    ("lower", "upper", "bounds", "text"),
    [
        ("5", "10", "upper", "(5, 10]"),
        ("5", "10", "lower", "[5, 10)"),
        ("5", "10", "both", "[5, 10]"),
        ("5", "10", "neither", "(5, 10)"),
        ("5", None, "both", "[5, ∞)"),
        (None, "10", "both", "(-∞, 10]"),
    ],
)
def test_a_band_is_written_with_the_ends_that_belong_to_it(lower, upper, bounds, text):
    low, high = (None if end is None else Fraction(end) for end in (lower, upper))
    assert span_text(Band(1, "A", low, high, bounds, "甲", None)) == text

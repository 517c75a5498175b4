"""An ill-formed index is refused, with the place."""

import copy

import pytest

from gov_integrity.evaluation.checking import check_index, read_index
from gov_integrity.evaluation.definition import IndexRefusedError

GOOD = {
    "type": "index", "id": "a/index", "version": "1", "name": "试", "total": "100",
    "indicators": [
        {"no": 1, "code": "A", "name": "甲", "points": "60"},
        {"no": 2, "code": "A1", "parent": "A", "name": "甲一", "direction": "negative", "points": "60",
         "rule": "bands", "metric": "m", "unit": "percent"},
        {"no": 3, "code": "B", "name": "乙", "direction": "positive", "points": "40", "rule": "formula",
         "formula": "x * 2"},
    ],
    "bands": [
        {"no": 1, "indicator": "A1", "lower": "0", "upper": "10", "bounds": "both", "result": "60"},
        {"no": 2, "indicator": "A1", "lower": "10", "upper": "100", "bounds": "upper", "result": "0"},
        {"no": 3, "lower": "60", "upper": "100", "bounds": "both", "result": "合格"},
        {"no": 4, "lower": "0", "upper": "60", "bounds": "lower", "result": "不合格"},
    ],
    "terms": [{"no": 1, "indicator": "B", "symbol": "x", "metric": "n"}],
}  # fmt: skip


def broken(change):
    statement = copy.deepcopy(GOOD)
    change(statement)
    return [(f.code, f.place.pointer) for f in check_index(statement) if f.severity == "error"]


def test_the_example_is_well_formed():
    assert check_index(GOOD) == ()
    assert read_index(GOOD).full == {"": 100, "A": 60, "A1": 60, "B": 40}


def indicator(at, **values):
    return lambda s: s["indicators"][at].update(values)


def band(at, **values):
    return lambda s: s["bands"][at].update(values)


@pytest.mark.clause("shandong-2024/1.4a", "xinzheng-2017/4.4.16a")
@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (indicator(2, points="41"), ("GI-EVAL-0007", "/total")),
        (indicator(1, points="59"), ("GI-EVAL-0007", "/indicators/0/points")),
        (indicator(1, code="A"), ("GI-EVAL-0004", "/indicators/1/code")),
        (indicator(1, parent="Z"), ("GI-EVAL-0005", "/indicators/1/parent")),
        (indicator(0, parent="A1"), ("GI-EVAL-0006", "/indicators/0/parent")),
        (indicator(0, parent="A"), ("GI-EVAL-0006", "/indicators/0/parent")),
        (indicator(2, points="forty"), ("GI-EVAL-0002", "/indicators/2/points")),
        (indicator(2, points=float("nan")), ("GI-EVAL-0002", "/indicators/2/points")),
        (indicator(2, rule="magic"), ("GI-EVAL-0003", "/indicators/2/rule")),
        (indicator(2, direction=None), ("GI-EVAL-0001", "/indicators/2/direction")),
        (indicator(1, unit="bushel"), ("GI-EVAL-0014", "/indicators/1/unit")),
        (indicator(1, metric=None), ("GI-EVAL-0013", "/indicators/1/metric")),
        (indicator(2, formula="x +"), ("GI-EVAL-0012", "/indicators/2/formula")),
        (indicator(2, formula="x * y"), ("GI-EVAL-0021", "/indicators/2/formula")),
        (indicator(2, formula="__import__('os')"), ("GI-EVAL-0012", "/indicators/2/formula")),
        (band(1, lower="12"), ("GI-EVAL-0009", "/bands/1")),
        (band(1, bounds="both"), ("GI-EVAL-0010", "/bands/1/bounds")),
        (band(0, bounds="lower"), ("GI-EVAL-0009", "/bands/1/bounds")),
        (band(1, lower="8"), ("GI-EVAL-0010", "/bands/1")),
        (band(1, upper="90"), ("GI-EVAL-0009", "/bands/1/upper")),
        (band(1, lower="110", upper="120"), ("GI-EVAL-0011", "/bands/1")),
        (band(2, lower="100", bounds="upper"), ("GI-EVAL-0011", "/bands/2")),
        (band(3, lower="10"), ("GI-EVAL-0009", "/bands/3/lower")),
        (band(1, result="few"), ("GI-EVAL-0002", "/bands/1/result")),
        (band(1, indicator="B"), ("GI-EVAL-0017", "/bands/1/indicator")),
        (band(1, indicator="Q"), ("GI-EVAL-0005", "/bands/1/indicator")),
        (lambda s: s.update(total="-1"), ("GI-EVAL-0002", "/total")),
        (lambda s: s["terms"][0].update(cap="-1"), ("GI-EVAL-0002", "/terms/0/cap")),
        (lambda s: s.update(indicators=[]), ("GI-EVAL-0018", "/indicators")),
        (lambda s: s.update(indicators={}), ("GI-EVAL-0002", "/indicators")),
        (lambda s: s.update(type="observation"), ("GI-EVAL-0003", "/type")),
        (lambda s: s["terms"][0].update(of="A1"), ("GI-EVAL-0006", "/indicators/2/formula")),
        (lambda s: s.update(warnings=[{"metric": "m", "kind": "threshold", "threshold": "1", "clear": "2"}]),
         ("GI-EVAL-0020", "/warnings/0/clear")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(change, finding):
    assert finding in broken(change)


@pytest.mark.parametrize(
    ("change", "item"),
    [(band(1, lower="110", upper="120"), "A1"), (band(2, lower="100", bounds="upper"), "grade"),
     (band(1, upper="90"), "A1"), (band(3, lower="10"), "grade"), (band(1, lower="12"), "A1")],
)  # fmt: skip
def test_a_band_is_told_with_the_indicator_it_belongs_to(change, item):
    statement = copy.deepcopy(GOOD)
    change(statement)
    assert {
        f.params["item"] for f in check_index(statement) if f.code in ("GI-EVAL-0009", "GI-EVAL-0011")
    } == {item}


def test_shares_must_add_up_to_one_and_points_to_the_total():
    statement = copy.deepcopy(GOOD) | {"weighting": "shares"}
    for row, weight in zip(statement["indicators"], ("0.6", "1", "0.3"), strict=True):
        row.pop("points")
        row["weight"] = weight
    assert ("GI-EVAL-0007", "/indicators") in [(f.code, f.place.pointer) for f in check_index(statement)]
    statement["indicators"][2]["weight"] = "0.4"
    assert [f.code for f in check_index(statement)] == []


def test_bands_against_the_direction_are_told():
    assert [f.code for f in check_index(_turned())] == ["GI-EVAL-0015", "GI-EVAL-0016"]


def _turned():
    statement = copy.deepcopy(GOOD)
    statement["indicators"][1]["direction"] = "positive"
    return statement


def test_a_refused_index_carries_its_findings():
    statement = copy.deepcopy(GOOD)
    statement["total"] = "120"
    with pytest.raises(IndexRefusedError) as caught:
        read_index(statement, "mine.json")
    assert caught.value.exit_code == 1
    assert caught.value.findings[0].place.file == "mine.json"
    assert "试" in caught.value.text("zh")


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"type": "index"},
        {"type": "index", "indicators": [None, 3, []]},
        {"type": "index", "indicators": [{"code": 5, "name": ""}], "bands": "x"},
    ],
)
def test_junk_is_refused_without_a_crash(junk):
    assert any(finding.severity == "error" for finding in check_index(junk))


def test_under_a_sum_every_score_has_a_weight_and_under_a_formula_none_is_asked_for():
    leaf = {"direction": "positive", "rule": "given", "metric": "m"}
    rows = [
        {"no": 1, "code": "S", "name": "甲", "weight": "1", "direction": "positive", "rule": "formula",
         "formula": "x"},
        leaf | {"no": 2, "code": "S1", "parent": "S", "name": "甲一"},
    ]  # fmt: skip
    head = {"type": "index", "id": "a/index", "version": "1", "name": "试", "total": "100"}
    statement = head | {"weighting": "shares", "indicators": rows}
    terms = [{"no": 1, "indicator": "S", "symbol": "x", "of": "S1"}]
    lacking = ("GI-EVAL-0001", "/indicators/1/weight")
    assert lacking not in [(f.code, f.place.pointer) for f in check_index(statement | {"terms": terms})]
    statement["indicators"] = [{"no": 1, "code": "S", "name": "甲", "weight": "1"}, rows[1]]
    assert lacking in [(f.code, f.place.pointer) for f in check_index(statement)]

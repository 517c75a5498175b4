"""The verbs `evaluate` and `index` as a user meets them."""

import csv
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from evaluation.evalcase import statement
from gov_integrity.cli import cli
from gov_integrity.errors import UsageError
from gov_integrity.evaluation.builtin import builtin_statement
from gov_integrity.evaluation.session import _period
from gov_integrity.model import faults


def call(*args):
    found = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.stdout


@pytest.fixture
def areas(tmp_path):
    oracle = Path(__file__).parent / "oracles/business_environment_12_counties_results.csv"
    rows = list(csv.DictReader(oracle.read_text(encoding="utf-8").splitlines()))
    target = tmp_path / "areas.csv"
    lines = ["id,subject,metric,breakdown,value"]
    for row in rows[:-1]:
        lines += [
            f"x/1{row['area']},{row['area']},item-points,1,{row['gov_index_weighted_70']}",
            f"x/2{row['area']},{row['area']},item-points,2,{row['economy_index_weighted_30']}",
        ]
    target.write_text("\n".join(lines), encoding="utf-8")
    return target


def test_a_table_of_twelve_areas(areas):
    code, text = call("evaluate", "business-environment", areas, "--as-of", "2025-03-01")
    assert code == 0
    assert "   1     85.97  地区1" in text
    assert "  12     70.56  地区12" in text
    assert "shengzhiyuan.net.cn" in text


def test_the_explanation_can_be_followed_by_hand(areas):
    code, text = call(
        "evaluate", "business-environment", areas, "--as-of", "2025-03-01", "--explain", "地区9"
    )
    assert code == 0
    assert "59.45 [1] + 15 [2] = 74.45" in text
    assert "补足后 +10.55,名次 2" in text  # 70 instead of 59.45: 85.00, behind 85.97
    code, english = call(
        "evaluate",
        "business-environment",
        areas,
        "--as-of",
        "2025-03-01",
        "--explain",
        "地区9",
        "--lang",
        "en",
    )
    assert "if mended +10.55, rank 2" in english


def test_every_format(areas, tmp_path):
    base = ("evaluate", "business-environment", areas, "--as-of", "2025-03-01")
    code, text = call(*base, "--format", "json")
    assert code == 0
    assert [faults(row) for row in json.loads(text) if row["subject"] == "x"] == []
    rows = list(csv.DictReader(call(*base, "--format", "csv")[1].lstrip("\ufeff").splitlines()))
    assert len(rows) == 12 * 3
    assert rows[0]["points"] == "85.97"
    svg = ET.fromstring(call(*base, "--format", "svg")[1])
    assert svg.tag.endswith("svg")
    target = tmp_path / "page.html"
    code, _ = call(*base, "--format", "html", "--explain", "地区1", "-o", target)
    page = target.read_text(encoding="utf-8")
    assert code == 0
    assert page.count("<svg") == 2
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_what_comes_from_the_input_is_escaped(tmp_path):
    name = "<script>alert(1)</script>\u202e=cmd"
    rows = [
        {"type": "organisation", "id": "a/g", "name": name, "kind": "government"},
        statement("a/g", "score", "91"),
    ]
    target = tmp_path / "data.json"
    target.write_text(json.dumps(rows), encoding="utf-8")
    for form in ("html", "svg", "text", "csv"):
        _, text = call(
            "evaluate", "12-grades", target, "--as-of", "2025-03-01", "--format", form, "--explain", "a/g"
        )
        assert "\u202e" not in text or form == "csv"
        if form in ("html", "svg"):
            assert "<script" not in text
            assert "&lt;script&gt;" in text


def test_a_partial_result_leaves_with_1_and_says_why(tmp_path):
    target = tmp_path / "data.ndjson"
    lines = [statement("g", "rules-state", "健全"), statement("h", "rules-state", "不详", id="t/h")]
    target.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in lines), encoding="utf-8")
    code, text = call("evaluate", "07-choice", target, "--as-of", "2025-03-01")
    assert code == 1
    assert "GI-EVAL-0107 警告 data.ndjson #2 t/h" in text
    assert "不完整" in text


def test_metrics_are_derived_from_other_statements(tmp_path):
    """Two of three promises kept, one of them late: B1 2/3, B2 1/3."""

    def promise(number, *acts):
        return {
            "type": "commitment",
            "id": f"a/c{number}",
            "subject": "a/g",
            "kind": "public-commitment",
            "stated_by": "a/g",
            "obligations": [{"no": 1, "kind": "service", "due_on": "2024-06-30"}],
            "performances": [{"no": 1, "state": "full", "on": day} for day in acts],
        }

    target = tmp_path / "data.json"
    target.write_text(
        json.dumps([promise(1, "2024-06-30"), promise(2, "2024-07-02"), promise(3)]), encoding="utf-8"
    )
    code, text = call(
        "evaluate",
        "government-integrity",
        target,
        "--as-of",
        "2025-03-01",
        "--explain",
        "a/g",
        "--lang",
        "en",
    )
    assert code == 1  # everything else is missing
    assert "2024-01-01 – 2024-12-31" in text
    assert "(2 ÷ 3)" in text
    assert "(1 ÷ 3)" in text
    assert "a/c1, a/c2, a/c3" in text


def test_warnings_as_letters_and_as_statements(tmp_path):
    rows = [statement("a/g", "rectification-rate", "80", unit="percent")]
    target = tmp_path / "data.json"
    target.write_text(json.dumps(rows), encoding="utf-8")
    base = ("evaluate", "government-integrity", target, "--as-of", "2025-03-01", "--warnings")
    code, text = call(*base)
    assert "政务诚信提示预警函" in text
    (sent,) = json.loads(call(*base, "--format", "json")[1])
    assert (sent["kind"], sent["due_on"]) == ("warning-letter", "2025-03-31")
    assert call(*base, "--format", "html")[0] == 2
    assert code == 1


def test_change_and_trend_over_periods(tmp_path):
    rows = [
        statement("g", "score", value, id=f"g/{year}", period_from=f"{year}", period_until=f"{year}")
        for year, value in (("2022", "80"), ("2023", "85.5"), ("2024", "91"))
    ]
    target = tmp_path / "data.json"
    target.write_text(json.dumps(rows), encoding="utf-8")
    base = (
        "evaluate",
        "12-grades",
        target,
        "--as-of",
        "2025-03-01",
        "--period",
        "2024",
        "--against",
        "2022",
        "--against",
        "2023",
    )
    code, text = call(*base)
    assert code == 0
    assert text.splitlines()[0] == "g: 85.5 → 91.0"
    assert "+5.5" in text
    chart = call(*base, "--explain", "g", "--format", "svg")[1]
    assert all(label in chart for label in (">2022<", ">2023<", ">2024<", ">91<"))
    assert call(*base, "--format", "csv")[0] == 2
    assert call(*base, "--against", "2010")[0] == 2


def test_rank_intervals(areas):
    pytest.importorskip("numpy")
    base = ("evaluate", "business-environment", areas, "--as-of", "2025-03-01", "--simulate", "200")
    code, text = call(*base)
    assert code == 0
    assert "种子 1" in text
    assert call(*base)[1] == text
    assert call(*base, "--seed", "2")[1] != text
    found = json.loads(call(*base, "--format", "json")[1])
    assert (found["runs"], found["spread"], len(found["intervals"])) == (200, "0.25", 12)
    assert "<svg" in call(*base, "--format", "svg")[1]
    assert "<svg" in call(*base, "--format", "html")[1]
    assert call(*base, "--format", "csv")[1].count("\n") == 13
    for wrong in ("much", "7", "-0.1", "NaN"):
        assert call(*base, "--spread", wrong)[0] == 2


def test_wrong_usage_and_unreadable_input(tmp_path, areas):
    assert call("evaluate", "nowhere", areas)[0] == 2
    assert call("evaluate", "combined", tmp_path / "none.csv")[0] == 3
    assert call("evaluate", "business-environment", areas, "--period", "2024-13")[0] == 2
    assert (
        call("evaluate", "business-environment", areas, "--as-of", "2025-03-01", "--explain", "nobody")[0]
        == 2
    )
    bad = tmp_path / "bad.json"
    for text in ("{", "3", '"x"', "[1]", ""):
        bad.write_text(text, encoding="utf-8")
        assert call("evaluate", "combined", bad, "--as-of", "2025-03-01")[0] == 3
    table = tmp_path / "bad.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    assert call("evaluate", "combined", table, "--as-of", "2025-03-01")[0] == 3
    table.write_bytes("subject,metric\n甲,m\n".encode("gb18030"))
    assert call("evaluate", "combined", table, "--as-of", "2025-03-01")[0] == 3


def test_index_list_show_check_diff(tmp_path):
    code, text = call("index", "list")
    assert code == 0
    assert text.splitlines()[0].startswith("reference\t")
    assert "business-environment" in text
    assert "gansu-2017 3.1.2b" in call("index", "show", "government-integrity")[1]
    assert json.loads(call("index", "show", "combined", "--format", "json")[1]) == builtin_statement(
        "combined"
    )
    mine = dict(builtin_statement("combined"), total="90")
    target = tmp_path / "mine.json"
    target.write_text(json.dumps(mine), encoding="utf-8")
    assert call("index", "check", target)[0] == 0  # shares scale with the total
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(dict(mine, weighting="points")), encoding="utf-8")
    code, text = call("index", "check", wrong)
    assert code == 1
    assert "GI-EVAL-0008" in text
    assert "wrong.json/total" in text
    assert call("evaluate", wrong, target)[0] == 1
    assert call("index", "check", "combined")[0] == 0
    assert call("index", "diff", "combined", target)[1] == "\ttotal\t100 → 90\n"
    assert call("index", "diff", "combined", "combined", "--lang", "en")[1] == "no difference\n"
    two = tmp_path / "two.json"
    two.write_text(json.dumps([mine, dict(mine, id="x/y")]), encoding="utf-8")
    assert call("index", "check", two)[0] == 3


def test_help_is_cheap_and_in_chinese_first():
    code, text = call("evaluate", "--help")
    assert code == 0
    assert text.index("用指标体系") < text.index("Evaluate bodies")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-01-01/2024-06-30", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-06-01/2024", date(2024, 6, 1), date(2024, 12, 31)),
        ("2024/2024-06-30", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-06-30/2024-06-30", date(2024, 6, 30), date(2024, 6, 30)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(text, first, last):
    assert _period(text) == (first, last)


@pytest.mark.parametrize("text", ["2024/2023", "2024-06-30/2024-06-29", "2024/", "x", "/2024"])
def test_a_period_that_cannot_be_is_refused(text):
    with pytest.raises(UsageError):
        _period(text)

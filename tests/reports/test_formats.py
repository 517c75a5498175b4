"""CSV, NDJSON, SARIF, JUnit: what each must hold, and that nothing quoted from the input comes alive."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from gov_integrity.errors import UsageError
from gov_integrity.reports import csv as csv_report
from gov_integrity.reports import html, junit, ndjson, render, sarif

sys.path.insert(0, str(Path(__file__).parent))
from sample import report

MODULES = (csv_report, ndjson, sarif, junit, html)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_pure_and_safe(module: object, lang: str) -> None:
    data = report()
    text = module.render(data, lang)
    assert module.render(json.loads(json.dumps(data)), lang) == text
    assert data == report()
    assert "\x1b" not in text
    assert module.render({}, lang)  # a report of another version is no reason to fall over


def rows(lang: str) -> list[list[str]]:
    text = csv_report.render(report(), lang)
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_csv_has_one_row_a_finding_and_says_what_was_left_out() -> None:
    found = rows("zh")
    assert found[0][:3] == ["级别", "代码", "问题"]
    assert [row[1] for row in found[1:-1]] == ["GI-TAB-0052", "GI-TAB-0052", "GI-TAB-0059"]
    assert found[1][3:9] == ["5", "报送 表.xlsx", "组织机构", "4", "I", "设立日期"]
    assert found[1][-1] == "2025年3月1日"
    assert found[-1] == ["数量均为准确数；每种问题至多列出 2 处，每个文件至多列出 1000 处。"]


def test_csv_holds_no_formula() -> None:
    for row in rows("en"):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows("en")[2][-1].startswith("'=HYPERLINK(")


def test_ndjson_ends_with_the_counts() -> None:
    lines = [json.loads(line) for line in ndjson.render(report(), "en").splitlines()]
    assert [line["line"] for line in lines] == ["report", "finding", "finding", "finding", "end"]
    assert lines[1]["mend"] == "Write 2025-03-01."
    assert lines[-1]["counts"]["by_severity"]["error"] == 5
    assert lines[-1]["truncated"] is True


def test_sarif_levels_places_and_rules() -> None:
    (run,) = json.loads(sarif.render(report(), "zh"))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["GI-TAB-0052", "GI-TAB-0059"]
    first, second, third = run["results"]
    assert (first["level"], third["level"]) == ("error", "warning")
    assert first["ruleIndex"] == 0
    (place,) = first["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "%E6%8A%A5%E9%80%81%20%E8%A1%A8.xlsx"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "组织机构!I4"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    assert run["invocations"][0]["executionSuccessful"] is True
    assert "至多列出 2 处" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_messages_hold_no_live_link() -> None:
    (run,) = json.loads(sarif.render(report(), "zh"))["runs"]
    message = run["results"][1]["message"]["text"]
    assert "\\[a](http://evil.invalid)" in message


def test_sarif_tells_an_unreadable_input() -> None:
    (run,) = json.loads(sarif.render(report(status="unreadable"), "zh"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_fails_for_errors_alone() -> None:
    root = ET.fromstring(junit.render(report(), "en").encode())
    first, second = root
    assert (first.get("tests"), first.get("failures")) == ("2", "1")
    assert first.get("timestamp") == "2024-06-30T00:00:00"
    assert [case.find("failure") is not None for case in first.findall("testcase")] == [True, False]
    assert "date in another form x 5" in first.find("testcase/failure").get("message")
    assert second.get("name") == "b.ndjson"


def test_junit_of_a_sound_input_passes() -> None:
    root = ET.fromstring(junit.render(report(groups=[], as_of=""), "zh").encode())
    assert [suite.get("failures") for suite in root] == ["0", "0"]
    assert root[0].get("timestamp") == "1970-01-01T00:00:00"


def test_a_language_there_is_not() -> None:
    with pytest.raises(UsageError, match="zh en"):
        render("text", {}, "fr")

"""The verbs period, clock and window, as a clerk meets them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.periods import SUBJECTS


def run(*args: str):
    return CliRunner().invoke(cli, args)


def text(*args: str) -> str:
    found = run(*args)
    assert found.exit_code == 0, found.output
    return found.output


def document(*args: str):
    return json.loads(text(*args, "--format", "json"))


def test_period_end_in_chinese():
    found = text("period", "end", "2025-09-26", "--working-days", "7")
    assert found.startswith("2025-10-13(周一)\n")
    assert "2025-09-28..2025-09-30, 2025-10-09..2025-10-11, 2025-10-13" in found


def test_period_end_in_english_with_roll():
    found = text("period", "end", "2025-07-01", "--months", "3", "--roll", "--lang", "en")
    assert found.startswith("2025-10-09 (Thu)\n")
    assert "moved from: 2025-10-01 (Wed)" in found


def test_period_end_as_json():
    found = document("period", "end", "2026-01-29", "--days", "30", "--roll", "--make-up-day-rests")
    assert (found["end"], found["rolled_from"], found["counted_days"]) == ("2026-03-02", "2026-02-28", 30)
    assert found["confidence"] == "verified"
    first = document("period", "end", "2025-07-01", "--months", "3", "--count-first-day")
    assert first["end"] == "2025-09-30"
    assert document("period", "end", "2024-02-29", "--years", "1")["end"] == "2025-02-28"


def test_old_and_provisional_days_are_marked():
    assert document("period", "end", "2018-12-28", "--working-days", "1")["confidence"] == "secondary"
    assert "未核实" in text("period", "end", "2018-12-28", "--working-days", "1")
    notes = document("period", "end", "2026-12-22", "--working-days", "7")["notes"]
    assert [note["code"] for note in notes] == ["calendar-provisional"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("period", "end", "2026-12-22", "--working-days", "10"), 1, "尚未公布"),
        (("period", "end", "2026-12-22", "--working-days", "10", "--lang", "en"), 1, "2026-12-31"),
        (("period", "end", "2015-12-22", "--working-days", "1"), 1, "2016-01-01"),
        (("period", "end", "2026-12-22"), 2, "--days"),
        (("period", "end", "2026-12-22", "--days", "1", "--months", "1"), 2, "--days"),
        (("period", "end", "2026-12-22", "--days", "0"), 2, "--days"),
        (("period", "end", "22/12/2026", "--days", "1"), 2, "2024-03-15"),
        (("clock", "due", "gansu-submission-7wd", "2026-12-28"), 1, "尚未公布"),
        (("clock", "due", "nonsense", "2026-12-28"), 2, "nonsense"),
        (("clock", "due", "gansu-submission-7wd", "2026-01-28", "--extension", "x"), 2, "x"),
        (
            ("clock", "due", "henan-objection-3wd", "2026-01-28", "--suspended", "2026-02-02..2026-02-01"),
            2,
            "起止",
        ),
        (("clock", "due", "sme-overdue-interest", "2026-01-28"), 2, "0.0005"),
        (("window", "--from", "2025-07-01", "--subject", "enterprise", "--class", "x"), 2, "minor"),
        (("window", "--from", "2025-07-01", "--subject", "official", "--field", "food"), 2, "field"),
        (("period", "end", "2025-02-29", "--days", "1"), 2, "没有这一天"),
        (("period", "end", "1899-12-31", "--days", "1", "--lang", "en"), 2, "1900 to 2099"),
        (("period", "end", "9999-12-31", "--days", "1"), 2, "1900 至 2099"),
        (("clock", "due", "henan-objection-3wd", "2025-01-02", "--extension", "expert-time"), 2, "不计入"),
        (("period", "end", "2025-01-02", "--days", "1", "--data", __file__), 2, "不是文件夹"),
    ],
)
def test_refusals_are_one_sentence(args, code, words):
    found = run(*args)
    assert found.exit_code == code
    assert words in found.output
    assert "Traceback" not in found.output


def test_clock_due():
    found = text("clock", "due", "gansu-submission-7wd", "2026-02-13")
    assert found.startswith("2026-03-02(周一)\n")
    assert "各市州、各部门" in found
    assert "2026-02-14, 2026-02-24..2026-02-28, 2026-03-02" in found
    assert "已核对原文" in found


def test_clock_due_shows_what_is_unverified():
    found = text(
        "clock", "due", "repair-decision-7wd", "2026-04-30", "--extension", "complex-case", "--lang", "en"
    )
    assert found.startswith("2026-05-27 (Wed)\n")
    assert "unverified: recalled" in found
    assert "complex case" in found


def test_clock_due_as_json():
    found = document(
        "clock", "due", "henan-objection-3wd", "2026-03-02", "--suspended", "2026-03-03..2026-03-05"
    )
    assert (found["due"], found["counted_days"]) == ("2026-03-10", 3)
    assert found["suspended"] == [{"first": "2026-03-03", "last": "2026-03-05"}]
    assert found["trigger"]["code"] == "objection-received"
    half = document("clock", "due", "xinzheng-half-year-report", "2025-05-01", "--before-includes-day")
    assert half["due"] == "2025-07-01"


def test_clock_due_tells_what_was_moved_and_left_out():
    rolled = text("clock", "due", "sme-payment-30d", "2026-01-16", "--lang", "en")
    assert "moved from: 2026-02-15 (Sun)" in rolled
    away = text("clock", "due", "henan-objection-3wd", "2026-03-02", "--suspended", "2026-03-03")
    assert "扣除: 2026-03-03" in away
    assert "\n- 这是最短期间" in text("clock", "due", "decision-consultation-30d", "2026-01-16")
    assert "延长: 经批准延长" in text(
        "clock", "due", "shenzhen-repair-3wd", "2026-03-02", "--extension", "approved"
    )


def test_conditions_all_met_and_no_rule():
    found = text("window", "--from", "2025-07-01", "--as-of", "2026-01-01", "--correction", "yes")
    assert "修复条件均已满足" in found
    assert "没有适用的规定" in text("window", "--from", "2020-07-01", "--as-of", "2021-01-01")


def test_clock_list():
    lines = text("clock", "list").splitlines()
    assert len(lines) == 72
    assert all(line.count("\t") == 5 for line in lines)
    assert any("当年 07-01(不含)前" in line for line in lines)
    some = text("clock", "list", "--contains", "xinzheng", "--lang", "en").splitlines()
    assert len(some) == 6
    assert any("before 07-01 of the year" in line for line in some)
    assert len(document("clock", "list")) == 72


def test_window_of_a_government_body_has_no_months():
    found = text("window", "--from", "2025-07-01", "--as-of", "2026-01-01")
    assert "法律未对政府机关规定月数" in found
    assert "最后一日" not in found
    (window,) = document("window", "--from", "2025-07-01", "--as-of", "2026-01-01", "--correction", "no")[
        "windows"
    ]
    assert window["until"] is None
    assert [row["code"] for row in window["blocks_repair"]] == ["correction-confirmed"]


def test_window_shows_both_sets_that_overlap():
    args = ("window", "--from", "2025-07-01", "--as-of", "2026-01-01", "--subject", "enterprise")
    found = document(*args, "--class", "general", "--field", "general-field", "--duties", "yes")
    by_set = {window["rule_set"]: window for window in found["windows"]}
    assert by_set["ndrc-58"]["ends_on"] == "2028-07-02"
    assert by_set["state-council-22"]["earliest_application"] == "2025-10-02"
    assert [row["code"] for row in by_set["state-council-22"]["not_known"]] == ["commitment-made"]
    english = text(*args, "--class", "serious", "--lang", "en")
    assert "not met: the minimum period has passed" in english
    assert "unverified: recalled" in english  # the conditions of no. 58


def test_window_says_when_today_was_taken(monkeypatch):
    from datetime import date

    import gov_integrity.cli.window as verb

    monkeypatch.setattr(verb, "today", lambda: date(2026, 1, 2))
    found = text("window", "--from", "2025-07-01")
    assert "判断日 2026-01-02(默认:今天)" in found
    assert document("window", "--from", "2025-07-01")["as_of_default"] is True


def test_window_of_officials_and_debtors():
    official = ("window", "--from", "2025-01-01", "--as-of", "2025-02-01", "--subject", "official")
    found = text(*official, "--class", "demerit", "--times", "2")
    assert "2026-01-01..2027-01-01" in found
    assert "处分期不是信用修复" in found
    debtor = text("window", "--from", "2025-08-31", "--as-of", "2027-09-01", "--subject", "judgment-debtor")
    assert "判断日已自动终止" in debtor
    # Three demerits merged on 31 January 2025: one ends on 31 January 2026, all on 31 January 2028.
    merged = ("window", "--from", "2025-01-31", "--subject", "official", "--class", "demerit", "--times", "3")
    assert "无法判断是否已终止" in text(*merged, "--as-of", "2026-03-01")
    assert document(*merged, "--as-of", "2026-03-01")["windows"][0]["ended"] is None
    assert "判断日已自动终止" in text(*merged, "--as-of", "2028-02-01")


def test_a_judgement_before_the_period_begins_says_so():
    early = ("window", "--from", "2026-12-01", "--as-of", "2026-03-01", "--subject", "enterprise")
    assert "期间尚未开始" in text(*early)
    assert "has not begun" in text(*early, "--lang", "en")
    assert "尚未开始" not in text("window", "--from", "2026-12-01", "--as-of", "2026-12-01")


def test_a_directory_of_data(tmp_path):
    folder = tmp_path / "calendar"
    folder.mkdir()
    (folder / "2027.csv").write_text("colour\nred\n", encoding="utf-8")
    found = run("period", "end", "2026-01-05", "--working-days", "1", "--data", str(tmp_path))
    assert found.exit_code == 2
    assert "2027.csv" in found.output


def test_the_subjects_are_those_of_the_room():
    from gov_integrity.cli.window import SUBJECTS as OFFERED

    assert OFFERED == SUBJECTS


@pytest.mark.parametrize("verb", ["period", "clock", "window"])
def test_help_is_in_both_languages(verb):
    found = text(verb, "--help")
    assert any("一" <= letter <= "鿿" for letter in found)
    assert "--help" in found


PACKAGE = (
    '{"type":"package","version":"1.0-draft","id":"a/p","profile":"national-2016","sender":"a/o",'
    '"created_at":"2026-01-01T09:00:00+08:00","extent":"full"}\n'
    '{"type":"organisation","id":"a/town","name":"某镇","kind":"township"}\n'
    '{"type":"dishonesty_record","id":"a/1","subject":"a/town","decided_on":"2025-07-01"}\n'
    '{"type":"sanction","id":"a/2","subject":"a/p1","kind":"demerit","from":"2024-02-29","ended_on":"2025-03-01"}\n'
)


@pytest.fixture
def package(tmp_path):
    from gov_integrity.exchange.package import Package, write

    file = tmp_path / "package.ndjson"
    header, *statements = (json.loads(line) for line in PACKAGE.splitlines())
    write(Package(header, tuple(statements)), file)
    return str(file)


def test_window_of_a_record_in_a_file(package):
    found = document("window", package, "--record", "a/1", "--as-of", "2026-01-01")
    assert (found["subject"], found["from"], found["record"]) == ("government", "2025-07-01", "a/1")
    assert found["windows"][0]["rule_set"] == "ndrc-1103"
    # 12 months from 29 February 2024 end on 28 February 2025.
    official = document("window", package, "--record", "a/2", "--as-of", "2026-01-01")
    (window,) = official["windows"]
    assert (window["class"], window["until"], official["record_ended_on"]) == (
        "demerit",
        "2025-02-28",
        "2025-03-01",
    )
    assert "记录载明终止" in text("window", package, "--record", "a/2", "--as-of", "2026-01-01")


@pytest.mark.parametrize(
    "args",
    [(), ("--from", "2025-01-01", "--record", "a/1"), ("--record", "a/1")],
)
def test_window_needs_a_day_or_a_record(args):
    assert run("window", *args).exit_code == 2


def test_window_of_an_unknown_record(package):
    assert run("window", package, "--record", "a/9").exit_code == 2
    assert run("window", package, "--record", "a/town").exit_code == 2
    assert run("window", package, "--record", "a/1", "--from", "2025-01-01").exit_code == 2


def saved(tmp_path, *statements):
    """A package as one JSON document."""
    header = json.loads(PACKAGE.splitlines()[0])
    file = tmp_path / "package.json"
    file.write_text(json.dumps({**header, "statements": statements}, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_the_newest_revision_is_asked_wherever_it_stands(tmp_path):
    town = {"type": "organisation", "id": "a/town", "name": "某镇", "kind": "township"}
    old = {
        "type": "dishonesty_record",
        "id": "a/1",
        "revision": 1,
        "subject": "a/town",
        "decided_on": "2025-07-01",
    }
    new = {**old, "revision": 2, "decided_on": "2025-07-31", "ended_on": "2025-12"}
    for order in ((town, old, new), (new, old, town)):
        found = document("window", saved(tmp_path, *order), "--record", "a/1", "--as-of", "2026-01-01")
        assert (found["from"], found["record_ended_on"]) == ("2025-07-31", "2025-12")


def test_a_record_that_cannot_be_asked_says_why(tmp_path):
    fair = {"type": "organisation", "id": "a/cppcc", "name": "某政协", "kind": "cppcc"}
    month = {"type": "dishonesty_record", "id": "a/1", "subject": "a/cppcc", "decided_on": "2025-07"}
    gone = {"type": "dishonesty_record", "id": "a/2", "revision": 2, "action": "withdraw"}
    file = saved(tmp_path, fair, month, gone)
    for record, words in (("a/1", "写明到日"), ("a/2", "已撤回")):
        found = run("window", file, "--record", record, "--as-of", "2026-01-01")
        assert (found.exit_code, words in found.output) == (1, True), found.output
    # A body that is no department is a government body all the same (发改财金〔2023〕1103号: organs).
    file = saved(tmp_path, fair, {**month, "decided_on": "2025-07-01"})
    assert document("window", file, "--record", "a/1", "--as-of", "2026-01-01")["subject"] == "government"

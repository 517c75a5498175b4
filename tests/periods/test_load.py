"""What the package brings, what a directory adds, and what is refused with its place."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.periods import load, note_text
from gov_integrity.periods.calendar import DAY_COLUMNS, YEAR_COLUMNS
from gov_integrity.periods.clocks import CLOCK_COLUMNS, EXTENSION_COLUMNS
from gov_integrity.periods.notes import notes
from gov_integrity.periods.rule_sets import RULE_SET_COLUMNS

# An invented arrangement of 2027, only to show the mechanism: three days of New Year (Friday to Sunday,
# one of them statutory) and one adjusted Monday for a worked Saturday at the end of 2026.
YEARS = ",".join(YEAR_COLUMNS) + "\n2027,test notice,inferred,test,1,1,1,inferred\n"
DAYS = (
    ",".join(DAY_COLUMNS)
    + "\n2027-01-01,statutory-holiday,元旦,2027,test,inferred,inferred"
    + "\n2027-01-04,adjusted-rest-day,元旦,2027,test,inferred,inferred"
    + "\n2026-12-26,make-up-working-day,元旦,2027,test,inferred,inferred\n"
)
CLOCK = (
    "local-reply-3d,,答复,reply,某机关,a body,application,收到申请,receipt,3,day,at-most,excluded,yes,,"
    "2026-01-01,,verified,某办法,1,test,verified,,,"
)


def put(root: Path, path: str, text: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def test_next_year_needs_no_release(tmp_path):
    put(tmp_path, "calendar/years-2027.csv", YEARS)
    put(tmp_path, "calendar/2027.csv", DAYS)
    periods = load(tmp_path)
    assert periods.calendar.coverage[1] == date(2027, 12, 31)
    # 23 24 25 26 (worked Saturday) 28 29 30 December are the seven; without the directory it is 31.
    assert periods.due("gansu-submission-7wd", date(2026, 12, 22)).due == date(2026, 12, 30)
    assert load().due("gansu-submission-7wd", date(2026, 12, 22)).due == date(2026, 12, 31)
    # 29 30 31 December, then Tuesday 5 January: Friday to Monday are off.
    found = periods.due("henan-objection-3wd", date(2026, 12, 29))
    assert (found.due, found.confidence, found.notes) == (
        date(2027, 1, 5),
        "inferred",
        ("calendar-unverified",),
    )


def test_a_directory_adds_clocks_and_extensions(tmp_path):
    put(tmp_path, "clocks/local.csv", ",".join(CLOCK_COLUMNS) + "\n" + CLOCK + "\n")
    row = "local-reply-3d,agreed,,add,2,day,经同意,agreed,recalled,test,,"
    put(tmp_path, "clocks/extensions.csv", ",".join(EXTENSION_COLUMNS) + "\n" + row + "\n")
    periods = load(tmp_path)
    assert periods.due("local-reply-3d", date(2026, 3, 2)).due == date(2026, 3, 5)
    # 3 + 2 days reach Saturday 7 March: Monday 9.
    agreed = periods.due("local-reply-3d", date(2026, 3, 2), extension="agreed")
    assert agreed.due == date(2026, 3, 9)
    # The limit is verified, what lengthens it is not: the answer is as weak as its weakest part.
    assert (agreed.clock.confidence, agreed.confidence) == ("verified", "recalled")
    assert "local-reply-3d" not in load().clocks


def test_an_empty_directory_adds_nothing(tmp_path):
    assert load(tmp_path) == load()


def with_cell(columns, row, column, value):
    cells = row.split(",")
    cells[columns.index(column)] = value
    return ",".join(columns) + "\n" + ",".join(cells) + "\n"


DAY = "2027-01-01,statutory-holiday,元旦,2027,test,inferred,inferred"
YEAR = "2027,test notice,inferred,test,1,0,0,inferred"
EXTENSION = "gansu-submission-7wd,agreed,,add,2,working-day,经同意,agreed,verified,test,,"
RULE = (
    "local-1,ceiling,类,class,class,,enterprise,33,2026-01-01,,verified,3,12,决定之日,decision,,,,minimum-passed,"
    "verified,某办法,1,test,verified"
)


@pytest.mark.parametrize(
    ("file", "columns", "row", "column", "value"),
    [
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "division", "37"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "unit", "fortnight"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "length", "three"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "length", "0"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "length", "３"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "in_force_from", "2026-02-30"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "in_force_from", "20260201"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "in_force_to", "2025-12-31"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "confidence", "sure"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "roll", "maybe"),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "who_zh", ""),
        ("clocks/x.csv", CLOCK_COLUMNS, CLOCK, "id", "gansu-submission-7wd"),
        ("clocks/extensions.csv", EXTENSION_COLUMNS, EXTENSION, "clock", "nonsense"),
        ("clocks/extensions.csv", EXTENSION_COLUMNS, EXTENSION, "unit", "day"),
        ("clocks/extensions.csv", EXTENSION_COLUMNS, EXTENSION, "effect", "suspend"),
        ("clocks/extensions.csv", EXTENSION_COLUMNS, EXTENSION, "length", "0"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "min_months", "13"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "valid_to", "2025-12-31"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "max_months", "0"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "notes", "nonsense"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "conditions", "nonsense"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "longer_min_months", "12"),
        ("windows/x.csv", RULE_SET_COLUMNS, RULE, "subject", "anyone"),
        ("calendar/years.csv", YEAR_COLUMNS, YEAR, "year", "2028"),
        ("calendar/years.csv", YEAR_COLUMNS, YEAR, "year", "2026"),
        ("calendar/years.csv", YEAR_COLUMNS, YEAR, "year", "1066"),
        ("calendar/2027.csv", DAY_COLUMNS, DAY, "arrangement", "2027"),
        ("calendar/2027.csv", DAY_COLUMNS, DAY, "kind", "holiday"),
        ("calendar/2027.csv", DAY_COLUMNS, DAY, "kind", "make-up-working-day"),
        ("calendar/2027.csv", DAY_COLUMNS, DAY, "date", "2026-01-01"),
        ("calendar/2027.csv", DAY_COLUMNS, DAY, "date", "2027-1-1"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path, file, columns, row, column, value):
    put(tmp_path, file, with_cell(columns, row, column, value))
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    assert caught.value.params["file"] == Path(file).name
    assert caught.value.params["line"] == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        # Friday 1 January is no weekend that could be made a working day, Sunday 3 January rests anyway.
        ("2027-01-01,make-up-working-day,元旦,2027,test,inferred,inferred", "kind"),
        ("2027-01-03,adjusted-rest-day,元旦,2027,test,inferred,inferred", "kind"),
        ("2027-01-01,statutory-holiday,,2027,test,inferred,inferred", "holiday"),
        ("2027-01-01,statutory-holiday,元旦,9001,test,inferred,inferred", "arrangement"),
        ("2027-01-01,statutory-holiday,元旦,2027,test,inferred,sure", "kind_confidence"),
    ],
)
def test_a_wrong_day_of_a_known_year_is_refused(tmp_path, row, column):
    put(tmp_path, "calendar/years.csv", YEARS)
    put(tmp_path, "calendar/2027.csv", ",".join(DAY_COLUMNS) + "\n" + row + "\n")
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    assert (caught.value.params["column"], caught.value.params["line"]) == (column, 2)


def test_an_arrangement_with_a_day_missing_is_refused(tmp_path):
    put(tmp_path, "calendar/years.csv", YEARS)
    put(tmp_path, "calendar/2027.csv", "\n".join(DAYS.splitlines()[:-1]) + "\n")
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    assert (caught.value.params["wanted"], caught.value.params["counts"]) == ((1, 1, 1), (1, 1, 0))
    assert caught.value.params["line"] == 2


@pytest.mark.parametrize("year", [2028, 2014])
def test_a_year_left_out_is_refused(tmp_path, year):
    put(
        tmp_path,
        "calendar/years.csv",
        ",".join(YEAR_COLUMNS) + f"\n{year},test,inferred,test,0,0,0,inferred\n",
    )
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    # 2014 without 2015 is told at the row of 2016, whose year before is missing.
    assert caught.value.params["column"] == "year"


@pytest.mark.parametrize("day", ["2025-12-31", "2028-01-01"])
def test_a_day_belongs_to_its_year_or_the_next(tmp_path, day):
    put(tmp_path, "calendar/years.csv", YEARS)
    put(tmp_path, "calendar/2027.csv", with_cell(DAY_COLUMNS, DAY, "date", day))
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    assert caught.value.params["column"] == "arrangement"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (",".join(CLOCK_COLUMNS) + ",colour\n" + CLOCK + ",red\n", 1),
        (",".join(CLOCK_COLUMNS[:-1]) + "\n", 1),
        ("", 1),
        (",".join(CLOCK_COLUMNS) + "\n" + CLOCK + "\n" + CLOCK + "\n", 3),
        (",".join(CLOCK_COLUMNS) + "\n" + CLOCK + "\nshort,row\n", 3),
        ((",".join(CLOCK_COLUMNS) + "\n" + CLOCK + "\n").encode() + b"\xff\xfe\n", 3),
        (",".join(CLOCK_COLUMNS) + '\n"never closed', 2),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, text, line):
    put(tmp_path, "clocks/x.csv", text)
    with pytest.raises(DataFileError) as caught:
        load(tmp_path)
    assert caught.value.params["line"] == line
    assert "x.csv" in caught.value.text("zh")
    assert "x.csv" in caught.value.text("en")


def test_a_byte_order_mark_is_no_column(tmp_path):
    put(tmp_path, "clocks/x.csv", "\ufeff" + ",".join(CLOCK_COLUMNS) + "\r\n" + CLOCK + "\r\n")
    assert "local-reply-3d" in load(tmp_path).clocks


def test_a_missing_directory_is_refused(tmp_path):
    with pytest.raises(DataFileError):
        load(tmp_path / "absent")


# What the code itself says, beside the notes and conditions that stand in the tables.
SAID = {
    "at-least", "automatic-end", "date-not-in-force", "calendar-provisional", "calendar-unverified",
    "in-force", "transition-began-before", "transition-rule-ended", "transition-unrelated",
    "not-yet-in-force", "other-scope", "class-undetermined", "field-undetermined", "local-rule",
    "market-rule", "not-repair", "decision-effective", "automatic-if-repentant", "merge-cap",
}  # fmt: skip


def test_every_note_is_used_and_has_words():
    from gov_integrity.periods.rule_sets import CONDITIONS

    said = {code for row in load().rule_sets for code in row.notes}
    said |= {code for sanction in load().sanctions.values() for code in sanction.notes}
    assert set(notes()) == said | set(CONDITIONS) | SAID
    room = Path(sys.modules["gov_integrity.periods"].__file__ or "").parent
    code = "".join(file.read_text(encoding="utf-8") for file in room.glob("*.py"))
    assert {name for name in SAID if f'"{name}"' not in code} == set()
    for name in notes():
        assert note_text(name, "en").isascii(), name
        assert note_text(name) == note_text(name, "zh") != note_text(name, "en"), name
        assert re.search("[\u4e00-\u9fff]", note_text(name)), name
    assert note_text("not-repair") == "处分期不是信用修复"
    with pytest.raises(KeyError):
        note_text("nothing")


def test_importing_is_cheap_and_leaves_the_month_library_alone():
    script = (
        "import sys, gov_integrity.periods as p; p.load();"
        "assert not {'pendulum', 'pydantic', 'click'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

"""Ill-formed profile folders: refused at load, with file and line."""

from datetime import date

import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.policy import profile
from policy.folders import CLAUSES, ENTRIES, entry, put, write

DAY = date(2025, 6, 1)
GOOD = entry("cause", "cause", "violation", clauses="jia/1")


def refused(root):
    with pytest.raises(DataFileError) as caught:
        profile("jia", as_of=DAY, dirs=(root,))
    return caught.value


def place(error):
    return error.params["file"], error.params["line"]


@pytest.mark.parametrize(
    "row",
    [
        entry("causes", "cause", "violation", clauses="jia/1"),
        entry("cause", "determination-form", "court-judgment", clauses="jia/1"),
        entry("cause", "cause", "violations", clauses="jia/1"),
        entry("cause", "cause", "", clauses="jia/1"),
        entry("sanction", "measure-kind", "talk", "nobody", clauses="jia/1"),
        entry("mitigation-effect", "mitigation-effect", "jia-halved", clauses="jia/1"),
        entry("key-area", "domain", "ppp", "department", clauses="jia/1"),
        entry("key-area", "domain", "ppp", clauses="jia/1", strength="should"),
        entry("key-area", "domain", "ppp", clauses="jia/1", clock="no-such-clock"),
        entry("key-area", "domain", "ppp", clauses="jia/1", change="delete"),
        entry("key-area", "domain", "ppp", clauses="jia/2"),
        entry("key-area", "domain", "ppp", clauses="gansu-2017/9.9"),
        entry("key-area", "domain", "ppp", clauses=""),
        entry("key-area", "domain", "ppp", clauses="jia/1").replace("verified", "certain"),
        entry("cause", "cause", "overdue-payment", clauses="jia/1", value="甲").replace("甲,甲", "甲,"),
        entry("cause", "cause", "overdue-payment", clauses="jia/1") + ",more",
        GOOD,
        entry("cause", "cause", "violation", clauses="jia/annex.1", change="replace"),
    ],
    ids=[
        "section", "list-of-another-section", "code", "no-code", "target", "code-added-to-a-closed-list",
        "target-where-none-is", "strength", "clock", "change", "clause-of-its-own", "clause-of-the-package",
        "no-clause", "confidence", "value-in-one-language", "ragged", "row-twice", "two-changes-of-one-row",
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_is_refused_with_its_line(tmp_path, row):
    write(tmp_path, "jia", entries=[GOOD, row], clauses=("1", "annex.1"), prefix="jia")
    assert place(refused(tmp_path)) == ("jia/entries.csv", 3)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("report,1,报告,report,甲,,,,,add,jia/9", 3),
        ("Report!,1,报告,report,甲,,,,,add,jia/1", 3),
        ("report,,报告,report,甲,,,,,add,jia/1", 3),
        ("report,1,报告,report,甲,,2020-13-01,年底,by year's end,add,jia/1", 3),
        ("report,1,报告,report,甲,,2020-12-31,,,add,jia/1", 3),
        ("report,1,报告,report,甲,,,年底,,add,jia/1", 3),
        ("plan,2,报告,report,甲,,,,,add,jia/1", 3),
    ],
    ids=["clause", "code", "number", "date", "date-without-words", "words-in-one-language", "task-twice"],
)
def test_a_task_that_cannot_be_is_refused_with_its_line(tmp_path, row, line):
    write(tmp_path, "jia", tasks=["plan,1,计划,plan,甲,,,,,add,jia/1", row])
    assert place(refused(tmp_path)) == ("jia/tasks.csv", line)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ({"colour": "red"}, 12),
        ({"level": "planet"}, 7),
        ({"issued_on": "2020-02-30"}, 8),
        ({"in_force_from": "2020"}, 9),
        ({"in_force_confidence": "sure"}, 10),
        ({"division": "62"}, 12),
        ({"prefix": "甲"}, 12),
        ({"in_force_until": "2019-12-31"}, 12),
        ({"title_en": ""}, 3),
        ({"document": None}, 10),
    ],
)
def test_a_head_that_cannot_be_is_refused_with_its_line(tmp_path, head, line):
    write(tmp_path, "jia", **head)
    assert place(refused(tmp_path)) == ("jia/profile.csv", line)


def test_an_unknown_key_is_named(tmp_path):
    write(tmp_path, "jia", colour="red")
    assert "colour" in refused(tmp_path).text("en")


def test_a_key_that_stands_twice_is_refused(tmp_path):
    folder = write(tmp_path, "jia")
    with (folder / "profile.csv").open("a", encoding="utf-8") as file:
        file.write("level,county\n")
    assert place(refused(tmp_path)) == ("jia/profile.csv", 12)


@pytest.mark.parametrize("name", ["entry.csv", "measures.csv"])
def test_an_unknown_table_is_refused(tmp_path, name):
    put(write(tmp_path, "jia") / name, [ENTRIES])
    assert place(refused(tmp_path)) == (f"jia/{name}", 1)


def test_what_is_no_table_may_lie_beside(tmp_path):
    put(write(tmp_path, "jia", entries=[GOOD]) / "README.md", ["# 示例"])
    assert len(profile("jia", as_of=DAY, dirs=(tmp_path,)).entries) == 1


@pytest.mark.parametrize("name", ["profile.csv", "entries.csv"])
def test_a_missing_table_is_refused(tmp_path, name):
    (write(tmp_path, "jia") / name).unlink()
    assert place(refused(tmp_path)) == (f"jia/{name}", 1)


def test_another_column_is_refused(tmp_path):
    put(write(tmp_path, "jia") / "entries.csv", [ENTRIES + ",colour", GOOD + ",red"])
    error = refused(tmp_path)
    assert place(error) == ("jia/entries.csv", 1)
    assert "colour" in error.text("en")


def test_other_bytes_than_utf_8_are_refused(tmp_path):
    (write(tmp_path, "jia") / "entries.csv").write_bytes((ENTRIES + "\n甲").encode("gb18030"))
    assert place(refused(tmp_path)) == ("jia/entries.csv", 2)


@pytest.mark.parametrize(
    "row",
    [
        "yi/1,yi,条,clause,sanction,schema,示例",
        "jia-1,jia,条,clause,sanction,schema,示例",
        "jia/1,jia,条,clause,sanction,seen,示例",
    ],
    ids=["of-another-document", "form", "verifiability"],
)
def test_a_clause_that_cannot_be_is_refused(tmp_path, row):
    put(write(tmp_path, "jia") / "clauses.csv", [CLAUSES, row])
    assert place(refused(tmp_path)) == ("jia/clauses.csv", 2)


def test_a_code_with_the_prefix_may_be_added_to_an_open_list(tmp_path):
    row = entry("sanction", "measure-kind", "jia-apology", "department", clauses="jia/1")
    write(tmp_path, "jia", entries=[row], prefix="jia")
    assert [one.code for one in profile("jia", as_of=DAY, dirs=(tmp_path,)).entries] == ["jia-apology"]


def test_one_row_may_stand_in_body_and_annex_in_other_words(tmp_path):
    body = entry("evaluation-use", "credit-use", "merit", clauses="jia/1", value="参考")
    annex = entry("evaluation-use", "credit-use", "merit", clauses="jia/annex.1", value="依据")
    write(tmp_path, "jia", entries=[body, annex], clauses=("1", "annex.1"))
    assert [one.value_zh for one in profile("jia", as_of=DAY, dirs=(tmp_path,)).entries] == ["参考", "依据"]

"""What the documents say of themselves, against `expected/document.txt`, written by hand from the texts."""

import csv
import re
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.policy import Head, profile, profiles, properties, sections
from policy.folders import put, write

EXPECTED = Path(__file__).parent / "expected" / "document.txt"
DAY = date(2025, 6, 1)
HEADER = "property,code,zh,en,clauses,confidence"
GOOD = "parent,示例〔2019〕3号,上位文件,document above,jia/1,verified"


def expected():
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def stated():
    return Counter(
        f"{head.id} {'+'.join(clause.partition('/')[2] for clause in fact.clauses)} "
        f"{fact.property} {fact.code} = {fact.zh}"
        for head in profiles()
        for fact in profile(head.id, as_of=DAY).document
    )


@pytest.mark.clause(
    "alxa-2021/0a", "alxa-2021/0b", "alxa-2021/0c", "alxa-2021/annex.0a", "gansu-2017/0a", "gansu-2017/0b",
    "weidu-2022/0", "weidu-2022/5", "xinzheng-2017/0a", "xinzheng-2017/0b", "xinzheng-2017/1b",
    "shandong-2024/0a",
)  # fmt: skip
def test_the_documents_say_this_of_themselves_and_nothing_else():
    """Every row is one line of the list, so that one row more or less in the data fails here."""
    assert stated() == Counter(expected())
    assert set(stated().values()) == {1}


def test_every_row_was_read_from_the_document_itself():
    for head in profiles():
        for fact in profile(head.id, as_of=DAY).document:
            assert fact.confidence == "verified"
            assert {clause.partition("/")[0] for clause in fact.clauses} == {head.id}


@pytest.mark.clause("alxa-2021/annex.0a")
def test_nothing_is_inherited_and_a_part_has_its_own(tmp_path):
    write(tmp_path, "jia", inherits="gansu-2017")
    assert profile("jia", as_of=DAY, dirs=(tmp_path,)).document == ()
    annex = profile("alxa-2021/annex", as_of=DAY)
    assert [(fact.property, fact.zh) for fact in annex.document] == [
        ("annex", "加强政务诚信建设实施方案重点任务分工表")
    ]
    assert annex.facts("parent") == ()
    assert len(profile("alxa-2021/body", as_of=DAY).facts("parent")) == 4


@pytest.mark.parametrize(
    "row",
    [
        "parents,示例〔2019〕4号,甲,a,jia/1,verified",
        "parent,,甲,a,jia/1,verified",
        "parent,示例2019年4号,甲,a,jia/1,verified",
        "parent,示例〔2021〕4号,甲,a,jia/1,verified",
        "addressee,nobody,甲,a,jia/1,verified",
        "means,persuasion,甲,a,jia/1,verified",
        "annex,appendix,甲,a,jia/annex.1,verified",
        "published-on,2020-02-30,甲,a,jia/1,verified",
        "issued-on,2020-01-02,甲,a,jia/1,verified",
        "sector,ppp,,a,jia/1,verified",
        "sector,ppp,甲,,jia/1,verified",
        "sector,ppp,甲,a,,verified",
        "sector,ppp,甲,a,jia/2,verified",
        "sector,ppp,甲,a,gansu-2017/0a,verified",
        "sector,ppp,甲,a,jia/1,certain",
        "sector,ppp,甲,a,jia/1",
        GOOD,
    ],
    ids=[
        "property", "no-number", "no-document-number", "later-than-the-document", "code", "value", "part",
        "day", "another-date-of-issue", "no-chinese", "no-english", "no-clause", "clause",
        "clause-of-another-document", "confidence", "ragged", "row-twice",
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_with_its_line(tmp_path, row):
    put(write(tmp_path, "jia", clauses=("1", "annex.1")) / "document.csv", [HEADER, GOOD, row])
    with pytest.raises(DataFileError) as caught:
        profile("jia", as_of=DAY, dirs=(tmp_path,))
    assert (caught.value.params["file"], caught.value.params["line"]) == ("jia/document.csv", 3)


def test_rows_are_ordered_by_property(tmp_path):
    rows = [
        "annex,annex,附件,annex,jia/annex.1,verified",
        "issued-on,2020-01-01,2020年1月1日,1 January 2020,jia/1,verified",
        "parent,国务院令第1号,条例,regulation,jia/1,verified",
    ]
    put(write(tmp_path, "jia", clauses=("1", "annex.1")) / "document.csv", [HEADER, *rows])
    found = profile("jia", as_of=DAY, dirs=(tmp_path,)).document
    assert [fact.property for fact in found] == ["parent", "issued-on", "annex"]


def test_titles_in_both_languages():
    assert (sections()["sanction"].title("zh"), properties()["addressee"].title("zh")) == (
        sections()["sanction"].zh,
        properties()["addressee"].zh,
    )
    assert sections()["cause"].title("en") == sections()["cause"].en != sections()["cause"].zh
    assert properties()["means"].title("en") == properties()["means"].en != properties()["means"].zh


def reasons():
    """The data elements that a profile carries: clause, and where."""
    text = (files("gov_integrity.model") / "elements.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["reason"].startswith("profile: "):
            yield row["clause"], row["reason"].removeprefix("profile: ")


@pytest.mark.parametrize(("clause", "reason"), list(reasons()))
def test_a_data_element_of_the_profile_is_carried_there(clause, reason):
    """The reason names a key of the head, a property of the document, or a section that has the clause."""
    found = profile(clause.partition("/")[0], as_of=DAY)
    where = re.fullmatch(r"([a-z-]+)(?:\.([a-z_-]+))?(?: \((code|zh|en)\))?(?:: .+)?", reason)
    assert where is not None
    place, name = where[1], where[2]
    if place == "head":
        assert name in attrs.fields_dict(Head)
        assert getattr(found.head, name)
    elif place == "document":
        assert name in properties()
        assert any(clause in fact.clauses for fact in found.facts(name))
    else:
        assert place in sections()
        assert any(clause in entry.clauses for entry in found.section(place))


def test_thirty_seven_data_elements_are_carried_by_profiles():
    assert len(list(reasons())) == 37

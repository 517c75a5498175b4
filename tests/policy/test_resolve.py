"""Inheritance over four levels, the day, and the parts of a text."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import DataFileError, UsageError
from gov_integrity.policy import compare, profile, profiles
from policy.folders import entry, write

DAY = date(2025, 6, 1)


@pytest.fixture
def chain(tmp_path):
    """国 → 省 → 市 → 县, fictitious: each level adds, replaces or removes something of the one above."""
    write(
        tmp_path, "guo", level="state", issued_on="2016-01-01", in_force_from="2016-01-01",
        entries=[
            entry("determination-form", "determination-form", "court-judgment", clauses="guo/1"),
            entry("cause", "cause", "violation", clauses="guo/1"),
            entry("key-area", "domain", "ppp", clauses="guo/2", strength="may"),
        ],
        tasks=["report,1,报告,report,国家机关,,,,,add,guo/2"],
        clauses=("1", "2"),
    )  # fmt: skip
    write(
        tmp_path, "sheng", level="province", issued_on="2017-01-01", in_force_from="2017-01-01",
        inherits="guo",
        entries=[
            entry("determination-form", "determination-form", "disciplinary-sanction", clauses="sheng/1"),
            entry("key-area", "domain", "ppp", clauses="sheng/1", change="replace"),
        ],
    )  # fmt: skip
    write(
        tmp_path, "shi", level="prefecture", issued_on="2018-01-01", in_force_from="2018-01-01",
        inherits="sheng",
        entries=[entry("cause", "cause", "violation", clauses="shi/1", change="remove")],
        tasks=["report,2,报告,report,市级机关,,2018-12-31,年底前,by the end of the year,replace,shi/1"],
    )  # fmt: skip
    write(
        tmp_path, "xian", level="county", issued_on="2019-01-01", in_force_from="2019-01-01", inherits="shi",
        in_force_until="2029-12-31",
        entries=[
            entry("cause", "cause", "violation", clauses="xian/1"),
            entry("key-area", "domain", "ppp", clauses="xian/1", change="replace", strength="explore"),
        ],
    )  # fmt: skip
    return tmp_path


def rows(found):
    return {(one.section, one.code): (one.origin, one.strength) for one in found.entries}


def test_each_level_adds_replaces_and_removes(chain):
    found = {name: profile(name, as_of=DAY, dirs=(chain,)) for name in ("guo", "sheng", "shi", "xian")}
    form, cause, area = "determination-form", "cause", "key-area"
    assert rows(found["guo"]) == {
        (form, "court-judgment"): ("guo", "must"),
        (cause, "violation"): ("guo", "must"),
        (area, "ppp"): ("guo", "may"),
    }
    assert rows(found["sheng"]) == {
        (form, "court-judgment"): ("guo", "must"),
        (form, "disciplinary-sanction"): ("sheng", "must"),
        (cause, "violation"): ("guo", "must"),
        (area, "ppp"): ("sheng", "must"),
    }
    assert rows(found["shi"]) == {
        (form, "court-judgment"): ("guo", "must"),
        (form, "disciplinary-sanction"): ("sheng", "must"),
        (area, "ppp"): ("sheng", "must"),
    }
    assert rows(found["xian"]) == {
        (form, "court-judgment"): ("guo", "must"),
        (form, "disciplinary-sanction"): ("sheng", "must"),
        (cause, "violation"): ("xian", "must"),
        (area, "ppp"): ("xian", "explore"),
    }
    assert found["xian"].chain == ("guo", "sheng", "shi", "xian")
    assert [(one.origin, one.lead, one.due_on) for one in found["xian"].tasks] == [
        ("shi", ("市级机关",), date(2018, 12, 31))
    ]
    assert [one.lead for one in found["sheng"].tasks] == [("国家机关",)]


def test_comparing_levels_of_the_chain(chain):
    province, county = (profile(name, as_of=DAY, dirs=(chain,)) for name in ("sheng", "xian"))
    found = [(one.section, one.code, one.aspect, one.left, one.right) for one in compare(province, county)]
    assert found == [
        ("cause", "violation", "stated", "guo", "own"),
        ("key-area", "ppp", "strength", "must", "explore"),
        ("task", "report", "stated", "guo", "shi"),
    ]


def test_the_profiles_of_the_package_stay_beside_those_added(chain):
    added = {head.id for head in profiles(dirs=(chain,))} - {head.id for head in profiles()}
    assert added == {"guo", "sheng", "shi", "xian"}


@pytest.mark.parametrize(("day", "holds"), [
    (date(2018, 12, 31), False), (date(2019, 1, 1), True),
    (date(2029, 12, 31), True), (date(2030, 1, 1), False),
])  # fmt: skip
def test_first_and_last_day_belong_to_the_time_in_force(chain, day, holds):
    if holds:
        assert profile("xian", as_of=day, dirs=(chain,)).id == "xian"
    else:
        with pytest.raises(UsageError, match=r"xian \(2019-01-01 – 2029-12-31\)") as caught:
            profile("xian", as_of=day, dirs=(chain,))
        assert "gansu-2017 (2017-06-28 – )" in caught.value.text("en")


@given(st.integers(min_value=1, max_value=3000))
def test_no_profile_applies_before_its_day(days):
    for head in profiles():
        with pytest.raises(UsageError):
            profile(head.id, as_of=head.in_force_from - timedelta(days=days))


@given(st.integers(min_value=0, max_value=5000))
def test_a_profile_is_the_same_every_day_it_applies(days):
    first = profile("gansu-2017", as_of=date(2017, 6, 28))
    assert profile("gansu-2017", as_of=date(2017, 6, 28) + timedelta(days=days)) == first


def test_an_unknown_profile_lists_what_exists():
    with pytest.raises(UsageError) as caught:
        profile("gansu-2018", as_of=DAY)
    for name in ("national-2016", "gansu-2017", "xinzheng-2017", "alxa-2021", "weidu-2022", "shandong-2024"):
        assert name in caught.value.text("zh")


def test_a_part_says_what_its_own_text_says():
    annex = profile("alxa-2021/annex", as_of=DAY)
    assert {one.origin for one in annex.entries} == {"alxa-2021"}
    assert [one.value_zh for one in annex.find("evaluation-use", "performance-appraisal")] == ["重要依据"]
    whole = profile("alxa-2021", as_of=DAY).find("evaluation-use", "performance-appraisal")
    assert [one.value_zh for one in whole] == ["重要参考", "重要依据"]
    with pytest.raises(UsageError, match="annex, body"):
        profile("alxa-2021/appendix", as_of=DAY)


def test_find_gives_rows_for_the_target_and_rows_for_all(tmp_path):
    write(
        tmp_path, "yi",
        entries=[
            entry("sanction", "measure-kind", "handling", clauses="yi/1"),
            entry("sanction", "measure-kind", "handling", "department", clauses="yi/1"),
            entry("sanction", "measure-kind", "handling", "government", clauses="yi/1"),
        ],
    )  # fmt: skip
    found = profile("yi", as_of=DAY, dirs=(tmp_path,))
    assert [one.target for one in found.find("sanction", "handling", "department")] == ["", "department"]
    assert [one.target for one in found.find("sanction", "handling")] == [""]
    assert found.section("incentive") == ()
    # A duty and a sanction of one name are not one another.
    (duty,) = profile("shandong-2024", as_of=DAY).find("duty", "rectification", "government")
    assert (duty.section, duty.clauses) == ("duty", ("shandong-2024/3.9b",))


def test_a_profile_above_may_come_into_force_the_same_day(tmp_path):
    write(tmp_path, "jia", inherits="yi")
    write(tmp_path, "yi")
    assert profile("jia", as_of=date(2020, 1, 1), dirs=(tmp_path,)).chain == ("yi", "jia")


def refused(root, name="jia"):
    with pytest.raises(DataFileError) as caught:
        profile(name, as_of=DAY, dirs=(root,))
    assert caught.value.exit_code == 2
    params = caught.value.params
    assert f"{params['file']}" in caught.value.text("zh")
    assert f"line {params['line']}" in caught.value.text("en")
    return params["file"], params["line"]


def test_a_cycle_is_refused(tmp_path):
    write(tmp_path, "jia", inherits="yi")
    write(tmp_path, "yi", inherits="bing")
    write(tmp_path, "bing", inherits="jia")
    assert refused(tmp_path) == ("bing/profile.csv", 12)


def test_a_profile_that_inherits_from_itself_is_refused(tmp_path):
    write(tmp_path, "jia", inherits="jia")
    assert refused(tmp_path) == ("jia/profile.csv", 12)


def test_a_profile_above_that_does_not_exist_is_refused(tmp_path):
    write(tmp_path, "jia", inherits="wu")
    assert refused(tmp_path) == ("jia/profile.csv", 12)


def test_a_profile_above_that_comes_later_is_refused(tmp_path):
    write(tmp_path, "jia", inherits="shandong-2024")
    assert refused(tmp_path) == ("jia/profile.csv", 12)


@pytest.mark.parametrize("change", ["replace", "remove"])
def test_a_change_without_an_object_is_refused(tmp_path, change):
    row = entry("cause", "cause", "violation", clauses="jia/1", change=change)
    write(tmp_path, "jia", entries=[row], inherits="national-2016")
    assert refused(tmp_path) == ("jia/entries.csv", 2)


def test_adding_what_stands_above_is_refused(tmp_path):
    row = entry("key-area", "domain", "ppp", clauses="jia/1")
    write(tmp_path, "jia", entries=[row], inherits="national-2016")
    assert refused(tmp_path) == ("jia/entries.csv", 2)


def test_a_second_profile_of_one_id_is_refused(tmp_path):
    write(tmp_path, "gansu-2017")
    assert refused(tmp_path, "gansu-2017") == ("gansu-2017/profile.csv", 1)


def test_a_data_directory_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(DataFileError):
        profiles(dirs=(tmp_path / "nowhere",))

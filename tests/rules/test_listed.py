"""What the profiles list, as the texts say it."""

from __future__ import annotations

from datetime import date

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context
from gov_integrity.rules.listed import (
    channels_for,
    families_of,
    for_record_holders,
    lawful_measures,
    listed,
    registers_for,
)


def context(name: str = "") -> Context:
    found = profile(name, as_of=date(2025, 6, 30)) if name else None
    return Context(as_of=date(2025, 6, 30), periods=load(), profile=found)


def test_forms_are_those_of_the_text():
    # 甘肃 三(二)2: 司法判决、行政处罚、纪律处分、问责处理; 魏都 adds 政务处分, 山东 被依法依规认定.
    four = {"court-judgment", "administrative-penalty", "disciplinary-sanction", "accountability-decision"}
    assert listed(context("gansu-2017"), "determination-form") == four
    assert listed(context("weidu-2022"), "determination-form") == {*four, "government-sanction"}
    assert listed(context("shandong-2024"), "determination-form") == {*four, "lawful-determination"}


def test_without_a_profile_nothing_is_listed():
    assert listed(context(), "cause") == frozenset()
    assert channels_for(context()) == {}
    assert lawful_measures(context()) == frozenset()


def test_sites_and_platforms_by_kind_of_information():
    xinzheng = channels_for(context("xinzheng-2017"))
    assert xinzheng["blacklist"] == {"credit-xinzheng", "credit-zhengzhou"}
    assert "credit-gansu" in channels_for(context("gansu-2017"))["dishonesty-record"]
    assert registers_for(context("gansu-2017"))["push/dishonesty-record"] == {"省信用信息共享交换平台"}


def test_whom_a_measure_is_provided_for():
    gansu = families_of(context("gansu-2017"), "sanction")
    assert gansu["merit-restriction"] == {"person"}  # 对存在政务失信记录的公务员
    assert gansu["public-criticism"] == {"organisation"}
    both = families_of(context("shandong-2024"), "sanction")["merit-restriction"]
    assert both == {"organisation", "person"}  # 政府机关和事业单位; 个人


def test_measures_that_need_a_law_or_a_record():
    shandong = context("shandong-2024")
    assert {"central-budget-restriction", "accountability"} <= lawful_measures(shandong)
    assert "circular" not in lawful_measures(shandong)
    assert "central-budget-restriction" in for_record_holders(shandong)
    # 存在严重失信记录或者被列为失信被执行人的: a listing does as well as a record
    assert not {"circular", "talk"} & for_record_holders(shandong)

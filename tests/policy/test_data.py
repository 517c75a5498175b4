"""The profiles of the package against what was written down by hand while reading the texts.

`expected/<profile>.txt` lists, clause by clause, what the text names; `expected/tasks.txt` the tasks. Neither
was made from the data files, nor follows their order. One row more or less in the data fails here.
`expected/conditions.txt` says under which condition, its words held against the texts row by row.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.policy import clauses, profile, profiles

EXPECTED = Path(__file__).parent / "expected"
DAY = date(2025, 6, 1)
IDS = ("national-2016", "gansu-2017", "xinzheng-2017", "alxa-2021", "weidu-2022", "shandong-2024")
STRENGTH = {"?": "may", "~": "encourage", "*": "explore"}


def expected_rows(profile_id):
    """Every (section, code, target, strength, clock, clause) of the hand-written list."""
    found = []
    for line in (EXPECTED / f"{profile_id}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        place, rest = line.split(" ", 1)
        for group in rest.split("; "):
            section, codes = group.split(": ")
            for word in codes.split():
                strength = STRENGTH.get(word[-1], "must")
                row, _, clock = word.rstrip("".join(STRENGTH)).partition("@")
                code, _, target = row.partition(">")
                found.append((section, code, target, strength, clock, f"{profile_id}/{place}"))
    return found


def own_entries(profile_id):
    return [entry for entry in profile(profile_id, as_of=DAY).entries if entry.origin == profile_id]


def cited(entry):
    return [
        (entry.section, entry.code, entry.target, entry.strength, entry.clock, clause)
        for clause in entry.clauses
    ]


def with_clauses(profile_id):
    """The profile as a parameter, marked with the clauses of the package that its hand-written list names."""
    named = sorted({row[-1] for row in expected_rows(profile_id)} & clauses().keys())
    return pytest.param(profile_id, marks=[pytest.mark.clause(*named)] if named else [])


@pytest.mark.parametrize("profile_id", [with_clauses(one) for one in IDS])
def test_a_profile_holds_what_its_text_names_and_nothing_else(profile_id):
    stated = Counter(row for entry in own_entries(profile_id) for row in cited(entry))
    wanted = Counter(expected_rows(profile_id))
    assert wanted - stated == Counter()
    assert stated - wanted == Counter()


@pytest.mark.parametrize("profile_id", IDS)
def test_no_row_can_be_removed_unseen(profile_id):
    """Every row alone carries something of the hand-written list, so that the test above misses none."""
    wanted = set(expected_rows(profile_id))
    entries = own_entries(profile_id)
    for entry in entries:
        rest = {row for other in entries if other is not entry for row in cited(other)}
        assert not wanted <= rest, entry


def expected_tasks():
    found = {}
    for line in (EXPECTED / "tasks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        profile_id, number, code, place, due, lead, assisting = line.split(" ")
        stem = place.rstrip("abcdefghijklmn") if place != "4.end.b" else place
        letters = place[len(stem) :]
        cites = tuple(f"{profile_id}/{stem}{letter}" for letter in letters) or (f"{profile_id}/{stem}",)
        found[profile_id, number, code] = (cites, due, int(lead), int(assisting))
    return found


def test_the_tasks_are_those_of_the_texts_with_their_units_and_deadlines():
    stated = {}
    for profile_id in IDS:
        for task in profile(profile_id, as_of=DAY).tasks:
            due = task.due_on.isoformat() if task.due_on else "-"
            key = (profile_id, task.number, task.code)
            assert key not in stated
            stated[key] = (task.clauses, due, len(task.lead), len(task.assisting))
    assert stated == expected_tasks()


def task(profile_id, code):
    (found,) = [one for one in profile(profile_id, as_of=DAY).tasks if one.code == code]
    return found


@pytest.mark.clause("gansu-2017/3.3.5a", "gansu-2017/3.4a", "gansu-2017/3.4b", "gansu-2017/4.5b")
def test_gansu_dates_its_tasks():
    debt = task("gansu-2017", "local-debt")
    assert debt.lead == (
        "省政府办公厅", "省监察厅", "省审计厅", "省财政厅", "各市州政府", "兰州新区管委会",
    )  # fmt: skip
    assert debt.due_on == date(2018, 12, 31)
    assert debt.due_zh == "2018年12月底前完成"
    assert task("gansu-2017", "rules").due_on == date(2018, 12, 31)
    assert task("gansu-2017", "ppp").due_on == date(2017, 12, 31)
    assert task("gansu-2017", "credit-use").due_zh == "持续实施"
    assert task("gansu-2017", "information-report").due_zh == "失信信息产生后的7个工作日内"


@pytest.mark.clause("shandong-2024/3.8a", "shandong-2024/4.14a")
def test_shandong_names_leading_and_assisting_units():
    assert task("shandong-2024", "arrears").lead == ("省工业和信息化厅",)
    assert task("shandong-2024", "arrears").assisting == ("省法院及省直有关部门单位",)
    assert task("shandong-2024", "mediation").lead == ("省发展改革委", "省法院")
    assert task("shandong-2024", "mediation").assisting == ("省司法厅等省直有关部门单位",)


@pytest.mark.clause("xinzheng-2017/3.1b", "xinzheng-2017/3.2f", "xinzheng-2017/4.3.11k")
def test_xinzheng_sets_goals_for_two_years():
    assert task("xinzheng-2017", "service-platform").due_on == date(2017, 12, 31)
    assert task("xinzheng-2017", "goals-2017").due_on == date(2017, 12, 31)
    assert task("xinzheng-2017", "goals-2020").due_on == date(2020, 12, 31)


@pytest.mark.clause("alxa-2021/annex.0a", "alxa-2021/annex.0b", "alxa-2021/3.1b")
def test_the_annex_of_alxa_divides_22_tasks():
    numbers = [one.number for one in profile("alxa-2021/annex", as_of=DAY).tasks]
    assert numbers == [f"附件{number}" for number in range(1, 23)]


@pytest.mark.clause(
    "gansu-2017/3.1.1c", "gansu-2017/3.2.3a", "gansu-2017/3.2.4c", "gansu-2017/4.4b", "gansu-2017/4.5b",
    "shandong-2024/2.7c", "shandong-2024/4.10c", "shandong-2024/4.10d", "shandong-2024/4.12a",
    "xinzheng-2017/4.1.1c", "xinzheng-2017/4.1.1d", "xinzheng-2017/4.2.5f", "xinzheng-2017/4.2.6f",
    "weidu-2022/3.1.1b", "weidu-2022/3.2.2c", "alxa-2021/2.2.3b", "alxa-2021/annex.9", "alxa-2021/annex.20c",
)  # fmt: skip
def test_platforms_recipients_and_weights_are_named_as_the_texts_name_them():
    stated = Counter(
        f"{one.origin} {one.section} {one.code}{one.target and '>'}{one.target} = {one.value_zh}"
        for profile_id in IDS
        for one in own_entries(profile_id)
        if one.value_zh
    )
    lines = (EXPECTED / "values.txt").read_text(encoding="utf-8").splitlines()
    assert stated == Counter(line for line in lines if not line.startswith("#"))


def expected_conditions():
    """Every `profile section code>target = condition` of the hand-written list."""
    for line in (EXPECTED / "conditions.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            row, condition = line.split(" = ")
            profile_id, section, *codes = row.split(" ")
            yield from ((profile_id, section, code, condition) for code in codes)


@pytest.mark.clause(
    "gansu-2017/3.2.5b", "gansu-2017/4.5b", "xinzheng-2017/4.2.7c", "alxa-2021/2.2.6c", "weidu-2022/3.2.1c",
    "shandong-2024/4.13d", "shandong-2024/4.14b",
)  # fmt: skip
def test_when_and_how_the_texts_ask_it_where_it_touches_somebody():
    wanted = Counter(expected_conditions())
    sections = {section for _, section, _, _ in wanted}
    stated = Counter(
        (one.origin, one.section, f"{one.code}{one.target and '>'}{one.target}", one.condition_zh)
        for profile_id in IDS[1:]
        for one in own_entries(profile_id)
        if one.section in sections and one.condition_zh
    )
    assert stated == wanted


@pytest.mark.clause("gansu-2017/3.2.6e", "xinzheng-2017/4.2.8f", "alxa-2021/2.2.7b", "alxa-2021/annex.13")
def test_mitigation_reaches_officials_only_and_is_optional():
    reach = {"gansu-2017": "civil-servant", "xinzheng-2017": "public-official", "alxa-2021": "civil-servant"}
    effects = {"gansu-2017": {"lighter", "waived"}, "xinzheng-2017": {"lighter", "waived"},
               "alxa-2021": {"lighter", "reduced"}}  # fmt: skip
    for profile_id, target in reach.items():
        rows = [entry for entry in own_entries(profile_id) if entry.section.startswith("mitigation")]
        assert {entry.target for entry in rows} == {target}
        assert {entry.strength for entry in rows} == {"may"}
        assert {entry.code for entry in rows if entry.section == "mitigation-effect"} == effects[profile_id]
        grounds = {entry.code for entry in rows if entry.section == "mitigation-ground"}
        assert grounds == {"loss-recovered", "effect-removed", "harm-prevented"}


def test_what_comes_from_the_unread_base_says_so():
    for profile_id in IDS:
        for entry in profile(profile_id, as_of=DAY).entries:
            unread = entry.origin == "national-2016"
            assert (entry.confidence in {"secondary", "recalled"}) == unread
            assert all(clause.startswith(f"{entry.origin}/") for clause in entry.clauses)


def test_the_reach_of_mitigation_in_the_base_is_only_recalled():
    rows = profile("national-2016", as_of=DAY).section("mitigation-ground")
    assert {entry.confidence for entry in rows} == {"recalled"}


@pytest.mark.clause("gansu-2017/0a", "xinzheng-2017/0a", "alxa-2021/0a", "weidu-2022/5", "shandong-2024/0a")
def test_in_force_from_the_date_of_issue_marked_inferred():
    heads = {head.id: head for head in profiles()}
    assert list(heads) == list(IDS)
    assert {head.id: head.in_force_from.isoformat() for head in heads.values()} == {
        "national-2016": "2016-12-30",
        "gansu-2017": "2017-06-28",
        "xinzheng-2017": "2017-11-01",
        "alxa-2021": "2021-07-26",
        "weidu-2022": "2022-11-03",
        "shandong-2024": "2024-11-11",
    }
    for head in heads.values():
        assert head.issued_on == head.in_force_from
        assert head.in_force_confidence == "inferred"
        assert head.in_force_until is None
        assert head.confidence == ("secondary" if head.id == "national-2016" else "verified")


@pytest.mark.clause("gansu-2017/0a", "alxa-2021/0a", "xinzheng-2017/0a", "weidu-2022/0", "shandong-2024/0a")
def test_who_issued_it_for_which_area():
    found = {head.id: (head.document, head.issuer_zh, head.division, head.level) for head in profiles()}
    assert found == {
        "national-2016": ("国发〔2016〕76号", "国务院", "", "state"),
        "gansu-2017": ("甘肃省人民政府 2017年6月28日印发", "甘肃省人民政府", "620000", "province"),
        "xinzheng-2017": ("新郑市 2017年11月1日印发", "新郑市", "410184", "county"),
        "alxa-2021": ("阿署办发〔2021〕35号", "阿拉善盟行政公署办公室", "152900", "prefecture"),
        "weidu-2022": (
            "许昌市魏都区应急管理局 2022年11月3日", "许昌市魏都区应急管理局", "411002", "county",
        ),
        "shandong-2024": ("山东省 2024年11月11日发布", "山东省", "370000", "province"),
    }  # fmt: skip


def test_the_titles_of_the_documents():
    assert {head.id: (head.title_zh, head.title_en.split()[0]) for head in profiles()} == {
        "national-2016": ("国务院关于加强政务诚信建设的指导意见", "State"),
        "gansu-2017": ("关于加强政务诚信建设的实施方案", "Implementing"),
        "xinzheng-2017": ("新郑市加强政务诚信建设实施方案", "Implementing"),
        "alxa-2021": ("阿拉善盟进一步加强政务诚信建设工作分工方案", "Division-of-work"),
        "weidu-2022": ("许昌市魏都区应急管理局政务诚信建设实施方案", "Implementing"),
        "shandong-2024": ("关于进一步加强政务诚信建设的若干措施", "Measures"),
    }


@pytest.mark.clause("gansu-2017/0b", "alxa-2021/0c", "xinzheng-2017/0b")
def test_all_five_rest_on_the_national_base():
    assert {head.id: head.inherits for head in profiles() if head.inherits} == dict.fromkeys(
        IDS[1:], "national-2016"
    )


def test_the_profiles_are_those_of_the_code_list():
    listed = codelist("profile")
    assert set(listed.values) == set(IDS)
    for head in profiles():
        code = listed.get(head.id)
        assert code is not None
        assert code.since == head.in_force_from


def test_the_clause_list_is_complete():
    counted = Counter(clause.document for clause in clauses().values())
    assert counted == {
        "alxa-2021": 151, "gansu-2017": 83, "weidu-2022": 69, "xinzheng-2017": 192, "shandong-2024": 68,
    }  # fmt: skip
    assert counted.total() == 563
    assert clauses()["gansu-2017/4.5b"].zh == "7个工作日报送"
    assert clauses()["gansu-2017/4.5b"].verifiability == "record-rule"

"""The verb profile, as a user meets it."""

import json

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from policy.folders import write


def run(*args):
    return CliRunner().invoke(cli, ["profile", *args])


def test_list_names_every_profile_with_its_day_and_how_sure_it_is():
    found = run("list", "--lang", "en")
    assert found.exit_code == 0
    lines = [line.split("\t")[:3] for line in found.output.splitlines()]
    assert lines == [
        ["national-2016", "2016-12-30 [inferred]", "-"],
        ["gansu-2017", "2017-06-28 [inferred]", "national-2016"],
        ["xinzheng-2017", "2017-11-01 [inferred]", "national-2016"],
        ["alxa-2021", "2021-07-26 [inferred]", "national-2016"],
        ["weidu-2022", "2022-11-03 [inferred]", "national-2016"],
        ["shandong-2024", "2024-11-11 [inferred]", "national-2016"],
    ]
    assert [one["id"] for one in json.loads(run("list", "--format", "json").output)] == [
        line[0] for line in lines
    ]


@pytest.mark.clause("gansu-2017/4.5b", "gansu-2017/3.2.6e")
def test_show_prints_rows_with_clause_strength_and_origin():
    found = run("show", "gansu-2017", "--as-of", "2020-01-01").output
    assert "2017-06-28 起适用[推断];按 2020-01-01\n" in found
    assert (
        "  报送 (submit)  → 政务失信记录  [应当]  省发展改革委  失信信息产生后  gansu-submission-7wd"
        "  gansu-2017/4.5b\n"
    ) in found
    assert "  从轻 (lighter)  → 公务员  [可]  gansu-2017/3.2.6e\n" in found
    assert (
        "  信用中国 (credit-china)  → 政务失信记录  [应当]  依法依规  national-2016/4.2c  [转述]\n" in found
    )
    assert "\n失信惩戒 (sanction)\n" in found


def test_show_prints_what_the_document_says_of_itself():
    found = run("show", "gansu-2017", "--as-of", "2020-01-01").output
    assert (
        "\n文件\n  上位文件 (parent)  国发〔2016〕76号  国务院关于加强政务诚信建设的指导意见  gansu-2017/0b\n"
    ) in found
    assert "  发布层次 (release)  published  此件公开发布  gansu-2017/0a\n" in found
    shown = run("show", "shandong-2024", "--as-of", "2025-01-01", "--lang", "en").output
    assert "\ndocument\n  date of publication (published-on)  2024-11-11  11 November 2024  " in shown
    annex = json.loads(run("show", "alxa-2021/annex", "--as-of", "2022-01-01", "--format", "json").output)
    assert [(row["property"], row["clauses"]) for row in annex["document"]] == [
        ("annex", ["alxa-2021/annex.0a"])
    ]


def test_show_in_english():
    found = run("show", "gansu-2017", "--as-of", "2020-01-01", "--lang", "en").output
    assert "in force from 2017-06-28 [inferred]; as of 2020-01-01\n" in found
    assert "[encouraged]" in found
    assert "by the end of December 2018" in found


def test_show_as_json_carries_everything():
    found = json.loads(run("show", "shandong-2024", "--as-of", "2025-01-01", "--format", "json").output)
    assert (found["as_of"], found["as_of_default"]) == ("2025-01-01", False)
    assert found["chain"] == ["national-2016", "shandong-2024"]
    talk = [row for row in found["entries"] if row["code"] == "talk"]
    assert [(row["target"], row["clauses"], row["origin"]) for row in talk] == [
        ("principal-head", ["shandong-2024/4.13d"], "shandong-2024")
    ]
    assert len(found["tasks"]) == 17


def test_the_default_day_is_said():
    assert "(默认:今天)" in run("show", "gansu-2017").output
    assert "(default: today)" in run("compare", "gansu-2017", "gansu-2017", "--lang", "en").output
    assert json.loads(run("show", "gansu-2017", "--format", "json").output)["as_of_default"] is True


@pytest.mark.clause("alxa-2021/annex.20c", "alxa-2021/2.4.1c")
def test_compare_body_and_annex():
    found = run("compare", "alxa-2021/body", "alxa-2021/annex", "--as-of", "2024-01-01")
    assert found.output.startswith("alxa-2021/body | alxa-2021/annex  49 处不同 (2024-01-01)\n")
    assert "  评价结果应用 绩效考核  内容  重要参考 | 重要依据\n" in found.output
    arguments = ("compare", "alxa-2021/body", "alxa-2021/annex", "--as-of", "2024-01-01", "--format", "json")
    assert len(json.loads(run(*arguments).output)["differences"]) == 49


@pytest.mark.parametrize(
    "args",
    [
        ("show", "gansu-2018"),
        ("show", "gansu-2017", "--as-of", "2017-06-27"),
        ("compare", "gansu-2017", "shandong-2024", "--as-of", "2024-11-10"),
        ("compare", "gansu-2017", "nowhere"),
    ],
)
def test_an_unknown_profile_or_a_day_before_it_lists_what_exists(args):
    found = run(*args)
    assert found.exit_code == 2
    for name in ("national-2016", "gansu-2017 (2017-06-28 – )", "shandong-2024 (2024-11-11 – )"):
        assert name in found.stderr
    assert found.stdout == ""


def test_an_ill_formed_folder_is_refused_with_file_and_line(tmp_path):
    write(tmp_path, "jia", colour="red")
    found = run("list", "--data", str(tmp_path), "--lang", "en")
    assert found.exit_code == 2
    assert "jia/profile.csv line 12" in found.stderr
    assert "colour" in found.stderr

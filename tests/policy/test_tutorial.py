"""The tutorial of `docs/profiles.md`: its files and commands, as printed, add a jurisdiction."""

import re
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.policy import compare, profile

PAGE = Path(__file__).parents[2] / "docs" / "profiles.md"
SECTION = PAGE.read_text(encoding="utf-8").partition("## 增加一个地区")[2]
DAY = date(2026, 3, 1)


def follow(root):
    """Write the files that the page prints below `root`; returns the data directory."""
    for path, text in re.findall(r"`(mydata/[^`]+)`\n\n```text\n(.*?)```", SECTION, re.DOTALL):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root / "mydata"


def test_the_page_prints_a_whole_folder(tmp_path):
    names = {path.name for path in (follow(tmp_path) / "profiles" / "shili-2026").iterdir()}
    assert names == {"profile.csv", "clauses.csv", "entries.csv", "tasks.csv", "document.csv"}


def test_the_new_jurisdiction_is_a_county_below_gansu(tmp_path):
    county = profile("shili-2026", as_of=DAY, dirs=(follow(tmp_path),))
    assert county.chain == ("national-2016", "gansu-2017", "shili-2026")
    assert [one.code for one in county.facts("addressee")] == ["department"]
    (submit,) = county.find("submission", "submit", "dishonesty-record")
    assert (submit.value_zh, submit.clock) == ("县发展改革局", "gansu-submission-7wd")
    assert [one.strength for one in county.find("sanction", "shili-apology", "department")] == ["may"]
    assert county.find("duty", "honest-sub-district") == ()
    assert len(county.find("duty", "honest-township")) == 1


def test_it_differs_from_the_province_in_its_four_rows_and_its_task(tmp_path):
    dirs = (follow(tmp_path),)
    found = compare(profile("gansu-2017", as_of=DAY), profile("shili-2026", as_of=DAY, dirs=dirs))
    assert [(one.section, one.code, one.aspect, one.left, one.right) for one in found] == [
        ("submission", "submit", "value", "省发展改革委", "县发展改革局"),
        ("submission", "submit", "condition", "失信信息产生后", ""),
        ("sanction", "shili-apology", "stated", "", "own"),
        ("evaluation-use", "performance-appraisal", "value", "重要参考", "重要依据"),
        ("duty", "honest-sub-district", "stated", "own", ""),
        ("task", "ledger", "stated", "", "own"),
    ]


def test_the_commands_of_the_page_work(tmp_path, monkeypatch):
    follow(tmp_path)
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ gov-integrity (profile .*--data mydata.*)$", SECTION, re.MULTILINE)
    assert len(commands) == 3
    outputs = [CliRunner().invoke(cli, command.split()) for command in commands]
    assert [one.exit_code for one in outputs] == [0, 0, 0]
    assert "shili-2026\t2026-02-01 [已核对原文]\tgansu-2017\t示例县政务诚信建设实施方案" in outputs[0].output
    assert "national-2016 > gansu-2017 > shili-2026" in outputs[1].output
    assert "省发展改革委 | 县发展改革局" in outputs[2].output

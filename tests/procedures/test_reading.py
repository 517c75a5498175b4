"""The data files: every workflow clause ends in a step, and a mistake is told with its line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from gov_integrity.errors import DataFileError, UsageError
from gov_integrity.model.specs import flat_specs
from gov_integrity.policy import clauses
from gov_integrity.procedures import procedure, procedure_of, procedures
from gov_integrity.procedures.reading import read_steps, reason, vocabulary

HEAD = "step,outcome,from,to,strength,actors,documents,guards,clock,minimum,effects,clauses,laws,zh,en"
GOOD = "application,,start,filed,may,objector|inferred,record|verified,,,,,gansu-2017/3.2.6b,,提出异议,raised"


def test_every_workflow_clause_ends_in_a_step() -> None:
    wanted = {name for name, clause in clauses().items() if clause.verifiability == "workflow"}
    carried = {name for one in procedures().values() for step in one.steps for name in step.clauses}
    assert len(wanted) == 46
    assert wanted <= carried


def test_every_state_is_reached_and_every_open_state_can_be_left() -> None:
    for one in procedures().values():
        reached = {step.to for step in one.steps} | {one.start}
        left = {state for step in one.steps if step.to != "=" for state in step.from_states}
        assert set(one.states) <= reached, one.id
        assert {name for name, state in one.states.items() if not state.final} == left, one.id


def test_every_step_names_actor_article_and_words() -> None:
    for one in procedures().values():
        for step in one.steps:
            assert step.actors
            assert step.citations
            assert step.zh != step.en


def test_nothing_must_follow_an_end() -> None:
    for one in procedures().values():
        after = [step for step in one.steps if any(one.states[code].final for code in step.from_states)]
        assert {step.strength for step in after} <= {"may"}
        assert {step.to for step in after} <= {"="}


def test_a_statement_finds_its_procedure() -> None:
    found = {
        ("case", "repair"): "repair",
        ("case", "lead"): "complaint",
        ("commitment", "debt"): "arrears",
        ("commitment", "contract"): "promise",
        ("court_matter", "dishonest-judgment-debtor"): "court-notice",
        ("decision", "policy-adjustment"): "major-decision",
    }
    for (type_, kind), name in found.items():
        one = procedure_of(type_, kind)
        assert one is not None
        assert one.id == name
    assert procedure_of("court_matter", "civil-litigation") is None


def test_no_kind_is_served_twice() -> None:
    served = Counter(
        (type_, kind)
        for one in procedures().values()
        for type_, kinds in one.serves.items()
        for kind in kinds
    )
    assert set(served.values()) == {1}


def test_an_unknown_procedure_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="repair"):
        procedure("nothing")


@pytest.mark.parametrize(
    "code",
    [
        "unknown-step", "wrong-order", "wrong-actor", "missing-document", "too-early", "not-met",
        "outcome-not-stated", "not-published", "actor-not-stated", "date-not-stated", "fact-not-known",
        "order-unverified", "calendar", "source-unverified", "lateness-not-known", "not-in-profile",
    ],
)  # fmt: skip
def test_reasons_have_words(code: str) -> None:
    zh, en = reason(code)
    assert re.search("[\u4e00-\u9fff]", zh)
    assert en.isascii()


def test_a_reason_says_what_it_means() -> None:
    assert reason("too-early") == ("时间过早", "too early")
    assert reason("not-published") == ("此前的步骤未公布", "an earlier step was not made public")
    with pytest.raises(KeyError):
        reason("nothing")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("application,", "no-such-step,"),
        (",start,", ",no-such-state,"),
        (",start,", ",,"),
        (",filed,", ",no-such-state,"),
        (",may,", ",perhaps,"),
        ("objector|inferred", "objector"),
        ("objector|inferred", "nobody|inferred"),
        ("record|verified", "paper|verified"),
        ("record|verified,,,", "record|verified,no-guard,,"),
        ("record|verified,,,", "record|verified,,no-clock,"),
        ("gansu-2017/3.2.6b", "gansu-2017/9.9"),
        ("gansu-2017/3.2.6b", ""),
        (",提出异议", "某法|1,提出异议"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "objection.csv"
    assert old in GOOD
    file.write_text(f"{HEAD}\n{GOOD}\n{GOOD.replace(old, new, 1)}\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        list(read_steps("objection", file))
    assert (caught.value.params["file"], caught.value.params["line"]) == ("objection.csv", 3)


def table(name: str) -> list[dict[str, str]]:
    with (files("gov_integrity.procedures") / "data" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def fields(type_: str) -> set[str]:
    return {spec.name for spec in flat_specs(type_)}


def test_what_statements_tell_belongs_to_a_step_and_to_a_field_of_the_model() -> None:
    for row in table("published.csv"):
        one = procedure(row["procedure"])
        assert row["outcome"] in {step.outcome for step in one.named(row["step"])} | {""}, row
        names = [name.partition("=")[0].partition("?")[0] for name in (row["day"], row["condition"])]
        within = f"{row['list']}." if row["list"] else ""
        for type_ in one.serves:
            assert {within + name for name in names if name} <= fields(type_), (row, type_)
        for code in filter(None, [row["by"].removeprefix("=")]):
            assert code == "stated_by" or code in vocabulary().actors, row


def test_facts_are_read_from_fields_of_the_model_and_asked_by_a_guard() -> None:
    computed = {
        "due_on",
        "plan_due",
        "until",
        "record_exists",
        "record_ended_on",
        "kind",
        "traits",
        "measure",
    }
    asked = {row["fact"] for row in table("guards.csv")} | computed
    for row in table("facts.csv"):
        assert row["fact"] in asked, row
        types = [row["type"]] if row["type"] else ["case", "court_matter", "task"]
        assert all(row["path"] in fields(type_) for type_ in types), row


def test_a_clock_of_a_division_holds_there_alone(tmp_path: Path) -> None:
    """The division stands with the clock (山东省社会信用条例 39), a profile with the step."""
    path = tmp_path / "objection.csv"
    clocks = "shandong-objection-3wd;shandong-court-push@shandong-2024:application;repair-result-10wd"
    path.write_text(f"{HEAD}\n{GOOD.replace('verified,,,,,', f'verified,,{clocks},,,')}\n", encoding="utf-8")
    (step,) = read_steps("objection", path)
    assert [(start.clock, start.scope, start.trigger) for start in step.clocks] == [
        ("shandong-objection-3wd", "370000", ""),
        ("shandong-court-push", "shandong-2024", "application"),
        ("repair-result-10wd", "", ""),
    ]


def test_no_step_states_the_division_of_a_clock_again() -> None:
    for file in (files("gov_integrity.procedures") / "data" / "steps").iterdir():
        assert not re.search("@[0-9]{6}", file.read_text(encoding="utf-8")), file.name

"""Model, `jsonschema`, `jsonschema-rs` and `ajv` give the same verdict on every case, generated ones too."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gov_integrity.model import fits, model_name, model_names
from gov_integrity.schema import flat, judge
from gov_integrity.testing import MISTAKES, mistaken, statements

ENGINES = Path(__file__).parents[1] / "engines"
ENVELOPE = {
    "id": "example-agency/c-1",
    "revision": 1,
    "action": "make",
    "stated_by": "example-agency/self",
    "recorded_at": "2024-03-15T09:30:00+08:00",
    "access": "public",
}
COMMITMENT = {
    "type": "commitment",
    **ENVELOPE,
    "subject": "example-agency/gov",
    "kind": "contract",
    "made_on": "2024-02-29",
    "obligations": [
        {"no": 1, "kind": "to-pay", "due_on": "2024-03", "amount": "27200", "conditions_met": True}
    ],
    "domains": ["procurement"],
}


@cache
def python_engine(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(flat(name))


def by_jsonschema(value: object) -> bool:
    if not isinstance(value, dict) or not (name := model_name(value)):
        return False
    return python_engine(name).is_valid(value)


def verdicts(value: dict[str, object]) -> set[bool]:
    return {fits(value), by_jsonschema(value), judge(fast=True)(value)}


@settings(max_examples=400, suppress_health_check=list(HealthCheck), deadline=None)
@given(statements())
def test_generated_statements_are_valid_everywhere(value: dict[str, object]) -> None:
    assert verdicts(value) == {True}


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
@given(mistaken(statements()))
def test_mistaken_statements_are_judged_alike(case: tuple[dict[str, object], str]) -> None:
    value, mistake = case
    assert len(verdicts(value)) == 1, mistake


# Worked out by hand from the standard: (where, value, verdict).
HAND = [
    (("revision",), 1.0, True),
    (("revision",), 1.5, False),
    (("revision",), True, False),
    (("revision",), 0, False),
    (("revision",), 2**53 - 1, True),
    (("revision",), 2**53, False),
    (("recorded_at",), "2024-03-15T23:59:59Z", True),
    (("recorded_at",), "2024-03-15T23:59:60Z", False),
    (("recorded_at",), "2024-03-15t23:59:59Z", False),
    (("recorded_at",), "2024-03-15T23:59:59", False),
    (("recorded_at",), "2024-03-15T23:59:59Z\n", False),
    (("made_on",), "1900-02-29", False),
    (("made_on",), "2000-02-29", True),
    (("made_on",), "2023-02-29", False),
    (("made_on",), "2024", True),
    (("made_on",), "2024-13", False),
    (("made_on",), "2024-04-31", False),
    (("made_on",), "2100-01-01", False),
    (("made_on",), "1899-12-31", False),
    (("made_on",), "2024-03-15\n", False),
    (("made_on",), "1710460800", False),
    (("obligations", 0, "amount"), "1e5", False),
    (("obligations", 0, "amount"), "-0.50", True),
    (("obligations", 0, "amount"), "00", False),
    (("obligations", 0, "amount"), 27200, False),
    (("obligations", 0, "amount"), "27200\n", False),
    (("obligations", 0, "conditions_met"), 1, False),
    (("obligations",), [], False),
    (("domains",), None, False),
    (("access",), "公开", False),
    (("action",), "erase", False),
    (("x_demo_note",), "备注", True),
    (("x_demo_note",), "备注\n", False),
    (("y_demo_note",), "备注", False),
    (("title",), "𠮷䶮㛃", True),
    (("title",), "", False),
    (("title",), "字" * 500, True),
    (("title",), "字" * 501, False),
    (("title",), "𠮷" * 500, True),
    (("content",), "一行\n二行\t三", True),
    (("content",), "一行\r\n二行", False),
    (("id",), "无命名空间", False),
    (("id",), "a/b\n", False),
]


@pytest.mark.parametrize(("path", "value", "expected"), HAND, ids=str)
def test_verdicts_worked_out_by_hand(path: tuple[object, ...], value: object, expected: bool) -> None:
    case = copy.deepcopy(COMMITMENT)
    target: object = case
    for key in path[:-1]:
        target = target[key]  # type: ignore[index]
    target[path[-1]] = value  # type: ignore[index]
    assert verdicts(case) == {expected}


def test_a_planted_difference_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agreement test can fail: a schema that forgets one mistake disagrees with the model."""
    schema = flat("commitment")
    schema["properties"]["made_on"].pop("pattern")  # type: ignore[index, union-attr]
    lax = jsonschema.Draft202012Validator(schema)
    # A statement that has the field, so that its mistakes are met whatever the other fields are.
    strategy = mistaken(st.just(COMMITMENT))
    seen: list[bool] = []

    @settings(
        max_examples=600, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None,
        derandomize=True, database=None,
    )  # fmt: skip
    @given(strategy)
    def compare(case: tuple[dict[str, object], str]) -> None:
        value, _ = case
        if model_name(value) == "commitment":
            seen.append(lax.is_valid(value) == fits(value))

    compare()
    assert False in seen


def ajv(cases: list[tuple[str, object]], folder: Path) -> list[bool]:
    node = shutil.which("node")
    if node is None or not (ENGINES / "node_modules").is_dir():
        if os.environ.get("GOV_INTEGRITY_INSIST_ON_NODE"):
            pytest.fail("Node and its packages are needed: npm ci in tests/engines")
        pytest.skip("Node and its packages are not installed")
    for name in model_names():
        (folder / f"{name}.json").write_text(json.dumps(flat(name)), encoding="utf-8")
    lines = "".join(json.dumps({"name": name, "value": value}) + "\n" for name, value in cases)
    done = subprocess.run(
        [node, "judge.mjs", str(folder)], cwd=ENGINES, input=lines, capture_output=True, text=True, check=True
    )
    return [sign == "1" for sign in done.stdout.strip()]


def test_ajv_agrees_unaided_and_strict(tmp_path: Path) -> None:
    cases: list[tuple[str, object]] = []

    @settings(
        max_examples=1200, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None,
        derandomize=True, database=None,
    )  # fmt: skip
    @given(st.one_of(mistaken(statements()).map(lambda case: case[0]), statements()))
    def gather(value: dict[str, object]) -> None:
        if name := model_name(value):
            cases.append((name, value))

    gather()
    for path, value, _ in HAND:
        case = copy.deepcopy(COMMITMENT)
        target: object = case
        for key in path[:-1]:
            target = target[key]  # type: ignore[index]
        target[path[-1]] = value  # type: ignore[index]
        if name := model_name(case):
            cases.append((name, case))
    assert len(cases) > 1000
    got = ajv(cases, tmp_path)
    wrong = [case for case, verdict in zip(cases, got, strict=True) if verdict != fits(case[1])]
    assert wrong == []


def test_the_list_of_mistakes_is_long_and_distinct() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(names) == len(set(names)) >= 50

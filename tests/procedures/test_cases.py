"""The shipped cases: each full course is taken, each refusal cites its reason and its article."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.errors import RefusedError, UndeterminedError
from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Case, Context, advance, procedures
from gov_integrity.procedures.cases import ProcedureCase, procedure_cases

AS_OF = date(2030, 1, 1)


def context(name: str) -> Context:
    """A case without a profile is judged by every text."""
    return Context(load(), profile(name, as_of=date(2026, 5, 6)) if name else None)


def course(case: ProcedureCase) -> Case:
    """The case after its history; every step of it is allowed."""
    found = Case(case.procedure, "示例", facts=case.facts)
    for event in case.history:
        found = advance(found, event, as_of=AS_OF, context=context(case.profile))
    return found


@pytest.mark.parametrize("case", procedure_cases(), ids=lambda case: f"{case.line}-{case.procedure}")
@pytest.mark.clause(
    "alxa-2021/2.1.5a", "alxa-2021/2.2.1b", "alxa-2021/2.2.3a", "alxa-2021/2.2.7c", "alxa-2021/2.2.7d",
    "alxa-2021/2.2.7e", "alxa-2021/2.2.7f", "alxa-2021/2.2.8b", "alxa-2021/2.3.1b", "alxa-2021/2.3.4g",
    "alxa-2021/2.3.4l", "alxa-2021/2.3.5f", "alxa-2021/2.3.5g", "alxa-2021/2.4.1c", "alxa-2021/2.4.3b",
    "alxa-2021/3.2b", "alxa-2021/3.3b", "alxa-2021/annex.5", "alxa-2021/annex.13", "alxa-2021/annex.14a",
    "gansu-2017/3.2.6b", "gansu-2017/3.2.6c", "gansu-2017/3.2.6d", "gansu-2017/3.3.5d",
    "weidu-2022/3.2.3b", "weidu-2022/3.2.3c", "weidu-2022/3.2.3d", "weidu-2022/3.2.4a", "weidu-2022/4.2b",
    "xinzheng-2017/4.1.2b", "xinzheng-2017/4.1.3b", "xinzheng-2017/4.2.8b", "xinzheng-2017/4.2.8c",
    "xinzheng-2017/4.2.8d", "xinzheng-2017/4.3.12g", "xinzheng-2017/4.3.12i", "xinzheng-2017/4.4.18g",
    "xinzheng-2017/5.1b", "shandong-2024/1.3d", "shandong-2024/1.3e", "shandong-2024/3.8a",
    "shandong-2024/3.9c", "shandong-2024/3.9e", "shandong-2024/4.12c", "shandong-2024/4.14a",
    "shandong-2024/4.14c",
)  # fmt: skip
def test_case(case: ProcedureCase) -> None:
    before = course(case)
    kept = (before.state, before.since, before.history, before.effects)
    if case.expected not in {"refused", "undetermined"}:
        after = advance(before, case.event, as_of=AS_OF, context=context(case.profile))
        assert after.state == case.expected
        assert len(after.history) == len(before.history) + 1
        return
    kind = RefusedError if case.expected == "refused" else UndeterminedError
    with pytest.raises(kind) as caught:
        advance(before, case.event, as_of=AS_OF, context=context(case.profile))
    told = caught.value.params
    assert told["reason"] == case.reason
    assert case.basis in str(told["basis"])
    assert (told["procedure"], told["step"]) == (case.procedure, case.event.step)
    assert caught.value.text("zh") != caught.value.text("en")
    assert (before.state, before.since, before.history, before.effects) == kept


@pytest.mark.parametrize("name", list(procedures()))
def test_every_procedure_ships_its_course_and_its_refusals(name: str) -> None:
    own = [case for case in procedure_cases() if case.procedure == name]
    assert any(case.name.startswith("示例") for case in own)
    reasons = {case.reason for case in own if case.expected == "refused"}
    assert reasons >= {"wrong-actor", "too-early", "missing-document", "wrong-order"}

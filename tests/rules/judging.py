"""Judging a few statements by one rule, as the engine would."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, Coverage, Fold, RuleSet, Statement

ENVELOPE = {"stated_by": "a/office", "access": "government", "action": "make", "revision": 1}


def context(
    name: str = "shandong-2024", as_of: str = "2025-06-30", coverage: Sequence[Coverage] = ()
) -> Context:
    day = date.fromisoformat(as_of)
    known = profile(name, as_of=day) if name else None
    return Context(as_of=day, periods=load(), profile=known, coverage=tuple(coverage))


def judged(
    code: str, *statements: Mapping[str, Any], where: Context | None = None, cut: int = 0
) -> list[tuple[int, str, dict[str, object]]]:
    """Number of the statement, pointer and parameters of each hit; the input is cut in two at `cut`."""
    rules = RuleSet(where or context(), only={code})
    folds = (Fold(), Fold())
    found = []
    whole: list[Statement] = []
    for number, given in enumerate(statements):
        statement = {"id": f"a/{number}", **ENVELOPE, **given}
        whole.append(statement)
        found += [(number, one.hit.pointer, dict(one.hit.params)) for one in rules.judge(statement)]
        rules.gather(statement, number, folds[number >= cut])
    folds[0].merge(folds[1])

    def find(ids: Collection[str]) -> Iterator[tuple[int, Statement]]:
        return ((number, one) for number, one in enumerate(whole) if one["id"] in ids)

    found += [(one.where, one.hit.pointer, dict(one.hit.params)) for _, one in rules.finish(folds[0], find)]
    return sorted(found, key=lambda item: item[:2])

"""The case of a rule: statements that pass, and the one fact that makes them fail.

`cases/<code>.json` holds:

* `why`: one sentence, Chinese, on what is wrong in the bad case;
* `good`: the statements of the good case. Of the envelope only `type` need be given; what is left out is
  filled in alike for all cases (`id` is then `example-agency/<number>`);
* `bad`: the one change that makes it bad: `{"at": "/0/due_on", "value": …}`, `{"at": …, "drop": true}` or
  `{"add": {statement}}`;
* `hits`: where the rule must find it, as `[number of the statement, pointer]`;
* `profile`, `as_of`, `coverage`, `extent`: of the context, where the default does not do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from gov_integrity.errors import DataFileError
from gov_integrity.periods import load
from gov_integrity.policy import profile

from .values import Context, Coverage

__all__ = ["Case", "case"]

_KNOWN = {"why", "good", "bad", "hits", "profile", "as_of", "coverage", "extent"}
_ENVELOPE = {
    "revision": 1,
    "action": "make",
    "stated_by": "example-agency/office",
    "recorded_at": "2025-03-14T09:00:00+08:00",
    "access": "government",
}


@frozen(slots=True)
class Case:
    """A rule's good and bad case, ready to be judged.

    Attributes:
        why: What is wrong in the bad one.
        good, bad: Statements.
        hits: Where the bad one must be found: number of the statement from 0, and pointer.
        profile: Profile it is judged under.
        as_of: Day it is judged for.
        coverage, extent: What the header would declare.
    """

    why: str
    good: tuple[Mapping[str, Any], ...]
    bad: tuple[Mapping[str, Any], ...]
    hits: tuple[tuple[int, str], ...]
    profile: str
    as_of: date
    coverage: tuple[Coverage, ...]
    extent: str

    def context(self) -> Context:
        """What the rule may know besides the statements."""
        return Context(
            as_of=self.as_of,
            periods=load(),
            profile=profile(self.profile, as_of=self.as_of),
            coverage=self.coverage,
            extent=self.extent,
        )


def _refuse(code: str, what: str) -> DataFileError:
    return DataFileError("{file}:{what}", "{file}: {what}", file=f"{code}.json", line=1, what=what)


def _change(good: list[dict[str, Any]], change: Mapping[str, Any], code: str) -> list[dict[str, Any]]:
    bad = deepcopy(good)
    if "add" in change:
        return [*bad, _filled(change["add"], len(bad))]
    *path, last = str(change["at"]).removeprefix("/").split("/")
    target: Any = bad
    for part in path:
        target = target[int(part)] if isinstance(target, list) else target[part]
    key: Any = int(last) if isinstance(target, list) else last
    if change.get("drop"):
        if key not in target and not isinstance(target, list):
            raise _refuse(code, f"nothing at {change['at']}")
        del target[key]
    else:
        target[key] = change["value"]
    return bad


def _filled(statement: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {"type": statement["type"], "id": f"example-agency/{number}", **_ENVELOPE, **statement}


@cache
def case(code: str) -> Case:
    """The case of a rule. Raises `DataFileError` when it is missing or ill-formed."""
    place = files(__package__) / "cases" / f"{code}.json"
    if not place.is_file():
        raise _refuse(code, "there is no case")
    found = json.loads(place.read_text(encoding="utf-8"))
    if unknown := set(found) - _KNOWN:
        raise _refuse(code, f"unknown keys {sorted(unknown)}")
    good = [_filled(item, number) for number, item in enumerate(found["good"])]
    return Case(
        why=found["why"],
        good=tuple(good),
        bad=tuple(_change(good, found["bad"], code)),
        hits=tuple((int(number), str(pointer)) for number, pointer in found["hits"]),
        profile=found.get("profile", "shandong-2024"),
        as_of=date.fromisoformat(found.get("as_of", "2025-06-30")),
        coverage=tuple(Coverage(**item) for item in found.get("coverage", ())),
        extent=found.get("extent", "increment"),
    )

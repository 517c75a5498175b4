"""What was done before a text was in force has not broken it, whichever rule asks."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest

from gov_integrity.policy import profile
from gov_integrity.rules import Fold, RuleSet, case


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("GI-SAN-0001", "from"),
        ("GI-SAN-0002", "from"),
        ("GI-SAN-0006", "from"),
        ("GI-SAN-0009", "from"),
        ("GI-MIT-0001", "from"),
        ("GI-MIT-0002", "from"),
        ("GI-RPT-0002", "submitted_on"),
        ("GI-RPT-0003", "submitted_on"),
        ("GI-DUT-0003", "decided_on"),
        ("GI-TRD-0002", "from"),
        ("GI-PUB-0005", "made_on"),
    ],
)
def test_an_act_is_judged_by_the_text_from_its_first_day(code: str, field: str) -> None:
    found = case(code)
    number, _ = found.hits[0]
    first = profile(found.profile, as_of=found.as_of).head.in_force_from

    def told(day: str) -> int:
        given = deepcopy([dict(statement) for statement in found.bad])
        given[number][field] = day
        rule_set, fold = RuleSet(found.context(), only={code}), Fold()
        hits = 0
        for place, statement in enumerate(given):
            hits += len(list(rule_set.judge(statement)))
            rule_set.gather(statement, place, fold)
        return hits + len(list(rule_set.finish(fold)))

    assert told((first - timedelta(days=1)).isoformat()) == 0
    assert told(first.isoformat()) > 0
    assert told(str(first.year)) > 0

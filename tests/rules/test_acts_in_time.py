"""What was done before a text was in force has not broken it, whichever rule asks."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest

from gov_integrity.policy import profile
from gov_integrity.rules import Fold, RuleSet, case


@pytest.mark.parametrize(
    ("code", "number", "field"),
    [
        ("GI-BID-0001", 0, "decided_on"),
        ("GI-BID-0002", 0, "decided_on"),
        ("GI-BID-0005", 0, "from"),
        ("GI-DUT-0001", 0, "decided_on"),
        ("GI-DUT-0002", 0, "decided_on"),
        ("GI-DUT-0003", 0, "decided_on"),
        ("GI-EDU-0002", 0, "held_on"),
        ("GI-EDU-0003", 0, "held_on"),
        ("GI-EDU-0004", 0, "held_on"),
        ("GI-MIT-0001", 0, "from"),
        ("GI-MIT-0002", 0, "from"),
        ("GI-OBJ-0001", 0, "closed_on"),
        ("GI-PUB-0005", 0, "made_on"),
        ("GI-RCT-0001", 0, "closed_on"),
        ("GI-RCT-0002", 0, "closed_on"),
        ("GI-RCT-0004", 1, "decided_on"),
        ("GI-REC-0007", 0, "decided_on"),
        ("GI-REC-0010", 0, "decided_on"),
        ("GI-RPT-0001", 0, "submitted_on"),
        ("GI-RPT-0002", 0, "submitted_on"),
        ("GI-RPT-0003", 0, "submitted_on"),
        ("GI-SAN-0001", 0, "from"),
        ("GI-SAN-0002", 0, "from"),
        ("GI-SAN-0005", 0, "from"),
        ("GI-SAN-0006", 0, "from"),
        ("GI-SAN-0008", 0, "from"),
        ("GI-SAN-0009", 0, "from"),
        ("GI-SAN-0010", 1, "from"),
        ("GI-SAN-0011", 0, "from"),
        ("GI-SRV-0003", 0, "changed_on"),
        ("GI-STA-0001", 0, "observed_on"),
        ("GI-STA-0002", 0, "period_until"),
        ("GI-STA-0003", 0, "closed_on"),
        ("GI-SUB-0002", 0, "done_on"),
        ("GI-SUB-0003", 0, "done_on"),
        ("GI-SUB-0004", 0, "done_on"),
        ("GI-SUP-0001", -1, "done_on"),
        ("GI-SUP-0002", -1, "done_on"),
        ("GI-TRD-0002", 0, "from"),
        ("GI-TRD-0003", 0, "made_on"),
        ("GI-TSK-0001", 0, "done_on"),
    ],
)
def test_an_act_is_judged_by_the_text_from_its_first_day(code: str, number: int, field: str) -> None:
    found = case(code)
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

"""Order of dates that no text could mean otherwise."""

from __future__ import annotations

from gov_integrity.periods.partial import before
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.values import Checked, Context, Hit, Law, Statement


@record_rule(
    "GI-DAT-0001",
    types=("dishonesty_record",),
    needs=("decided_on", "ended_on"),
    zh=(
        "记录在认定之前终止",
        "终止日期 {sample} 早于认定文书的作出日期 {decided_on}。",
        "核对认定文书和终止文书的日期,更正其中写错的一个。",
    ),
    en=(
        "record ended before it was determined",
        "It ended on {sample}, before the deciding document of {decided_on}.",
        "Check the dates of both documents and correct the wrong one.",
    ),
    laws=(Law("GIDS", "GIDS-REC-011"),),
)
def ended_before_determined(statement: Statement, _context: Context) -> Checked:
    """A record ends after it has begun."""
    if before(statement["ended_on"], statement["decided_on"]):
        yield Hit("/ended_on", {"decided_on": statement["decided_on"]}, statement["ended_on"])

"""Ranks and grades among peers.

Only bodies of the same kind and level are ranked together. Competition ranking prints 9, 9, 11, dense
ranking 9, 9, 10, ordinal ranking 9, 10, 11 (equal scores in the order of ids). Whether the unrounded or the
rounded score decides is stated in the index: a list that prints 89.02 at ranks 9 and 10 ranks unrounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from gov_integrity.evaluation.definition import Index
from gov_integrity.evaluation.result import Assessment

__all__ = ["ranked", "ranks"]


def ranks(values: Sequence[Fraction], rule: str) -> list[int]:
    """Rank of each value, the largest first; equal values by `rule` (competition, dense, ordinal).

    Ordinal ranking numbers equal values in the order given.
    """
    order = sorted(range(len(values)), key=lambda at: -values[at])
    found = [0] * len(values)
    distinct = 0
    for place, at in enumerate(order, 1):
        tied = place > 1 and values[at] == values[order[place - 2]]
        distinct += not tied
        if rule == "ordinal" or not tied:
            found[at] = place if rule != "dense" else distinct
        else:
            found[at] = found[order[place - 2]]
    return found


def ranked(index: Index, results: Iterable[Assessment]) -> list[Assessment]:
    """The assessments with ranks among their peers; no score or a failed veto means no rank."""
    groups: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for one in results:
        groups[one.body.peers].append(one)
    found: list[Assessment] = []
    for (kind, level), members in groups.items():
        members.sort(key=lambda one: one.body.id)
        able = [one for one in members if one.score is not None and not one.failed]
        values = [(one.score if index.rank_on == "rounded" else one.exact) or Fraction(0) for one in able]
        places = dict(zip((one.body.id for one in able), ranks(values, index.tie_rule), strict=True))
        found += [
            evolve(one, rank=places.get(one.body.id), peers=(kind, level, len(able))) for one in members
        ]
    return found

"""The tree of an index: who is below whom, how many points each node is worth, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.numbers import exact_text
from gov_integrity.evaluation.reading import Draft, Reader

__all__ = ["check_tree", "check_weights", "children_of", "full_points"]

MAX_LEVELS = 20


def children_of(indicators: Iterable[d.Indicator]) -> dict[str, tuple[str, ...]]:
    """Child codes by parent code; "" is the root."""
    found: dict[str, list[str]] = {}
    for item in indicators:
        found.setdefault(item.parent, []).append(item.code)
    return {parent: tuple(codes) for parent, codes in found.items()}


def check_tree(draft: Draft) -> bool:
    """Unique codes, known parents, no cycle, not too deep. True when the tree can be walked."""
    rows = {item.code: (row, item) for row, item in reversed(draft.indicators) if item.code}
    sound = bool(rows)
    if not rows:
        draft.reader.say("GI-EVAL-0018", "indicators")
    seen: set[str] = set()
    for row, item in draft.indicators:
        sound = sound and bool(item.code)
        if item.code in seen:
            row.say("GI-EVAL-0004", "code", item.code, item=item.code)
            sound = False
        seen.add(item.code)
        if item.parent and item.parent not in rows:
            row.say("GI-EVAL-0005", "parent", item.parent, item=item.parent)
            sound = False
    if not sound:
        return False
    for row, item in draft.indicators:
        above = [item.code]
        while (parent := rows[above[-1]][1].parent) and parent not in above and len(above) <= MAX_LEVELS:
            above.append(parent)
        if parent:
            row.say("GI-EVAL-0006", "parent", parent, path=tuple(reversed(above)))
            sound = False
    return sound


def full_points(
    total: Fraction | None, weighting: str, children: Mapping[str, tuple[str, ...]],
    indicators: Mapping[str, d.Indicator],
) -> dict[str, Fraction | None]:  # fmt: skip
    """Full points of every node on the final scale, by code; the root is "", None means unbounded.

    Shares are of the parent; relative weights are divided by the sum of the scored siblings. Bonus and
    deduction items are worth the points they state, whatever the weighting.
    """
    full: dict[str, Fraction | None] = {"": total}
    todo = [""]
    while todo:
        parent = todo.pop()
        below = [indicators[code] for code in children.get(parent, ())]
        weights = sum((item.weight or Fraction(0) for item in below if item.role == "score"), Fraction(0))
        above = full[parent]
        for item in below:
            if item.role == "veto":
                full[item.code] = Fraction(0)
            elif item.role != "score" or weighting == "points" or item.points is not None:
                full[item.code] = item.points
            elif above is None or item.weight is None or (weighting == "relative" and not weights):
                full[item.code] = None
            else:
                share = item.weight / weights if weighting == "relative" else item.weight
                full[item.code] = above * share
            todo.append(item.code)
    return full


def check_weights(
    draft: Draft, index_rule: str, weighting: str, full: Mapping[str, Fraction | None],
    children: Mapping[str, tuple[str, ...]],
) -> None:  # fmt: skip
    """The worth of the scored children must add up to their parent's, unless the parent caps them."""
    rows: dict[str, Reader] = {item.code: row for row, item in draft.indicators}
    indicators = {item.code: item for _, item in draft.indicators}
    for row, item in draft.indicators:
        _check_own_weight(row, item, weighting, indicators)
    for parent, codes in children.items():
        scored = [indicators[code] for code in codes if indicators[code].role == "score"]
        if scored and (indicators[parent].rule if parent else index_rule) == "sum":
            place = rows[parent] if parent else draft.reader
            if weighting == "shares":
                _check_shares(place, parent, scored)
            elif weighting == "relative" and not any(item.weight for item in scored):
                place.say(
                    "GI-EVAL-0007", "code" if parent else "indicators", item=parent, expected="> 0", found="0"
                )
            elif weighting == "points":
                _check_points(place, parent, [full[item.code] for item in scored], full[parent])


def _check_shares(place: Reader, parent: str, scored: list[d.Indicator]) -> None:
    shares = [item.weight for item in scored if item.weight is not None]
    if len(shares) == len(scored) and sum(shares) != 1:
        found = exact_text(Fraction(sum(shares)))
        place.say("GI-EVAL-0007", "code" if parent else "indicators", item=parent, expected="1", found=found)


def _check_points(place: Reader, parent: str, worth: list[Fraction | None], above: Fraction | None) -> None:
    key = "points" if parent else "total"
    known = [points for points in worth if points is not None]
    if above is not None and len(known) < len(worth):
        place.say("GI-EVAL-0008", key, item=parent)
    elif above is not None and sum(known) != above:
        found = exact_text(Fraction(sum(known)))
        place.say("GI-EVAL-0007", key, item=parent, expected=exact_text(above), found=found)


def _check_own_weight(
    row: Reader, item: d.Indicator, weighting: str, indicators: Mapping[str, d.Indicator]
) -> None:
    for key, value in (("weight", item.weight), ("points", item.points)):
        if value is not None and value < 0:
            row.say("GI-EVAL-0002", key, exact_text(value), field=key, wanted=">= 0")
    if item.role != "score" or (item.parent and indicators[item.parent].rule == "formula"):
        return
    if weighting != "points" and item.weight is None:
        row.say("GI-EVAL-0001", "weight", field="weight")
    if weighting != "points" and item.points is not None and item.weight is not None:
        row.say("GI-EVAL-0008", "points", item=item.code)

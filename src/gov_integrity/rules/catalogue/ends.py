"""Ends: after their beginnings, and what may not go on beyond them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.claims import joined
from gov_integrity.rules.facts import Tallies, bulk_only, discipline_until, due_day
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_PERIOD = (("period_from", "period_until"),)
_SPANS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "organisation": (("since", "until"),),
    "dishonesty_record": (("conduct_on", "decided_on"), ("decided_on", "effective_on")),
    "honesty_record": (("awarded_on", "valid_until"),),
    "commitment": (("valid_from", "valid_until"), ("made_on", "valid_until")),
    "decision": (("effective_on", "valid_until"), ("transition_from", "transition_until")),
    "list_item": (("since", "until"),),
    "publication": (("from", "until"),),
    "sanction": (("from", "until"), ("from", "ended_on")),
    "incentive": (("from", "until"), ("from", "ended_on")),
    "case": (("opened_on", "due_on"), ("opened_on", "closed_on")),
    "index": (("since", "until"),),
    "observation": _PERIOD,
    "assessment": _PERIOD,
    "report": _PERIOD,
}
"""Fields of which the second cannot lie before the first."""

_SHARED_ROWS = (("parties", "from", "until"), ("steps", "on", "until"))
_ROWS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "organisation": (("history", "from", "until"), *_SHARED_ROWS),
    "person": (("posts", "from", "until"), *_SHARED_ROWS),
}


@record_rule(
    "GI-END-0001",
    types=tuple(_SPANS),
    zh=(
        "结束早于开始",
        "{field} 是 {sample},早于开始的日期 {since}。",
        "核对两个日期,更正其中写错的一个。",
    ),
    en=(
        "ends before it begins",
        "{field} is {sample}, before the beginning on {since}.",
        "Check both dates and correct the wrong one.",
    ),
    laws=(Law("GIDS", "GIDS-DAT-004"),),
    parts=lambda shape: [span for span in _SPANS[shape.type] if set(shape.fields).issuperset(span)],
)
def ends_before_it_begins(
    spans: Collection[tuple[str, str]], statement: Statement, _context: Context
) -> Checked:
    """Nothing ends before it has begun; partial dates only where certain."""
    found = []
    for begin, end in spans:
        since, until = statement[begin], statement[end]
        if until < since and before(until, since):
            found.append(Hit(f"/{end}", {"field": end, "since": since}, until))
    return found


@record_rule(
    "GI-END-0002",
    types=("organisation", "person", *(kind for kind in _SPANS if kind != "organisation"), "court_matter",
           "handling", "inspection", "task", "activity"),
    zh=(
        "子表行的结束早于开始",
        "{list} 中一行的结束日期 {sample} 早于开始日期 {since}。",
        "核对两个日期,更正其中写错的一个。",
    ),
    en=(
        "row ends before it begins",
        "A row of {list} ends on {sample}, before it begins on {since}.",
        "Check both dates and correct the wrong one.",
    ),
    laws=(Law("GIDS", "GIDS-DAT-004"),),
    parts=lambda shape: [row for row in _ROWS.get(shape.type, _SHARED_ROWS) if row[0] in shape.fields],
)  # fmt: skip
def row_ends_before_it_begins(
    lists: Collection[tuple[str, str, str]], statement: Statement, _context: Context
) -> Checked:
    """Posts, parts, former values and steps end after they begin."""
    # Most rows have no end, or a later one even as a text; only the others are looked at closely.
    for name, begin, end in lists:
        for row in statement[name]:
            if end in row and begin in row and row[end] < row[begin]:
                return _reversed(lists, statement)
    return ()


def _reversed(lists: Collection[tuple[str, str, str]], statement: Statement) -> Checked:
    for name, begin, end in lists:
        for index, row in enumerate(statement[name]):
            if end in row and begin in row and before(row[end], row[begin]):
                params: dict[str, Param] = {"list": name, "since": row[begin]}
                yield Hit(f"/{name}/{index}/{end}", params, row[end])


def _revoked(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        state, until = statement.get("state", "published"), statement.get("until", "")
        # Taken down on a day that is not told, it may have been in time.
        if state == "withheld" or (state == "taken-down" and not until) or bulk_only(statement):
            return ()
        return [(("shown", one, until), 0) for one in statement["about"]]
    if statement["end_kind"] != "revoked" or statement["form"] != "administrative-penalty":
        return ()
    return [(("revoked", statement["id"], statement["ended_on"]), 0)]


@dataset_rule(
    "GI-END-0003",
    types=("dishonesty_record", "publication"),
    gather=_revoked,
    zh=(
        "处罚撤销后没有按时撤回公开",
        "处罚 {revoked_on} 被撤销,应当在 {due_on} 之前撤回公开信息并说明理由,公开截止日期是 {until}。",
        "立即撤回公开信息,并公开说明理由。",
    ),
    en=(
        "revoked penalty not taken down in time",
        "Revoked on {revoked_on}, to be taken down by {due_on}; the last day of publicity is {until}.",
        "Take it down at once and say publicly why.",
    ),
    laws=(Law("行政处罚法", "48, 85"),),
    parts=having(dishonesty_record=("end_kind", "ended_on"), publication=("about",)),
)
def not_taken_down(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What was published of a penalty that is revoked is withdrawn within 3 working days."""
    clock = "revoked-penalty-withdrawal-3wd"
    start = context.periods.clock(clock).in_force_from or date.min
    for (_, until), tally, (_, revoked), _ in joined(tallies, "shown", "revoked"):
        due = due_day(context, clock, revoked) if bounds(revoked)[0] >= start else None
        if due is not None and after(until or context.as_of, due):
            params = {"revoked_on": revoked, "due_on": due.isoformat(), "until": until or "-"}
            yield Found(tally.first, Hit("/until", params))


@record_rule(
    "GI-END-0004",
    types=("sanction",),
    needs=("from",),
    zh=(
        "处分期满没有解除",
        "{measure_kind} 自 {since} 起,处分期至多到 {longest},没有写明截止日期或者解除日期。",
        "处分期满没有再发生违法行为的,填写解除日期和解除原因。",
    ),
    en=(
        "discipline past its period",
        "{measure_kind} since {since} lasts until {longest} at most, and no end is stated.",
        "State the day and kind of end, unless new violations came within the period.",
    ),
    laws=(Law("公职人员政务处分法", "8, 15, 19"), Law("公务员法", "64, 65")),
    severity="warning",
    parts=lacking("until", "ended_on", "end_kind"),
)
def discipline_without_end(_missing: object, statement: Statement, context: Context) -> Checked:
    """Discipline ends by itself when its period is over, if nothing new has happened."""
    kind, since = statement["kind"], statement["from"]
    longest = discipline_until(context, kind, since)
    if longest is None or context.as_of <= longest:
        return ()
    return [Hit("/from", {"measure_kind": kind, "since": since, "longest": longest.isoformat()}, since)]

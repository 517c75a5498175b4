"""Approval reform and services: changes of items, online handling, needless documents, service points."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, named, sourced
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_CHANGED = (
    "alxa-2021/2.1.3a",
    "alxa-2021/annex.3",
    "gansu-2017/4.3",
    "xinzheng-2017/2.3a",
    "xinzheng-2017/4.3.13a",
)
_ONLINE = ("alxa-2021/2.1.4b", "alxa-2021/annex.4")
_MODES = ("alxa-2021/2.1.3c", "alxa-2021/annex.3", "gansu-2017/4.3")
_COUNTED = ("xinzheng-2017/4.3.13b",)
_POINTS = ("xinzheng-2017/4.4.20d",)
_SERVICES = ("alxa-2021/2.3.6c", "alxa-2021/annex.19")
_GRASSROOTS_UNITS = frozenset({"sub-district", "township", "sumu"})
_RATES = {"online-service-rate": "online", "parallel-service-rate": "parallel"}
_UNITS = {
    "sub-district": "convenience-centre",
    "township": "convenience-centre",
    "sumu": "convenience-centre",
    "village-committee": "convenience-station",
    "residents-committee": "convenience-station",
}


@record_rule(
    "GI-SRV-0001",
    types=("list_item",),
    needs=("change",),
    zh=(
        "事项调整没有日期",
        "事项作了“{item_change}”,没有填写调整日期。",
        "填写该项调整在本单位生效的日期;尚未落实的,尽快落实。",
    ),
    en=(
        "change of an item without a date",
        "The item was changed ('{item_change}') and no date is stated.",
        "State the day on which the change took effect here; if it has not, put it into effect.",
    ),
    clauses=_CHANGED,
    confidence="inferred",
    parts=lacking("changed_on"),
)
def change_without_date(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Items that were cleared, cut, cancelled, delegated or adjusted say when that took effect.

    The last day of an item that was cancelled tells it as well.
    """
    if statement["change"] == "cancelled" and "until" in statement:
        return ()
    return (Hit("/change", {"item_change": statement["change"]}, statement["change"]),)


@record_rule(
    "GI-SRV-0002",
    types=("list_item",),
    needs=("change", "changed_on"),
    zh=(
        "已经取消的事项仍在清单上有效",
        "事项于 {sample} 取消,有效期却没有在该日以前截止。",
        "把事项废止日期填为取消前的最后一日,并停止办理。",
    ),
    en=(
        "cancelled item still in force on the list",
        "The item was cancelled on {sample}, but it has not ended on the list by then.",
        "End the item on the last day before it was cancelled and stop applying it.",
    ),
    clauses=_CHANGED,
    confidence="inferred",
)
def cancelled_still_listed(statement: Statement, context: Context) -> Checked:
    """A cancelled item is applied no longer."""
    day = statement["changed_on"]
    if statement["change"] == "cancelled" and before(day, context.as_of):
        until = statement.get("until")
        if until is None or after(until, day):
            yield Hit("/changed_on", {}, day)


@record_rule(
    "GI-SRV-0003",
    types=("list_item",),
    needs=("change",),
    zh=(
        "取消、下放事项没有来源层级",
        "事项作了“{item_change}”,没有填写由哪一级决定。",
        "填写决定该项调整的行政层级。",
    ),
    en=(
        "cancelled or delegated item without its source",
        "The item was changed ('{item_change}'); the level that decided it is not stated.",
        "State the administrative level that decided the change.",
    ),
    clauses=("xinzheng-2017/4.3.13a",),
    confidence="inferred",
    parts=lacking("change_source"),
)
def source_level_missing(_missing: object, statement: Statement, context: Context) -> Checked:
    """Items cancelled or delegated from above are put into effect, so the level above is known."""
    if statement["change"] in {"cancelled", "delegated"} and in_its_time(
        context, statement.get("changed_on", "")
    ):
        yield Hit("/change", {"item_change": statement["change"]}, statement["change"])


@record_rule(
    "GI-SRV-0004",
    types=("list_item",),
    needs=("materials",),
    zh=(
        "申请材料没有设定依据",
        "要求提交“{sample}”,没有写明设定依据。",
        "填写要求该材料的法律依据;没有依据的,取消该材料。",
    ),
    en=(
        "required document without a legal basis",
        "'{sample}' must be brought and no legal basis is stated for it.",
        "State the provision that asks for it; without one, ask for it no longer.",
    ),
    clauses=("xinzheng-2017/4.3.13g",),
    confidence="inferred",
)
def material_without_basis(statement: Statement, context: Context) -> Checked:
    """Needless certificates and formalities are abolished; what has ended asks for none."""
    if "until" in statement and before(statement["until"], context.as_of):
        return
    for index, row in each(statement, "materials"):
        if "basis" not in row:
            yield Hit(f"/materials/{index}/name", {}, row["name"])


@record_rule(
    "GI-SRV-0005",
    types=("observation",),
    needs=("value",),
    zh=(
        "投资审批事项没有全部在线审批",
        "投资审批事项在线审批率为 {sample}%,应当全部通过统一平台在线审批。",
        "把尚未在线审批的事项接入统一平台。",
    ),
    en=(
        "investment approvals not all online",
        "{sample}% of investment approvals went through the platform; all have to.",
        "Bring the remaining items onto the unified platform.",
    ),
    clauses=_ONLINE,
)
def approvals_not_all_online(statement: Statement, context: Context) -> Checked:
    """Every investment approval item is approved online through the unified platform."""
    rate = statement["metric"] == "online-approval-rate" and statement.get("unit", "percent") == "percent"
    governed = in_its_time(context, statement.get("period_until") or statement.get("observed_on", ""))
    if rate and governed and Decimal(statement["value"]) < 100:
        yield Hit("/value", {}, statement["value"])


@record_rule(
    "GI-SRV-0006",
    types=("list_item",),
    needs=("fields", "channels"),
    zh=(
        "投资审批事项没有接入统一平台",
        "投资审批事项的服务渠道中没有投资项目在线审批监管平台。",
        "将该事项接入统一平台,并补填服务渠道。",
    ),
    en=(
        "investment approval item is off the platform",
        "The channels of this investment approval item do not include the online approval platform.",
        "Bring the item onto the unified platform and add the channel.",
    ),
    clauses=_ONLINE,
)
def approval_off_platform(statement: Statement, context: Context) -> Checked:
    """The same, item by item, while the item is in force."""
    if "until" in statement and before(statement["until"], context.as_of):
        return
    if "investment-approval" in statement["fields"] and "approval-platform" not in statement["channels"]:
        yield Hit("/channels")


def _modes(type_: str, statement: Statement) -> Iterable[Claim]:
    """How many service items are handled online or in parallel, and the rates stated."""
    if type_ == "list_item":
        if statement["list"] in {"government-service-items", "approval-items"} and "until" not in statement:
            modes = statement.get("service_modes", ())
            yield ("items", statement["subject"], ""), 0
            for mode in _RATES.values():
                yield ("items", statement["subject"], mode), int(mode in modes)
    elif statement["metric"] in _RATES and "breakdown" not in statement:
        key = (statement["subject"], statement["metric"], statement["value"])
        day = statement.get("period_until") or statement.get("observed_on", "")
        yield ("rate", *key, statement.get("value_rounded_to", "0"), day), 0


@dataset_rule(
    "GI-SRV-0007",
    types=("list_item", "observation"),
    covers="list_item",
    gather=_modes,
    zh=(
        "网上服务率、并联服务率与事项清单不符",
        "所报“{metric}”为 {stated}%,清单 {count} 个事项中有 {modes} 个实行。",
        "核对事项的服务方式和所报的比率,更正其中一个。",
    ),
    en=(
        "service rate contradicts the list of items",
        "'{metric}' is stated as {stated}%; of {count} listed items {modes} are handled so.",
        "Check the modes of the items and the rate and correct one of them.",
    ),
    clauses=_MODES,
    confidence="inferred",
    parts=having(observation=("value",)),
)
def rate_contradicts_items(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Shares of items online and in parallel follow from the list; rounding is allowed for.

    The list is that of today, so of several rates only the last is compared with it.
    """
    counted = dict(kept(tallies, "items"))
    latest: dict[tuple[str, str], str] = {}
    for (body, metric, _, _, day), _ in kept(tallies, "rate"):
        latest[body, metric] = max(day, latest.get((body, metric), day))
    for (body, metric, stated, rounded, day), tally in kept(tallies, "rate"):
        items = counted.get((body, ""))
        if items is None or day != latest[body, metric] or not declared(context, "list_item", body):
            continue
        modes = counted[body, _RATES[metric]].total
        share = Decimal(100 * modes) / items.count
        # A rate printed without decimals was rounded to units, and so on.
        printed = Decimal(1).scaleb(min(int(Decimal(stated).as_tuple().exponent), 0))
        if abs(share - Decimal(stated)) >= max(Decimal(rounded), printed):
            params: dict[str, Param] = {
                "metric": metric,
                "stated": stated,
                "count": items.count,
                "modes": modes,
            }
            yield Found(tally.last, Hit("/value", params, stated))


def _licence_items(_type: str, statement: Statement) -> Iterable[Claim]:
    """Numbers of licence items by body and end of period."""
    if statement["metric"] != "licence-items":
        return ()
    series = f"{statement['subject']} {statement.get('breakdown', '')}"
    return [(("items", series, statement["period_until"], statement["value"]), 0)]


@dataset_rule(
    "GI-SRV-0008",
    types=("observation",),
    gather=_licence_items,
    zh=(
        "行政许可事项不减反增",
        "市本级行政许可事项由 {former} 项增加到 {sample} 项。",
        "核对事项数;新增的,说明设定依据,其余继续精简。",
    ),
    en=(
        "licence items rise instead of falling",
        "The number of licence items rose from {former} to {sample}.",
        "Check the numbers; state the basis of new items and go on reducing the others.",
    ),
    clauses=_COUNTED,
    confidence="inferred",
    parts=having(observation=("value", "period_until")),
)
def licence_items_rise(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """The number of licence items is reduced from period to period."""
    series: dict[str, list[tuple[str, str, object]]] = {}
    for (name, until, value), tally in kept(tallies, "items"):
        series.setdefault(name, []).append((until, value, tally.last))
    for rows in series.values():
        rows.sort(key=lambda row: row[:2])
        for (earlier, former, _), (later, value, where) in pairwise(rows):
            if before(earlier, later) and Decimal(value) > Decimal(former):
                yield Found(where, Hit("/value", {"former": former}, value))


def _points(statement: Statement) -> Iterable[Claim]:
    """Units that need a service point, and the service points under them."""
    kind = statement["kind"]
    if "until" in statement:
        return
    if kind in _UNITS:
        yield ("unit", statement["id"], _UNITS[kind]), 0
    elif kind in _UNITS.values() and "parent" in statement:
        yield ("point", statement["parent"], kind), 0


@dataset_rule(
    "GI-SRV-0009",
    types=("organisation",),
    covers="organisation",
    gather=_points,
    zh=(
        "没有便民服务网点",
        "该街道、乡镇或者村(社区)之下没有“{organisation_kind}”。",
        "建立便民服务网点并报送;已经建立的,把该单位填为其上级单位。",
    ),
    en=(
        "no service point",
        "There is no '{organisation_kind}' under this sub-district, township, village or community.",
        "Set one up and submit it; if there is one, name this unit as its parent.",
    ),
    clauses=_POINTS,
    confidence="inferred",
)
def service_point_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Convenience centres and stations cover every township and village."""
    points = {key for key, _ in kept(tallies, "point")}
    for (ident, kind), tally in kept(tallies, "unit"):
        if (ident, kind) not in points and declared(context, "organisation", ident):
            yield Found(tally.last, Hit("", {"organisation_kind": kind}))


def _delivered(type_: str, statement: Statement) -> Iterable[Claim]:
    """Grassroots units; the service fields in which bodies perform what they promised, or serve."""
    if type_ == "organisation":
        if statement["kind"] in _GRASSROOTS_UNITS and "until" not in statement:
            yield ("unit", statement["id"]), 0
        return
    known = sourced("service-field", _SERVICES)
    if type_ == "list_item":
        found = set(statement["fields"])
    else:
        found = {row["field"] for row in statement["obligations"] if "field" in row}
    for field in known & found:
        yield ("field", statement["subject"], field), 0


@dataset_rule(
    "GI-SRV-0010",
    types=("organisation", "list_item", "commitment"),
    covers="commitment",
    gather=_delivered,
    zh=(
        "公共服务领域没有落实到基层",
        "该街道、苏木乡镇在“{service_field}”领域没有任何承诺或者服务事项。",
        "落实该领域的公共服务和优惠政策,报送承诺及履行情况。",
    ),
    en=(
        "a public service does not reach the grassroots",
        "The sub-district, sumu or township has no promise or service item in '{service_field}'.",
        "Bring the service and its preferences there; submit the promise and how it is kept.",
    ),
    clauses=_SERVICES,
    confidence="inferred",
    parts=having(list_item=("fields",), commitment=("obligations",)),
)
def service_field_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Each of the fifteen services that the text names reaches every grassroots unit."""
    seen = {key for key, _ in kept(tallies, "field")}
    for (ident,), tally in kept(tallies, "unit"):
        if declared(context, "commitment", ident):
            for field in sorted(named(context, "township-service", _SERVICES)):
                if (ident, field) not in seen:
                    yield Found(tally.last, Hit("", {"service_field": field}))

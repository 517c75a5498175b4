"""Lists of powers, services and disclosure: complete, kept up to date, and followed by what is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gov_integrity.periods.partial import after, before
from gov_integrity.rules.facts import Tallies, bulk_only, declared, in_its_time, kept, named, over, sourced
from gov_integrity.rules.registry import dataset_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Claim, Context, Found, Hit, Statement

_EIGHT = ("alxa-2021/2.1.1a", "alxa-2021/annex.1")
_TWO = ("weidu-2022/2.1c", "xinzheng-2017/2.1c", "xinzheng-2017/4.3.10g")
_FOLLOWED = ("alxa-2021/2.1.1b", "weidu-2022/2.1c", "xinzheng-2017/2.1c", "alxa-2021/annex.1")
_SHOWN = ("xinzheng-2017/4.3.11b",)
_CATALOGUE = ("xinzheng-2017/4.3.11c",)
_WITHHELD = ("xinzheng-2017/4.3.11d",)
_PROJECTS = ("shandong-2024/2.6a",)
_POWERS = frozenset({"licence", "penalty", "compulsory-measure", "expropriation"})


def _lists(statement: Statement) -> Iterable[Claim]:
    """Which lists each body keeps; departments."""
    if statement["type"] == "organisation":
        if statement["kind"] == "department":
            yield ("department", statement["id"], statement.get("until", "")), 0
    else:
        yield ("list", statement["subject"], statement["list"]), 0


@dataset_rule(
    "GI-LST-0001",
    types=("list_item",),
    covers="list_item",
    gather=_lists,
    zh=(
        "清单不齐全",
        "没有任何事项属于“{list_kind}”。",
        "编制并公布该清单,报送其事项。",
    ),
    en=(
        "a list is missing",
        "No item belongs to the '{list_kind}'.",
        "Draw up and publish the list and submit its items.",
    ),
    clauses=_EIGHT,
    confidence="inferred",
)
def list_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The eight lists that the text names are complete and in use.

    A sender that reports for one office alone may have to keep fewer; the header does not tell.
    """
    rows = list(kept(tallies, "list"))
    if rows and declared(context, "list_item"):
        for kind in sorted(named(context, "power-list", _EIGHT) - {key[1] for key, _ in rows}):
            yield Found(rows[0][1].first, Hit("/list", {"list_kind": kind}))


@dataset_rule(
    "GI-LST-0002",
    types=("organisation", "list_item"),
    covers="list_item",
    gather=_lists,
    zh=(
        "部门没有权力清单或者责任清单",
        "该部门没有“{list_kind}”的事项。",
        "编制并公布该清单,报送其事项。",
    ),
    en=(
        "department without list of powers or responsibilities",
        "The department has no item on a '{list_kind}'.",
        "Draw up and publish the list and submit its items.",
    ),
    clauses=_TWO,
)
def department_list_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Every department that is still there has a list of its powers and one of its responsibilities."""
    seen = {key for key, _ in kept(tallies, "list")}
    for (ident, until), tally in kept(tallies, "department"):
        if over(until, context):
            continue
        for kind in sorted(named(context, "power-list", _TWO)):
            if (ident, kind) not in seen and declared(context, "list_item", ident):
                yield Found(tally.last, Hit("", {"list_kind": kind}))


def _end(statement: Statement) -> str:
    """Last day on which the item could be applied; empty where it has not ended."""
    day = statement.get("changed_on", "") if statement.get("change") == "cancelled" else ""
    return str(statement.get("until") or day)


def _over(statement: Statement) -> str:
    """As `_end`; what was cancelled on a day that is not told was over when that was recorded."""
    cancelled = statement.get("change") == "cancelled"
    return _end(statement) or (statement["recorded_at"][:10] if cancelled else "")


def _out(day: str, since: str, until: str) -> bool:
    """Whether the day lies outside the time from `since` to `until` on every reading."""
    return bool((since and before(day, since)) or (until and after(day, until)))


def _applied(type_: str, statement: Statement) -> Iterable[Claim]:
    """Items with their time in force; acts by day and what they are about."""
    if type_ == "list_item":
        yield ("item", statement["id"], statement.get("since", ""), _end(statement)), 0
    elif statement["kind"] in _POWERS:
        yield ("act", statement["decided_on"], *statement["about"]), 0


@dataset_rule(
    "GI-LST-0003",
    types=("list_item", "decision"),
    gather=_applied,
    zh=(
        "依据无效的清单事项作出决定",
        "{decided_on} 作出的决定所依据的清单事项当日无效(有效期 {since} 至 {until})。",
        "核对所引用的事项和日期;没有权力依据的,依法撤销该决定。",
    ),
    en=(
        "decision on an item that was not in force",
        "The item behind the decision of {decided_on} was not in force that day ({since} to {until}).",
        "Check item and date; a decision without a power behind it has to be revoked by law.",
    ),
    clauses=(*_FOLLOWED, "alxa-2021/2.1.3a", "xinzheng-2017/4.3.13a"),
    confidence="inferred",
    parts=having(decision=("decided_on", "about")),
)
def item_not_in_force(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A power is exercised while its item is on the list; of several items, while one of them is."""
    items = {ident: (since, until) for (ident, since, until), _ in kept(tallies, "item")}
    for (day, *about), tally in kept(tallies, "act"):
        times = [items[one] for one in about if one in items]
        if times and in_its_time(context, day) and all(_out(day, *one) for one in times):
            since, until = times[0]
            params = {"decided_on": day, "since": since or "-", "until": until or "-"}
            yield Found(tally.last, Hit("/about", params, day))


def _unlisted(statement: Statement) -> Iterable[Claim]:
    """Acts that name no item, by body and month."""
    if statement["kind"] in _POWERS and not statement.get("about"):
        yield ("act", statement["subject"], statement.get("decided_on", "")[:7]), 0


@dataset_rule(
    "GI-LST-0004",
    types=("decision",),
    covers="list_item",
    gather=_unlisted,
    zh=(
        "行使权力没有指明清单事项",
        "{month} 有 {count} 件许可、处罚等决定没有指明所依据的清单事项。",
        "在相关陈述中填写权力清单事项的标识。",
    ),
    en=(
        "power exercised without naming the item",
        "{count} licences, penalties and the like of {month} name no item of the list of powers.",
        "Name the item of the list of powers among the statements concerned.",
    ),
    clauses=_FOLLOWED,
    confidence="inferred",
)
def act_without_item(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What is exercised is on the list; told once a body and month, since such acts come in bulk."""
    for (body, month), tally in kept(tallies, "act"):
        if in_its_time(context, month) and declared(context, "list_item", body):
            yield Found(tally.first, Hit("/about", {"count": tally.count, "month": month or "-"}))


def _pages(type_: str, statement: Statement) -> Iterable[Claim]:
    """Items of the two lists with their last change; pages on a government website by item and day."""
    if type_ == "list_item":
        if statement["list"] in sourced("list-kind", _TWO):
            key = (statement["id"], statement.get("changed_on", ""), statement["subject"], _over(statement))
            yield ("item", *key), 0
    elif (
        statement["channel"] == "government-website"
        and statement.get("state", "published") == "published"
        and not bulk_only(statement)
    ):
        day = statement.get("updated_on") or statement.get("from", "")
        for target in statement["about"]:
            yield ("page", target, day), 0


@dataset_rule(
    "GI-LST-0005",
    types=("list_item", "publication"),
    gather=_pages,
    zh=(
        "网站上的清单没有更新",
        "事项于 {changed_on} 调整,网站上的内容最近更新于 {updated_on}。",
        "更新网站上的清单,并报送更新日期。",
    ),
    en=(
        "list on the website is out of date",
        "The item changed on {changed_on}; the page was last updated on {updated_on}.",
        "Update the list on the website and submit the day.",
    ),
    clauses=_SHOWN,
    parts=having(publication=("channel", "about")),
)
def page_out_of_date(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Lists on the government website are kept up to date; one page whose day is unsure may be."""
    pages: dict[str, list[str]] = defaultdict(list)
    for (target, day), _ in kept(tallies, "page"):
        pages[target].append(day)
    for (ident, changed, *_), tally in kept(tallies, "item"):
        days = pages.get(ident)
        if not changed or not days or not before(changed, context.as_of):
            continue
        if all(day and before(day, changed) for day in days):
            yield Found(tally.last, Hit("/changed_on", {"changed_on": changed, "updated_on": max(days)}))


@dataset_rule(
    "GI-LST-0006",
    types=("list_item", "publication"),
    covers="publication",
    gather=_pages,
    zh=(
        "清单事项没有在政府网站展示",
        "权力、责任清单的事项没有在政府网站公开。",
        "在政府网站集中展示该清单,并报送公开信息。",
    ),
    en=(
        "item not shown on the government website",
        "The item of the list of powers or responsibilities is not on the government website.",
        "Show the list on the government website and submit the publication.",
    ),
    clauses=_SHOWN,
    parts=having(publication=("channel", "about")),
)
def item_not_shown(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Lists of powers and responsibilities are shown on the government website, while items are in force."""
    shown = {key[0] for key, _ in kept(tallies, "page")}
    for (ident, _, subject, end), tally in kept(tallies, "item"):
        ended = over(end, context)
        if ident not in shown and not ended and declared(context, "publication", subject):
            yield Found(tally.last, Hit())


def _catalogue(type_: str, statement: Statement) -> Iterable[Claim]:
    """Items of the catalogue of information to be published; what is published of them."""
    if type_ == "list_item":
        if statement["list"] in sourced("list-kind", _CATALOGUE):
            yield ("item", statement["id"], statement["subject"], _over(statement)), 0
    elif statement.get("state", "published") == "published" and not bulk_only(statement):
        for target in statement["about"]:
            yield ("shown", target), 0


@dataset_rule(
    "GI-LST-0007",
    types=("list_item", "publication"),
    covers="publication",
    gather=_catalogue,
    zh=(
        "主动公开目录的事项没有公开",
        "列入主动公开基本目录的事项没有任何公开信息。",
        "公开该事项的信息;不应主动公开的,移出目录。",
    ),
    en=(
        "catalogue item was not published",
        "Nothing is published on this item of the catalogue of information to be published.",
        "Publish the information, or remove from the catalogue what need not be published.",
    ),
    clauses=_CATALOGUE,
    confidence="inferred",
    parts=having(publication=("about",)),
)
def catalogue_item_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What the catalogue names is published."""
    shown = {target for (target,), _ in kept(tallies, "shown")}
    for (ident, subject, end), tally in kept(tallies, "item"):
        ended = over(end, context)
        if ident not in shown and not ended and declared(context, "publication", subject):
            yield Found(tally.last, Hit())


def _two_lists(statement: Statement) -> Iterable[Claim]:
    """Names on the catalogue and on the negative list of disclosure, with their end."""
    if statement["list"] in {"disclosure-catalogue", "disclosure-negative-list"}:
        yield (statement["list"], statement["subject"], statement["name"].strip(), _over(statement)), 0


@dataset_rule(
    "GI-LST-0008",
    types=("list_item",),
    gather=_two_lists,
    zh=(
        "同一事项既应公开又不公开",
        "事项“{name}”既在主动公开基本目录,又在政务公开负面清单。",
        "核定该事项是否公开,从另一清单中移出。",
    ),
    en=(
        "item both to be published and withheld",
        "The item '{name}' stands on the catalogue of disclosure and on its negative list.",
        "Decide whether it is published and remove it from the other list.",
    ),
    clauses=(*_CATALOGUE, *_WITHHELD),
    confidence="inferred",
)
def on_both_lists(tallies: Tallies, context: Context) -> Iterable[Found]:
    """No item is on both lists at a time."""
    rows = kept(tallies, "disclosure-catalogue")
    catalogue = {(one, name) for (one, name, end), _ in rows if not over(end, context)}
    for (subject, name, end), tally in kept(tallies, "disclosure-negative-list"):
        if (subject, name) in catalogue and not over(end, context):
            yield Found(tally.last, Hit("/name", {"name": name}))


def _withheld(type_: str, statement: Statement) -> Iterable[Claim]:
    """Withheld publications with what they are about; items of the negative list."""
    if type_ == "list_item":
        if statement["list"] in sourced("list-kind", _WITHHELD):
            yield ("item", statement["id"]), 0
    elif statement["state"] == "withheld":
        yield ("withheld", statement["id"], statement["stated_by"], *statement.get("about", ())), 0


@dataset_rule(
    "GI-LST-0009",
    types=("list_item", "publication"),
    covers="list_item",
    gather=_withheld,
    zh=(
        "不公开的信息不在负面清单",
        "信息不予公开,没有指明政务公开负面清单的事项。",
        "在相关陈述中填写负面清单事项;不在清单内的,予以公开。",
    ),
    en=(
        "withheld information is not on the negative list",
        "The information is withheld, but no item of the negative list of disclosure is named.",
        "Name the item of the negative list; publish what is not on it.",
    ),
    clauses=_WITHHELD,
    confidence="inferred",
    parts=having(publication=("state",)),
)
def withheld_off_list(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What is withheld is on the negative list."""
    items = {ident for (ident,), _ in kept(tallies, "item")}
    for (_, body, *about), tally in kept(tallies, "withheld"):
        if items.isdisjoint(about) and declared(context, "list_item", body):
            yield Found(tally.last, Hit("/about"))


def _projects(statement: Statement) -> Iterable[Claim]:
    """Names and ids on the negative list of projects; approvals with day, title and what they are about."""
    if statement["type"] == "list_item":
        if statement["list"] not in sourced("list-kind", _PROJECTS):
            return ()
        time = (statement.get("since", ""), _over(statement))
        return [(("barred", name, *time), 0) for name in (statement["id"], statement["name"].strip())]
    if statement["kind"] != "project-approval":
        return ()
    day = statement.get("decided_on", statement.get("effective_on", ""))
    return [(("project", day, statement.get("title", "").strip(), *statement.get("about", ())), 0)]


@dataset_rule(
    "GI-LST-0010",
    types=("list_item", "decision"),
    gather=_projects,
    zh=(
        "批准了负面清单内的项目",
        "所批准的政府投资项目列在政府投资项目负面清单。",
        "停止并依法撤销批准;误列的,更正清单。",
    ),
    en=(
        "project on the negative list approved",
        "The approved government project stands on the negative list of government investment projects.",
        "Stop it and revoke the approval by law; if it was listed by mistake, correct the list.",
    ),
    clauses=_PROJECTS,
    confidence="inferred",
)
def barred_project_approved(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A project is not approved while it is on the negative list."""
    barred: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (name, since, until), _ in kept(tallies, "barred"):
        barred[name].append((since, until))
    for (day, *names), tally in kept(tallies, "project"):
        times = [one for name in names for one in barred.get(name, ())]
        on_list = any(not _out(day, *one) if day else not one[1] for one in times)
        if on_list and in_its_time(context, day):
            yield Found(tally.last, Hit("/title"))

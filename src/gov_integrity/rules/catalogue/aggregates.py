"""Published totals that contradict the list they sum up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from gov_integrity.codelists import codelist
from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.facts import declared
from gov_integrity.rules.registry import dataset_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Claim, Context, Found, Hit, Law, Statement, Tally

_METRIC = "listed-debtors"
Tallies = Mapping[Hashable, Tally]


def _keep(type_: str, statement: Statement) -> Iterable[Claim]:
    """Listed cases by body; bodies with kind and division; the counts stated."""
    if type_ == "observation":
        if statement["metric"] != _METRIC:
            return ()
        time = statement.get("period_until", statement.get("observed_on", ""))
        series = (statement["subject"], time)
        cases = int(statement["value"].partition(".")[0])
        return [(("stated", statement.get("breakdown", ""), series, cases), 0)]
    if type_ == "organisation":
        return [(("body", statement["id"], statement["kind"], statement.get("division", "")), 0)]
    if statement["kind"] != "dishonest-judgment-debtor":
        return ()
    days = (statement.get("listed_on", ""), statement.get("delisted_on", ""))
    return [(("listed", statement["subject"], *days), int(statement.get("case_count", 1)))]


def _parts(tallies: Tallies, name: str) -> Iterator[tuple[tuple[Any, ...], Tally]]:
    for key, tally in tallies.items():
        if isinstance(key, tuple) and key[0] == name:
            yield key[1:], tally


def _dimensions(breakdown: str) -> list[set[str]] | None:
    """The codes of each dimension (`a+b/c`); None where a part is no kind of body and no division."""
    found = [set(part.split("+")) for part in breakdown.split("/") if part]
    known = set(codelist("organisation-kind").values)
    sure = all(code in known or (len(code) == 6 and code.isdigit()) for part in found for code in part)
    return found if sure else None


def _on_list(listed: str, delisted: str, time: str) -> tuple[bool, bool]:
    """Whether a case certainly was on the list at that time, and whether it may have been."""
    if not time:
        return not delisted, True
    after_listing = not listed or bounds(listed)[1] <= bounds(time)[0]
    before_delisting = not delisted or after(delisted, time)
    may = not (listed and after(listed, time)) and not (delisted and before(delisted, time))
    return after_listing and before_delisting, may


def _among(body: tuple[str, str] | None, part: set[str]) -> tuple[bool, bool]:
    """Whether a body certainly has one of the codes of a dimension, and whether it may have.

    Of a body known by its id alone anything may hold. Counts of a city or province may or may not take in
    the bodies of the divisions below it.
    """
    if body is None:
        return False, True
    kind, division = body
    codes = {code for code in part if code.isdigit()}
    sure = kind in part or division in part
    above = {f"{division[:4]}00", f"{division[:2]}0000"}
    return sure, sure or (bool(codes) if not division else not codes.isdisjoint(above))


@dataset_rule(
    "GI-AGG-0001",
    types=("court_matter", "organisation", "observation"),
    gather=_keep,
    zh=(
        "件数与名单不符",
        "公布的件数({breakdown})为 {stated},名单中相应单位的件数合计为 {listed}。",
        "对照名单逐一核对各单位的类别、所在县区和件数,更正公布的件数或名单。",
    ),
    en=(
        "count contradicts the list",
        "{stated} cases are stated ({breakdown}), but the bodies listed there have {listed}.",
        "Check kind, county and cases of each body on the list and correct the count or the list.",
    ),
    laws=(Law("GIDS", "GIDS-AGG-001"),),
    parts=having(observation=("value",)),
)
def counts_contradict_list(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What is stated for kinds of body or divisions equals the sum over the bodies listed there then.

    Judged where the whole list is at hand and all figures are of one time and area, which are then its own.
    """
    whole = context.extent == "full" or declared(context, "court_matter")
    times = {series for (_, series, _), _ in _parts(tallies, "stated")}
    if not whole or len(times) != 1:
        return
    time = times.pop()[1]
    bodies = {ident: (kind, division) for (ident, kind, division), _ in _parts(tallies, "body")}
    listed = [
        (bodies.get(subject), _on_list(since, until, time), tally.total)
        for (subject, since, until), tally in _parts(tallies, "listed")
    ]
    if not listed:
        return
    for (breakdown, _, stated), tally in _parts(tallies, "stated"):
        wanted = _dimensions(breakdown)
        if wanted is None:
            continue
        least = most = 0
        for body, there, cases in listed:
            certain, possible = zip(there, *(_among(body, part) for part in wanted), strict=True)
            least += cases if all(certain) else 0
            most += cases if all(possible) else 0
        if not least <= stated <= most:
            params: dict[str, Param] = {
                "breakdown": breakdown or "-",
                "stated": stated,
                "listed": least if stated < least else most,
            }
            yield Found(tally.last, Hit("/value", params, str(stated)))

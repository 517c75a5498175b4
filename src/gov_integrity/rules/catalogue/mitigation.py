"""Lenience for those who set things right: grounds, effects, and for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gov_integrity.periods.partial import before
from gov_integrity.rules.claims import joined
from gov_integrity.rules.facts import Tallies, in_its_time
from gov_integrity.rules.listed import families_of, listed
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_TEXTS = ("alxa-2021/2.2.7b", "gansu-2017/3.2.6e", "xinzheng-2017/4.2.8f")
_NATIONAL = Law("国发〔2016〕76号", "四(四)", "secondary")


def _governed(statement: Statement, context: Context) -> bool:
    """Whether lenience may have been shown under the text: after the measure began and after the act."""
    days = [statement[name] for name in ("from", "mitigated_on") if name in statement]
    return not days or any(in_its_time(context, day) for day in days)


@record_rule(
    "GI-MIT-0001",
    types=("sanction",),
    needs=("mitigation_effect",),
    zh=(
        "减轻惩戒没有情形",
        "减轻效果是 {mitigation_effect},没有写明减轻情形。",
        "填写挽回损失、消除不良影响或者有效阻止危害结果发生;没有情形的,不予减轻。",
    ),
    en=(
        "mitigated without a ground",
        "The effect is {mitigation_effect}, but no ground is stated.",
        "State which ground holds; without one the sanction is not mitigated.",
    ),
    clauses=_TEXTS,
    parts=lacking("mitigation_grounds"),
)
def no_ground(_missing: object, statement: Statement, context: Context) -> Checked:
    """There is no lenience without a ground; any one of the three is enough."""
    if not _governed(statement, context):
        return ()
    return (Hit("/mitigation_effect", {"mitigation_effect": statement["mitigation_effect"]}),)


@record_rule(
    "GI-MIT-0002",
    types=("sanction",),
    needs=("mitigation_effect",),
    zh=(
        "减轻效果不在细则所列之内",
        "细则没有规定减轻效果 {mitigation_effect}。",
        "改填细则规定的减轻效果。",
    ),
    en=(
        "effect the profile does not provide",
        "The profile does not provide the effect {mitigation_effect}.",
        "State an effect the profile provides.",
    ),
    clauses=_TEXTS,
)
def effect_not_listed(statement: Statement, context: Context) -> Checked:
    """Sanctions are lightened, reduced or waived as the text says."""
    named, effect = listed(context, "mitigation-effect"), statement["mitigation_effect"]
    if named and effect not in named and _governed(statement, context):
        yield Hit("/mitigation_effect", {"mitigation_effect": effect}, effect)


def _conduct(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        return [(("conduct", statement["id"], statement.get("conduct_on", "")), 0)]
    return [(("mitigated", one, statement["mitigated_on"], statement["id"]), 0) for one in statement["about"]]


@dataset_rule(
    "GI-MIT-0003",
    types=("dishonesty_record", "sanction"),
    gather=_conduct,
    late=("dishonesty_record",),
    asked_by="mitigated",
    zh=(
        "减轻行为早于失信行为",
        "减轻行为日期 {sample} 早于失信行为日期 {conduct_on}。",
        "核对两个日期,更正其中写错的一个。",
    ),
    en=(
        "set right before it went wrong",
        "The mitigating act of {sample} lies before the conduct of {conduct_on}.",
        "Check both dates and correct the wrong one.",
    ),
    clauses=_TEXTS,
    parts=having(sanction=("mitigated_on", "about")),
)
def mitigated_too_early(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """The act comes after the dishonest conduct (失信行为发生后); of several, after one at least."""
    conducts: dict[tuple[str, str], list[str]] = defaultdict(list)
    places: dict[tuple[str, str], object] = {}
    for (_, day, ident), tally, (_, conduct), _ in joined(tallies, "mitigated", "conduct"):
        conducts[ident, day].append(conduct)
        places[ident, day] = tally.first
    for (ident, day), days in conducts.items():
        if all(conduct and before(day, conduct) for conduct in days):
            yield Found(places[ident, day], Hit("/mitigated_on", {"conduct_on": min(days)}, day))


def _mitigated(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "organisation":
        return [(("body", statement["id"]), 0)]
    return [(("mitigated", statement["subject"], statement["mitigation_effect"]), 0)]


@dataset_rule(
    "GI-MIT-0004",
    types=("organisation", "sanction"),
    gather=_mitigated,
    zh=(
        "对单位减轻惩戒",
        "细则只对公职人员规定了 {mitigation_effect},这里的对象是单位。",
        "核对措施对象;对单位不适用该规定。",
    ),
    en=(
        "a body's sanction mitigated",
        "The profile provides {mitigation_effect} for officials only; here the subject is a body.",
        "Check the subject; the provision does not hold for bodies.",
    ),
    clauses=_TEXTS,
    laws=(_NATIONAL,),
    confidence="inferred",
    parts=having(sanction=("mitigation_effect",)),
)
def not_for_bodies(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The caring mechanism is for civil servants and officials."""
    provided = families_of(context, "mitigation-effect")
    for (_, effect), tally, _, _ in joined(tallies, "mitigated", "body"):
        if provided.get(effect) == frozenset(("person",)):
            yield Found(tally.first, Hit("/mitigation_effect", {"mitigation_effect": effect}))


@record_rule(
    "GI-MIT-0005",
    types=("sanction",),
    needs=("mitigation_grounds",),
    zh=(
        "减轻情形没有证明材料",
        "减轻情形 {mitigation_ground} 没有证明材料。",
        "附上证明材料。",
    ),
    en=(
        "ground of mitigation not proven",
        "No evidence is given for the ground {mitigation_ground}.",
        "Attach the document that proves it.",
    ),
    clauses=_TEXTS,
    confidence="inferred",
    parts=lacking("evidence"),
)
def not_proven(_missing: object, statement: Statement, context: Context) -> Checked:
    """That losses were recovered or harm prevented can be shown."""
    if not _governed(statement, context):
        return ()
    return (Hit("/mitigation_grounds", {"mitigation_ground": tuple(statement["mitigation_grounds"])}),)

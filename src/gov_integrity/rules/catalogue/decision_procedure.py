"""How major decisions and policies come about: compulsory steps, their order and their length."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import (
    UNDONE,
    due_day,
    in_its_time,
    named,
    only_after,
    roles,
    steps_done,
    steps_taken,
)
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.values import Checked, Context, Hit, Law, Statement

_STEPS = ("alxa-2021/2.1.1c", "weidu-2022/2.1b", "xinzheng-2017/2.1b")
_TRIALS = ("xinzheng-2017/4.3.10b", "xinzheng-2017/4.3.10c")
_PUBLIC = ("xinzheng-2017/4.3.10a",)
_WIDE = ("xinzheng-2017/2.2d",)
_COLLECTIVE = ("shandong-2024/2.5b",)
_CONSULTED = ("shandong-2024/1.1c",)
_RULEMAKING = frozenset({"regulation", "rule", "normative-document"})
_MAJOR_RULES = "重大行政决策程序暂行条例"
_MAJOR_RULES_SINCE = in_force_since(_MAJOR_RULES)
_ALWAYS = frozenset({"legality-review", "collective-decision", "joint-consultation"})
"""Steps that, where a text asks for them, no decision can be said not to need. Experts are asked and risks
assessed where the matter calls for it (重大行政决策程序暂行条例); these are not left to the body."""

_REVIEWS = frozenset({"legality-review", "compliance-review"})


def is_major(statement: Statement) -> bool:
    """Whether the statement itself says that the decision is a major one."""
    return statement["kind"] == "major-decision" or "major" in statement.get("traits", ())


def _under(statement: Statement, context: Context) -> bool:
    """Whether the decision may have been made under the profile's text."""
    return in_its_time(context, statement.get("decided_on", ""))


def _missing(statement: Statement, needed: frozenset[str]) -> list[str]:
    """The steps that were neither taken nor, where that can be, not needed."""
    return sorted(needed - steps_done(statement) - (steps_taken(statement) - _ALWAYS))


@record_rule(
    "GI-DCN-0001",
    types=("decision",),
    zh=(
        "重大决策缺少必经程序",
        "重大决策没有记载必经程序“{step}”。",
        "补办该程序并在办理步骤中写明日期;已经办理的,补填该步骤。",
    ),
    en=(
        "compulsory step of a major decision is missing",
        "The major decision states no step '{step}', which is compulsory.",
        "Take the step and state it with its date; if it was taken, add the row.",
    ),
    clauses=(*_STEPS, "alxa-2021/annex.1"),
)
def compulsory_step_missing(statement: Statement, context: Context) -> Checked:
    """Every compulsory step that the profile names for major decisions has been taken."""
    if is_major(statement) and _under(statement, context):
        for step in _missing(statement, named(context, "decision-step", _STEPS, "major")):
            yield Hit("/steps", {"step": step})


@record_rule(
    "GI-DCN-0002",
    types=("decision",),
    needs=("steps", "decided_on"),
    zh=(
        "决策前的程序晚于决定",
        "程序“{step}”的日期 {sample} 晚于决定日期 {decided_on}。",
        "核对两个日期;程序确在决定之后办理的,按程序重新作出决定。",
    ),
    en=(
        "step taken after the decision it prepares",
        "The step '{step}' of {sample} comes after the decision of {decided_on}.",
        "Check both dates; if the step did follow the decision, decide again in due order.",
    ),
    clauses=(*_STEPS, *_PUBLIC, *_TRIALS, *_WIDE),
    confidence="inferred",
)
def step_after_decision(statement: Statement, context: Context) -> Checked:
    """A step that prepares a decision is not dated after it, unless it was taken before as well."""
    prepared = is_major(statement) or statement["kind"] in _RULEMAKING
    if not prepared or not _under(statement, context):
        return
    preparing = named(context, "decision-step", (*_STEPS, *_PUBLIC, *_TRIALS, *_WIDE))
    for index, row in only_after(statement, preparing, statement["decided_on"]):
        params = {"step": row["step"], "decided_on": statement["decided_on"]}
        yield Hit(f"/steps/{index}/on", params, row["on"])


@record_rule(
    "GI-DCN-0003",
    types=("decision",),
    needs=("steps",),
    zh=(
        "集体讨论决定之后又办必经程序",
        "程序“{step}”的日期 {sample} 晚于集体讨论决定的日期 {collective_on}。",
        "核对步骤日期;集体讨论决定应当在其他必经程序完成之后进行。",
    ),
    en=(
        "compulsory step after the collective decision",
        "The step '{step}' of {sample} comes after the collective decision of {collective_on}.",
        "Check the dates; the collective decision comes when the other compulsory steps are complete.",
    ),
    clauses=_STEPS,
    confidence="inferred",
)
def collective_decision_not_last(statement: Statement, context: Context) -> Checked:
    """The collective decision is the last of the compulsory steps."""
    if not is_major(statement) or not _under(statement, context):
        return
    compulsory = named(context, "decision-step", _STEPS, "major")
    rows = [row for _, row in each(statement, "steps") if row["step"] == "collective-decision"]
    days = [row["on"] for row in rows if "on" in row]
    if len(days) != 1 or not in_its_time(context, days[0]):
        return
    for index, row in only_after(statement, compulsory, days[0]):
        yield Hit(f"/steps/{index}/on", {"step": row["step"], "collective_on": days[0]}, row["on"])


@record_rule(
    "GI-DCN-0004",
    types=("decision",),
    zh=(
        "重大决策没有公示",
        "重大决策没有记载公示。",
        "将决策事项公示并填写公示步骤及日期。",
    ),
    en=(
        "major decision without public notice",
        "The major decision states no public notice.",
        "Give public notice of the matter and state the step with its date.",
    ),
    clauses=_PUBLIC,
    strength="encourage",
)
def no_public_notice(statement: Statement, context: Context) -> Checked:
    """The matter of a major decision is put to public notice (推广); a hearing is held where called for."""
    if is_major(statement) and _under(statement, context) and "public-notice" not in steps_taken(statement):
        yield Hit("/steps")


@record_rule(
    "GI-DCN-0005",
    types=("decision",),
    zh=(
        "重大决策没有试行的程序",
        "文件要求探索实行“{step}”,该决策没有记载。",
        "有条件的,在今后的同类决策中办理该程序并填写步骤。",
    ),
    en=(
        "step on trial was not taken",
        "The text tries out the step '{step}'; this decision does not state it.",
        "Where it can be done, take the step for such decisions and state it.",
    ),
    clauses=_TRIALS,
    strength="explore",
)
def trial_step_missing(statement: Statement, context: Context) -> Checked:
    """Advance disclosure of major decisions and opinion surveys on livelihood are tried out (探索)."""
    traits = set(statement.get("traits", ())) | ({"major"} if is_major(statement) else set())
    if not traits or not _under(statement, context):
        return
    wanted = set(chain.from_iterable(named(context, "decision-step", _TRIALS, trait) for trait in traits))
    for step in sorted(wanted - steps_taken(statement)):
        yield Hit("/steps", {"step": step})


@record_rule(
    "GI-DCN-0006",
    types=("decision",),
    zh=(
        "制定规范没有征求社会意见",
        "制定“{decision_kind}”没有记载征求社会意见。",
        "公开征求意见并填写该步骤的起止日期和意见条数。",
    ),
    en=(
        "rules made without asking the public",
        "The making of a '{decision_kind}' states no public consultation.",
        "Ask the public for opinions and state the step with its dates and the number of opinions.",
    ),
    clauses=_WIDE,
)
def no_consultation(statement: Statement, context: Context) -> Checked:
    """Regulations, rules and normative documents are drafted with wide public consultation."""
    if statement["kind"] in _RULEMAKING and _under(statement, context):
        asked = named(context, "decision-step", _WIDE) | {"public-participation"}
        if not asked & steps_taken(statement):
            yield Hit("/steps", {"decision_kind": statement["kind"]})


@record_rule(
    "GI-DCN-0007",
    types=("decision",),
    zh=(
        "优惠政策或者招商合同没有集体决策",
        "“{decision_kind}”没有记载集体讨论决定。",
        "按“三重一大”集体决策程序讨论决定,并填写该步骤和会议日期。",
    ),
    en=(
        "preferential policy or contract without collective decision",
        "The '{decision_kind}' states no collective decision.",
        "Decide collectively under the procedure for major matters and state the step with its date.",
    ),
    clauses=_COLLECTIVE,
)
def no_collective_decision(statement: Statement, context: Context) -> Checked:
    """Preferential policies and contracts in investment attraction are decided collectively."""
    if statement["kind"] in {"preferential-policy", "contract-signing"} and _under(statement, context):
        for step in _missing(statement, named(context, "decision-step", _COLLECTIVE)):
            yield Hit("/steps", {"step": step, "decision_kind": statement["kind"]})


@record_rule(
    "GI-DCN-0008",
    types=("decision",),
    needs=("parties",),
    zh=(
        "集体决策只有一名决策人员",
        "记载了集体讨论决定,决策人员却只有一名。",
        "把参加集体决策的人员补全;确由一人决定的,重新集体决策。",
    ),
    en=(
        "collective decision by one person",
        "A collective decision is stated, but only one decision maker.",
        "Complete the decision makers; if one person decided alone, decide collectively.",
    ),
    clauses=_COLLECTIVE,
    confidence="inferred",
)
def one_decision_maker(statement: Statement, context: Context) -> Checked:
    """No single person decides on a preferential policy or a contract (杜绝“一言堂”)."""
    collective = statement["kind"] in {"preferential-policy", "contract-signing"}
    if not collective or not _under(statement, context):
        return
    makers = [index for index, row in each(statement, "parties") if row["role"] == "decision-maker"]
    if len(makers) == 1 and "collective-decision" in steps_taken(statement):
        yield Hit(f"/parties/{makers[0]}")


@record_rule(
    "GI-DCN-0009",
    types=("decision",),
    zh=(
        "专业性强的事项没有部门会商",
        "专业性强的政策或者合同没有记载会商。",
        "组织相关部门会商,填写会商步骤并在参与方中列明会商部门。",
    ),
    en=(
        "specialised matter without joint consultation",
        "A highly specialised policy or contract states no joint consultation.",
        "Consult the departments concerned, state the step and list them as parties.",
    ),
    clauses=_CONSULTED,
    needs=("traits",),
)
def specialised_without_consultation(statement: Statement, context: Context) -> Checked:
    """Highly specialised policies and contracts are discussed by the departments concerned."""
    if "specialised" not in statement["traits"] or not _under(statement, context):
        return
    if _missing(statement, named(context, "decision-step", _CONSULTED, "specialised")):
        yield Hit("/steps")


@record_rule(
    "GI-DCN-0012",
    types=("decision",),
    zh=(
        "会商没有列明会商部门",
        "专业性强的政策或者合同记载了会商,没有列明会商部门。",
        "在参与方中列明会商部门。",
    ),
    en=(
        "joint consultation without consulted departments",
        "A highly specialised policy or contract states a joint consultation, but no consulted department.",
        "List the departments that were consulted as parties.",
    ),
    clauses=_CONSULTED,
    confidence="inferred",
    needs=("traits", "steps"),
)
def consulted_unnamed(statement: Statement, context: Context) -> Checked:
    """A consultation tells who was consulted: the departments concerned (相关部门)."""
    if "specialised" not in statement["traits"] or not _under(statement, context):
        return
    if "consulted-department" in roles(statement):
        return
    rows = [row for _, row in each(statement, "steps") if row["step"] == "joint-consultation"]
    if any(row.get("outcome") not in UNDONE and "to" not in row for row in rows):
        yield Hit("/parties")


@record_rule(
    "GI-DCN-0013",
    types=("decision",),
    needs=("steps", "decided_on"),
    zh=(
        "审查未通过仍作出决定",
        "“{step}”未通过,也没有记载此后通过,决定仍于 {decided_on} 作出。",
        "按审查意见修改后重新审查,再作出决定;已经复审通过的,补填该步骤和日期。",
    ),
    en=(
        "decided although a review was not passed",
        "'{step}' was not passed and no later pass is stated, yet the decision was made on {decided_on}.",
        "Amend as the review asks, review again and decide then; if it did pass, add the step with its date.",
    ),
    clauses=_STEPS,
    confidence="inferred",
)
def decided_against_review(statement: Statement, context: Context) -> Checked:
    """A compulsory review was passed before the major decision it prepares was made."""
    if not is_major(statement) or not _under(statement, context):
        return
    decided_on = statement["decided_on"]
    reviews = named(context, "decision-step", _STEPS, "major") & _REVIEWS
    for index, row in each(statement, "steps"):
        failed = row["step"] in reviews and row.get("outcome") == "not-passed"
        late = failed and "on" in row and after(row["on"], decided_on)
        if failed and not late and not _passed_since(row, statement):
            params = {"step": row["step"], "decided_on": decided_on}
            yield Hit(f"/steps/{index}/outcome", params, "not-passed")


def _passed_since(failed: Mapping[str, Any], statement: Statement) -> bool:
    """Whether the same review may have been passed later; what is not told may be so."""
    rows = [row for _, row in each(statement, "steps") if row["step"] == failed["step"]]
    passed = [row for row in rows if row.get("outcome") not in {"not-passed", "not-done"}]
    return any("on" not in {*row} & {*failed} or not before(row["on"], failed["on"]) for row in passed)


def _too_short(statement: Statement, context: Context, step: str, clock: str) -> Checked:
    if not is_major(statement):
        return
    for index, row in each(statement, "steps"):
        # An explained shortening is what the article itself allows; what began before it is not judged by it.
        told = row["step"] == step and "on" in row and "until" in row and "note" not in row
        if told and bounds(row["on"])[0] >= _MAJOR_RULES_SINCE:
            earliest = due_day(context, clock, bounds(row["on"])[0].isoformat())
            if earliest is not None and bounds(row["until"])[1] < earliest:
                params = {"on": row["on"], "earliest": earliest.isoformat()}
                yield Hit(f"/steps/{index}/until", params, row["until"])


@record_rule(
    "GI-DCN-0010",
    types=("decision",),
    needs=("steps",),
    zh=(
        "公开征求意见期限过短",
        "征求意见自 {on} 起至 {sample} 止,一般不得早于 {earliest} 结束。",
        "延长征求意见的期限;因紧急等原因缩短的,在步骤说明中写明理由。",
    ),
    en=(
        "public consultation too short",
        "The consultation ran from {on} to {sample}; it should normally not end before {earliest}.",
        "Extend the consultation; if it was shortened for a reason such as urgency, state it in the note.",
    ),
    laws=(Law(_MAJOR_RULES, "第十五条"),),
    severity="warning",
)
def consultation_too_short(statement: Statement, context: Context) -> Checked:
    """Public consultation on a major decision normally lasts 30 days at least."""
    yield from _too_short(statement, context, "consultation", "decision-consultation-30d")


@record_rule(
    "GI-DCN-0011",
    types=("decision",),
    needs=("steps",),
    zh=(
        "合法性审查时间过短",
        "合法性审查自 {on} 起至 {sample} 止,一般不得早于 {earliest} 结束。",
        "保证必要的审查时间;另有规定或者情况特殊的,在步骤说明中写明。",
    ),
    en=(
        "legality review too short",
        "The legality review ran from {on} to {sample}; it should normally not end before {earliest}.",
        "Give the review the time it needs; if a special reason holds, state it in the note.",
    ),
    laws=(Law(_MAJOR_RULES, "第二十六条"),),
    severity="warning",
)
def legality_review_too_short(statement: Statement, context: Context) -> Checked:
    """The legality review of a major decision normally takes 7 working days at least."""
    yield from _too_short(statement, context, "legality-review", "decision-legality-review-7wd")

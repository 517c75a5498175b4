"""Changes of promises and contracts: ground, authority, procedure, compensation; forbidden excuses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from gov_integrity.codelists import codelist
from gov_integrity.periods.partial import after, before
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import in_its_time, named
from gov_integrity.rules.listed import under
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.values import Checked, Context, Hit, Law, Statement

_SINCE = in_force_since("优化营商环境条例")
_REGULATION = Law("优化营商环境条例", "第三十一条")
_PROMOTION = Law("民营经济促进法", "第七十条")
_PAYMENT = Law("民营经济促进法", "第六十七条", "secondary")
_GROUNDS = (
    "alxa-2021/2.3.4i",
    "gansu-2017/3.3.4c",
    "xinzheng-2017/4.4.17e",
    "shandong-2024/2.5d",
    "alxa-2021/annex.17",
)
_EXCUSES = ("alxa-2021/2.3.4d", "gansu-2017/3.3.4b", "xinzheng-2017/4.4.17c", "alxa-2021/annex.17")
_COMPENSATION = (
    "alxa-2021/2.3.4k",
    "gansu-2017/3.3.4d",
    "xinzheng-2017/4.4.17f",
    "shandong-2024/2.5e",
    "alxa-2021/annex.17",
)


@cache
def forbidden_excuses(matter: str) -> frozenset[str]:
    """Grounds that the law forbids as a reason for changing (`change`) or for not paying (`payment`)."""
    return frozenset(
        code
        for code, found in codelist("change-ground").codes.items()
        if found.extra["forbidden"] == "yes" and found.extra["applies_to"] == matter
    )


def _governed(statement: Statement, context: Context) -> bool:
    """Whether the decision may have been made under the profile's text or under the regulation."""
    day = statement.get("decided_on", statement.get("effective_on", ""))
    own = under(context, _GROUNDS) and in_its_time(context, day)
    return own or not day or not before(day, _SINCE)


def _changes(statement: Statement, context: Context) -> bool:
    """Whether a promise or contract was changed, at a time when there were rules for it."""
    return statement["kind"] == "commitment-change" and _governed(statement, context)


@record_rule(
    "GI-CHG-0001",
    types=("decision",),
    zh=(
        "改变承诺或者合同没有事由",
        "改变政府承诺或者合同约定,没有填写变更事由。",
        "填写国家利益、公共利益或者其他法定事由;没有法定事由的,恢复原承诺或者原约定。",
    ),
    en=(
        "promise or contract changed without a ground",
        "The promise or contract was changed and no ground is stated.",
        "State national interest, public interest or another statutory ground, or restore the promise.",
    ),
    clauses=("alxa-2021/2.3.4c", *_GROUNDS),
    laws=(_REGULATION, _PROMOTION),
)
def change_without_ground(statement: Statement, context: Context) -> Checked:
    """A promise or contract is changed on a statutory ground only."""
    if _changes(statement, context) and not statement.get("grounds"):
        yield Hit("/grounds")


@record_rule(
    "GI-CHG-0002",
    types=("decision",),
    needs=("grounds",),
    zh=(
        "以法律禁止的理由改变承诺或者合同",
        "以“{change_ground}”为由改变承诺或者合同,法律禁止以此为由。",
        "恢复履行;造成损失的依法补偿,并按规定记录失信行为。",
    ),
    en=(
        "change on an excuse that the law forbids",
        "The change was made because of '{change_ground}', which the law forbids as a reason.",
        "Resume performance, compensate losses by law and record the dishonest conduct.",
    ),
    clauses=_EXCUSES,
    laws=(_REGULATION, _PROMOTION),
)
def forbidden_change_ground(statement: Statement, context: Context) -> Checked:
    """Change of divisions, government, bodies, functions or persons is no ground for breaking a promise."""
    if statement["kind"] in {"commitment-change", "policy-adjustment"} and _governed(statement, context):
        for index, ground in enumerate(statement["grounds"]):
            if ground in forbidden_excuses("change"):
                yield Hit(f"/grounds/{index}", {"change_ground": ground}, ground)


def _over_by(statement: Statement, row: Mapping[str, Any], since: date) -> bool:
    """Whether a breach was told and what was owed was performed or settled, all before that day."""
    told = row.get("found_on", row.get("on"))
    if told is not None and not before(told, since):
        return False
    number = row.get("obligation_no")
    return any(
        done["state"] in {"full", "settled"} and "on" in done and before(done["on"], since)
        for done in statement["performances"]
        if done.get("obligation_no", number) == number
    )


def _excused(statement: Statement, matter: str, since: date) -> Checked:
    found = []
    for index, row in enumerate(statement["performances"]):
        given = "reason" in row and row["reason"] in forbidden_excuses(matter)
        if given and not _over_by(statement, row, since):
            pointer = f"/performances/{index}/reason"
            found.append(Hit(pointer, {"change_ground": row["reason"]}, row["reason"]))
    return found


@record_rule(
    "GI-CHG-0003",
    types=("commitment",),
    needs=("performances",),
    zh=(
        "以法律禁止的理由不履行",
        "未履行的理由是“{change_ground}”,法律禁止以此为由违约毁约。",
        "立即履行;造成损失的依法补偿,并按规定记录失信行为。",
    ),
    en=(
        "breach on an excuse that the law forbids",
        "The reason given for the breach is '{change_ground}', which the law forbids as a reason.",
        "Perform at once, compensate losses by law and record the dishonest conduct.",
    ),
    clauses=_EXCUSES,
    laws=(_REGULATION, _PROMOTION),
)
def forbidden_breach_reason(statement: Statement, context: Context) -> Checked:
    """The same for a promise that was not performed, unless that was over before there was a ban."""
    own = context.profile.head.in_force_from if context.profile and under(context, _EXCUSES) else _SINCE
    return _excused(statement, "change", min(own, _SINCE))


@record_rule(
    "GI-CHG-0004",
    types=("commitment",),
    needs=("performances",),
    zh=(
        "以法律禁止的理由拖延付款",
        "未付款的理由是“{change_ground}”,法律禁止以此为由拒绝或者拖延支付账款。",
        "按约支付;合同对验收、审计另有约定的,附合同条款。",
    ),
    en=(
        "late payment on an excuse that the law forbids",
        "The reason given for not paying is '{change_ground}', which the law forbids as a reason.",
        "Pay as agreed; where the contract itself provides for acceptance or audit, attach the term.",
    ),
    laws=(_PAYMENT,),
    confidence="secondary",
)
def forbidden_payment_reason(statement: Statement, _context: Context) -> Checked:
    """Staff changes, internal payment procedure and pending audits do not excuse late payment."""
    return _excused(statement, "payment", in_force_since(_PAYMENT.document))


@record_rule(
    "GI-CHG-0005",
    types=("decision",),
    needs=("grounds",),
    zh=(
        "变更事由不在允许之列",
        "“{change_ground}”不是改变政府承诺或者合同约定的法定事由。",
        "核对事由;确属其他法定事由的,改填该代码并写明法律条款。",
    ),
    en=(
        "ground of change is not a lawful one",
        "'{change_ground}' is no lawful ground for changing a promise or contract.",
        "Check the ground; if another statutory ground holds, give that code and cite the provision.",
    ),
    clauses=_GROUNDS,
)
def ground_not_lawful(statement: Statement, context: Context) -> Checked:
    """Only the grounds that the profile names allow a change; forbidden ones are told by another rule."""
    if not _changes(statement, context):
        return
    lawful = named(context, "lawful-ground", _GROUNDS)
    if not lawful:
        return
    for index, ground in enumerate(statement["grounds"]):
        if ground not in lawful and ground not in forbidden_excuses("change"):
            yield Hit(f"/grounds/{index}", {"change_ground": ground}, ground)


@record_rule(
    "GI-CHG-0006",
    types=("decision",),
    needs=("grounds",),
    zh=(
        "其他法定事由没有引用法律条款",
        "变更事由为其他法定事由,依据中没有写明条款。",
        "在依据中写明该法定事由出自哪部法律、哪一条。",
    ),
    en=(
        "statutory ground without a provision",
        "The ground is another statutory ground, but no provision is cited.",
        "Cite the law and the article that give the ground.",
    ),
    clauses=_GROUNDS,
    confidence="inferred",
)
def statutory_ground_uncited(statement: Statement, context: Context) -> Checked:
    """Whoever relies on another statutory ground names it."""
    if "other-statutory" in statement["grounds"] and _changes(statement, context):
        cited = any("clause" in row and row.get("role") != "replaced" for row in statement.get("basis", ()))
        if not cited:
            yield Hit("/basis")


def _cited(statement: Statement, role: str) -> bool:
    """Whether a citation supports that, or may: what it supports need not be stated."""
    return any(row.get("role", role) == role for row in statement.get("basis", ()))


@record_rule(
    "GI-CHG-0007",
    types=("decision",),
    zh=(
        "变更没有写明法定权限",
        "改变政府承诺或者合同约定,依据中没有法定权限。",
        "在依据中增加一行,作用填 authority(法定权限),写明授权的条款;无权决定的,由有权机关决定。",
    ),
    en=(
        "change without stated authority",
        "A promise or contract was changed and no authority is cited.",
        "Add a citation whose role is authority; if there is none, have the competent body decide.",
    ),
    clauses=(*_GROUNDS, "alxa-2021/2.3.4j"),
    laws=(_REGULATION, _PROMOTION),
)
def change_without_authority(statement: Statement, context: Context) -> Checked:
    """A change keeps strictly within statutory authority."""
    if not _changes(statement, context) or _cited(statement, "authority"):
        return ()
    return (Hit("/basis"),)


@record_rule(
    "GI-CHG-0008",
    types=("decision",),
    zh=(
        "变更没有写明法定程序",
        "改变政府承诺或者合同约定,既没有程序依据,也没有办理步骤。",
        "填写办理步骤,或者在依据中写明程序条款。",
    ),
    en=(
        "change without stated procedure",
        "A promise or contract was changed; neither a procedure is cited nor a step stated.",
        "State the steps taken or cite the provision on procedure.",
    ),
    clauses=(*_GROUNDS, "alxa-2021/2.3.4j"),
    laws=(_REGULATION, _PROMOTION),
)
def change_without_procedure(statement: Statement, context: Context) -> Checked:
    """A change follows the statutory procedure."""
    if not _changes(statement, context) or statement.get("steps"):
        return ()
    return () if _cited(statement, "procedure") else (Hit("/steps"),)


@record_rule(
    "GI-CHG-0009",
    types=("decision",),
    needs=("decided_on", "effective_on"),
    zh=(
        "变更在决定之前生效",
        "变更自 {sample} 生效,早于决定日期 {decided_on}。",
        "核对两个日期;先行变更的,应当恢复原约定至决定作出之日。",
    ),
    en=(
        "change in effect before it was decided",
        "The change took effect on {sample}, before the decision of {decided_on}.",
        "Check both dates; a change made ahead of the decision has to be undone up to that day.",
    ),
    clauses=(*_GROUNDS, "alxa-2021/2.3.4j"),
    confidence="inferred",
)
def change_before_decision(statement: Statement, context: Context) -> Checked:
    """The decision comes before the change takes effect."""
    if after(statement["decided_on"], statement["effective_on"]) and _changes(statement, context):
        yield Hit("/effective_on", {"decided_on": statement["decided_on"]}, statement["effective_on"])


def _amount(text: str) -> bool:
    """Whether a sum of money is more than nothing."""
    return any(digit in "123456789" for digit in text) and not text.startswith("-")


@record_rule(
    "GI-CHG-0010",
    types=("decision",),
    needs=("losses",),
    zh=(
        "造成财产损失没有补偿",
        "变更造成财产损失 {sample} 元,没有补偿。",
        "依法补偿受损的企业或者投资人,并填写补偿金额和日期。",
    ),
    en=(
        "property loss without compensation",
        "The change caused a property loss of {sample} yuan and there is no compensation.",
        "Compensate the enterprise or investor by law and state amount and date.",
    ),
    clauses=_COMPENSATION,
    laws=(_REGULATION, _PROMOTION),
)
def loss_without_compensation(statement: Statement, context: Context) -> Checked:
    """Enterprises and investors are compensated for the property loss that a change causes them."""
    if statement["kind"] not in {"commitment-change", "policy-adjustment"}:
        return
    if not _governed(statement, context):
        return
    for index, row in each(statement, "losses"):
        if _amount(row.get("loss", "")) and not _amount(row.get("compensation", "")):
            yield Hit(f"/losses/{index}/loss", {}, row["loss"])

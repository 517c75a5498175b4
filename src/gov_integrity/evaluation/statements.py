"""Assessments as exchanged statements: score, grade, rank, and every part of every score.

Points travel as decimals of at most eight places; a value that does not terminate is rounded there, and the
rounding shows in the parts of the receiver's own recomputation, not as a silent difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from gov_integrity.codelists import codelist
from gov_integrity.errors import RefusedError
from gov_integrity.evaluation.numbers import rounded_text
from gov_integrity.evaluation.observations import Body
from gov_integrity.evaluation.result import Assessment, Node

__all__ = ["assessment_statement", "check_evaluator"]

Statement = dict[str, object]


def check_evaluator(evaluator: Body, parent: str, assessed: Iterable[Body]) -> None:
    """A third party is not one of those it evaluates, nor the body above or below them.

    Sources: alxa-2021/2.4.4a, gansu-2017/3.1.3b (the texts say third party; independence is our reading).

    Raises:
        RefusedError: the evaluator is not independent.
    """
    for body in assessed:
        if body.id in (evaluator.id, parent):
            raise RefusedError(
                "评价机构“{evaluator}”与被评价单位“{body}”相同或者有隶属关系,不是第三方",
                "the evaluator {evaluator} is, or belongs to, the evaluated body {body}: not a third party",
                evaluator=evaluator.name or evaluator.id,
                body=body.name or body.id,
            )


def assessment_statement(
    one: Assessment,
    *,
    identity: str,
    stated_by: str,
    recorded_at: datetime,
    kind: str = "government-integrity",
    uses: Sequence[str] = (),
    parties: Sequence[Mapping[str, object]] = (),
    rank_interval: tuple[int, int] | None = None,
) -> Statement:
    """The `assessment` statement of one body.

    Args:
        one: The assessment.
        identity: Id of the statement.
        stated_by: Id of the body that answers for it.
        recorded_at: When it was entered; needs an offset.
        kind: Code of `assessment-kind`.
        uses: Codes of `credit-use`, such as performance-appraisal.
        parties: Party rows, such as joint assessors or the third party that evaluated.
        rank_interval: Best and worst rank that the uncertainty allows, from a simulation.
    """
    found: Statement = {
        "type": "assessment", "id": identity, "revision": 1, "action": "make", "stated_by": stated_by,
        "recorded_at": recorded_at.isoformat(), "access": "government",
    }  # fmt: skip
    about = sorted({item for node in one.root.walk() for given in node.inputs for item in given.observations})
    if about:
        found["about"] = about
    if parties:
        found["parties"] = [{"no": no} | dict(row) for no, row in enumerate(parties, 1)]
    found |= {
        "subject": one.body.id,
        "kind": kind,
        "index": one.index_id,
        "index_revision": one.index_revision,
    }
    if one.period is not None:
        found |= {"period_from": one.period[0].isoformat(), "period_until": one.period[1].isoformat()}
    found["assessed_on"] = one.as_of.isoformat()
    found |= _result(one)
    if rank_interval is not None and one.rank is not None:
        found |= {"rank_low": rank_interval[0], "rank_high": rank_interval[1]}
    if uses:
        found["uses"] = list(uses)
    scores = [_score(node) for node in one.root.walk() if node.code]
    parts = [row for node in one.root.walk() for row in _parts(node)]
    findings = list(_findings(one))
    for key, rows in (("scores", scores), ("parts", parts), ("findings", findings)):
        if rows:
            found[key] = [{"no": no} | row for no, row in enumerate(rows, 1)]
    return found


def _result(one: Assessment) -> Statement:
    found: Statement = {}
    if one.score is not None:
        found["score"] = _decimal(one.score)
    if one.grade:
        found["grade"] = one.grade
    if one.rank is not None:
        found["rank"] = one.rank
        scope = " ".join(part for part in one.peers[:2] if part)
        found |= {"rank_scope": scope or "all", "ranked_count": one.peers[2]}
    return found | {"failed": one.failed, "partial": one.partial}


def _decimal(value: Fraction) -> str:
    text = rounded_text(value, 8)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _score(node: Node) -> Statement:
    found: Statement = {"indicator": node.code}
    if len(node.inputs) == 1 and node.inputs[0].value is not None:
        found["value"] = _decimal(node.inputs[0].value)
    for key, value in (("points", node.points), ("full", node.full)):
        if value is not None:
            found[key] = _decimal(value)
    return found | {"state": node.state}


def _parts(node: Node) -> Iterable[Statement]:
    for part in node.parts:
        row: Statement = {"indicator": node.code} if node.code else {}
        row["kind"] = part.kind
        if part.code:
            row["of"] = part.code
        row["points"] = _decimal(part.points)
        for key, value in (("count", part.count), ("each", part.each)):
            if value is not None:
                row[key] = _decimal(value)
        yield row


def _findings(one: Assessment) -> Iterable[Statement]:
    """Shortcomings by lost points, and a finding for a criterion whose code is a kind of finding.

    An index on borrowing names its four blocks by the codes lawful, suitable-scale, controllable-risk and
    open-procedure; each becomes a finding of its own (gansu-2017/3.3.5b).
    """
    kinds = codelist("assessment-finding").codes
    for node in one.root.walk():
        if node.code in kinds:
            points = "—" if node.points is None else _decimal(node.points)
            full = "—" if node.full is None else _decimal(node.full)
            yield {"kind": node.code, "content": f"{node.name}:{points}/{full}"}
    for node in one.root.walk():
        lost = None if node.points is None or node.full is None else node.full - node.points
        if node.code and not node.children and node.role == "score" and lost:
            yield {"kind": "shortcoming", "content": f"{node.code} {node.name}:失 {rounded_text(lost, 2)} 分"}
            yield {
                "kind": "improvement",
                "content": f"{node.code} {node.name}:{node.definition or '补足所失分数'}",
            }

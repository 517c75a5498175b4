"""What cost one body the most, on which records and articles, and what mending each would bring.

Every gain is recomputed by adding the whole tree up again with that indicator at its best; gains of several
indicators need not add up (a cap or a veto may stand in the way).
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.result import Assessment, Node
from gov_integrity.findings import Citation

__all__ = ["Explanation", "Loss", "explain"]

Others = list[tuple[Fraction, str]]


@frozen(slots=True)
class Loss:
    """One indicator on which points were lost.

    Attributes:
        lost: Points between what was given and the best result of this indicator; 0 for a veto.
        gain: What the score would gain if this alone were mended; None when there is no score either way.
        rank: Rank after mending, all other bodies unchanged; None when not ranked.
        observations, records: Ids behind the value, and of the records it was derived from.
    """

    code: str
    name: str
    role: str
    state: str
    lost: Fraction
    gain: Fraction | None
    rank: int | None
    observations: tuple[str, ...]
    records: tuple[str, ...]
    citations: tuple[Citation, ...]


@frozen(slots=True)
class Explanation:
    """One body's assessment with its losses, the largest gain first."""

    run: Run
    assessment: Assessment
    losses: tuple[Loss, ...]


def explain(run: Run, body: str) -> Explanation:
    """The explanation of one body's score. Raises `UsageError` when it was not assessed."""
    assessment = run.result(body)
    losses = []
    others = _others(run, assessment)
    if body in run.scored:
        for node in assessment.root.walk():
            if node.children or not node.code:
                continue
            loss = _loss(run, assessment, node, others)
            if loss is not None:
                losses.append(loss)
    losses.sort(key=lambda loss: (-(loss.gain or Fraction(0)), -loss.lost, loss.code))
    return Explanation(run, assessment, tuple(losses))


def _loss(run: Run, assessment: Assessment, node: Node, others: Others) -> Loss | None:
    best = Fraction(0) if node.role in ("deduction", "veto") else node.full
    if node.role == "bonus" or node.state == "not-applicable" or (best is None and node.role == "score"):
        return None  # no bonus, nothing to measure, no best result: nothing was lost
    lost = (best or Fraction(0)) - (node.points or Fraction(0))
    failed = node.role == "veto" and node.state != "passed"
    if not failed and lost <= 0:
        return None
    after = run.mended(assessment.body.id, node.code)
    gain = None
    if after.score is not None:
        gain = after.score - (assessment.score or Fraction(0))
    return Loss(
        code=node.code,
        name=node.name,
        role=node.role,
        state=node.state,
        lost=lost,
        gain=gain,
        rank=_rank_after(run, others, after),
        observations=tuple(one for given in node.inputs for one in given.observations),
        records=tuple(one for given in node.inputs for one in given.records),
        citations=node.citations,
    )


def _value(run: Run, one: Assessment) -> Fraction:
    """What the index ranks by."""
    return (one.score if run.index.rank_on == "rounded" else one.exact) or Fraction(0)


def _others(run: Run, before: Assessment) -> list[tuple[Fraction, str]]:
    """What the other ranked bodies of the same kind and level are ranked by, with their ids."""
    return [
        (_value(run, one), one.body.id)
        for one in run.results
        if one.body.peers == before.body.peers and one.rank is not None and one.body.id != before.body.id
    ]


def _rank_after(run: Run, others: Others, after: Assessment) -> int | None:
    """Rank if this body alone had the score of `after`, by the tie rule of the index."""
    if after.score is None or after.failed:
        return None
    own = (_value(run, after), after.body.id)
    if run.index.tie_rule == "dense":
        return 1 + len({value for value, _ in others if value > own[0]})
    ties = run.index.tie_rule == "ordinal"
    return 1 + sum(value > own[0] or (ties and value == own[0] and code < own[1]) for value, code in others)

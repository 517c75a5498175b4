"""The assessment: a pure function of index, observations, bodies and a date.

All leaves of all bodies are scored first, because an item that does not apply may be given the mean of the
peers scored on it; then every tree is added up. Arithmetic is exact; the index states the one rounding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import evolve, frozen

from gov_integrity.errors import RefusedError, UsageError
from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.numbers import rounded
from gov_integrity.evaluation.observations import Body, Observation, note
from gov_integrity.evaluation.ranking import ranked
from gov_integrity.evaluation.result import Assessment, Node, Part
from gov_integrity.evaluation.rules import Outcome, branch_inputs, score_leaf
from gov_integrity.evaluation.selection import Input, Want, collect, usable
from gov_integrity.evaluation.tree import Tree, grow
from gov_integrity.findings import Finding, RecordLabel

__all__ = ["Run", "assess", "run"]

Stock = Mapping[tuple[str, str, str], Sequence[Observation]]


@frozen(slots=True)
class _Scored:
    body: Body
    outcomes: Mapping[str, Outcome]
    findings: tuple[Finding, ...]


@frozen(slots=True)
class Run:
    """An assessment of many bodies, with what is needed to ask "what if" without starting again."""

    index: d.Index
    as_of: date
    period: tuple[date, date] | None
    results: tuple[Assessment, ...]
    scored: Mapping[str, _Scored]
    means: Mapping[tuple[str, str], Mapping[str, Fraction]]

    def result(self, body: str) -> Assessment:
        """The assessment of one body. Raises `UsageError` when there is none."""
        for one in self.results:
            if one.body.id == body:
                return one
        raise UsageError("没有“{body}”的评价结果", "there is no assessment of {body}", body=body)

    def mended(self, body: str, code: str) -> Assessment:
        """The assessment of one body if indicator `code` had its best result, all else the same.

        The whole tree is added up again, so caps, vetoes and rescaling count. Ranks are left empty.
        """
        one = self.scored[body]
        item = self.index.indicators[code]
        best = Fraction(0) if item.role != "score" else self.index.full[code] or Fraction(0)
        state = "passed" if item.role == "veto" else "scored"
        outcome = Outcome(state, best, (Part("value", "full", best),))
        changed = _Scored(one.body, {**one.outcomes, code: outcome}, one.findings)
        means = self.means.get(one.body.peers, {})
        return _assessment(self.index, changed, means, self.as_of, self.period)


def assess(
    index: d.Index,
    observations: Iterable[Observation],
    *,
    as_of: date,
    period: tuple[date, date] | None = None,
    bodies: Mapping[str, Body] | None = None,
) -> tuple[Assessment, ...]:
    """The results of `run`: every body assessed and ranked."""
    return run(index, observations, as_of=as_of, period=period, bodies=bodies).results


def run(
    index: d.Index,
    observations: Iterable[Observation],
    *,
    as_of: date,
    period: tuple[date, date] | None = None,
    bodies: Mapping[str, Body] | None = None,
) -> Run:
    """Every body that has an observation (or is named in `bodies`), assessed and ranked.

    Args:
        index: A checked index.
        observations: Values of any bodies, in any order; one revision of each.
        as_of: Day of the assessment; what was observed later is not looked at.
        period: First and last day of the period assessed; observations outside it are not looked at.
        bodies: What is known of the bodies; decides whether the index applies and who is ranked together.

    Returns:
        The run; its results are one assessment a body, in the order of their ids.

    Raises:
        RefusedError: the index is not in use on `as_of`.
    """
    if (index.since and as_of < index.since) or (index.until and as_of > index.until):
        raise RefusedError(
            "指标体系“{name}”在 {as_of} 不在使用期内",
            "the index {name} is not in use on {as_of}",
            name=index.edition(),
            as_of=as_of.isoformat(),
        )
    known = bodies or {}
    kept, false = usable(observations, as_of, period)
    stock: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for item in kept:
        stock[item.subject, item.metric, item.breakdown].append(item)
    notes: dict[str, list[Finding]] = defaultdict(list)
    for item in false:
        notes[item.subject].append(note("GI-EVAL-0114", item, metric=item.metric))
    subjects = sorted({item.subject for item in (*kept, *false)} | set(known))
    scored, outside = [], []
    for subject in subjects:
        body = known.get(subject, Body(subject))
        if not _applies(index, body, notes[subject]):
            outside.append(_unscored(index, body, as_of, period, tuple(notes[subject])))
            continue
        scored.append(_score(index, body, stock, tuple(notes[subject])))
    means = _peer_means(scored)
    results = [_assessment(index, one, means.get(one.body.peers, {}), as_of, period) for one in scored]
    ordered = tuple(sorted((*ranked(index, results), *outside), key=lambda one: one.body.id))
    return Run(index, as_of, period, ordered, {one.body.id: one for one in scored}, means)


def _applies(index: d.Index, body: Body, notes: list[Finding]) -> bool:
    if not index.subject_kinds:
        return True
    if not body.kind:
        notes.append(note("GI-EVAL-0120", None, subject=body.id))
        return True
    if body.kind in index.subject_kinds:
        return True
    notes.append(note("GI-EVAL-0106", None, subject=body.name or body.id, kind=body.kind))
    return False


def _score(index: d.Index, body: Body, stock: Stock, notes: tuple[Finding, ...]) -> _Scored:
    def fetch(want: Want) -> Input:
        return collect(stock.get((body.id, want.metric, want.breakdown), ()), index, want)

    outcomes = {leaf.code: score_leaf(index, leaf, fetch) for leaf in index.leaves()}
    for code in index.children:
        if code and any(term.metric for term in index.terms.get(code, ())):
            outcomes[code] = branch_inputs(index, index.indicators[code], fetch)
    return _Scored(body, outcomes, notes)


def _peer_means(scored: Iterable[_Scored]) -> dict[tuple[str, str], dict[str, Fraction]]:
    """Mean points of each leaf over the bodies of a peer group that were scored on it."""
    found: dict[tuple[str, str], dict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for one in scored:
        for code, outcome in one.outcomes.items():
            if outcome.state == "scored" and outcome.points is not None:
                found[one.body.peers][code].append(outcome.points)
    return {
        peers: {code: Fraction(sum(points), len(points)) for code, points in leaves.items()}
        for peers, leaves in found.items()
    }


def _assessment(
    index: d.Index, one: _Scored, means: Mapping[str, Fraction], as_of: date,
    period: tuple[date, date] | None,
) -> Assessment:  # fmt: skip
    tree = grow(index, one.outcomes, means)
    findings = [*one.findings, *tree.findings]
    root, exact = tree.root, tree.root.points
    if index.total == 0 and exact == 0:
        exact = None  # a pure list of conditions gives no score
    score = exact
    if exact is not None and index.decimals is not None:
        score = rounded(exact, index.decimals, index.rounding)
        if score != exact:
            parts = (*root.parts, Part("rounding", index.rounding, score - exact))
            root = evolve(root, parts=parts, points=score)
    return Assessment(
        body=one.body,
        index_id=index.id,
        index_revision=index.revision,
        edition=index.edition(),
        as_of=as_of,
        period=period,
        exact=exact,
        score=score,
        decimals=index.decimals,
        grade=_grade(index, exact, score, tree),
        failed=tree.failed,
        vetoes=tree.vetoes,
        partial=tree.partial,
        root=root,
        findings=tuple(_labelled(finding, one.body) for finding in findings),
    )


def _labelled(finding: Finding, body: Body) -> Finding:
    """A finding that stands at no observation names the body it is about."""
    if finding.record.id:
        return finding
    return evolve(finding, record=RecordLabel("organisation", body.id, body.name))


def _grade(index: d.Index, exact: Fraction | None, score: Fraction | None, tree: Tree) -> str:
    if tree.failed:
        return "fail"
    if index.total == 0:
        return "" if tree.partial and tree.undetermined else "pass"
    value = score if index.grade_on == "rounded" else exact
    if value is None:
        return ""
    return next((band.result for band in index.bands.get("", ()) if band.holds(value)), "")


def _unscored(
    index: d.Index, body: Body, as_of: date, period: tuple[date, date] | None, notes: tuple[Finding, ...]
) -> Assessment:
    root = Node("", index.name, "score", index.rule, index.total, None, "undetermined")
    return Assessment(
        body, index.id, index.revision, index.edition(), as_of, period, None, None, index.decimals, "",
        failed=False, vetoes=(), partial=True, root=root, findings=notes,
    )  # fmt: skip

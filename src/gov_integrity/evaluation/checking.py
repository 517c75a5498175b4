"""The check of an index: everything that can be wrong with it before any value is seen.

`check_index` lists the findings, `read_index` gives the index or refuses it. Nothing is repaired silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from attrs import evolve

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.band_check import check_bands
from gov_integrity.evaluation.reading import RANK_ON, Draft, Reader, read_draft, rounding_of, sources_of
from gov_integrity.evaluation.structure import check_tree, check_weights, children_of, full_points
from gov_integrity.findings import Finding

__all__ = ["check_index", "read_index"]

T = TypeVar("T", d.Band, d.Choice, d.Term)

_USES_BANDS = frozenset({"bands"})
_USES_CHOICES = frozenset({"choice"})
_USES_TERMS = frozenset({"deduct", "accumulate", "formula"})
_NEEDS_METRIC = frozenset({"given", "ratio", "target", "bands", "choice"})


def check_index(statement: Mapping[str, object], file: str = "") -> tuple[Finding, ...]:
    """What is wrong, or worth knowing, about an `index` statement; empty when all is well."""
    return _judge(statement, file)[1]


def read_index(statement: Mapping[str, object], file: str = "") -> d.Index:
    """The index that the statement defines.

    Raises:
        IndexRefusedError: it has errors; `findings` name each with its place.
    """
    index, findings = _judge(statement, file)
    if index is None:
        name = statement.get("name")
        raise d.IndexRefusedError(name if isinstance(name, str) else file, findings)
    return index


def _judge(statement: Mapping[str, object], file: str) -> tuple[d.Index | None, tuple[Finding, ...]]:
    draft = read_draft(statement, file)
    index = _build(draft) if check_tree(draft) else None
    findings = tuple(draft.reader.findings)
    broken = any(item.severity == "error" for item in findings)
    return (None if broken else index), findings


def _build(draft: Draft) -> d.Index:
    top = draft.reader
    indicators = {item.code: item for _, item in draft.indicators}
    children = children_of(indicators.values())
    for code in tuple(indicators):
        if not indicators[code].rule and children.get(code):
            indicators[code] = evolve(indicators[code], rule="sum")
    total = top.number("total")
    if total is not None and total < 0:
        top.say("GI-EVAL-0002", "total", top.text("total"), field="total", wanted=">= 0")
    rule = top.code("rule", d.BRANCH_RULES - {"formula"}, default="sum")
    weighting = top.code("weighting", d.WEIGHTINGS, default="points")
    full = full_points(total, weighting, children, indicators)
    for place, (row, item) in enumerate(draft.indicators):
        draft.indicators[place] = (row, indicators[item.code])
    check_weights(draft, rule, weighting, full, children)
    for row, item in draft.indicators:
        _check_rule(row, item, draft, full[item.code], branch=bool(children.get(item.code)))
    _check_rows(draft, indicators)
    _check_formulas(draft)
    check_bands(draft, indicators, full, children)
    _check_directions(draft, children)
    cites, addresses = sources_of(top)
    return d.Index(
        id=top.text("id", need=True),
        revision=top.whole("revision", 1, 10**9) or 1,
        version=top.text("version", need=True),
        name=top.text("name", need=True),
        rule=rule,
        weighting=weighting,
        total=total,
        since=top.day("since"),
        until=top.day("until", last=True),
        subject_kinds=top.texts("subject_kinds"),
        tie_rule=top.code("tie_rule", d.TIE_RULES, default="competition"),
        rank_on=top.code("rank_on", RANK_ON, default="unrounded"),
        grade_on=top.code("grade_on", RANK_ON, default="rounded"),
        missing_rule=top.code("missing_rule", d.MISSING_RULES, default="refuse"),
        not_applicable_rule=top.code("not_applicable_rule", d.MISSING_RULES, default="rescale"),
        pick_rule=top.code("pick_rule", d.PICK_RULES, default="agree"),
        source_order=top.texts("source_order"),
        decimals=top.whole("decimals", 0, 12),
        rounding=rounding_of(top),
        normative=top.row.get("normative") is not False,
        confidence=top.text("confidence", default="verified"),
        citations=cites,
        sources=addresses,
        indicators=indicators,
        bands=_grouped([band for _, band in draft.bands]),
        choices=_grouped([choice for _, choice in draft.choices]),
        terms=_grouped([term for _, term in draft.terms]),
        warnings=tuple(rule for _, rule in draft.warnings),
        full=full,
        children=children,
        remarks=top.text("remarks"),
    )


def _grouped(rows: list[T]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(row.indicator, []).append(row)
    return {code: tuple(items) for code, items in found.items()}


def _check_rule(row: Reader, item: d.Indicator, draft: Draft, full: Fraction | None, *, branch: bool) -> None:
    if branch != (item.rule in d.BRANCH_RULES) and item.rule != "formula":
        row.say("GI-EVAL-0013", "rule", item.rule, rule=item.rule or "-", field="rule")
        return
    if not branch and row.row.get("direction") is None:
        row.say("GI-EVAL-0001", "direction", field="direction")
    wants = (
        ("metric", item.rule in _NEEDS_METRIC and not item.metric),
        ("scale", item.rule == "target" and not item.scale),
        ("formula", item.rule == "formula" and item.formula is None and not row.text("formula")),
        ("bands", item.rule in _USES_BANDS and not any(b.indicator == item.code for _, b in draft.bands)),
        ("choices", item.rule in _USES_CHOICES
         and not any(c.indicator == item.code for _, c in draft.choices)),
        ("terms", item.rule in ("deduct", "accumulate")
         and not any(t.indicator == item.code for _, t in draft.terms)),
        ("points", full is None and (item.rule in ("ratio", "target", "start-full")
                                     or (item.rule == "deduct" and item.role == "score"))),
    )  # fmt: skip
    for key, lacking in wants:
        if lacking:
            row.say("GI-EVAL-0013", key if key not in ("bands", "choices", "terms") else "code",
                    rule=item.rule, field=key)  # fmt: skip
    if item.scale is not None and item.scale <= 0:
        row.say("GI-EVAL-0002", "scale", field="scale", wanted="> 0")
    if item.role == "veto" and item.rule not in ("bands", "choice"):
        row.say("GI-EVAL-0013", "rule", item.rule, rule="veto", field="bands")
    if item.rule == "start-full" and item.role == "bonus":
        row.say("GI-EVAL-0013", "rule", item.rule, rule="bonus", field="rule")


def _check_rows(draft: Draft, indicators: Mapping[str, d.Indicator]) -> None:
    """Child rows must belong to an indicator whose rule reads them, with results of the right kind."""
    for row, band in draft.bands:
        if band.indicator:
            _check_result(row, band, _USES_BANDS, indicators)
    for row, choice in draft.choices:
        _check_result(row, choice, _USES_CHOICES, indicators)
    for row, term in draft.terms:
        _check_term(row, term, indicators)
    for row, warn in draft.warnings:
        if warn.indicator and warn.indicator not in indicators:
            row.say("GI-EVAL-0005", "indicator", warn.indicator, item=warn.indicator)
        if not warn.indicator and not warn.metric:
            row.say("GI-EVAL-0001", "metric", field="metric")
        # Differences are given by their size, values by where they stand.
        by_size = warn.side == "above" or warn.kind in ("trend", "change", "peers")
        if (warn.clear > warn.threshold) if by_size else (warn.clear < warn.threshold):
            row.say("GI-EVAL-0020", "clear", side=warn.side)


def _check_result(
    row: Reader, item: d.Band | d.Choice, rules: frozenset[str], indicators: Mapping[str, d.Indicator]
) -> None:
    owner = indicators.get(item.indicator)
    if owner is None:
        row.say("GI-EVAL-0005", "indicator", item.indicator, item=item.indicator)
        return
    if owner.rule not in rules:
        row.say("GI-EVAL-0017", "indicator", owner.code, item=owner.code, rule=owner.rule)
    if owner.role == "veto":
        if item.result not in ("pass", "fail"):
            row.say("GI-EVAL-0003", "result", item.result, field="result", allowed=("fail", "pass"))
    elif item.points is None:
        row.say("GI-EVAL-0002", "result", item.result, field="result", wanted="decimal")


def _check_term(row: Reader, term: d.Term, indicators: Mapping[str, d.Indicator]) -> None:
    owner = indicators.get(term.indicator)
    if owner is None:
        row.say("GI-EVAL-0005", "indicator", term.indicator, item=term.indicator)
        return
    if owner.rule not in _USES_TERMS:
        row.say("GI-EVAL-0017", "indicator", owner.code, item=owner.code, rule=owner.rule)
    if term.of and term.of not in indicators:
        row.say("GI-EVAL-0005", "of", term.of, item=term.of)
    if not term.metric and not term.of:
        row.say("GI-EVAL-0001", "metric", field="metric")
    for key, value in (("cap", term.cap), ("free", term.free), ("exhausts_from", term.exhausts_from)):
        if value is not None and value < 0:
            row.say("GI-EVAL-0002", key, field=key, wanted=">= 0")
    wrong_sign = {"deduct": term.points >= 0, "accumulate": term.points <= 0}.get(owner.rule, False)
    if wrong_sign and term.exhausts_from is None:
        row.say("GI-EVAL-0002", "points", field="points", wanted="< 0" if owner.rule == "deduct" else "> 0")


def _check_formulas(draft: Draft) -> None:
    """Every name of a formula has a term, every term a use, and no indicator feeds itself."""
    terms: dict[str, list[d.Term]] = {}
    for _, term in draft.terms:
        terms.setdefault(term.indicator, []).append(term)
    for row, item in draft.indicators:
        if item.rule != "formula" or item.formula is None:
            continue
        symbols = {term.symbol for term in terms.get(item.code, ())}
        for name in sorted(set(item.formula.names) - symbols):
            row.say("GI-EVAL-0021", "formula", item.formula.text, name=name, item=item.code)
        for name in sorted(symbols - set(item.formula.names)):
            row.say("GI-EVAL-0017", "formula", name, item=item.code, rule="formula")
        for term in terms.get(item.code, ()):
            if term.of and not _below(term.of, item.code, draft):
                row.say("GI-EVAL-0006", "formula", item.formula.text, path=(item.code, term.of))


def _below(code: str, above: str, draft: Draft) -> bool:
    """Whether `code` is a direct child of `above`: a formula combines the children of its node."""
    return any(item.code == code and item.parent == above for _, item in draft.indicators)


def _check_directions(draft: Draft, children: Mapping[str, tuple[str, ...]]) -> None:
    """An evaluation of integrity has positive and negative indicators (shandong-2024/4.11a)."""
    found = {item.direction for _, item in draft.indicators if not children.get(item.code)}
    if len(found) == 1:
        draft.reader.say("GI-EVAL-0016", "indicators", direction=found.pop())

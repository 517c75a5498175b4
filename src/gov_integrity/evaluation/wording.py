"""The sentences of an explanation: how a value became points, so that it can be followed by hand."""

from __future__ import annotations

from fractions import Fraction

from gov_integrity.codelists import UnknownCodeList, codelist
from gov_integrity.evaluation.definition import Index, Indicator
from gov_integrity.evaluation.numbers import exact, exact_text, rounded_text
from gov_integrity.evaluation.result import Node, Part
from gov_integrity.evaluation.rules import scale_of
from gov_integrity.evaluation.selection import Input

__all__ = ["code_name", "how", "input_text", "part_text", "short", "shown", "with_unit", "worth"]


def shown(value: Fraction | None) -> str:
    """A number for reading: exact when it terminates, otherwise the fraction and four decimals."""
    if value is None:
        return "—"
    return exact(value) or f"{exact_text(value)} (≈{rounded_text(value, 4)})"


def with_unit(text: str, unit: str, lang: str) -> str:
    """A number with its unit, such as `85%` or `3 件`."""
    sign = {"": "", "percent": "%", "permille": "‰", "ratio": "", "quotient": ""}.get(unit)
    return text + (f" {code_name('unit', unit, lang)}" if sign is None else sign)


def short(value: Fraction | None) -> str:
    """A number for tables: exact up to four decimals, otherwise rounded to four."""
    if value is None:
        return "—"
    text = exact(value)
    return text if text is not None and len(text.partition(".")[2]) <= 4 else rounded_text(value, 4)


def code_name(listed: str, code: str, lang: str) -> str:
    """The words of a code, or the code itself when the list does not have it."""
    try:
        found = codelist(listed).codes.get(code)
    except UnknownCodeList:
        return code
    return code if found is None else (found.en if lang == "en" else found.zh)


def input_text(given: Input, lang: str) -> str:
    """One input: metric, value with unit, the two figures of a rate, source and confidence."""
    name = code_name("metric", given.metric, lang)
    if given.breakdown:
        name += f" [{given.breakdown}]"
    if given.state != "observed":
        return f"{name}: {code_name('observation-state', given.state, lang)}"
    value = given.text if given.value is None else with_unit(shown(given.value), given.unit, lang)
    text = f"{name} = {value}"
    if given.numerator is not None and given.cases is not None:
        text += f" ({shown(given.numerator)} ÷ {shown(given.cases)})"
    if given.bounds is not None:
        text += f" [{shown(given.bounds.low)}, {shown(given.bounds.high)}]"
    notes = [code_name("data-source", given.source, lang)] if given.source else []
    if given.confidence:
        notes.append(code_name("confidence", given.confidence, lang))
    return f"{text} ({', '.join(notes)})" if notes else text


def part_text(part: Part, lang: str) -> str:
    """One summand, such as `封顶 -2.5` or `事件 overdue-contracts 3 × -0.5 = -1.5`."""
    kind = code_name("score-part", part.kind, lang)
    if part.kind == "event" and part.count is not None and part.each is not None:
        name = code_name("metric", part.code, lang)
        return f"{kind} {name}: {shown(part.count)} × {shown(part.each)} = {shown(part.points)}"
    if part.kind == "exhausted":
        return f"{kind} {code_name('metric', part.code, lang)} ({shown(part.count)}): {shown(part.points)}"
    if part.kind == "imputed":
        return f"{kind} ({code_name('missing-rule', part.code, lang)}): {shown(part.points)}"
    if part.kind in ("item", "bonus", "veto"):
        return f"{kind} {part.code}: {shown(part.points)}"
    return f"{kind}: {shown(part.points)}"


def how(index: Index, node: Node, lang: str) -> str:
    """One line that says how the node came to its points."""
    item = index.indicators.get(node.code)
    if node.state in ("missing", "not-applicable", "undetermined"):
        state = code_name("score-state", node.state, lang)
        rule = next((part.code for part in node.parts if part.kind == "imputed"), "")
        rule = rule or (_absent_rule(index, item, node.state) if item and not node.children else "")
        return state + (f" → {code_name('missing-rule', rule, lang)}" if rule else "")
    if node.children and node.rule != "formula":
        summands = " ".join(_signed(part, at, lang) for at, part in enumerate(node.parts))
        return f"{summands or 0} = {shown(node.points)}"
    assert item is not None
    if node.role == "veto":
        answer = node.detail or ""
        return f"{code_name('score-state', node.state, lang)} {answer}".strip()
    line = _leaf(index, item, node, lang)
    rest = [part_text(part, lang) for part in node.parts if part.kind in ("cap", "floor", "rounding")]
    if rest and node.rule not in ("deduct", "accumulate"):
        line += f"; {'; '.join(rest)} → {shown(node.points)}"
    return line


def worth(index: Index, node: Node) -> str:
    """How the full points of a weighted node come from its parent's, such as `40 × 0.5`; empty otherwise."""
    item = index.indicators.get(node.code)
    above = None if item is None else index.full[item.parent]
    if item is None or item.weight is None or above is None or node.role != "score":
        return ""
    if index.weighting == "shares":
        return f"{shown(above)} × {shown(item.weight)}"
    siblings = [index.indicators[code] for code in index.children[item.parent]]
    weights = sum((one.weight or Fraction(0) for one in siblings if one.role == "score"), Fraction(0))
    return f"{shown(above)} × {shown(item.weight)} ÷ {shown(weights)}"


def _absent_rule(index: Index, item: Indicator, state: str) -> str:
    if state == "missing":
        return item.missing_rule or index.missing_rule
    return item.not_applicable_rule or index.not_applicable_rule


def _signed(part: Part, at: int, lang: str) -> str:
    sign = "- " if part.points < 0 else "+ " if at else ""
    kind = code_name("score-part", part.kind, lang)
    name = part.code if part.kind in ("item", "bonus") else kind
    if part.kind == "veto":
        name = f"{kind} {part.code}"
    return f"{sign}{shown(abs(part.points))} [{name}]"


def _leaf(index: Index, item: Indicator, node: Node, lang: str) -> str:
    value = node.inputs[0].value if node.inputs else None
    raw = next((part.points for part in node.parts if part.kind == "value"), None)
    full = shown(node.full)
    match node.rule:
        case "given":
            line = shown(value)
        case "ratio" | "target":
            line = f"{_share(item, node, value)} × {full} = {shown(raw)}"
        case "bands":
            line = f"{shown(value)} ∈ {node.detail} → {shown(raw)}"
        case "choice":
            line = f"{node.detail} → {shown(raw)}"
        case "formula":
            line = f"{node.detail}, {_operands(index, item, node)} = {shown(raw)}"
        case _:
            line = "; ".join(part_text(part, lang) for part in node.parts) + f" → {shown(node.points)}"
    return line


def _share(item: Indicator, node: Node, value: Fraction | None) -> str:
    """The share of the full points as an expression, such as `(1 - 3 ÷ 100)`."""
    share = f"{shown(value)} ÷ {shown(scale_of(item))}"
    if item.direction == "negative":
        share = f"(1 - {share})"
    return f"({share} - 1)" if node.role == "deduction" else share


def _operands(index: Index, item: Indicator, node: Node) -> str:
    points = {child.code: child.points for child in node.children}
    inputs = {(given.metric, given.breakdown): given.value for given in node.inputs}
    return ", ".join(
        f"{term.symbol} = {shown(points[term.of] if term.of else inputs.get((term.metric, term.breakdown)))}"
        for term in index.terms.get(item.code, ())
    )

"""An index as an outline for reading, and the differences of two editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from gov_integrity.evaluation.definition import Index
from gov_integrity.evaluation.render import say
from gov_integrity.evaluation.rules import span_text
from gov_integrity.evaluation.wording import code_name, shown

__all__ = ["Difference", "differences", "outline"]


def outline(index: Index, lang: str) -> Iterator[str]:
    """Head, then one line an indicator: code, name, full points, rule, metric, sources."""
    yield index.edition()
    total = say(lang, "总分 ", "total ") + ("—" if index.total is None else shown(index.total))
    rules = [
        code_name("weighting", index.weighting, lang),
        say(lang, "缺项:", "missing: ") + code_name("missing-rule", index.missing_rule, lang),
        say(lang, "不适用:", "not applicable: ") + code_name("missing-rule", index.not_applicable_rule, lang),
        code_name("tie-rule", index.tie_rule, lang),
    ]
    yield f"{total}; " + "; ".join(rules)
    if not index.normative:
        yield say(lang, "非规范性", "non-normative")
    for source in index.sources:
        yield f"{source} [{code_name('confidence', index.confidence, lang)}]"
    if index.remarks:
        yield index.remarks
    yield from _branch(index, "", lang, 0)
    grades = index.bands.get("", ())
    if grades:
        yield say(lang, "等级:", "Grades: ") + "; ".join(
            f"{band.result} {span_text(band)}" for band in grades
        )


def _branch(index: Index, parent: str, lang: str, depth: int) -> Iterator[str]:
    for code in index.children.get(parent, ()):
        item = index.indicators[code]
        sign = "+" if item.direction == "positive" else "-"
        role = "" if item.role == "score" else f" [{code_name('indicator-role', item.role, lang)}]"
        full = "" if index.full[code] is None or item.role == "veto" else f" {shown(index.full[code])}"
        fed = f" ← {item.metric}" + (f"[{item.breakdown}]" if item.breakdown else "") if item.metric else ""
        if not fed and index.terms.get(code):
            fed = " ← " + ", ".join(term.metric or term.of for term in index.terms[code])
        rule = code_name("scoring-rule", item.rule, lang)
        yield f"{'  ' * depth}{code} {item.name} ({sign}){role}{full} {rule}{fed}"
        cites = "; ".join(f"{cite.document} {cite.clause}" for cite in item.citations)
        if cites:
            yield f"{'  ' * depth}    {cites}"
        yield from _branch(index, code, lang, depth + 1)


@frozen(slots=True)
class Difference:
    """One field that differs; `where` is the row (list and key), empty for the index itself."""

    where: str
    field: str
    old: str
    new: str


_ENVELOPE = frozenset({"recorded_at", "action", "revision"})
_LISTS = ("indicators", "bands", "choices", "terms", "sources", "warnings", "basis", "evidence")


def differences(old: Mapping[str, object], new: Mapping[str, object]) -> list[Difference]:
    """Every field that differs between two index statements, rows matched by code or number."""
    found = [
        Difference("", key, _text(old.get(key)), _text(new.get(key)))
        for key in sorted((set(old) | set(new)) - _ENVELOPE - set(_LISTS))
        if old.get(key) != new.get(key)
    ]
    for name in _LISTS:
        before, after = _rows(old.get(name), name), _rows(new.get(name), name)
        for key in [*before, *(key for key in after if key not in before)]:
            one, other = before.get(key, {}), after.get(key, {})
            found += [
                Difference(f"{name}/{key}", column, _text(one.get(column)), _text(other.get(column)))
                for column in sorted((set(one) | set(other)) - {"no"})
                if one.get(column) != other.get(column)
            ]
    return found


def _rows(value: object, name: str) -> dict[str, Mapping[str, object]]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
    found: dict[str, Mapping[str, object]] = {}
    for at, row in enumerate(rows, 1):
        key = str(row.get("code") if name == "indicators" else row.get("no", at))
        found[key] = row
    return found


def _text(value: object) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)

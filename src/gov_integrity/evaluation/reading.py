"""From an exchanged `index` statement to an `Index`, or to the findings that refuse it.

The reader works on plain JSON objects, so that an index can be checked before it is a valid statement of
the standard, and so that the engine depends on no model library. Every finding carries a JSON Pointer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import define, evolve, field

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.formula import Formula, FormulaError, parse_formula
from gov_integrity.evaluation.numbers import ROUNDINGS, number
from gov_integrity.evaluation.units import units
from gov_integrity.findings import Citation, Finding, Place, RecordLabel, finding
from gov_integrity.periods.partial import span

__all__ = ["MAX_ROWS", "Draft", "Reader", "read_draft"]

MAX_ROWS = 5000
"""Rows a child list may have; an index with more is refused unread."""

Statement = Mapping[str, object]
RANK_ON = frozenset({"unrounded", "rounded"})
SIDES = frozenset({"above", "below"})
WARNING_KINDS = frozenset({"threshold", "trend", "change", "peers", "repeated"})


@define(slots=True)
class Reader:
    """Reads typed values out of one JSON object and collects what is wrong, with its pointer."""

    row: Mapping[str, object]
    pointer: str
    file: str
    label: RecordLabel
    findings: list[Finding]

    def say(
        self, code: str, key: str = "", sample: object = "", /, **params: str | int | tuple[str, ...]
    ) -> None:
        """Adds a finding at the value of `key` (or at the row itself)."""
        place = Place(file=self.file, pointer=f"{self.pointer}/{key}" if key else self.pointer)
        shown = "" if sample == "" else str(sample)[:80]
        self.findings.append(evolve(finding(code, place, record=self.label, sample=shown), params=params))

    def text(self, key: str, *, need: bool = False, default: str = "") -> str:
        """A text value; `default` when absent or not a text."""
        value = self.row.get(key)
        if value is None:
            if need:
                self.say("GI-EVAL-0001", key, field=key)
            return default
        if not isinstance(value, str) or not value.strip():
            self.say("GI-EVAL-0002", key, value, field=key, wanted="text")
            return default
        return value

    def code(self, key: str, allowed: frozenset[str], *, default: str = "", need: bool = False) -> str:
        """One of `allowed`; `default` when absent or unknown."""
        value = self.text(key, need=need)
        if value and value not in allowed:
            self.say("GI-EVAL-0003", key, value, field=key, allowed=tuple(sorted(allowed)))
            return default
        return value or default

    def number(self, key: str) -> Fraction | None:
        """An exact number, or None when absent or no number."""
        value = self.row.get(key)
        if value is None:
            return None
        result = number(value)
        if result is None:
            self.say("GI-EVAL-0002", key, value, field=key, wanted="decimal")
        return result

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number within bounds, or None."""
        value = self.number(key)
        if value is None:
            return None
        if value.denominator != 1 or not low <= value <= high:
            self.say("GI-EVAL-0002", key, self.row.get(key), field=key, wanted=f"{low}..{high}")
            return None
        return int(value)

    def day(self, key: str, *, last: bool = False) -> date | None:
        """A (partial) date: its first day, or its last one."""
        value = self.text(key)
        if not value:
            return None
        found = span(value)
        if found is None:
            self.say("GI-EVAL-0002", key, value, field=key, wanted="date")
            return None
        return found[1] if last else found[0]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.row.get(key)
        if value is None:
            return ()
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            self.say("GI-EVAL-0002", key, field=key, wanted="list")
            return ()
        return tuple(str(item) for item in value)

    def rows(self, key: str) -> list[Reader]:
        """Readers of the rows of a child list."""
        value = self.row.get(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple) or len(value) > MAX_ROWS:
            self.say("GI-EVAL-0002", key, field=key, wanted="list")
            return []
        found = []
        for place, item in enumerate(value):
            reader = Reader({}, f"{self.pointer}/{key}/{place}", self.file, self.label, self.findings)
            if isinstance(item, Mapping):
                reader.row = item
                found.append(reader)
            else:
                reader.say("GI-EVAL-0002", field=key, wanted="object")
        return found


@define(slots=True)
class Draft:
    """All rows of an index as read, before they are checked against each other."""

    reader: Reader
    indicators: list[tuple[Reader, d.Indicator]] = field(factory=list)
    bands: list[tuple[Reader, d.Band]] = field(factory=list)
    choices: list[tuple[Reader, d.Choice]] = field(factory=list)
    terms: list[tuple[Reader, d.Term]] = field(factory=list)
    warnings: list[tuple[Reader, d.WarningRule]] = field(factory=list)


def read_draft(statement: Statement, file: str = "") -> Draft:
    """Reads every row of an `index` statement; what is wrong with single values is in its findings."""
    name = statement.get("name")
    identity = statement.get("id")
    label = RecordLabel(
        "index", identity if isinstance(identity, str) else "", name if isinstance(name, str) else ""
    )
    top = Reader(statement, "", file, label, [])
    draft = Draft(top)
    if statement.get("type") != "index":
        top.say("GI-EVAL-0003", "type", statement.get("type", ""), field="type", allowed=("index",))
    cites = _citations(top)
    draft.indicators = [(row, _indicator(row, at, cites)) for at, row in enumerate(top.rows("indicators"), 1)]
    draft.bands = [(row, _band(row, at)) for at, row in enumerate(top.rows("bands"), 1)]
    draft.choices = [(row, _choice(row, at)) for at, row in enumerate(top.rows("choices"), 1)]
    draft.terms = [(row, _term(row, at)) for at, row in enumerate(top.rows("terms"), 1)]
    draft.warnings = [(row, _warning(row, at)) for at, row in enumerate(top.rows("warnings"), 1)]
    return draft


def _no(row: Reader, at: int) -> int:
    return row.whole("no", 1, 10**9) or at


def _unit(row: Reader) -> str:
    value = row.text("unit")
    if value and value not in units():
        row.say("GI-EVAL-0014", "unit", value, known=tuple(sorted(units())))
        return ""
    return value


def _citations(top: Reader) -> dict[str, tuple[Citation, ...]]:
    """The `sources` rows by indicator."""
    known = {row.text("code") for row in top.rows("indicators")} if top.row.get("sources") else set()
    found: dict[str, list[Citation]] = {}
    for row in top.rows("sources"):
        code = row.text("indicator", need=True)
        if code and code not in known:
            row.say("GI-EVAL-0005", "indicator", code, item=code)
        confidence = row.text("confidence", default="verified")
        cite = Citation(row.text("document", need=True), row.text("clause"), confidence)
        found.setdefault(code, []).append(cite)
    return {code: tuple(cites) for code, cites in found.items()}


def _indicator(row: Reader, at: int, cites: Mapping[str, tuple[Citation, ...]]) -> d.Indicator:
    role = row.code("role", d.ROLES, default="score")
    return d.Indicator(
        no=_no(row, at),
        code=row.text("code", need=True),
        parent=row.text("parent"),
        name=row.text("name", need=True),
        direction=row.code("direction", d.DIRECTIONS, default="positive"),
        rule=row.code("rule", d.SCORING_RULES),
        role=role,
        definition=row.text("definition"),
        weight=row.number("weight"),
        points=row.number("points"),
        unit=_unit(row),
        metric=row.text("metric"),
        breakdown=row.text("breakdown"),
        formula=_formula(row),
        scale=row.number("scale"),
        decimals=row.whole("decimals", 0, 12),
        missing_rule=row.code("missing_rule", d.MISSING_RULES),
        not_applicable_rule=row.code("not_applicable_rule", d.MISSING_RULES),
        collect=row.code("collect", d.COLLECT_RULES, default="latest"),
        minimum_cases=row.whole("minimum_cases", 0, 10**9) or 0,
        citations=cites.get(row.text("code"), ()),
        veto_effect=row.code("veto_effect", d.VETO_EFFECTS, default="fail-index" if role == "veto" else ""),
    )


def _formula(row: Reader) -> Formula | None:
    text = row.text("formula")
    if not text:
        return None
    try:
        return parse_formula(text)
    except FormulaError as error:
        row.say("GI-EVAL-0012", "formula", text, reason=error.reason, column=error.column)
        return None


def _band(row: Reader, at: int) -> d.Band:
    result = row.text("result", need=True)
    return d.Band(
        no=_no(row, at),
        indicator=row.text("indicator"),
        lower=row.number("lower"),
        upper=row.number("upper"),
        bounds=row.code("bounds", d.BOUNDS, need=True, default="neither"),
        result=result,
        points=number(result),
    )


def _choice(row: Reader, at: int) -> d.Choice:
    result = row.text("result", need=True)
    return d.Choice(
        _no(row, at), row.text("indicator", need=True), row.text("value", need=True), result, number(result)
    )


def _term(row: Reader, at: int) -> d.Term:
    return d.Term(
        no=_no(row, at),
        indicator=row.text("indicator", need=True),
        symbol=row.text("symbol"),
        metric=row.text("metric"),
        breakdown=row.text("breakdown"),
        of=row.text("of"),
        points=row.number("points") or Fraction(0),
        per=row.code("per", d.DEDUCTION_UNITS, default="piece"),
        cap=row.number("cap"),
        free=row.number("free") or Fraction(0),
        exhausts_from=row.number("exhausts_from"),
        unit=_unit(row),
    )


def _warning(row: Reader, at: int) -> d.WarningRule:
    threshold = row.number("threshold")
    if threshold is None:
        row.say("GI-EVAL-0001", "threshold", field="threshold")
    clear = row.number("clear")
    return d.WarningRule(
        no=_no(row, at),
        indicator=row.text("indicator"),
        metric=row.text("metric"),
        kind=row.code("kind", WARNING_KINDS, need=True, default="threshold"),
        side=row.code("side", SIDES, default="above"),
        threshold=threshold or Fraction(0),
        clear=(threshold or Fraction(0)) if clear is None else clear,
        periods=row.whole("periods", 1, 1000) or 1,
        level=row.text("level"),
        due_days=row.whole("due_days", 0, 3660) or 0,
    )


def sources_of(top: Reader) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Citations (basis rows) and addresses (evidence rows) of the index as a whole."""
    confidence = top.text("confidence", default="verified")
    cites = tuple(
        Citation(row.text("document", need=True), row.text("clause"), confidence) for row in top.rows("basis")
    )
    addresses: Sequence[str] = [row.text("url") for row in top.rows("evidence")]
    return cites, tuple(address for address in addresses if address)


def rounding_of(top: Reader) -> str:
    """The named rounding of the index; half-up, as printed systems do, when none is named."""
    return top.code("rounding", ROUNDINGS, default="half-up")

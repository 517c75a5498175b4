"""From files to a run: read, take the current revisions, derive what is not stated, assess."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from attrs import field, frozen

from gov_integrity.errors import InputError, UsageError
from gov_integrity.evaluation.builtin import builtin_index, builtin_names
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.definition import Index
from gov_integrity.evaluation.derivation import derive
from gov_integrity.evaluation.engine import Run, run
from gov_integrity.evaluation.explanation import Explanation, explain
from gov_integrity.evaluation.files import Coverage, Held, current, read_file
from gov_integrity.evaluation.numbers import number
from gov_integrity.evaluation.observations import Body, Observation, read_bodies, read_observations
from gov_integrity.evaluation.statements import assessment_statement
from gov_integrity.evaluation.warning import letter, warning_statement, watch
from gov_integrity.findings import Finding, Place
from gov_integrity.periods.partial import span

__all__ = ["Session", "index_statement", "open_index"]

LOCAL = "local/evaluation"
"""Who states what is computed here, until an agency puts its own id in its place."""

_CHINA = timezone(timedelta(hours=8))


def index_statement(name: str) -> Mapping[str, object]:
    """The `index` statement of a built-in name or of a file.

    Raises:
        UsageError: neither a built-in index nor a file.
        InputError: the file holds no index statement, or several.
    """
    from gov_integrity.evaluation.builtin import builtin_statement

    if name in {known for _, known in builtin_names()}:
        return builtin_statement(name)
    path = Path(name)
    if not path.is_file():
        raise UsageError(
            "没有名为 {name} 的内置指标体系,也没有这个文件;用 gov-integrity index list 查看",
            "there is no built-in index {name} and no such file; see gov-integrity index list",
            name=name,
        )
    held = [item.statement for item in current(read_file(path)[0])]
    found = [item for item in held if item.get("type") == "index"]
    if len(found) != 1:
        raise InputError(
            "{file} 应当恰好有一个指标体系,实有 {count} 个",
            "{file} should hold exactly one index, it holds {count}",
            file=path.name,
            count=len(found),
        )
    return found[0]


def open_index(name: str) -> Index:
    """The checked index of a built-in name or of a file; raises as `index_statement` and `read_index` do."""
    if name in {known for _, known in builtin_names()}:
        return builtin_index(name)
    return read_index(index_statement(name), Path(name).name)


def _period(text: str | None) -> tuple[date, date] | None:
    if text is None:
        return None
    first, slash, last = text.partition("/")
    start, end = span(first), span(last if slash else first)
    if start is None or end is None or end[1] < start[0]:
        raise UsageError(
            "期间写作 2024 或 2024-01-01/2024-06-30:{period}",
            "write a period as 2024 or 2024-01-01/2024-06-30: {period}",
            period=text,
        )
    return start[0], end[1]


@frozen(slots=True)
class Session:
    """One evaluation from files: the run and the findings on its data."""

    run: Run
    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...] = field(repr=False, default=())
    bodies: Mapping[str, Body] = field(repr=False, factory=dict)
    cases: tuple[Mapping[str, object], ...] = field(repr=False, default=())

    @classmethod
    def open(cls, index: str, data: Iterable[Path], *, as_of: date, period: str | None = None) -> Session:
        """Reads the files and assesses every body in them.

        Without a period, observations of any period count (the latest of each); where indicators have to
        be derived, the period is then the last full calendar year.
        """
        system = open_index(index)
        everything: list[Held] = []
        covered: Coverage = {}
        for path in data:
            held, coverage = read_file(path)
            everything += held
            for kind, bodies in coverage.items():
                covered.setdefault(kind, set()).update(bodies)
        kept = current(everything)
        return cls.assess(
            system, [item.statement for item in kept], as_of=as_of, period=_period(period), covered=covered,
            places=[item.place for item in kept],
        )  # fmt: skip

    @classmethod
    def assess(
        cls,
        index: Index,
        statements: Sequence[Mapping[str, object]],
        *,
        as_of: date,
        period: tuple[date, date] | None = None,
        covered: Mapping[str, Iterable[str]] | None = None,
        places: Iterable[Place] = (),
    ) -> Session:
        """Assesses current statements; a stated observation is never overruled by a derived one."""
        others = {str(item.get("type")) for item in statements} - {"observation", "organisation", "index"}
        rows = list(statements)
        if others or covered:
            period = period or (date(as_of.year - 1, 1, 1), date(as_of.year - 1, 12, 31))
            wanted = {(leaf.metric, leaf.breakdown) for leaf in index.leaves()}
            wanted |= {(term.metric, term.breakdown) for terms in index.terms.values() for term in terms}
            stated = {(str(item.get("subject")), str(item.get("metric"))) for item in statements}
            rows += [
                row
                for row in derive(statements, period=period, as_of=as_of, stated_by=LOCAL, covered=covered)
                if (row["metric"], row.get("breakdown", "")) in wanted
                and (row["subject"], row["metric"]) not in stated
            ]
        observations, unread = read_observations(rows, places)
        bodies = read_bodies(statements)
        seen = {item.subject for item in observations}
        result = run(
            index, observations, as_of=as_of, period=period,
            bodies={
                code: body for code, body in bodies.items()
                if code in seen or body.kind in index.subject_kinds
            },
        )  # fmt: skip
        told = [finding for one in result.results for finding in one.findings]
        cases = tuple(item for item in statements if item.get("type") == "case")
        return cls(result, (*unread, *told), tuple(observations), bodies, cases)

    @property
    def complete(self) -> bool:
        """Whether every body has a complete result."""
        return bool(self.run.results) and not any(one.partial for one in self.run.results)

    def explain(self, subject: str) -> Explanation:
        """The explanation of one body, by id or by its name. Raises `UsageError`."""
        ids = [one.body.id for one in self.run.results if subject in (one.body.id, one.body.name)]
        return explain(self.run, ids[0] if len(ids) == 1 else subject)

    def json_text(self, subject: str | None = None) -> str:
        """Assessment statements as JSON; of one body with `subject`."""
        moment = datetime.combine(self.run.as_of, time(), _CHINA)
        chosen = [self.explain(subject).assessment] if subject else self.run.results
        rows = [
            assessment_statement(one, identity=f"local/assessment-{at}", stated_by=LOCAL, recorded_at=moment)
            for at, one in enumerate(chosen, 1)
        ]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    def warnings_text(self, form: str, lang: str) -> str:
        """The warnings that hold: letters as text, or `case` statements as JSON.

        Raises:
            UsageError: another format.
        """
        if form not in ("text", "json"):
            raise UsageError("预警只能输出为 text 或 json", "warnings are text or json", form=form)
        found = watch(
            self.run.index, self.observations, as_of=self.run.as_of, bodies=self.bodies, open_cases=self.cases
        ).raised
        new = [one for one in found if one.new]
        if form == "json":
            moment = datetime.combine(self.run.as_of, time(), _CHINA)
            rows = [
                warning_statement(one, identity=f"local/warning-{at}", stated_by=LOCAL, recorded_at=moment)
                for at, one in enumerate(new, 1)
            ]
            return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        standing = len(found) - len(new)
        head = (
            f"{len(new)} new, {standing} still standing" if lang == "en"
            else f"新预警 {len(new)} 件,仍在预警 {standing} 件"
        )  # fmt: skip
        return "\n".join([head, "", *(letter(one, lang) for one in new)])

    def simulation_text(self, form: str, lang: str, *, runs: int, seed: int, spread: str) -> str:
        """Rank intervals of every peer group: text, CSV, JSON, or one SVG chart a group.

        Raises:
            UsageError: the spread is no share, or no group has two ranked bodies.
            MissingExtraError: the extra `simulation` is not installed.
        """
        from gov_integrity.evaluation.simulation import Plan
        from gov_integrity.evaluation.uncertainty import simulated

        share = number(spread)
        if share is None or not 0 <= share <= 1:
            raise UsageError("--spread 须为0到1之间的数", "--spread is a number from 0 to 1")
        return simulated(self.run, Plan(runs, seed, share), form, lang)

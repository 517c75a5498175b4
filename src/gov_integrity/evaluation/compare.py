"""Results of several periods side by side: the change of each body, and the trend of one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gov_integrity.errors import UsageError
from gov_integrity.evaluation.change import changed
from gov_integrity.evaluation.charts import trend_chart
from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.render import change_lines, ordered, score_text
from gov_integrity.evaluation.result import Assessment

__all__ = ["change_text", "trend_svg"]


def _find(run: Run, subject: str) -> Assessment | None:
    return next((one for one in run.results if subject in (one.body.id, one.body.name)), None)


def change_text(before: Run, after: Run, subject: str | None, lang: str) -> str:
    """The change of `subject`, or of every body that has a score in both runs, down the tree.

    Raises:
        UsageError: there is no body with a score in both.
    """
    lines: list[str] = []
    for one in ordered(after.results):
        old = _find(before, one.body.id)
        wanted = subject is None or subject in (one.body.id, one.body.name)
        if not wanted or old is None or old.score is None or one.score is None:
            continue
        lines.append(f"{one.body.name or one.body.id}: {score_text(old)} → {score_text(one)}")
        lines += [f"  {line}" for line in change_lines(changed(old, one), lang)]
    if not lines:
        raise UsageError("没有两期都有得分的单位", "no body has a score in both periods")
    return "\n".join(lines) + "\n"


def trend_svg(runs: Sequence[Run], subject: str) -> str:
    """The scores of one body over the runs, as a chart. Raises `UsageError` when it has none."""
    points: list[tuple[str, Fraction]] = []
    for run in runs:
        one = _find(run, subject)
        if one is not None and one.score is not None:
            points.append((_span(run), one.score))
    if not points:
        raise UsageError("没有“{body}”的得分", "there is no score of {body}", body=subject)
    return trend_chart(f"{subject} {runs[-1].index.edition()}", points) + "\n"


def _span(run: Run) -> str:
    if run.period is None:
        return str(run.as_of)
    first, last = run.period
    year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return str(first.year) if year else f"{first}/{last}"

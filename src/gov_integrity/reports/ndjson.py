"""The report as lines of JSON: what was checked, then one finding a line with its words, then the counts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gov_integrity.reports.view import Item, Json, groups

__all__ = ["render"]


def render(report: Json, lang: str = "zh") -> str:
    """A JSON report line by line; a cut file shows by the missing last line."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(report, lang))


def _lines(report: Json, lang: str) -> Iterator[Json]:
    told_last = ("groups", "counts", "status", "truncated", "limits", "not_checked")
    yield {"line": "report"} | {key: value for key, value in report.items() if key not in told_last}
    for group in groups(report, lang):
        for item in group.items:
            yield _finding(item)
    yield {"line": "end"} | {key: report[key] for key in told_last[1:] if key in report}


def _finding(item: Item) -> Json:
    told = item.words
    words = {"title": told.title, "message": told.message, "mend": told.mend}
    return {"line": "finding"} | dict(item.finding) | words

"""Traceability pages: one a policy document, one row a clause, made anew before each build."""

from __future__ import annotations

from gov_integrity.policy import clauses
from gov_integrity.trace import Artefact, Traced, summary, table

__all__ = ["trace_pages"]

_STATUS = {"works": "已实现 works", "planned": "待实现 planned", "not-software": "不属软件 not software"}
_SHOWN = 8
_COUNTS = (
    "{clauses} 条,可校验 {checkable} 条,已实现 {works} 条。 / "
    "{clauses} clauses, {checkable} checkable, {works} work."
)
_HEADER = "| 条款 clause | 内容 heading | 校验方式 check | 状态 status | 由何实现 carried by |"


def _artefact(item: Artefact, row: Traced) -> str:
    name = f"`{item.kind}` {item.ref}" if item.kind != "rule" else f"{{gi:finding}}`{item.ref}`"
    return f"**{name}**" if item in row.by and item.kind != "rule" else name


def _row(row: Traced) -> str:
    clause = clauses()[row.clause]
    held = "; ".join(_artefact(item, row) for item in row.artefacts[:_SHOWN])
    more = len(row.artefacts) - _SHOWN
    held += f" … +{more}" if more > 0 else ""
    heading = clause.zh.replace("|", "/")
    place = row.clause.partition("/")[2]
    anchor = f'<span id="clause-{place}"></span>'  # cited as shandong-2024.html#clause-4.10b
    cells = (anchor + place, heading, row.verifiability, _STATUS[row.status], held or row.reason)
    return f"| {' | '.join(cells)} |"


def trace_pages() -> dict[str, str]:
    """Text of every page by its name: the counts, and each document's clauses."""
    found = summary()
    by_document = found["by_document"]
    assert isinstance(by_document, dict)
    pages = {}
    for name, counts in by_document.items():
        rows = [row for row in table().values() if row.document == name]
        source = clauses()[rows[0].clause].source
        lines = [f"# {source}", "", _COUNTS.format(**counts), "", _HEADER, "|---|---|---|---|---|"]
        pages[f"traceability/{name}.md"] = "\n".join([*lines, *map(_row, rows)]) + "\n"
    return pages

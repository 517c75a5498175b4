"""Traceability pages: one a policy document, one row a clause, made anew before each build."""

from __future__ import annotations

import re

from gov_integrity.policy import clauses
from gov_integrity.trace import Artefact, Traced, summary, table

__all__ = ["trace_pages"]

_STATUS = {"works": "已实现 works", "planned": "待实现 planned", "not-software": "不属软件 not software"}
_CHECK = {
    "schema": "模式 schema",
    "record-rule": "单条规则 record rule",
    "dataset-rule": "整批规则 dataset rule",
    "workflow": "办理程序 procedure",
    "scoring": "评价计算 scoring",
    "documentation": "只作说明 documentation",
}
_KIND = {
    "profile": "细则",
    "step": "步骤",
    "index": "指标体系",
    "metric": "数据项",
    "result": "公布的结果",
    "clock": "期限",
}
_MARKS = re.compile(r"([\\`*_\[\]|<>])")
_SHOWN = 8
_COUNTS = (
    "{clauses} 条，可校验 {checkable} 条，已实现 {works} 条。 / "
    "{clauses} clauses, {checkable} checkable, {works} work."
)
_HEADER = "| 条款 clause | 内容 content | 状态和校验方式 status and check | 由何实现 carried by |"


def _artefact(item: Artefact, row: Traced) -> str:
    if item.kind == "rule":
        name = f"{{gi:finding}}`{item.ref}`"
    elif item.kind == "code":
        name = f"代码 {{gi:code}}`{item.ref.replace('/', '.', 1)}`"
    elif item.kind == "field":
        # What sanctions and incentives share stands on both their pages.
        name = f"字段 {{gi:field}}`{item.ref.replace('measure.', 'sanction.', 1)}`"
    else:
        name = f"{_KIND[item.kind]} {item.kind} {item.ref}"
    return f"**{name}**" if item in row.by and item.kind != "rule" else name


def _row(row: Traced) -> str:
    clause = clauses()[row.clause]
    held = "; ".join(_artefact(item, row) for item in row.artefacts[:_SHOWN])
    more = len(row.artefacts) - _SHOWN
    held += f" … +{more}" if more > 0 else ""
    english = _MARKS.sub(r"\\\1", clause.summary_en)
    heading = f'{clause.zh.replace("|", "/")}<br><span class="gi-en gi-note">{english}</span>'
    place = row.clause.partition("/")[2]
    anchor = f'<span id="clause-{place}"></span>'  # cited as shandong-2024.html#clause-4.10b
    state = f"{_STATUS[row.status]}<br>{_CHECK[row.verifiability]}"
    cells = (anchor + place, heading, state, held or row.reason)
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
        lines = [f"# {source}", "", _COUNTS.format(**counts), "", _HEADER, "|---|---|---|---|"]
        pages[f"traceability/{name}.md"] = "\n".join([*lines, *map(_row, rows)]) + "\n"
    return pages

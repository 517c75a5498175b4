"""The findings as CSV that Excel opens as it is: one row a finding, nothing in it that runs."""

from __future__ import annotations

import csv
import io

from gov_integrity.exchange.tables.writing import guard
from gov_integrity.privacy import visible
from gov_integrity.reports.view import Group, Item, Json, groups, number, text, truncation

__all__ = ["render"]

_HEADINGS = {
    "zh": ("级别", "代码", "问题", "同类总数", "文件", "工作表", "行", "列", "列名", "第几条", "字段",
           "记录类型", "记录标识", "名称或文号", "说明", "改正", "依据", "取值"),
    "en": ("severity", "code", "title", "total of its kind", "file", "sheet", "row", "column", "heading",
           "statement", "pointer", "type", "id", "number or name", "message", "mend", "see", "value"),
}  # fmt: skip


def render(report: Json, lang: str = "zh") -> str:
    """The findings of a JSON report as CSV with a byte order mark; what was left out is the last row."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADINGS[lang])
    for group in groups(report, lang):
        for item in group.items:
            writer.writerow([guard(visible(cell)) for cell in _row(group, item, lang)])
    if said := truncation(report, lang):
        writer.writerow([said])
    return out.getvalue()


def _row(group: Group, item: Item, lang: str) -> tuple[str, ...]:
    place, record, told = item.place, item.record, item.words
    row = number(place, "row") or number(place, "line")
    return (
        group.severity_words(lang),
        group.code,
        group.title,
        str(group.total),
        text(place, "file"),
        text(place, "sheet"),
        str(row or ""),
        text(place, "column"),
        text(place, "header"),
        str(number(place, "record") or ""),
        text(place, "pointer"),
        text(record, "type"),
        text(record, "id"),
        text(record, "name"),
        told.message,
        told.mend,
        "; ".join(told.citations),
        text(item.finding, "sample"),
    )

"""The sender's own workbook with the findings of a report marked in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from gov_integrity.exchange.tables.binding import bind
from gov_integrity.exchange.tables.marking import Mark, Words, mark_workbook
from gov_integrity.exchange.tables.opening import open_tables
from gov_integrity.findings import SEVERITIES, Severity
from gov_integrity.reports.labels import LABELS
from gov_integrity.reports.view import Group, Item, Json, counted, groups, number, text
from gov_integrity.reports.words import SEVERITY_WORDS

__all__ = ["write_marked"]

_WORDS = {
    "zh": {"sound": "通过", "mend": "改正：", "see": "依据：", "title": "校验汇总", "row": "行",
           "head": ("级别", "代码", "问题", "数量", "说明(首处)", "改正"), "sheets": "未定位到单元格的问题"},
    "en": {"sound": "passed", "mend": "Mend: ", "see": "See: ", "title": "Summary of the check", "row": "row",
           "head": ("severity", "code", "finding", "count", "what (first)", "mend"),
           "sheets": "Findings without a cell"},
}  # fmt: skip


def write_marked(source: Path, target: Path, report: Json, lang: str = "zh", *, name: str = "") -> None:
    """Write the workbook `source` with the findings of `report` to `target`.

    Only what the report shows can be marked: ask validation for all of it.

    Args:
        source: A workbook.
        target: The marked one; may be the same file.
        report: JSON form of the report on it.
        lang: Language of the marks.
        name: Name of the workbook in the report, when it is not its path.

    Raises:
        UnreadableTableError: The workbook cannot be read.
    """
    name = name or str(source)
    told = tuple(groups(report, lang))
    with open_tables(source, file=name) as opened:
        tied = [found[0] for table, layout in opened.tables if (found := bind(table, layout)) is not None]
    words = _WORDS[lang]
    severities = cast("Mapping[Severity, str]", SEVERITY_WORDS[lang])
    mark_workbook(
        source,
        target,
        bindings=tied,
        marks=list(_marks(told, name, lang)),
        words=Words(severities, str(words["sound"])),
        summary=list(_summary(report, told, lang)),
    )


def _marks(told: tuple[Group, ...], name: str, lang: str) -> Iterator[Mark]:
    for group in told:
        if group.severity not in SEVERITIES:
            continue
        for item in group.items:
            place = item.place
            if text(place, "file") == name and text(place, "sheet") and number(place, "row"):
                yield Mark(
                    sheet=text(place, "sheet"),
                    row=number(place, "row"),
                    column=text(place, "column"),
                    severity=group.severity,
                    note=_note(group, item, lang),
                    short=_short(item),
                )


def _note(group: Group, item: Item, lang: str) -> str:
    words, told = _WORDS[lang], item.words
    lines = [f"{group.severity_words(lang)} {told.title} {group.code}", told.message]
    if told.mend:
        lines.append(f"{words['mend']}{told.mend}")
    if told.citations:
        lines.append(f"{words['see']}{'; '.join(told.citations)}")
    return "\n".join(lines)


def _short(item: Item) -> str:
    column, header = text(item.place, "column"), text(item.place, "header")
    where = f"{column} {header}: " if column else ""
    return where + item.words.message.rstrip("。.")


def _summary(report: Json, told: tuple[Group, ...], lang: str) -> Iterator[tuple[str, ...]]:
    words, labels = _WORDS[lang], LABELS[lang]
    yield (str(words["title"]), labels.get(text(report, "status"), ""))
    for key in ("standard_version", "profile", "as_of"):
        yield (labels["standard" if key == "standard_version" else key], text(report, key) or "—")
    yield tuple(f"{name} {count}" for name, count in counted(report, lang).items())
    yield ()
    yield tuple(words["head"])
    for group in told:
        first = group.items[0].words if group.items else None
        yield (
            group.severity_words(lang),
            group.code,
            group.title,
            str(group.total),
            first.message if first else "",
            first.mend if first else "",
        )
    unplaced = [item for group in told for item in group.items if not number(item.place, "row")]
    if unplaced:
        yield ()
        yield (str(words["sheets"]),)
        for item in unplaced:
            yield (
                "",
                text(item.finding, "code"),
                item.words.title,
                item.cell,
                item.words.message,
                item.words.mend,
            )

"""A JSON report as the formats read it: typed, in words, and tolerant of reports of another version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from gov_integrity.reports.words import SEVERITY_WORDS, Words, kind_of, words

__all__ = [
    "Group", "Item", "Json", "counted", "get", "groups", "items", "number", "shortened", "text", "truncation",
]  # fmt: skip

Json = Mapping[str, object]


@frozen(slots=True)
class Item:
    """One finding: the JSON of it and its words."""

    finding: Json
    words: Words

    @property
    def place(self) -> Json:
        """Its place."""
        return get(self.finding, "place")

    @property
    def record(self) -> Json:
        """Its record."""
        return get(self.finding, "record")

    @property
    def cell(self) -> str:
        """Sheet and cell, such as `组织机构!B7`; empty outside tables."""
        sheet, row = text(self.place, "sheet"), number(self.place, "row")
        return f"{sheet}!{text(self.place, 'column')}{row or ''}" if sheet else ""


@frozen(slots=True)
class Group:
    """The findings of one code: how many there are, and those that are shown."""

    code: str
    severity: str
    stage: str
    title: str
    total: int
    items: tuple[Item, ...]

    def severity_words(self, lang: str) -> str:
        """The severity in words."""
        return SEVERITY_WORDS[lang].get(self.severity, self.severity)


def get(value: Json, key: str) -> Json:
    """A member that is an object; an empty one when it is not."""
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}


def items(value: Json, key: str) -> list[Json]:
    """A member that is a list of objects."""
    found = value.get(key)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list | tuple) else []


def text(value: Json, key: str) -> str:
    """A member that is text."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def number(value: Json, key: str) -> int:
    """A member that is a whole number."""
    found = value.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def groups(report: Json, lang: str) -> Iterator[Group]:
    """The groups of a report in its order."""
    for group in items(report, "groups"):
        code = text(group, "code")
        known = kind_of(code)
        shown = tuple(Item(found, words(found, lang)) for found in items(group, "findings"))
        title = (known.title_en if lang == "en" else known.title_zh) if known else code
        yield Group(code, text(group, "severity"), text(group, "stage"), title, number(group, "total"), shown)


def counted(report: Json, lang: str) -> dict[str, int]:
    """Numbers of findings by the words of their severity, the gravest first."""
    found = get(get(report, "counts"), "by_severity")
    return {told: number(found, name) for name, told in SEVERITY_WORDS[lang].items()}


def truncation(report: Json, lang: str) -> str:
    """The sentence that says what was left out; empty when nothing was."""
    if not report.get("truncated"):
        return ""
    limits = get(report, "limits")
    code, file = number(limits, "per_code"), number(limits, "per_file")
    if lang == "en":
        return f"Counts are exact; at most {code} findings a code and {file} a file are shown."
    return f"数量均为准确数；每种问题至多列出 {code} 处，每个文件至多列出 {file} 处。"


def shortened(report: Json, *, per_code: int, per_file: int) -> dict[str, object]:
    """The report with no more findings than these of a code and of a file; the counts stay exact."""
    left: dict[str, int] = {}
    made, truncated = [], bool(report.get("truncated"))
    for group in items(report, "groups"):
        kept = []
        for found in items(group, "findings")[:per_code]:
            file = text(get(found, "place"), "file")
            left[file] = left.get(file, per_file) - 1
            if left[file] >= 0:
                kept.append(found)
        truncated = truncated or len(kept) < number(group, "total")
        made.append({**group, "findings": kept, "shown": len(kept)})
    limits = {"per_code": per_code, "per_file": per_file}
    return {**report, "groups": made, "truncated": truncated, "limits": limits}

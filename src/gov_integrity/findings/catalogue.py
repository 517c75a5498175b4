"""The catalogue of finding codes: what each means, in Chinese and English, and how to mend it.

The texts of the technical stages are data (`kinds/*.csv`, one file an area); a rule brings its own `Kind`
along, beside its article. Either way a code has exactly one home.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from gov_integrity.tables import TableFile, read_rows, unique

from .values import SEVERITIES, STAGES, Citation, Finding, Place, RecordLabel, Severity, Stage

__all__ = ["Kind", "finding", "kind", "technical_kinds"]

COLUMNS = (
    "code", "stage", "severity", "requirement",
    "title_zh", "title_en", "message_zh", "message_en", "mend_zh", "mend_en", "citations",
)  # fmt: skip


@frozen(slots=True)
class Kind:
    """One code: its stage, default severity and words.

    `message_*` and `mend_*` are templates whose `{names}` are parameters of the finding, besides
    `{sample}`, which is always there. `citations` are the defaults; a finding may carry its own.
    """

    code: str
    stage: Stage
    severity: Severity
    title_zh: str
    title_en: str
    message_zh: str
    message_en: str
    mend_zh: str
    mend_en: str
    requirement: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def params(self) -> frozenset[str]:
        """Names of the parameters its words use."""
        texts = (self.message_zh, self.message_en, self.mend_zh, self.mend_en)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name) - {
            "sample"
        }


def _read(file: TableFile) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for row in read_rows(file, COLUMNS):
        what = Kind(
            code=row.text("code"),
            stage=row.choice("stage", STAGES),
            severity=row.choice("severity", SEVERITIES),
            requirement=row.cells["requirement"],
            citations=tuple(Citation(*part.split("#", 1)) for part in row.codes("citations")),
            **{key: row.cells[key] for key in COLUMNS[4:10]},
        )
        unique(found, what.code, what, row)
    return found


@cache
def technical_kinds() -> Mapping[str, Kind]:
    """Every code of the stages before the rules, in the order of code. Raises `DataFileError`."""
    merged: dict[str, Kind] = {}
    for item in sorted((files(__package__) / "kinds").iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".csv"):
            merged.update(_read(item))
    return MappingProxyType(dict(sorted(merged.items())))


def kind(code: str) -> Kind:
    """The kind of a technical code. Raises `KeyError` for a code that has no row."""
    return technical_kinds()[code]


def finding(
    code: str,
    place: Place,
    *,
    record: RecordLabel | None = None,
    sample: str = "",
    severity: Severity | Literal[""] = "",
    **params: str | int | bool | tuple[str, ...],
) -> Finding:
    """A finding of a technical code with the kind's own severity, stage and citations."""
    what = kind(code)
    return Finding(
        code=code,
        severity=severity or what.severity,
        stage=what.stage,
        place=place,
        record=record or RecordLabel(),
        params=params,
        sample=sample,
        requirement=what.requirement,
        citations=what.citations,
    )

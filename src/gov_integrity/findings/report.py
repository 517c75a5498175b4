"""The result of a check: exact counts, capped samples, and the report every format is made from.

Its JSON form is the contract of the reports; the others are pure functions of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import asdict, field, frozen

from .values import SEVERITIES, Finding, Severity, Stage

__all__ = ["REPORT_VERSION", "Counts", "Group", "InputFile", "NotChecked", "Report", "Status"]

REPORT_VERSION = "1.0-draft"
SYSTEM_PREFIX = "GI-SYS-"

Status = Literal["passed", "findings", "unreadable"]
FailOn = Literal["error", "warning", "info", "never"]


@frozen(slots=True)
class InputFile:
    """One input as it was read.

    Attributes:
        name: As given by the caller.
        sha256: Hex digest of its bytes; empty when they could not be read to the end.
        bytes: Its size.
        form: "ndjson", "json", "workbook", "csv", or empty when it could not be told.
        encoding: "utf-8" or "utf-8-sig" (with a byte order mark); empty when unknown.
        statements: Number of statement lines or elements met, broken ones included.
    """

    name: str
    sha256: str = ""
    bytes: int = 0
    form: str = ""
    encoding: str = ""
    statements: int = 0


@frozen(slots=True)
class NotChecked:
    """Something that was not checked, and why: `check` and `reason` are names, words come last."""

    check: str
    reason: str
    params: Mapping[str, str | int] = field(factory=dict)


@frozen(slots=True)
class Suppressed:
    """An entry of the suppression file that explained findings away, and how many."""

    id: str
    code: str
    reason: str
    author: str
    until: str
    total: int


@frozen(slots=True)
class Group:
    """All findings of one code and severity: how many there are, and the first of them."""

    code: str
    severity: Severity
    stage: Stage
    total: int
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> int:
        """Number of findings carried along."""
        return len(self.findings)


@frozen(slots=True)
class Counts:
    """Exact numbers at any size. `statements` counts what was read; the others count findings."""

    statements: int
    statements_by_type: Mapping[str, int]
    by_severity: Mapping[str, int]
    by_stage: Mapping[str, int]
    by_type: Mapping[str, int]
    by_code: Mapping[str, int]


@frozen(slots=True)
class Report:
    """What validation says about a set of inputs.

    `status` is "unreadable" when an input could not be read or a check broke down, "findings" when there is
    an error, else "passed" (warnings and hints do not make an input unsound). `limits` are the caps on
    samples (`per_code`, `per_file`); `truncated` says that one left something out; `figures` tell of quality.
    """

    tool: str
    tool_version: str
    standard_version: str
    profile: str
    as_of: str
    as_of_source: str
    inputs: tuple[InputFile, ...]
    status: Status
    counts: Counts
    groups: tuple[Group, ...]
    suppressed: tuple[Suppressed, ...]
    truncated: bool
    limits: Mapping[str, int]
    not_checked: tuple[NotChecked, ...] = ()
    figures: Mapping[str, object] = field(factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings shown, in the order of file, place and code."""
        return tuple(sorted((f for group in self.groups for f in group.findings), key=Finding.sort_key))

    def exit_code(self, fail_on: FailOn = "error") -> int:
        """3: unreadable input or a check that broke down; 1: findings from `fail_on` up; else 0."""
        if self.status == "unreadable":
            return 3
        if fail_on == "never":
            return 0
        counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return int(any(self.counts.by_severity.get(name, 0) for name in counted))

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON, keys in a fixed order, absent parts left out."""
        return {
            "report_version": REPORT_VERSION,
            "tool": self.tool,
            "tool_version": self.tool_version,
            "standard_version": self.standard_version,
            "profile": self.profile,
            "as_of": self.as_of,
            "as_of_source": self.as_of_source,
            "inputs": [asdict(item) for item in self.inputs],
            "status": self.status,
            "counts": {
                "statements": self.counts.statements,
                "statements_by_type": dict(self.counts.statements_by_type),
                "by_severity": dict(self.counts.by_severity),
                "by_stage": dict(self.counts.by_stage),
                "by_type": dict(self.counts.by_type),
                "by_code": dict(self.counts.by_code),
            },
            "groups": [
                {
                    "code": group.code,
                    "severity": group.severity,
                    "stage": group.stage,
                    "total": group.total,
                    "shown": group.shown,
                    "findings": [_finding(item) for item in group.findings],
                }
                for group in self.groups
            ],
            "suppressed": [asdict(item) for item in self.suppressed],
            "truncated": self.truncated,
            "limits": dict(self.limits),
            "not_checked": [
                {"check": item.check, "reason": item.reason, "params": dict(item.params)}
                for item in self.not_checked
            ],
        } | ({"figures": dict(self.figures)} if self.figures else {})


def _finding(item: Finding) -> dict[str, object]:
    place = {
        name: value
        for name, value in asdict(item.place).items()
        if value not in ("", 0) or name in ("file", "record")
    }
    if item.place.offset < 0:
        del place["offset"]
    elif item.place.offset == 0:
        place["offset"] = 0
    return {
        "code": item.code,
        "severity": item.severity,
        "stage": item.stage,
        "requirement": item.requirement,
        "citations": [asdict(cite) for cite in item.citations],
        "place": place,
        "record": asdict(item.record),
        "params": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in sorted(item.params.items())
        },
        "sample": item.sample,
    }

"""The report as SARIF 2.1.0 (OASIS), for the tools that show findings beside files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from gov_integrity.privacy import visible
from gov_integrity.reports.view import Group, Item, Json, get, groups, items, number, text, truncation
from gov_integrity.reports.words import kind_of

__all__ = ["render"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(?=[0-9]+\})")


def render(report: Json, lang: str = "zh") -> str:
    """A JSON report as a SARIF log of one run."""
    told = tuple(groups(report, lang))
    codes = list(dict.fromkeys(group.code for group in told))
    run: dict[str, object] = {
        "tool": {
            "driver": {
                "name": text(report, "tool") or "gov-integrity",
                "version": text(report, "tool_version") or "0",
                "language": "en" if lang == "en" else "zh-CN",
                "rules": [_rule(code, told, lang) for code in codes],
            }
        },
        "invocations": [_invocation(report, lang)],
        "artifacts": [_artifact(item) for item in items(report, "inputs")],
        "results": [_result(group, item, codes) for group in told for item in group.items],
        "columnKind": "unicodeCodePoints",
        "properties": {
            "standard_version": text(report, "standard_version"),
            "profile": text(report, "profile"),
            "as_of": text(report, "as_of"),
            "counts": dict(get(report, "counts")),
            "truncated": bool(report.get("truncated")),
        },
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _plain(sentence: str) -> str:
    """A message in which nothing is a link or a placeholder."""
    return _PLACEHOLDER.sub("{{", _LINK.sub(r"\\[", visible(sentence)))


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/"), safe="/._-~") or "-"


def _rule(code: str, told: tuple[Group, ...], lang: str) -> Mapping[str, object]:
    group = next(group for group in told if group.code == code)
    rule: dict[str, object] = {
        "id": code,
        "shortDescription": {"text": _plain(group.title)},
        "defaultConfiguration": {"level": _LEVELS.get(group.severity, "none")},
        "properties": {"stage": group.stage},
    }
    known = kind_of(code)
    mend = (known.mend_en if lang == "en" else known.mend_zh) if known else ""
    if mend:
        rule["help"] = {"text": _plain(mend)}
    return rule


def _invocation(report: Json, lang: str) -> Mapping[str, object]:
    found: dict[str, object] = {"executionSuccessful": text(report, "status") != "unreadable"}
    if said := truncation(report, lang):
        found["toolExecutionNotifications"] = [{"level": "note", "message": {"text": said}}]
    return found


def _artifact(item: Json) -> Mapping[str, object]:
    found: dict[str, object] = {
        "location": {"uri": _uri(text(item, "name"))},
        "length": number(item, "bytes"),
    }
    if digest := text(item, "sha256"):
        found["hashes"] = {"sha-256": digest}
    return found


def _result(group: Group, item: Item, codes: list[str]) -> Mapping[str, object]:
    told, place = item.words, item.place
    message = told.message or told.title
    if told.mend:
        message += f" {told.mend}"
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(text(place, "file"))}}
    if line := number(place, "line"):
        physical["region"] = {"startLine": line}
    location: dict[str, object] = {"physicalLocation": physical}
    logical = [
        {"fullyQualifiedName": name, "kind": kind}
        for name, kind in ((item.cell, "element"), (text(place, "pointer"), "member"))
        if name
    ]
    if logical:
        location["logicalLocations"] = logical
    return {
        "ruleId": group.code,
        "ruleIndex": codes.index(group.code),
        "level": _LEVELS.get(group.severity, "none"),
        "message": {"text": _plain(message)},
        "locations": [location],
        "properties": {
            "record": {key: text(item.record, key) for key in ("type", "id", "name")},
            "citations": list(told.citations),
            "total": group.total,
        },
    }

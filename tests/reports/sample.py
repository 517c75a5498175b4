"""A report as JSON with everything in it that a format has to cope with: markup, formulas, escapes."""

from __future__ import annotations

HOSTILE = '=HYPERLINK("http://evil.invalid","x")<script>alert(1)</script>\x1b[31m[a](http://evil.invalid)'


def report(**more: object) -> dict[str, object]:
    """A report with two groups: five errors of which two are shown, one in a workbook; one warning."""
    return {
        "report_version": "1.0-draft",
        "tool": "gov-integrity",
        "tool_version": "0.1.0",
        "standard_version": "1.0-draft",
        "profile": "gansu-2017",
        "as_of": "2024-06-30",
        "as_of_source": "argument",
        "inputs": [
            {"name": "报送 表.xlsx", "sha256": "ab" * 32, "bytes": 1000, "form": "workbook",
             "encoding": "utf-8", "statements": 9},
            {"name": "b.ndjson", "sha256": "cd" * 32, "bytes": 10, "form": "ndjson", "encoding": "utf-8",
             "statements": 1},
        ],
        "status": "findings",
        "counts": {
            "statements": 10,
            "statements_by_type": {"organisation": 9, "decision": 1},
            "by_severity": {"error": 5, "warning": 1, "info": 0},
            "by_stage": {"decode": 6, "structure": 0, "codes": 0, "references": 0, "rules": 0},
            "by_type": {"organisation": 6},
            "by_code": {"GI-TAB-0052": 5, "GI-TAB-0059": 1},
        },
        "groups": [
            {
                "code": "GI-TAB-0052", "severity": "error", "stage": "decode", "total": 5, "shown": 2,
                "findings": [
                    finding("GI-TAB-0052", "error", {"file": "报送 表.xlsx", "record": 2, "sheet": "组织机构",
                            "row": 4, "column": "I", "header": "设立日期", "pointer": "/since"},
                            {"reading": "2025-03-01"}, "2025年3月1日"),
                    finding("GI-TAB-0052", "error", {"file": "b.ndjson", "record": 1, "line": 2,
                            "pointer": "/since"}, {"reading": HOSTILE}, HOSTILE),
                ],
            },
            {
                "code": "GI-TAB-0059", "severity": "warning", "stage": "decode", "total": 1, "shown": 1,
                "findings": [
                    finding(
                        "GI-TAB-0059", "warning",
                        {"file": "报送 表.xlsx", "record": 3, "sheet": "组织机构", "row": 5, "column": "B",
                         "header": "名称", "pointer": "/name"},
                        {}, "7",
                    ),
                ],
            },
        ],
        "truncated": True,
        "limits": {"per_code": 2, "per_file": 1000},
        "not_checked": [{"check": "statements", "reason": "unreadable", "params": {"file": "c.json"}}],
        **more,
    }  # fmt: skip


def finding(
    code: str, severity: str, place: dict[str, object], params: dict[str, object], sample: str
) -> dict[str, object]:
    return {
        "code": code,
        "severity": severity,
        "stage": "decode",
        "requirement": "",
        "citations": [{"document": "行政处罚法", "clause": "第九条", "confidence": "verified"}],
        "place": place,
        "record": {"type": "organisation", "id": "example/1", "name": "甲局"},
        "params": params,
        "sample": sample,
    }


FIGURES: dict[str, object] = {
    "types": [
        {"type": "organisation", "statements": 8, "sound": 6},
        {"type": "decision", "statements": 2, "sound": 2},
    ],
    "fields": [
        {"type": "organisation", "field": "uscc", "statements": 8, "present": 5},
        {"type": "organisation", "field": "name", "statements": 8, "present": 8},
        {"type": "decision", "field": "number", "statements": 2, "present": 1},
    ],
    "timeliness": {
        "limit": 7,
        "unjudged": 1,
        "kinds": [
            {"kind": "penalty", "judged": 3, "late": 1},
            {"kind": "licence", "judged": 1, "late": 0},
        ],
        "days": [
            {"label": "0–1", "from": 0, "count": 1},
            {"label": "2–7", "from": 2, "count": 2},
            {"label": "8+", "from": 8, "count": 1},
        ],
    },
    "units": [
        {"unit": "example/1", "name": "甲局", "statements": 7, "sound": 5, "judged": 3, "late": 1},
        {"unit": "example/2", "name": "乙局", "statements": 3, "sound": 3, "judged": 1, "late": 0},
    ],
    "credit_codes": {"given": 5, "wrong": 1, "repeated": 0},
}
"""Figures of quality, small enough to be reckoned by hand."""

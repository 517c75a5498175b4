"""The schema of the JSON report: the contract for programs that read our findings."""

from __future__ import annotations

from gov_integrity.schema.emit import BASE, DIALECT, Json

__all__ = ["report_schema"]

_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_COUNTS: Json = {"type": "object", "additionalProperties": _COUNT}
_SEVERITY: Json = {"type": "string", "enum": ["error", "warning", "info"]}
_STAGE: Json = {"type": "string", "enum": ["decode", "structure", "codes", "references", "rules"]}
_CODE: Json = {"type": "string", "pattern": "^GI-[A-Z]{3}-[0-9]{4}$", "minLength": 11, "maxLength": 11}
_PARAM: Json = {
    "type": ["string", "integer", "boolean", "array"],
    "items": {"type": "string"},
}


def _closed(properties: Json, *optional: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


_PLACE = _closed(
    {
        "file": _TEXT,
        "record": _COUNT,
        "line": _COUNT,
        "offset": _COUNT,
        "pointer": _TEXT,
        "sheet": _TEXT,
        "row": _COUNT,
        "column": _TEXT,
        "header": _TEXT,
    },
    "line", "offset", "pointer", "sheet", "row", "column", "header",
)  # fmt: skip

_FINDING = _closed(
    {
        "code": _CODE,
        "severity": _SEVERITY,
        "stage": _STAGE,
        "requirement": _TEXT,
        "citations": _list(_closed({"document": _TEXT, "clause": _TEXT, "confidence": _TEXT})),
        "place": _PLACE,
        "record": _closed({"type": _TEXT, "id": _TEXT, "name": _TEXT}),
        "params": {"type": "object", "additionalProperties": _PARAM},
        "sample": _TEXT,
    }
)

_INPUT = _closed(
    {
        "name": _TEXT,
        "sha256": _TEXT,
        "bytes": _COUNT,
        "form": _TEXT,
        "encoding": _TEXT,
        "statements": _COUNT,
    }
)

_GROUP = _closed(
    {
        "code": _CODE,
        "severity": _SEVERITY,
        "stage": _STAGE,
        "total": _COUNT,
        "shown": _COUNT,
        "findings": _list(_FINDING),
    }
)

_SUPPRESSED = _closed(
    {"id": _TEXT, "code": _CODE, "reason": _TEXT, "author": _TEXT, "until": _TEXT, "total": _COUNT}
)


_FIGURES = _closed(
    {
        "types": _list(_closed({"type": _TEXT, "statements": _COUNT, "sound": _COUNT})),
        "fields": _list(_closed({"type": _TEXT, "field": _TEXT, "statements": _COUNT, "present": _COUNT})),
        "timeliness": _closed(
            {
                "limit": _COUNT,
                "unjudged": _COUNT,
                "kinds": _list(_closed({"kind": _TEXT, "judged": _COUNT, "late": _COUNT})),
                "days": _list(_closed({"label": _TEXT, "from": _COUNT, "count": _COUNT})),
            }
        ),
        "units": _list(
            _closed(
                {
                    "unit": _TEXT,
                    "name": _TEXT,
                    "statements": _COUNT,
                    "sound": _COUNT,
                    "judged": _COUNT,
                    "late": _COUNT,
                }
            )
        ),
        "credit_codes": _closed({"given": _COUNT, "wrong": _COUNT, "repeated": _COUNT}),
    }
)


def report_schema() -> Json:
    """Flat schema of the JSON form of a report (`gov_integrity.findings.report.Report.to_json`)."""
    properties: Json = {
        "report_version": {"type": "string", "const": "1.0-draft"},
        "tool": _TEXT,
        "tool_version": _TEXT,
        "standard_version": _TEXT,
        "profile": _TEXT,
        "as_of": _TEXT,
        "as_of_source": {"type": "string", "enum": ["argument", "header", "today", ""]},
        "inputs": _list(_INPUT),
        "status": {"type": "string", "enum": ["passed", "findings", "unreadable"]},
        "counts": _closed(
            {
                "statements": _COUNT,
                "statements_by_type": _COUNTS,
                "by_severity": _COUNTS,
                "by_stage": _COUNTS,
                "by_type": _COUNTS,
                "by_code": _COUNTS,
            }
        ),
        "groups": _list(_GROUP),
        "suppressed": _list(_SUPPRESSED),
        "truncated": {"type": "boolean"},
        "limits": _COUNTS,
        "not_checked": _list(
            _closed(
                {"check": _TEXT, "reason": _TEXT, "params": {"type": "object", "additionalProperties": True}}
            )
        ),
    }
    head = {
        "$schema": DIALECT,
        "$id": f"{BASE}validation-report.json",
        "title": "ValidationReport",
        "description": "校验结果的 JSON 形式。 / The JSON form of a validation report.",
    }
    properties["figures"] = _FIGURES
    return head | _closed(properties, "figures")

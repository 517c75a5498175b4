"""Small packages to be judged, built by hand."""

import hashlib
import json

from gov_integrity.canonical import canonical_bytes
from gov_integrity.validation import validate

HEADER = {
    "type": "package",
    "version": "1.0-draft",
    "id": "example/p-1",
    "profile": "alxa-2021",
    "sender": "example/self",
    "created_at": "2024-03-01T09:00:00+08:00",
    "extent": "increment",
}


def body(local="self", **more):
    return {
        "type": "organisation",
        "id": f"example/{local}",
        "revision": 1,
        "action": "make",
        "stated_by": "example/self",
        "recorded_at": "2024-03-01T09:00:00+08:00",
        "access": "public",
        "name": "甲局",
        "kind": "department",
        **more,
    }


def case(local="c-1", **more):
    return {
        "type": "dishonesty_record",
        "id": f"example/{local}",
        "revision": 1,
        "action": "make",
        "stated_by": "example/self",
        "recorded_at": "2024-03-01T09:00:00+08:00",
        "access": "public",
        "subject": "example/self",
        "form": "court-judgment",
        **more,
    }


def line(obj):
    return (
        obj if isinstance(obj, bytes) else json.dumps(obj, ensure_ascii=False, separators=(",", ":")).encode()
    )


def ndjson(*records, header=HEADER, end=True, newline=b"\n"):
    """NDJSON of statements (bytes stand for themselves, one line each), with a fitting last line."""
    rows = [line(header)] if header else []
    rows += [line(item) for item in records]
    if end:
        digest = hashlib.sha256()
        for item in records:
            if isinstance(item, dict):
                digest.update(canonical_bytes(item) + b"\n")
        rows.append(
            line(
                {
                    "type": "package_end",
                    "id": "example/p-1",
                    "statement_count": len(records),
                    "statements_sha256": digest.hexdigest(),
                }
            )
        )
    return newline.join(rows) + newline


def document(*records, **more):
    return json.dumps({**HEADER, **more, "statements": list(records)}, ensure_ascii=False, indent=1).encode()


def judged(*sources, **options):
    """The report of the stages before the rules, which have tests of their own."""
    return validate([*sources], **{"rules": False, **options})


def codes(report):
    return dict(report.counts.by_code)


def only(report):
    """The single finding of a report."""
    (found,) = report.findings
    return found

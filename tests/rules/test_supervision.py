"""Who inspects whom."""

from __future__ import annotations

from rules.judging import context, judged


def test_the_body_above_may_inspect_together_with_others() -> None:
    where = context("gansu-2017")
    county = {
        "type": "organisation",
        "id": "a/county",
        "name": "甲县",
        "kind": "government",
        "parent": "a/city",
    }

    def by(*inspectors: str) -> dict[str, object]:
        rows = [{"no": no, "role": "inspector", "party": one} for no, one in enumerate(inspectors, 1)]
        return {"type": "inspection", "subject": "a/county", "kind": "special", "parties": rows}

    assert judged("GI-SUP-0005", county, by("a/commission", "a/city"), where=where) == []
    assert judged("GI-SUP-0005", county, by("a/commission", "a/office"), where=where) == [(1, "/subject", {})]

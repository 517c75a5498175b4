"""Integrity education and models."""

from __future__ import annotations

from gov_integrity.rules import Coverage, rules
from rules.judging import context, judged


def test_models_are_made_known_when_they_are_named() -> None:
    # Alxa 2.2.8 opens with 鼓励: a hint.
    assert rules()["GI-EDU-0005"].kind.severity == "info"
    where = context("alxa-2021", coverage=[Coverage("publication")])
    model = {"type": "honesty_record", "subject": "a/b", "kind": "model-department"}
    assert len(judged("GI-EDU-0005", model, where=where)) == 1
    assert len(judged("GI-EDU-0005", {**model, "state": "named"}, where=where)) == 1
    for state in ("applied", "under-way", "refused", "ended"):
        assert judged("GI-EDU-0005", {**model, "state": state}, where=where) == []

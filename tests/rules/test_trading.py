"""Public resource trading."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged


def test_what_was_shown_before_the_declared_time_is_not_missing() -> None:
    # Gansu 3.3.3d: on Credit Gansu and in the trading system.
    where = context("gansu-2017", coverage=[Coverage("publication", "", "2025-01-01")])
    deal = {"type": "publication", "kinds": ["deal"], "about": ["a/deal"]}
    one = {**deal, "channel": "credit-gansu", "from": "2025-01-03"}
    other = {**deal, "channel": "trading-system", "from": "2024-12-30"}
    assert judged("GI-TRD-0002", one, other, where=where) == []
    assert judged("GI-TRD-0002", one, where=where) == [
        (0, "/channel", {"information_kind": "deal", "channel": "trading-system"}),
    ]

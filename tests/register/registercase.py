"""Ten statements with a late revision, a back-dated correction, a withdrawal and a successor."""

from __future__ import annotations

from datetime import date
from typing import Any

from gov_integrity.register import Received

A, B = "gov/org-a", "gov/org-b"
P1, P2 = "gov/p-1", "gov/p-2"


def say(
    kind: str, thing: str, revision: int, action: str, recorded: str, by: str = A, /, **fields: Any
) -> dict[str, Any]:
    return {
        "type": kind,
        "id": thing,
        "revision": revision,
        "action": action,
        "stated_by": by,
        "recorded_at": f"{recorded}T10:00:00+08:00",
        "access": "public",
        **fields,
    }


def got(statement: dict[str, Any], on: str | None = None) -> Received:
    return Received(statement, date.fromisoformat(on) if on else None)


def ten() -> list[Received]:
    """Every statement was received the day after it was recorded, but for the late revision of R."""
    r = {"subject": A, "form": "court-judgment", "decided_on": "2024-02-01"}
    s = {"subject": A, "form": "administrative-penalty"}
    t = {"subject": A, "form": "accountability-decision", "decided_on": "2024-03-08"}
    c = {
        "subject": A,
        "kind": "contract",
        "made_on": "2024-01-20",
        "parties": [
            {"no": 1, "role": "government-side-person", "party": P1, "until": "2024-06-30"},
            {"no": 2, "role": "government-side-person", "party": P2, "from": "2024-07-01"},
        ],
    }
    paid = [{"no": 1, "on": "2024-07-10", "state": "full"}]
    return [
        got(say("organisation", A, 1, "make", "2024-01-05", name="甲局", kind="department"), "2024-01-06"),
        got(say("dishonesty_record", "gov/r", 1, "make", "2024-02-05", **r), "2024-02-06"),
        # the late revision: recorded on 3 June, received on 20 August
        got(
            say("dishonesty_record", "gov/r", 2, "update", "2024-06-03", **r, ended_on="2024-06-01",
                end_kind="repaired"),
            "2024-08-20",
        ),
        got(say("dishonesty_record", "gov/s", 1, "make", "2024-03-04", **s, decided_on="2024-03-01"),
            "2024-03-05"),
        # the back-dated correction: decided in April, not in March
        got(say("dishonesty_record", "gov/s", 2, "correct", "2024-09-02", **s, decided_on="2024-04-01"),
            "2024-09-03"),
        got(say("dishonesty_record", "gov/t", 1, "make", "2024-03-10", **t), "2024-03-11"),
        got(say("dishonesty_record", "gov/t", 2, "withdraw", "2024-05-10"), "2024-05-11"),
        got(say("commitment", "gov/c", 1, "make", "2024-01-22", **c), "2024-01-23"),
        # the successor, and its revision of what it took over
        got(
            say("organisation", B, 1, "make", "2024-07-02", B, name="乙局", kind="department",
                successions=[{"no": 1, "predecessor": A, "kind": "merger", "on": "2024-07-01"}]),
            "2024-07-03",
        ),
        got(say("commitment", "gov/c", 2, "update", "2024-07-15", B, **c, performances=paid), "2024-07-16"),
    ]  # fmt: skip

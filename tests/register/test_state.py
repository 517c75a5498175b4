"""What was true on a day: what had not happened is taken away, and what cannot be told is named."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.register import Register, State
from gov_integrity.register.state import true_on
from register.registercase import A, got, say

D = date.fromisoformat
BASE = {"subject": A, "form": "court-judgment"}


def state(as_of: str, *revisions: tuple[str, str, dict[str, object]]) -> State:
    """The record after revisions 1, 2 ... of (action, day recorded, fields)."""
    given = [
        got(say("dishonesty_record", "gov/r", number, action, recorded, **BASE | fields))
        for number, (action, recorded, fields) in enumerate(revisions, 1)
    ]
    found = Register.build(given, as_of=D(as_of)).current("gov/r")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ("steps", "on"), ("parties", "from"), ("performances", "on"), ("history", "from"),
        ("successions", "on"), ("posts", "from"),
    ],
)  # fmt: skip
def test_a_row_of_a_later_day_is_not_there_yet(rows: str, field: str) -> None:
    past, today, later = ({"no": no, field: f"2024-03-{no:02}"} for no in (14, 15, 16))
    undated, month = {"no": 1}, {"no": 2, field: "2024-03"}
    content = {rows: [past, today, later, undated, month]}
    assert true_on(content, D("2024-03-15")) == {rows: [past, today, undated, month]}
    assert true_on({rows: [later], "subject": A}, D("2024-03-15")) == {"subject": A}
    assert true_on(content, D("2024-03-16")) is content


@pytest.mark.parametrize(
    ("day", "others"),
    [
        ("ended_on", ("end_kind",)),
        ("delisted_on", ()),
        ("closed_on", ("result", "result_text", "state")),
        ("mitigated_on", ("mitigation_effect", "mitigation_grounds")),
        ("extended_on", ("extended_to",)),
    ],
)
def test_a_later_end_takes_how_it_ended_with_it(day: str, others: tuple[str, ...]) -> None:
    content = {"subject": A, day: "2024-03-16", **dict.fromkeys(others, "x")}
    assert true_on(content, D("2024-03-15")) == {"subject": A}
    assert true_on(content, D("2024-03-16")) == content


def test_what_is_no_list_of_rows_stays_as_it_was_stated() -> None:
    odd: dict[str, object] = {"steps": "soon", "parties": None, "ended_on": "2024-03-16"}
    assert true_on(odd, D("2024-03-15")) == {"steps": "soon", "parties": None}
    rows: dict[str, object] = {"steps": ["soon", {"on": "2024-03-16"}]}
    assert true_on(rows, D("2024-03-15")) == {"steps": ["soon"]}


def test_an_update_counts_as_later_after_the_day_only() -> None:
    made, changed = ("make", "2024-01-02", {"severity": "general"}), {"severity": "serious"}
    assert state("2024-04-30", made, ("update", "2024-05-01", changed)).undated == ("severity",)
    assert state("2024-05-01", made, ("update", "2024-05-01", changed)).undated == ()
    # a correction says that it had always been so
    assert state("2024-04-30", made, ("correct", "2024-05-01", changed)).undated == ()


def test_one_later_update_among_several_is_enough() -> None:
    found = state(
        "2024-04-30",
        ("make", "2024-01-02", {"severity": "general", "loss_amount": "1"}),
        ("update", "2024-03-01", {"severity": "serious", "loss_amount": "1"}),
        ("update", "2024-06-01", {"severity": "serious", "loss_amount": "2"}),
    )
    assert found.undated == ("loss_amount",)
    after_correction = state(
        "2024-04-30",
        ("make", "2024-01-02", {"severity": "general"}),
        ("update", "2024-05-01", {"severity": "serious"}),
        ("correct", "2024-06-01", {"severity": "serious"}),
    )
    assert after_correction.undated == ("severity",)


def test_a_field_that_is_a_day_or_rows_with_days_tells_itself() -> None:
    steps = [{"no": 1, "step": "talk", "on": "2024-02-01"}]
    found = state(
        "2024-04-30",
        ("make", "2024-01-02", {}),
        ("update", "2024-05-01", {"effective_on": "2024-02-10", "steps": steps, "remarks": "x"}),
    )
    assert found.undated == ("remarks",)
    gone = state("2024-04-30", ("make", "2024-01-02", {"remarks": "x"}), ("update", "2024-05-01", {}))
    assert gone.undated == ("remarks",)

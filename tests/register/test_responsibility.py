"""Who answered for a project: which roles answer, in which stage, and on which days."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.register import Register
from gov_integrity.register.responsibility import answerable
from register.registercase import P1, P2, A, got, say

D = date.fromisoformat
DAY = D("2024-03-15")


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        # gansu-2017/3.3.2b: each PPP project names the responsible person on the government side
        ("government-side-person", True),
        ("responsible-person", True),  # alxa-2021/2.2.6c: principal leaders and responsible persons
        ("principal-head", True),  # gansu-2017/3.2.5e: the principal person in charge
        ("decision-maker", True),  # xinzheng-2017/4.3.10e: lifelong accountability for major decisions
        ("responsible-unit", True),  # shandong-2024/3.8c: for every debt the responsible unit is fixed
        ("bidder", False),
        ("collector", False),
        ("", False),
    ],
)
def test_which_roles_answer(role: str, answers: bool) -> None:
    found = answerable({"parties": [{"no": 1, "role": role, "party": P1}]}, DAY)
    assert [(one.party, one.role, one.certain) for one in found] == ([(P1, role, True)] if answers else [])


def test_rows_stand_in_the_order_of_their_numbers() -> None:
    rows = [{"no": no, "role": "responsible-person", "party": f"p/{no}"} for no in (3, 1, 2)]
    unnumbered = {"role": "responsible-person", "name": "李四光"}
    others = ["odd", {"no": 0, "role": "bidder", "party": "p/0"}]  # what answers for nothing hides nobody
    found = answerable({"parties": [*others, *rows, unnumbered]}, DAY)
    assert [(one.no, one.party) for one in found] == [(0, ""), (1, "p/1"), (2, "p/2"), (3, "p/3")]


def register(**fields: object) -> Register:
    rows = [
        {"no": 1, "role": "responsible-person", "party": P1, "stage": "signing"},
        {"no": 2, "role": "responsible-person", "party": P2, "stage": "operation"},
        {"no": 3, "role": "responsible-unit", "party": A},
    ]
    content = {"subject": A, "kind": "contract", "made_on": "2024-01-20", "parties": rows, **fields}
    return Register.build([got(say("commitment", "gov/c", 1, "make", "2024-02-01", **content))], as_of=DAY)


def test_at_signing_those_of_the_signing_and_of_every_stage_answer() -> None:
    found = register()
    assert [one.party for one in found.responsible("gov/c").parties] == [P1, A]
    assert [one.party for one in found.responsible("gov/c", DAY).parties] == [P1, P2, A]
    assert [one.party for one in found.responsible("gov/c", DAY, stage="operation").parties] == [P2, A]
    assert [one.party for one in found.responsible("gov/c", stage="operation").parties] == [P2, A]
    assert [one.party for one in found.responsible("gov/c", stage="").parties] == [P1, P2, A]
    assert found.responsible("gov/c").notes == ()


def test_what_is_not_sure_is_noted_even_beside_what_is() -> None:
    rows = [
        {"no": 1, "role": "responsible-person", "party": P1},
        {"no": 2, "role": "responsible-person", "party": P2, "from": "2024-03"},
    ]
    found = register(parties=rows).responsible("gov/c", DAY)
    assert [(one.party, one.certain) for one in found.parties] == [(P1, True), (P2, False)]
    assert found.notes == ("date-uncertain",)
    assert register(parties=[]).responsible("gov/c").notes == ("nobody-named",)

"""Who answers on the day of a reorganisation, within its month, and over several ways."""

from __future__ import annotations

from datetime import date

from gov_integrity.register.succession import Holder, Successions

D = date.fromisoformat


def step(predecessor: str, kind: str, on: str, **more: str) -> dict[str, str]:
    return {"predecessor": predecessor, "kind": kind, "on": on, **more}


def known(**bodies: list[dict[str, str]] | str) -> Successions:
    """Bodies with what they took over, or with their last day."""
    found = Successions()
    for name, told in bodies.items():
        found.add({"id": name, **({"until": told} if isinstance(told, str) else {"successions": told})})
    return found


def names(holders: tuple[Holder, ...]) -> list[tuple[str, bool]]:
    return [(one.organisation, one.certain) for one in holders]


def test_on_the_day_of_a_merger_the_new_body_answers() -> None:
    found = known(b=[step("a", "merger", "2021-03-15")])
    assert names(found.holders("a", D("2021-03-14"))) == [("a", True)]
    (holder,) = found.holders("a", D("2021-03-15"))
    assert holder == Holder("b", ("a",), certain=True, notes=())


def test_in_the_month_of_a_merger_both_may_answer() -> None:
    found = known(b=[step("a", "merger", "2021-03-15")])
    old, new = found.holders("a", "2021-03")
    assert old == Holder("a", certain=False, notes=("date-uncertain",))  # all passed on, if it did
    assert new == Holder("b", ("a",), certain=False, notes=("date-uncertain",))
    assert names(found.holders("a", "2021-02")) == [("a", True)]
    assert names(found.holders("a", "2021-04")) == [("b", True)]


def test_a_body_stands_to_the_end_of_its_last_day() -> None:
    found = known(a="2020-12-15")
    assert found.holders("a", D("2020-12-15"))[0].notes == ()
    assert found.holders("a", D("2020-12-16"))[0].notes == ("no-successor-stated",)


def test_in_its_last_month_a_body_still_answers_for_what_it_kept() -> None:
    # Part went to b on 1 December; a stood until the 15th, so within December it may be asked still.
    found = known(a="2020-12-15", b=[step("a", "function-transfer", "2020-12-01")])
    assert names(found.holders("a", "2020-12")) == [("a", False), ("b", False)]
    assert names(found.holders("a", D("2020-12-15"))) == [("a", False), ("b", False)]
    assert names(found.holders("a", D("2020-12-16"))) == [("b", False)]


def test_the_answer_is_in_the_order_of_ids() -> None:
    found = known(b=[step("z", "division", "2021-01-01")], a=[step("z", "division", "2021-01-01")])
    assert [one.organisation for one in found.holders("z", D("2021-01-01"))] == ["a", "b", "z"]


def test_the_certain_way_prevails_over_an_uncertain_one() -> None:
    # A function of a went to c in 2019; all of a went to b in 2020 and all of b to c in 2021.
    found = known(
        b=[step("a", "merger", "2020-01-01")],
        c=[step("a", "function-transfer", "2019-01-01"), step("b", "merger", "2021-01-01")],
    )
    (holder,) = found.holders("a", D("2022-01-01"))
    assert (holder.organisation, holder.path, holder.certain) == ("c", ("a", "b"), True)


def test_a_successor_begins_to_carry_on_its_day() -> None:
    found = known(b=[step("a", "merger", "2021-03-15")])
    assert found.origins("b", D("2021-03-14")) == ()
    assert found.origins("b", D("2021-03-15")) == (("a", True),)


def test_what_came_by_a_division_is_carried_in_part_however_it_went_on() -> None:
    # division then merger, and merger then division: in both a reaches c in part only
    for first, second in (("division", "merger"), ("merger", "division")):
        found = known(b=[step("a", first, "2020-01-01")], c=[step("b", second, "2021-01-01")])
        assert dict(found.origins("c", D("2022-01-01"))) == {"a": False, "b": second == "merger"}
    found = known(b=[step("a", "merger", "2020-01-01")], c=[step("b", "abolition", "2021-01-01")])
    assert found.origins("c", D("2022-01-01")) == (("a", True), ("b", True))


def test_what_is_carried_wholly_by_one_way_is_carried_wholly() -> None:
    whole, part = step("a", "merger", "2020-01-01"), step("a", "function-transfer", "2019-01-01")
    for steps in ([whole, part], [part, whole]):
        assert known(b=steps).origins("b", D("2022-01-01")) == (("a", True),)


def test_two_ways_to_one_origin_hide_no_third() -> None:
    # c took over d (which has e's record), and b1 and b2, which both have a's.
    day = "2020-01-01"
    found = known(
        d=[step("e", "merger", day)],
        b1=[step("a", "division", day)],
        b2=[step("a", "division", day)],
        c=[step(name, "merger", "2021-01-01") for name in ("d", "b1", "b2")],
    )
    assert [name for name, _ in found.origins("c", D("2022-01-01"))] == ["a", "b1", "b2", "d", "e"]


def test_a_body_does_not_continue_itself() -> None:
    found = known(a=[step("b", "merger", "2020-01-01")], b=[step("a", "merger", "2018-01-01")])
    assert found.continues("b", "a")
    assert not found.continues("a", "a")
    assert not found.continues("c", "a")

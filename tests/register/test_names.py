"""Numbers of ids behave as a dict does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.register.names import Names


@given(st.lists(st.text(st.characters(codec=None), max_size=6), max_size=60))
def test_like_a_dict(given_: list[str]) -> None:
    names, plain = Names(), dict[str, int]()
    for name in given_:
        assert names.find(name) == plain.get(name)
        assert names.number(name) == plain.setdefault(name, len(plain))
    assert len(names) == len(plain)
    assert [names[number] for number in range(len(names))] == list(plain)


def test_it_grows() -> None:
    names = Names()
    for number in range(5000):
        assert names.number(f"gov/{number}") == number
    assert all(names.find(f"gov/{number}") == number for number in range(5000))
    assert names.find("gov/5000") is None

"""Statements that were never validated cost an answer, not an exception."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gov_integrity.model import TYPES, field_specs
from gov_integrity.publication import AUDIENCES, Audience, document, lines, publish, summary
from gov_integrity.register import Received, Register
from gov_integrity.testing import statements
from publication.publicationcase import DAY, parties, profile

ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.sampled_from(
        [
            1.5,
            1e300,
            "",
            "gov/person",
            "2024-13",
            "public",
            "x" * 600,
            "\ud800",
            "\u202e",
            "11010519491231002X",
        ]
    )
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", TYPES)
@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_any_value_in_any_field(kind: str, data: st.DataObject, audience: Audience) -> None:
    one: dict[str, Any] = data.draw(statements(kind))
    names = [spec.name for spec in field_specs(kind)]
    for name in data.draw(st.lists(st.sampled_from(names), max_size=4)):
        one[name] = data.draw(ODD)
    for spec in field_specs(kind):
        rows = one.get(spec.name)
        if spec.rows and isinstance(rows, list) and rows and isinstance(rows[0], dict):
            rows[0][data.draw(st.sampled_from([leaf.name.rpartition(".")[2] for leaf in spec.rows]))] = (
                data.draw(ODD)
            )
    register = Register.build([Received(row) for row in (*parties(), one)], as_of=DAY)
    for state in register.states():
        register.archive(state.id)
    register.conflicts()
    found = publish(register, profile(), audience)
    assert b"".join(lines(found)) is not None
    assert "".join(document(found))
    assert list(summary(found))


@pytest.mark.parametrize("revision", [float("inf"), float("nan"), 2**63, -1, 1.5])
def test_a_number_that_is_no_revision(revision: float) -> None:
    one = parties()[0] | {"revision": revision}
    assert [fault.code for fault in Register.build([Received(one)], as_of=DAY).faults] == ["unusable"]

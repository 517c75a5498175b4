"""Laws of publication: what is shown fits the schema, and nobody sees more than a wider audience may."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gov_integrity.model import fits
from gov_integrity.publication import AUDIENCES, Audience, Published, lines, publish
from gov_integrity.register import Received, Register
from gov_integrity.testing import statements
from publication.publicationcase import DAY, parties, profile

FEW = settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
SOME = st.lists(statements(), max_size=4, unique_by=lambda one: one["id"])


def run(audience: Audience, given_: list[dict[str, Any]]) -> Published:
    everything = [Received(one) for one in (*parties(), *given_)]
    return publish(Register.build(everything, as_of=DAY), profile(), audience)


def about_known(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {"subject": "gov/firm", "stated_by": "gov/body"}
    return [one | {name: to for name, to in known.items() if name in one} for one in found]


@FEW
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_what_is_shown_fits_the_schema(data: st.DataObject, audience: Audience) -> None:
    found = data.draw(SOME)
    for one in run(audience, about_known(found)).shown:
        assert fits(dict(one.content)), one.notes


@FEW
@given(data=st.data())
def test_a_narrower_audience_sees_every_statement_a_wider_one_sees(data: st.DataObject) -> None:
    found = data.draw(SOME)
    seen = [{one.id for one in run(audience, about_known(found)).shown} for audience in AUDIENCES]
    assert seen[0] <= seen[1] <= seen[2]


@FEW
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_everything_is_either_shown_or_withheld_with_a_reason(
    data: st.DataObject, audience: Audience
) -> None:
    found = data.draw(SOME)
    made = run(audience, found)
    ids = sorted([one.id for one in made.shown] + [one.id for one in made.withheld])
    assert ids == sorted({one["id"] for one in found} | {one["id"] for one in parties()})
    assert all(one.reason for one in made.withheld)


@FEW
@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_what_is_shown_may_be_shown_again(data: st.DataObject, audience: Audience) -> None:
    found = data.draw(SOME)
    once = run(audience, about_known(found))
    again = Register.build([Received(one.content) for one in once.shown], as_of=DAY)
    assert list(lines(publish(again, profile(), audience))) == list(lines(once))

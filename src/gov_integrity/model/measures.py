"""Sanctions and incentives: one base, two names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gov_integrity.model.annotations import Code, Codes, Day, Opt, Ref, Str, Text
from gov_integrity.model.base import Statement

__all__ = ["Incentive", "Measure", "Sanction"]


class Measure(Statement):
    """Base of sanction and incentive: what is done to whom, from when until when."""

    subject: Annotated[str, Ref(("organisation", "person"))]
    kind: Annotated[str, Code("measure-kind")]
    name: Opt[Str] = None
    reasons: Codes[Annotated[str, Code("measure-reason")]] = None
    content: Opt[Text] = None
    scope: Opt[Text] = None
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None
    ended_on: Opt[Day] = None
    end_kind: Opt[Annotated[str, Code("record-end")]] = None
    mitigation_grounds: Codes[Annotated[str, Code("mitigation-ground")]] = None
    mitigation_effect: Opt[Annotated[str, Code("mitigation-effect")]] = None
    mitigated_on: Opt[Day] = None


class Sanction(Measure):
    """A measure against a body or person that broke faith, accountability and listings among them."""

    type: Literal["sanction"]


class Incentive(Measure):
    """A measure in favour of a body or person that kept faith."""

    type: Literal["incentive"]

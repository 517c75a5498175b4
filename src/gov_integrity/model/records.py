"""Records of broken and of kept faith."""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import Bool, Code, Codes, Day, Money, Opt, Ref, Str, Text
from gov_integrity.model.base import Statement

__all__ = ["DishonestyRecord", "HonestyRecord"]


class DishonestyRecord(Statement):
    """A dishonesty record: what was determined, by which document, about whom, and how it ended."""

    type: Literal["dishonesty_record"]
    subject: Annotated[str, Ref(("organisation", "person"))]
    form: Annotated[str, Code("determination-form")]
    document_no: Opt[Str] = None
    decided_by: Opt[Annotated[str, Ref(("organisation",))]] = None
    decided_on: Opt[Day] = None
    effective_on: Opt[Day] = None
    causes: Codes[Annotated[str, Code("cause")]] = None
    conducts: Codes[Annotated[str, Code("conduct")]] = None
    domains: Codes[Annotated[str, Code("domain")]] = None
    in_duty: Opt[Bool] = None
    conduct_on: Opt[Day] = None
    known_on: Opt[Day] = None
    facts: Opt[Text] = None
    harms: Codes[Annotated[str, Code("harm")]] = None
    aggravations: Codes[Annotated[str, Code("aggravation")]] = None
    loss_amount: Opt[Money] = None
    loss_text: Opt[Text] = None
    impact_level: Opt[Annotated[str, Code("impact-level")]] = None
    severity: Opt[Annotated[str, Code("severity")]] = None
    ended_on: Opt[Day] = None
    end_kind: Opt[Annotated[str, Code("record-end")]] = None


class HonestyRecord(Statement):
    """A commendation, pilot, demonstration or model."""

    type: Literal["honesty_record"]
    subject: Annotated[str, Ref(("organisation", "person"))]
    kind: Annotated[str, Code("honesty-kind")]
    name: Opt[Str] = None
    theme: Opt[Annotated[str, Code("honesty-theme")]] = None
    level: Opt[Annotated[str, Code("administrative-level")]] = None
    state: Opt[Annotated[str, Code("honesty-state")]] = None
    awarded_by: Opt[Annotated[str, Ref(("organisation",))]] = None
    awarded_on: Opt[Day] = None
    valid_until: Opt[Day] = None
    story: Opt[Text] = None
    extended_on: Opt[Day] = None
    extended_to: Opt[Str] = None

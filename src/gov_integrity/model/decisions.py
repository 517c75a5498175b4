"""Decisions, lists of powers and services, and what is made public."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gov_integrity.model.annotations import (
    Code,
    Codes,
    Count,
    Day,
    Money,
    Opt,
    Ordinal,
    Ref,
    Rows,
    Str,
    Text,
    Uri,
)
from gov_integrity.model.base import Row, Statement

__all__ = ["Decision", "ListItem", "Loss", "Material", "Outcome", "Publication"]


class Outcome(Row):
    """One result of a decision: a kind of penalty, licence or preference."""

    kind: Annotated[str, Code("outcome-kind")]
    amount: Opt[Money] = None
    object: Opt[Str] = None


class Loss(Row):
    """A property loss caused by a decision, and its compensation."""

    party: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    loss: Opt[Money] = None
    compensation: Opt[Money] = None
    paid_on: Opt[Day] = None


class Decision(Statement):
    """A decision of a government body, changes of promises among them."""

    type: Literal["decision"]
    subject: Annotated[str, Ref(("organisation",))]
    kind: Annotated[str, Code("decision-kind")]
    number: Opt[Str] = None
    title: Opt[Str] = None
    content: Opt[Text] = None
    traits: Codes[Annotated[str, Code("decision-trait")]] = None
    purpose: Opt[Annotated[str, Code("credit-use")]] = None
    decided_on: Opt[Day] = None
    effective_on: Opt[Day] = None
    valid_until: Opt[Day] = None
    grounds: Codes[Annotated[str, Code("change-ground")]] = None
    ground_text: Opt[Text] = None
    project_scale: Opt[Str] = None
    project_standard: Opt[Str] = None
    change_kinds: Codes[Annotated[str, Code("project-change")]] = None
    transition: Opt[Text] = None
    transition_from: Opt[Day] = None
    transition_until: Opt[Day] = None
    estimate_amount: Opt[Money] = None
    cost_amount: Opt[Money] = None
    capacity_amount: Opt[Money] = None
    outcomes: Rows[Outcome] = None
    losses: Rows[Loss] = None


class Material(Row):
    """A document an applicant must bring."""

    name: Str
    basis: Opt[Str] = None


class ListItem(Statement):
    """An item of a list of powers, services, charges, proofs or negative items."""

    type: Literal["list_item"]
    subject: Annotated[str, Ref(("organisation",))]
    list: Annotated[str, Code("list-kind")]
    code: Opt[Str] = None
    name: Str
    content: Opt[Text] = None
    procedure: Opt[Text] = None
    since: Opt[Day] = None
    until: Opt[Day] = None
    change: Opt[Annotated[str, Code("item-change")]] = None
    changed_on: Opt[Day] = None
    change_source: Opt[Annotated[str, Code("administrative-level")]] = None
    service_modes: Codes[Annotated[str, Code("service-mode")]] = None
    channels: Codes[Annotated[str, Code("channel")]] = None
    fields: Codes[Annotated[str, Code("service-field")]] = None
    promised_days: Opt[Count] = None
    star: Opt[Ordinal] = None
    embedded_measures: Codes[Annotated[str, Code("embedded-measure")]] = None
    materials: Rows[Material] = None


class Publication(Statement):
    """What was made public, where and until when, or withheld and why."""

    type: Literal["publication"]
    title: Opt[Str] = None
    number: Opt[Str] = None
    kinds: Codes[Annotated[str, Code("information-kind")]] = None
    domains: Codes[Annotated[str, Code("domain")]] = None
    stage: Opt[Annotated[str, Code("disclosure-stage")]] = None
    manner: Opt[Annotated[str, Code("disclosure-manner")]] = None
    channel: Opt[Annotated[str, Code("channel")]] = None
    channel_name: Opt[Str] = None
    url: Opt[Uri] = None
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None
    updated_on: Opt[Day] = None
    version: Opt[Str] = None
    state: Opt[Annotated[str, Code("publication-state")]] = None
    withheld_grounds: Codes[Annotated[str, Code("withheld-ground")]] = None
    audiences: Codes[Annotated[str, Code("audience")]] = None

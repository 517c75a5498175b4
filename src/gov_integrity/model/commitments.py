"""Promises, contracts, payables and policy funds: obligations, performances and plans."""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import (
    Bool,
    Code,
    Codes,
    Count,
    Day,
    Duration,
    Money,
    Opt,
    Ordinal,
    Ref,
    Rows,
    Str,
    Text,
)
from gov_integrity.model.base import Row, Statement

__all__ = ["Commitment", "Obligation", "Performance", "Plan"]


class Obligation(Row):
    """What is owed: to whom it is due is a party row, when and how much stand here."""

    kind: Annotated[str, Code("obligation-kind")]
    content: Opt[Text] = None
    field: Opt[Annotated[str, Code("service-field")]] = None
    due_on: Opt[Day] = None
    due_in: Opt[Duration] = None
    amount: Opt[Money] = None
    payable_kind: Opt[Annotated[str, Code("payable-kind")]] = None
    dispute_state: Opt[Annotated[str, Code("claim-state")]] = None
    conditions_met: Opt[Bool] = None
    route: Opt[Annotated[str, Code("dispute-route")]] = None


class Performance(Row):
    """An act of performance, or a finding that there was none."""

    obligation_no: Opt[Ordinal] = None
    on: Opt[Day] = None
    state: Annotated[str, Code("performance-state")]
    amount: Opt[Money] = None
    content: Opt[Text] = None
    reason: Opt[Annotated[str, Code("change-ground")]] = None
    found_by: Opt[Annotated[str, Ref(("organisation",))]] = None
    found_on: Opt[Day] = None
    effect: Opt[Text] = None
    beneficiaries: Opt[Count] = None


class Plan(Row):
    """How an obligation will be settled: plan, source of the money, date."""

    obligation_no: Opt[Ordinal] = None
    content: Opt[Text] = None
    fund_source: Opt[Str] = None
    method: Opt[Annotated[str, Code("settlement-method")]] = None
    amount: Opt[Money] = None
    due_on: Opt[Day] = None


class Commitment(Statement):
    """A promise, contract, payable or policy fund: what is owed and how it was kept."""

    type: Literal["commitment"]
    subject: Annotated[str, Ref(("organisation", "person"))]
    kind: Annotated[str, Code("commitment-kind")]
    number: Opt[Str] = None
    title: Opt[Str] = None
    domains: Codes[Annotated[str, Code("domain")]] = None
    content: Opt[Text] = None
    made_on: Opt[Day] = None
    valid_from: Opt[Day] = None
    valid_until: Opt[Day] = None
    liability: Opt[Text] = None
    method: Opt[Annotated[str, Code("transaction-method")]] = None
    platform: Opt[Str] = None
    stage: Opt[Annotated[str, Code("project-stage")]] = None
    obligations: Rows[Obligation] = None
    performances: Rows[Performance] = None
    plans: Rows[Plan] = None

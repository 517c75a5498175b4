"""Faults of a text as findings."""

from __future__ import annotations

from attrs import evolve

from gov_integrity.exchange.strict import DecodeFault
from gov_integrity.findings import Finding, Place, finding
from gov_integrity.privacy import sample_pointer

__all__ = ["decode_finding"]


def decode_finding(fault: DecodeFault, place: Place) -> Finding:
    """A fault of the text as a finding; `place` is that of the record, from which the fault is counted."""
    where = Place(
        file=place.file,
        record=place.record,
        line=place.line + fault.line,
        offset=place.offset + fault.offset,
        pointer=place.pointer + sample_pointer(fault.pointer),
    )
    return evolve(finding(fault.code, where), params=fault.params)

"""The revisions of one id: each has one content, and they follow each other in number and time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from itertools import pairwise

from attrs import evolve, field, frozen

from gov_integrity.canonical import canonical_bytes
from gov_integrity.errors import InputError
from gov_integrity.findings import Finding, Param, finding
from gov_integrity.privacy import sample
from gov_integrity.validation.labels import label
from gov_integrity.validation.seam import Finder, Record, Spot

__all__ = ["Life"]

_SAME, _OTHER, _BACK, _GAP, _TWO_TYPES = (
    "GI-REF-0001", "GI-REF-0002", "GI-REF-0003", "GI-REF-0004", "GI-REF-0007",
)  # fmt: skip


@frozen(slots=True)
class _Revision:
    spot: Spot
    content: bytes
    recorded: datetime | None


@frozen(slots=True)
class Life:
    """The revisions of one id met so far."""

    revisions: dict[int, _Revision] = field(factory=dict)
    kinds: dict[str, Spot] = field(factory=dict)

    def take(self, obj: Record, spot: Spot, finder: Finder) -> Iterator[Finding]:
        """Take the next record of the id; tell when its revision or its type was taken before."""
        kind, revision = str(obj.get("type")), obj.get("revision")
        first = next(iter(self.kinds.items()), (kind, spot))
        if first[0] != kind:
            yield _told(
                _TWO_TYPES, obj, spot, finder, "/type", other=first[1],
                type=sample(kind, "open", 40), other_type=sample(first[0], "open", 40),
            )  # fmt: skip
        self.kinds.setdefault(kind, spot)
        if not isinstance(revision, int | float) or isinstance(revision, bool):
            return
        content = _content(obj)
        before = self.revisions.setdefault(
            int(revision), _Revision(spot, content, _moment(obj.get("recorded_at")))
        )
        if before.spot != spot:
            code = _SAME if before.content == content else _OTHER
            yield _told(code, obj, spot, finder, other=before.spot, revision=int(revision))

    def order(self, finder: Finder) -> Iterator[Finding]:
        """Tell of time that goes back and of numbers left out, once all records were taken."""
        numbers = sorted(self.revisions)
        for earlier, later in pairwise(numbers):
            one, two = self.revisions[earlier], self.revisions[later]
            if one.recorded and two.recorded and two.recorded < one.recorded:
                obj = finder.record(two.spot)
                pointer = "/recorded_at"
                yield _told(_BACK, obj, two.spot, finder, pointer, revision=later, earlier=earlier)
            if later - earlier > 1:
                obj = finder.record(two.spot)
                yield _told(_GAP, obj, two.spot, finder, "/revision", revision=later, earlier=earlier)


def _content(obj: Record) -> bytes:
    try:
        return blake2b(canonical_bytes(obj), digest_size=16).digest()
    except InputError:  # read by guess; equal only to itself
        return repr(obj).encode("utf-8", "replace")


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _told(
    code: str,
    obj: Record,
    spot: Spot,
    finder: Finder,
    pointer: str = "",
    *,
    other: Spot | None = None,
    **params: Param,
) -> Finding:
    if other is not None:
        place = finder.settled(other)
        file = f"{place.file} [{place.sheet}]" if place.sheet else place.file
        params |= {"other_file": file, "other_line": place.row or place.line}
    told = finding(code, finder.place(spot, pointer), record=label(obj))
    return evolve(told, params={"id": sample(obj.get("id"), "open", 120), **params})

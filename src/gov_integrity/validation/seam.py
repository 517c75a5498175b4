"""Where a stage is added: what looks at one record, and what looks across records.

A `Check` is called with each record of its types and yields findings. A `Fold` gathers a compact state over
all records, in several processes if need be, and says at the end what it found. Codes, references and rules
are made of these two, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, runtime_checkable

from attrs import define, field, frozen

from gov_integrity.findings import Finding, Place, RecordLabel, Severity, Stage, kind
from gov_integrity.findings.collector import Collector
from gov_integrity.schema import LineJudge
from gov_integrity.validation.labels import label, type_of

if TYPE_CHECKING:
    from gov_integrity.rules.engine import Beside
    from gov_integrity.rules.plans import Plans
    from gov_integrity.validation.layouts import Layout

__all__ = [
    "Batched", "Check", "Finder", "Fold", "LineTaker", "Lined", "Outline", "Plan", "Record", "Spot", "Taker",
    "Where",
]  # fmt: skip

Record = Mapping[str, object]
"""A parsed statement. It fits the model, or lacks the parts that did not."""


class Spot(NamedTuple):
    """What names a record of a set: the number of its file, and its own number there."""

    file: int
    number: int


@define(slots=True)
class Where:
    """The place of the record at hand. One object is moved along; keep its numbers, not the object itself.

    `memory` lasts while one process judges one file, whose parts come to it in order: a fold may keep there
    what an earlier part has already told. `found` gathers the findings of the part. `failed` names the
    top-level fields of the record that do not fit the model. `table` says that the record was a row.
    `starts`, when it is not empty, has the offset of each line from number `first` on; `number` then stands
    for `line` and `offset`, which nearly no sound line is asked for.
    """

    file: int
    name: str
    line: int = 0
    number: int = 0
    offset: int = 0
    prefix: str = ""
    found: Collector = field(factory=Collector, repr=False)
    memory: dict[str, object] = field(factory=dict, repr=False)
    failed: frozenset[str] = frozenset()
    table: bool = False
    starts: Sequence[int] = ()
    first: int = 1

    def room(self, code: str, severity: Severity) -> bool:
        """Whether the report has room for a finding of this code here; if not, `spare` will do."""
        return self.found.wants(code, severity, self.place())

    def spare(self, code: str, obj: Record) -> None:
        """Count a technical finding the report has no room for, without the price of its words."""
        what = kind(code)
        self.found.spare(code, what.severity, what.stage, type_of(obj))

    def place(self, pointer: str = "") -> Place:
        """The place of a value of the record by its JSON Pointer within the record."""
        line, offset = self.line, self.offset
        if self.starts:
            line, offset = self.number, self.starts[self.number - self.first]
        return Place(self.name, self.number, line, offset, self.prefix + pointer)

    def label(self, obj: Record) -> RecordLabel:
        """The record as the clerk knows it."""
        return label(obj)


class Finder(Protocol):
    """Reads records again once all have been seen, for words and for certainty.

    Attributes:
        beside: Does work beside this process, where another may be begun.
    """

    beside: Beside | None

    def record(self, spot: Spot) -> Record:
        """The record; parts that did not fit are in it too."""
        ...

    def kind(self, spot: Spot) -> str:
        """The type of the record, without reading it; empty where it has none that is certain."""
        ...

    def find(self, ids: Collection[str]) -> Iterator[tuple[Spot, Record]]:
        """Every record of the set whose id is among these, in the order of the input."""
        ...

    def place(self, spot: Spot, pointer: str = "") -> Place:
        """Its place."""
        ...

    def settled(self, spot: Spot) -> Place:
        """Its place as the sender knows it: sheet and row, where the file is a table."""
        ...

    def extent(self, file: int) -> str:
        """The extent the header of the file declares; empty when it declares none."""
        ...

    def wants(self, code: str, severity: Severity, spot: Spot) -> bool:
        """Whether the report has room for this finding; if not, `spare` will do."""
        ...

    def spare(self, code: str, severity: Severity, stage: Stage, spot: Spot) -> None:
        """Count a finding the report has no room for, without the price of its words."""
        ...


@define(slots=True, eq=False)
class Outline:
    """The names of a record's fields, in their order; one object for all records known to have the same.

    Attributes:
        fields: The names.
        places: Where references stand in such records, once it was asked.
        plans: Which rules look at them; the same.
    """

    fields: tuple[str, ...]
    places: Layout | None = field(default=None, repr=False)
    plans: Plans | None = field(default=None, repr=False)


Taker = Callable[[Record, int, Outline], None]
"""Takes a record, its number and its outline."""


class Fold(Protocol):
    """State over all records of a set; small, picklable, and to the same end whatever the cut into parts.

    The records of one part may come in any order, their numbers say which; parts are merged in theirs.
    """

    name: str

    def taker(self, kind: str, where: Where) -> Taker:
        """What takes the records of a type, or what of them fits the model; made once for a part.

        It is called with each record, its number and its outline. `where` has the number too, and names in
        `failed` the fields that do not fit.
        """
        ...

    def miss(self, obj: Record, where: Where) -> None:
        """Take the best guess at a record that did not fit."""
        ...

    def merge(self, other: Self) -> None:
        """Take over the state of a later part."""
        ...

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """What was found. All are called before the first is listened to, and may begin work beside."""
        ...


@runtime_checkable
class Batched(Protocol):
    """A fold that can take many records at once, to the same end."""

    def add_batch(
        self, objs: Sequence[Record], columns: Mapping[str, Sequence[object]], where: Where
    ) -> None:
        """Take sound records of one type with consecutive numbers, the first of which `where` has.

        `columns` has the distinct values of every top-level field; there are no child rows.
        """
        ...


LineTaker = Callable[[re.Match[str], int], None]
"""Takes a record from the match of its line and its number."""


@runtime_checkable
class Lined(Protocol):
    """A fold that can take a record from its line, to the same end."""

    name: str

    def lines(self, judge: LineJudge, where: Where) -> LineTaker:
        """What takes the records of one part and type that this judge found sound."""
        ...


@frozen(slots=True)
class Check:
    """Looks at one record at a time.

    Attributes:
        name: Stable name, told when the check itself breaks down.
        run: Called with the record and its place.
        types: Types of statement it looks at.
        settled: Whether it says nothing of a record that `gov_integrity.schema.sound_judge` accepts.
    """

    name: str
    run: Callable[[Record, Where], Iterable[Finding]]
    types: frozenset[str]
    settled: bool = False


@frozen(slots=True)
class Plan:
    """What is looked at: the checks, in the order they run, and how each fold begins."""

    checks: tuple[Check, ...]
    folds: tuple[Callable[[], Fold], ...] = ()

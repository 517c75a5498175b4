"""Canonical lines, judged as they stand, before anything is parsed.

Most files are written canonically and most of their lines are sound. What is not settled so, sound or not, is
judged as ever.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gov_integrity.exchange.digest import canonical_line
from gov_integrity.exchange.strict import read
from gov_integrity.schema import LineJudge, line_judge
from gov_integrity.validation.seam import Lined, LineTaker, Where

__all__ = ["LineJudges", "Way"]

_WORTH_IT = 1000  # canonical lines of a type that one process meets before it makes their judge


class LineJudges:
    """The judges of lines that this process has made, as it met reason to."""

    def __init__(self) -> None:
        self._made: dict[bytes, LineJudge] = {}
        self._met: Counter[str] = Counter()

    def learn(self, types: Mapping[str, int], last: bytes) -> None:
        """Take note of the types of a part, and of its last line: it shows how the sender writes."""
        reading = read(last)
        if reading.faults or not isinstance(reading.value, dict) or canonical_line(reading.value) != last:
            return
        self._met.update(types)
        for kind in types:
            if kind and self._met[kind] >= _WORTH_IT and kind.encode() not in self._made:
                self._made[kind.encode()] = line_judge(kind)

    def ready(self, folds: Sequence[Lined], where: Where) -> dict[bytes, Way]:
        """What is done with a line, by the bytes that name its type."""
        return {
            name: Way(judge.kind, judge.fits, tuple((fold.name, fold.lines(judge, where)) for fold in folds))
            for name, judge in self._made.items()
        }


class Way(NamedTuple):
    """What is done with the lines of one type: it is asked whether they fit; each fold takes those."""

    kind: str
    fits: Callable[[str], re.Match[str] | None]
    takers: tuple[tuple[str, LineTaker], ...]

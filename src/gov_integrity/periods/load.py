"""All data of this room together: what the package brings, and what `--data DIR` adds.

A directory adds, never replaces; an id that is there already is refused. Its layout is the package's own:

- `DIR/calendar/years*.csv` - the yearly arrangements (a new year needs its row and its days);
- `DIR/calendar/*.csv` - every other file there: the days;
- `DIR/clocks/extensions*.csv` - what may lengthen a clock; `DIR/clocks/*.csv` - the clocks;
- `DIR/windows/*.csv` - rule sets of repair and publicity.

So next year's arrangement does not wait for a release. The columns are those of the package's files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import frozen

from gov_integrity.errors import DataFileError, UsageError

from .calendar import WorkingDayCalendar, read_calendar
from .civil import DEFAULT_OPTIONS, Options, Span
from .clocks import Clock, Due, due, read_clocks
from .discipline import Sanction, read_discipline
from .rule_sets import RuleSetClass, Subject, read_rule_sets
from .windows import Window, windows

__all__ = ["Periods", "load"]


@frozen(slots=True)
class Periods:
    """The calendar, the clocks and the windows, ready to be asked.

    Attributes:
        calendar: Working days of the announced years.
        clocks: Clocks by id.
        rule_sets: Rule sets of repair and publicity, a row a class.
        sanctions: Discipline periods by code, mildest first.
    """

    calendar: WorkingDayCalendar
    clocks: Mapping[str, Clock]
    rule_sets: tuple[RuleSetClass, ...]
    sanctions: Mapping[str, Sanction]

    def clock(self, clock_id: str) -> Clock:
        """The clock of that id. Raises `UsageError` when there is none."""
        try:
            return self.clocks[clock_id]
        except KeyError:
            raise UsageError(
                "没有期限“{clock}”;可用 clock list 查看",
                "there is no clock '{clock}'; see clock list",
                clock=clock_id,
            ) from None

    def due(
        self,
        clock_id: str,
        trigger: date,
        *,
        extension: str | None = None,
        suspended: Sequence[Span] = (),
        options: Options = DEFAULT_OPTIONS,
    ) -> Due:
        """When that clock falls due; see `clocks.due`."""
        clock = self.clock(clock_id)
        return due(clock, trigger, self.calendar, extension=extension, suspended=suspended, options=options)

    def windows(
        self,
        from_: date,
        as_of: date,
        *,
        subject: Subject,
        cls: str | None = None,
        field: str | None = None,
        rule_set: str | None = None,
        scope: str | None = None,
        times: int = 1,
        options: Options = DEFAULT_OPTIONS,
    ) -> tuple[Window, ...]:
        """Every repair or publicity window that may hold; see `windows.windows`."""
        return windows(
            self.rule_sets, self.sanctions, self.calendar, from_, as_of, subject=subject,
            cls=cls, field=field, rule_set=rule_set, scope=scope, times=times, options=options,
        )  # fmt: skip


@cache
def load(*dirs: Path) -> Periods:
    """The package's data, and those of `dirs` added to them. Raises `DataFileError`.

    The answer is remembered for the process: a directory that changes afterwards is not read again.
    """
    roots: list[Traversable] = [files(__package__) / "data", *dirs]
    for directory in dirs:
        if not directory.is_dir():
            raise DataFileError(
                "数据目录 {file} 不存在", "there is no data directory {file}", file=str(directory), line=0
            )
    calendar, clocks, rules = (_tables(roots, room) for room in ("calendar", "clocks", "windows"))
    return Periods(
        calendar=read_calendar(*_split(calendar, "years")),
        clocks=read_clocks(*reversed(_split(clocks, "extensions"))),
        rule_sets=read_rule_sets(_split(rules, "discipline")[1]),
        sanctions=read_discipline(_split(rules, "discipline")[0]),
    )


def _tables(roots: Iterable[Traversable], room: str) -> list[Traversable]:
    found: list[Traversable] = []
    for root in roots:
        folder = root / room
        if folder.is_dir():
            found += sorted(
                (file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name
            )
    return found


def _split(tables: Iterable[Traversable], prefix: str) -> tuple[list[Traversable], list[Traversable]]:
    named: list[Traversable] = []
    others: list[Traversable] = []
    for table in tables:
        (named if table.name.startswith(prefix) else others).append(table)
    return named, others

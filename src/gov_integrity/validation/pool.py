"""Parts of files judged in order, in this process or in several.

The parent only says which bytes; a worker opens the file itself. Nothing but the time to begin depends on
whether processes are forked or spawned.
"""

from __future__ import annotations

import gc
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, lru_cache
from io import BytesIO
from itertools import accumulate, chain, count
from multiprocessing import get_all_start_methods, get_context, get_start_method
from threading import active_count
from typing import TYPE_CHECKING

from attrs import frozen

from gov_integrity.exchange.digest import is_plain
from gov_integrity.exchange.ndjson import Range
from gov_integrity.exchange.sources import Source
from gov_integrity.validation.codes import identity_numbers_among, suspects
from gov_integrity.validation.kernel import Kernel, Lines
from gov_integrity.validation.part import Part
from gov_integrity.validation.plan import Options
from gov_integrity.validation.seam import Where

if TYPE_CHECKING:
    from gov_integrity.exchange.tables.spool import Written

__all__ = ["Pool", "Task", "pool", "without_cycles"]

_AHEAD = 3  # parts under way for each process; bounds what waits in memory


@frozen(slots=True)
class Task:
    """One range of one file to judge; `run` tells one reading of the file from another.

    `written` are the records of the range, where they are at hand in this process.
    """

    source: Source
    file: int
    piece: Range
    digest: bool
    run: int = 0
    written: Written | None = None


@cache
def _kernel(options: Options) -> Kernel:
    return Kernel(options)


@lru_cache(maxsize=1)
def _memory(run: int) -> dict[str, object]:  # noqa: ARG001 - the key; only the latest is kept
    return {}


@contextmanager
def without_cycles() -> Iterator[None]:
    """Keep the cycle collector from walking over what is gathered, again and again; it holds no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _begin(options: Options) -> None:
    """Prepare a worker. Records die by their reference count, so the cycle collector would look in vain."""
    _kernel(options)
    gc.disable()


def _start() -> str:
    """How processes begin: forked where that is usual and no other thread could leave a lock behind."""
    usual = get_start_method(allow_none=True) or get_all_start_methods()[0]
    return "fork" if usual == "fork" and active_count() == 1 else "spawn"


def run(task: Task, options: Options) -> Part:
    """Judge one range. Raises `OSError` when the file cannot be read any more."""
    piece, source, own = task.piece, task.source, task.written
    if own is not None:
        return _at_hand(task, own, options)
    data = source.part(piece.start, piece.stop - piece.start)
    raws = BytesIO(data).readlines()
    ends = array("I", accumulate(map(len, raws)))
    starts = [piece.start, *map(piece.start.__add__, ends[:-1])]
    suspected = frozenset(piece.line + bisect_left(starts, at) for at in suspects(data, piece.start))
    lines = Lines(piece.line, raws, starts, suspected, is_plain(data))
    part = _kernel(options).judge(lines, _where(task), digest=task.digest)
    part.ends = ends
    blank = len(data) - len(data.lstrip(b" \t\r\n")) if data[:1] != b"{" else 0
    if blank < len(data):
        part.first = (piece.line + data.count(b"\n", 0, blank), piece.start + blank)
    part.crlf = data.count(b"\r\n") if b"\r" in data else 0
    part.lf = len(raws) - part.crlf - (not data.endswith(b"\n"))
    return part


def _at_hand(task: Task, own: Written, options: Options) -> Part:
    """Judge records that need not be read."""
    columns, piece = own.columns, task.piece
    clear = columns is not None and not identity_numbers_among(columns.texts.encode())
    ends = array("I", accumulate(map(len, own.lines)))
    offsets = chain((piece.start,), map(piece.start.__add__, ends))
    rows = zip(count(piece.line), count(piece.line), offsets, own.lines, strict=False)
    part = _kernel(options).judge(rows, _where(task), digest=task.digest, written=own, clear=clear)
    part.ends = ends
    part.first = (own.line, own.start)
    part.lf = len(own.lines)
    return part


def _where(task: Task) -> Where:
    """The file of a task. The number of a record is its line until the whole file was seen."""
    piece = task.piece
    return Where(
        task.file, task.source.name, piece.line, piece.line, piece.start,
        memory=_memory(task.run), table=task.source.table,
    )  # fmt: skip


class Pool:
    """Runs tasks in order; `None` stands for a part whose worker died."""

    def __init__(self, options: Options, executor: ProcessPoolExecutor | None, jobs: int) -> None:
        self.options = options
        self._executor = executor
        self._ahead = jobs * _AHEAD

    @property
    def kernel(self) -> Kernel:
        """The kernel of this process."""
        return _kernel(self.options)

    def dismiss(self) -> None:
        """Let the processes go; no tasks follow."""
        if self._executor is not None:
            self._executor.shutdown()

    def may_fork(self) -> bool:
        """Whether another process may be had now, and forked."""
        return self.several and _start() == "fork"

    @property
    def several(self) -> bool:
        """Whether other processes do the work, which read it from the file."""
        return self._executor is not None

    def parts(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Part | None]]:
        """Every task with what it gave, in the order of the tasks."""
        if self._executor is None:
            for task in tasks:
                yield task, run(task, self.options)
            return
        waiting: deque[tuple[Task, Future[Part] | None]] = deque()
        for task in tasks:
            if task.source.path is None:  # bytes in memory are not copied to another process
                waiting.append((task, _done(run(task, self.options))))
            else:
                waiting.append((task, self._submit(task)))
            if len(waiting) > self._ahead:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    def _submit(self, task: Task) -> Future[Part] | None:
        assert self._executor is not None
        try:
            return self._executor.submit(run, task, self.options)
        except BrokenProcessPool:
            return None


def _done(part: Part) -> Future[Part]:
    future: Future[Part] = Future()
    future.set_result(part)
    return future


def _result(task: Task, future: Future[Part] | None) -> tuple[Task, Part | None]:
    try:
        return task, future.result() if future is not None else None
    except BrokenProcessPool:
        return task, None


@contextmanager
def pool(options: Options, jobs: int) -> Iterator[Pool]:
    """A pool of `jobs` processes; with one job everything happens in this process."""
    if jobs <= 1:
        yield Pool(options, None, 1)
        return
    start = _start()
    if start == "fork":
        _kernel(options)  # then none of them has to make it
    executor = ProcessPoolExecutor(
        jobs, mp_context=get_context(start), initializer=_begin, initargs=(options,)
    )
    with executor:
        yield Pool(options, executor, jobs)

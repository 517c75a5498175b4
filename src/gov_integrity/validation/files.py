"""One file, whatever its form: opened, cut into parts, judged, closed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from attrs import evolve

from gov_integrity.exchange.digest import StatementsDigest
from gov_integrity.exchange.document import MAX_DOCUMENT, Document, read_document
from gov_integrity.exchange.envelope import Envelope
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.ndjson import MAX_LINE, Range, TooLong, last_line, ranges
from gov_integrity.exchange.sources import Sniffed, Source, sniff, why
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Finding, Param, Place, finding
from gov_integrity.findings.collector import Collector
from gov_integrity.findings.report import InputFile
from gov_integrity.model import faults
from gov_integrity.validation.cells import explained, table_finding
from gov_integrity.validation.finder import FileState
from gov_integrity.validation.labels import label
from gov_integrity.validation.part import Part
from gov_integrity.validation.places import Items, Lines
from gov_integrity.validation.pool import Pool, Task
from gov_integrity.validation.seam import Fold, Where
from gov_integrity.validation.structure import structure_finding
from gov_integrity.validation.tables import TableInput

__all__ = ["FileRun"]

_runs = count()  # told apart by the memory of a process; no verdict depends on it


class FileRun:
    """Judges one file and gathers what it gave into the findings and folds of its set."""

    def __init__(
        self,
        source: Source,
        number: int,
        found: Collector,
        folds: list[Fold],
        table: TableInput | None = None,
    ) -> None:
        self.state = FileState(source, table=table.spool if table else None)
        self._table = table
        self.envelope = Envelope(source.name)
        self.unreadable = False
        self.undigested = False
        self._number = number
        self._found = found
        self._folds = folds
        self._sha256 = hashlib.sha256()
        self._digest: StatementsDigest | None = None
        self._line_ends = [0, 0]
        self._first = True
        self._meter: Callable[[str, int], None] = lambda _name, _bytes: None
        self.input = InputFile(source.name)

    def run(self, pool: Pool, meter: Callable[[str, int], None]) -> None:
        """Judge the file; whatever is wrong with it becomes a finding. `meter` is told how far it is."""
        self._meter = meter
        if self._table is not None and self._table.refusal is not None:
            self.unreadable = True
            self._found.add(self._table.refusal)
            return
        try:
            seen = sniff(self.state.source)
            self._judge(seen, pool)
        except OSError as error:
            folder = isinstance(error, IsADirectoryError) or self._is_folder()
            code = "GI-DEC-0019" if folder else "GI-DEC-0018"
            self._refuse(code, **why(error))
        if self._table is not None and self._table.spool is not None:
            self._table.spool.finish()
            self.input = self._table.described(self.input)
            self._found.extend(self._table.spool.findings)

    def _is_folder(self) -> bool:
        path = self.state.source.path
        return path is not None and path.is_dir()

    def _refuse(self, code: str, **params: Param) -> None:
        self.unreadable = True
        self._found.add(evolve(finding(code, Place(file=self.state.source.name)), params=params))

    def _judge(self, seen: Sniffed, pool: Pool) -> None:
        source = self.state.source
        self.input = evolve(self.input, bytes=source.size(), encoding="utf-8-sig" if seen.start else "utf-8")
        if seen.start:
            self._found.add(finding("GI-DEC-0002", Place(file=source.name, line=1, offset=0)))
        if seen.form in ("empty", "foreign"):
            self.input = evolve(self.input, encoding="", sha256=source.sha256())
            self._refuse("GI-DEC-0017" if seen.form == "empty" else "GI-DEC-0020", kind=seen.kind)
            return
        self.input = evolve(self.input, form=seen.form)
        if seen.form == "json":
            self._document(seen.start, pool)
        else:
            self._by_line(seen.start, pool)
        self.input = evolve(self.input, sha256=self.input.sha256 or self._sha256.hexdigest())

    # ---- line by line ----------------------------------------------------------------------------------

    def _by_line(self, start: int, pool: Pool) -> None:
        source = self.state.source
        end = read(last_line(source)).value
        wanted = isinstance(end, dict) and isinstance(end.get("statements_sha256"), str)
        self._digest = StatementsDigest() if wanted else None
        self.envelope.by_line = self._table is None
        if not self._understood(start):
            return
        for task, part in pool.parts(self._tasks(start, pool, wanted=wanted)):
            if part is None:
                place = Place(source.name, task.piece.line, task.piece.line, task.piece.start)
                self._found.add(finding("GI-SYS-0002", place))
                self.undigested = True
            else:
                self._take(task, part)
            self._meter(source.name, task.piece.stop)
        self._close(mixed_line_ends=all(self._line_ends))

    def _understood(self, start: int) -> bool:
        """Whether the header names a version that can be judged; told when not."""
        head = self.state.source.part(start, MAX_LINE).lstrip().partition(b"\n")[0]
        header = read(head).value if b'"version"' in head else None
        if not isinstance(header, dict) or header.get("type") != "package":
            return True
        look = Envelope(self.state.source.name)
        look.take_header(header, 1, start)
        if look.understood:
            return True
        self.envelope.header = header
        self._found.extend(look.found)
        self.input = evolve(self.input, sha256=self.state.source.sha256())
        self.unreadable = True
        return False

    def _tasks(self, start: int, pool: Pool, *, wanted: bool) -> Iterator[Task]:
        source, run, table = self.state.source, next(_runs), self.state.table
        if table is not None and table.at_hand and not wanted and not pool.several:
            for own in table.written():
                yield Task(source, self._number, Range(own.start, own.stop, own.line), wanted, run, own)
            return
        if table is not None:
            table.finish()
        with source.open() as stream:
            self._sha256.update(stream.read(start))
            for piece in ranges(stream, start, self._sha256.update):
                if isinstance(piece, Range):
                    yield Task(source, self._number, piece, wanted, run)
                else:
                    self._too_long(piece)

    def _too_long(self, piece: TooLong) -> None:
        place = Place(self.state.source.name, piece.line, piece.line, piece.start)
        self._found.add(finding("GI-DEC-0015", place, length=piece.length, limit=MAX_LINE))
        self._found.count({"": 1})
        self._count(1)
        self.undigested = True

    def _count(self, statements: int) -> None:
        self.input = evolve(self.input, statements=self.input.statements + statements)

    def _take(self, task: Task, part: Part) -> None:
        self._gather(part)
        assert isinstance(self.state.places, Lines)
        self.state.places.add(task.piece.line, task.piece.start, part.ends)
        if part.first is not None and self.envelope.end is not None:
            self.envelope.after_end(*part.first)
        for line, offset, obj in part.specials:
            if part.after_end is not None and part.after_end[0] < line:
                self.envelope.after_end(*part.after_end)
            first = self._first and (part.first or (line,))[0] == line
            if obj["type"] == "package_end" or first:
                self._structure(obj, Place(file=self.state.source.name, line=line, offset=offset))
            self.envelope.special(obj, line, offset, first=first)
        if part.after_end is not None:
            self.envelope.after_end(*part.after_end)
        self._first = self._first and part.first is None
        if self._digest is not None and not self.undigested:
            piece = task.piece
            whole = memoryview(self.state.source.part(piece.start, piece.stop - piece.start))
            at = 0
            for number, canonical in part.changed:
                index = number - piece.line
                self._digest.take(whole[at : part.ends[index - 1] if index else 0])
                self._digest.take(canonical)
                at = part.ends[index]
            self._digest.take(whole[at:], part.statements)

    def _gather(self, part: Part) -> None:
        self._found.merge(part.found)
        for mine, theirs in zip(self._folds, part.folds, strict=True):
            mine.merge(theirs)
        self.state.skipped.extend(part.skipped)
        self._count(part.statements)
        self._line_ends[0] += part.crlf
        self._line_ends[1] += part.lf
        self.undigested = self.undigested or not part.digestible

    def _structure(self, obj: Mapping[str, object], place: Place) -> None:
        said: frozenset[str] = frozenset()
        if self._table is not None:
            obj = dict(obj)
            said = explained(obj)
        for fault in faults(obj):
            if fault.pointer in said:
                continue
            told = table_finding(fault, obj, place, label(obj)) if self._table is not None else None
            if told is not None:
                self._found.add(told)
                continue
            self._found.add(structure_finding(fault, obj, place, label(obj)))

    def _close(self, *, mixed_line_ends: bool = False) -> None:
        self.state.header = self.envelope.header or {}
        digest = None
        if self._digest is not None and not self.undigested:
            digest = self._digest.hexdigest()
        count = self.input.statements
        told: list[Finding] = self.envelope.close(count, digest, mixed_line_ends=mixed_line_ends)
        self._found.extend(told)

    # ---- one document ----------------------------------------------------------------------------------

    def _document(self, start: int, pool: Pool) -> None:
        source = self.state.source
        size = source.size()
        if size > MAX_DOCUMENT:
            self.input = evolve(self.input, sha256=source.sha256())
            self._refuse("GI-DEC-0016", length=size, limit=MAX_DOCUMENT)
            return
        data = source.part(0, size)
        self._sha256.update(data)
        document = read_document(data[start:] if start else data, start)
        top = Place(file=source.name, line=1, offset=0)
        told = document.faults + document.header.faults
        self._found.extend(decode_finding(fault, top) for fault in told)
        self.envelope.by_line = False
        header = document.header.value
        if isinstance(header, dict):
            self.envelope.take_header(header, 1, start)
            if not document.header.faults:
                alone = {key: value for key, value in header.items() if key != "statements"}
                self._structure(alone, Place(file=source.name, line=1, offset=start))
        if document.statements is None or not self.envelope.understood:
            if not told and self.envelope.understood:
                self._found.add(finding("GI-DEC-0031", top))
            self._found.extend(self.envelope.found)
            self.unreadable = True
            return
        self._statements(document, data, pool)

    def _statements(self, document: Document, data: bytes, pool: Pool) -> None:
        items = document.statements or ()
        header = document.header.value
        wanted = isinstance(header, dict) and isinstance(header.get("statements_sha256"), str)
        self._digest = StatementsDigest() if wanted else None
        self.state.places = places = Items()
        for item in items:
            places.add(item.line, item.offset, item.length)
        self.state.prefix = items[0].pointer.rpartition("/")[0] if items else ""
        where = Where(self._number, self.state.source.name)

        def rows() -> Iterator[tuple[int, int, int, bytes]]:
            for item in items:
                where.prefix = item.pointer
                yield (
                    item.number,
                    item.line,
                    item.offset,
                    data[item.offset : item.offset + item.length] + b"\n",
                )

        part = pool.kernel.judge(rows(), where, digest=wanted)
        self._gather(part)
        if self._digest is not None and not self.undigested:
            changed = dict(part.changed)
            for number, _, _, raw in rows():
                self._digest.take(changed.get(number, raw), 1)
        self._close()

"""Workbooks and CSV on their way into validation: written out as lines, findings put back into cells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from gov_integrity.exchange.sources import Source
from gov_integrity.exchange.tables.cells import explain
from gov_integrity.exchange.tables.grid import UnreadableTableError, note
from gov_integrity.exchange.tables.opening import is_table
from gov_integrity.exchange.tables.spool import EXPLAINED, Spool, spool
from gov_integrity.findings import Finding, Param, Place, RecordLabel
from gov_integrity.findings.report import InputFile
from gov_integrity.model import Fault, FieldSpec, flat_specs, model_name
from gov_integrity.privacy import sample

__all__ = ["TableInput", "explained", "spooled", "table_finding", "without_note"]


@frozen(slots=True)
class TableInput:
    """A source that is a table: what it was written out as, or why it could not be read."""

    original: Source
    spool: Spool | None = None
    refusal: Finding | None = None

    def described(self, judged: InputFile) -> InputFile:
        """What the report says of the input: of the file the sender has, not of its lines."""
        assert self.spool is not None
        whole = self.original.path is not None and self.original.path.is_file()
        return evolve(
            judged,
            form=self.spool.form,
            encoding=self.spool.encoding,
            bytes=self.original.size() if whole else 0,
            sha256=self.original.sha256() if whole else "",
        )


def spooled(
    given: Sequence[Source], stack: ExitStack, encoding: str = "", type_: str = ""
) -> tuple[list[Source], dict[str, TableInput]]:
    """The sources with tables replaced by their lines, and the tables by name.

    Args:
        given: Sources as they were given.
        stack: Removes the temporary files.
        encoding: Of text files, when the sender says so.
        type_: Statement type of a single CSV file, when its name does not say.

    Raises:
        UsageError: `encoding` or `type_` is unknown.
    """
    sources: list[Source] = []
    tables: dict[str, TableInput] = {}
    for number, source in enumerate(given):
        if source.path is None or not is_table(source.path):
            sources.append(source)
            continue
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gov-integrity-")))
        target = folder / f"{number}.ndjson"
        try:
            made = spool(source.path, target, file=source.name, encoding=encoding, type_=type_)
        except UnreadableTableError as error:
            tables[source.name] = TableInput(source, refusal=error.finding)
            sources.append(source)
        else:
            tables[source.name] = TableInput(source, spool=made)
            sources.append(evolve(source, path=target, table=True))
    return sources, tables


def explained(obj: dict[str, object]) -> frozenset[str]:
    """Take from a record of a table the note of what its cells were told already."""
    said = obj.pop(EXPLAINED, ())
    return frozenset(said) if isinstance(said, list) else frozenset()


def without_note(line: bytes) -> bytes:
    """The line of a record without the note of what its cells were told."""
    if EXPLAINED.encode() not in line:
        return line
    value = json.loads(line)
    value.pop(EXPLAINED, None)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _specs(name: str) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in flat_specs(name)} if name else {}


def table_finding(
    fault: Fault, obj: Mapping[str, object], place: Place, record: RecordLabel
) -> Finding | None:
    """What a spreadsheet did to the value at fault; None when it is simply wrong."""
    spec = _specs(model_name(obj)).get(fault.field)
    text = _value(obj, fault.pointer)
    trouble = explain(spec, text) if spec is not None and isinstance(text, str) and text else None
    if spec is None or trouble is None or not isinstance(text, str):
        return None
    params: dict[str, Param] = {}
    if trouble.reading:
        params["reading"] = sample(trouble.reading, spec.sensitivity)
    where = evolve(place, pointer=place.pointer + fault.pointer)
    return note(trouble.code, where, params, record=record, sample=sample(text, spec.sensitivity))


def _value(obj: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        if isinstance(obj, Mapping):
            obj = obj.get(step)
        elif isinstance(obj, list) and step.isdigit() and int(step) < len(obj):
            obj = obj[int(step)]
    return obj

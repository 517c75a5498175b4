"""Reading what an evaluation needs: packages, bare statements, and tables of observations.

Packages go through the standard's own strict reader. A designer's file may also be one statement, a list of
statements, or a CSV table whose header names fields of `observation`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from gov_integrity.errors import InputError
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.package import UnreadablePackageError, load
from gov_integrity.exchange.revisions import gone, newest
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Place

__all__ = ["Coverage", "Held", "current", "declared", "read_file"]

Statement = Mapping[str, object]
Coverage = dict[str, set[str]]
"""Bodies for which all statements of a type are declared to be there, by type."""


@frozen(slots=True)
class Held:
    """A statement with the place it was read from."""

    statement: Statement
    place: Place


def read_file(path: Path) -> tuple[list[Held], Coverage]:
    """Statements of a file in their order, and the coverage its header declares.

    Raises:
        InputError: it is neither a package, nor statements, nor a table of observations.
        OSError: it cannot be read.
    """
    statements, coverage = _read(path)
    held = [Held(item, Place(file=path.name, record=at)) for at, item in enumerate(statements, 1)]
    return held, coverage


def _read(path: Path) -> tuple[list[Statement], Coverage]:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if path.suffix.lower() == ".csv":
        return _table(path.name, data), {}
    reading = read(data)
    value = reading.value
    if isinstance(value, list) and not reading.faults:
        return _objects(path.name, value), {}
    if isinstance(value, dict) and not reading.faults and value.get("type") != "package":
        return [value], {}
    first = read(data.partition(b"\n")[0])
    lines = isinstance(first.value, dict) and not first.faults
    if lines and isinstance(first.value, dict) and first.value.get("type") != "package":
        return _lines(path.name, data), {}
    if isinstance(value, dict) or lines:
        package = load(path)
        return list(package.statements), declared(package.header)
    if not reading.faults:
        raise _no_statements(path.name, 1)
    place = Place(file=path.name, line=1, offset=0)
    raise UnreadablePackageError(tuple(decode_finding(fault, place) for fault in reading.faults))


def _no_statements(file: str, line: int) -> InputError:
    return InputError(
        "{file} 第{line}行不是陈述(JSON 对象)",
        "{file} line {line} is not a statement (a JSON object)",
        file=file,
        line=line,
    )


def _objects(file: str, items: Iterable[object]) -> list[Statement]:
    found: list[Statement] = []
    for at, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise _no_statements(file, at)
        found.append(item)
    return found


def _lines(file: str, data: bytes) -> list[Statement]:
    found: list[Statement] = []
    for at, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        reading = read(line)
        if reading.faults:
            place = Place(file=file, line=at, offset=0)
            raise UnreadablePackageError(tuple(decode_finding(fault, place) for fault in reading.faults))
        if not isinstance(reading.value, dict):
            raise _no_statements(file, at)
        found.append(reading.value)
    return found


def _table(file: str, data: bytes) -> list[Statement]:
    """A CSV table, one observation a row; empty cells are absent, numbers stay as written."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("{file} 不是 UTF-8 编码", "{file} is not UTF-8", file=file) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = set(reader.fieldnames or ())
    if not {"subject", "metric"} <= header:
        raise InputError(
            "{file} 的表头须有 subject 和 metric 两列",
            "the header of {file} must have the columns subject and metric",
            file=file,
        )
    return [
        {"type": "observation"}
        | {key: value for key, value in row.items() if key and isinstance(value, str) and value}
        for row in reader
    ]


def declared(header: Statement) -> Coverage:
    """The coverage rows of a package header that name a type and a body."""
    found: Coverage = {}
    rows = header.get("coverage")
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Mapping) and isinstance(row.get("body"), str):
            found.setdefault(str(row.get("type")), set()).add(str(row["body"]))
    return found


def current(held: Iterable[Held]) -> list[Held]:
    """The newest revision of each id, those withdrawn or erased left out; what has no id is kept."""
    items = list(held)
    nameless = [item for item in items if not isinstance(item.statement.get("id"), str)]
    found = newest(items, lambda item: item.statement)
    return [*(item for item in found.values() if not gone(item.statement)), *nameless]

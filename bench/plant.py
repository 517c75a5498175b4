"""Plant faults into the raw bytes of a file of statements, one line in a hundred.

Does not import the package: what is planted, and which finding it must give, is written down here alone.
Usage: python bench/plant.py IN OUT FAULTS.json
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

SEED = 7
FIRST_ORGANISATIONS = 3000
SHARE = 0.01

Fault = tuple[str, Callable[[bytes, int], bytes]]


def _sub(pattern: bytes, new: bytes) -> Callable[[bytes, int], bytes]:
    def change(line: bytes, _number: int) -> bytes:
        made, times = re.subn(pattern, new, line, count=1)
        assert times == 1, line
        return made

    return change


def _dangling(line: bytes, number: int) -> bytes:
    return re.sub(rb'"stated_by":"[^"]*"', b'"stated_by":"bench/gone-%d"' % number, line, count=1)


# Name of the fault, the code that must be found on that line, and the change to the bytes.
FAULTS: dict[str, Fault] = {
    "cut in half": ("GI-DEC-0004", lambda line, _n: line[: line.index(b'"recorded_at":"') + 20] + b"\n"),
    "not UTF-8": ("GI-DEC-0001", _sub(rb'"recorded_at":"2', b'"recorded_at":"\xff')),
    "repeated name": ("GI-DEC-0008", _sub(rb'"revision":1', b'"revision":1,"revision":1')),
    "repeated escaped name": ("GI-DEC-0008", _sub(rb'"revision":1', rb'"revision":1,"\\u0072evision":1')),
    "NaN": ("GI-DEC-0009", _sub(rb'"revision":1', b'"revision":NaN')),
    "6000 digits": ("GI-DEC-0011", _sub(rb'"revision":1', b'"revision":' + b"1" * 6000)),
    "no such day": ("GI-STR-0005", _sub(rb'"recorded_at":"2025-03-15', b'"recorded_at":"2025-02-30')),
    "unknown field": ("GI-STR-0002", _sub(rb'"revision":1', b'"revision":1,"qqqqqq":"1"')),
    "missing field": ("GI-STR-0001", _sub(rb'"access":"[a-z]+",', b"")),
    "number as text": ("GI-STR-0004", _sub(rb'"revision":1', b'"revision":"1"')),
    "zero": ("GI-STR-0009", _sub(rb'"revision":1', b'"revision":0')),
    "no such code": ("GI-STR-0006", _sub(rb'"access":"[a-z]+"', b'"access":"qqqqqq"')),
    "no such type": ("GI-STR-0012", _sub(rb'"type":"[a-z_]+"', b'"type":"qqqqqq"')),
    "empty": ("GI-STR-0005", _sub(rb'"stated_by":"[^"]*"', b'"stated_by":""')),
    "identity number": (
        "GI-COD-0020",
        _sub(rb'"revision":1', '"remarks":"证件11010519491231002X","revision":1'.encode()),
    ),
    "dangling": ("GI-REF-0005", _dangling),
}


def faulty(lines: Iterator[bytes], found: list[tuple[int, str]]) -> Iterator[bytes]:
    """The lines with their faults; what was planted is appended to `found` as (line, code)."""
    pick = random.Random(SEED)
    names = sorted(FAULTS)
    for number, line in enumerate(lines, start=1):
        body = number > FIRST_ORGANISATIONS + 1 and not line.startswith(b'{"id":"bench/package')
        if body and b'"type":"package_end"' not in line and pick.random() < SHARE:
            code, change = FAULTS[pick.choice(names)]
            found.append((number, code))
            line = change(line, number)  # noqa: PLW2901 (the changed line stands for the old one)
        yield line


def main(source: Path, target: Path, listing: Path) -> None:
    """Write the faulty file and the list of what was planted."""
    found: list[tuple[int, str]] = []
    with source.open("rb") as lines, target.open("wb") as out:
        out.writelines(faulty(iter(lines), found))
    listing.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

"""Which encoding a text table is in: what its first bytes say, then strict UTF-8, then strict GB18030.

No statistics: a file is what it strictly decodes as, and a file that is two things at once is refused with
the place where it changes. GB18030 reads every GBK and GB 2312 file.
"""

from __future__ import annotations

import codecs
import re
from typing import IO

from gov_integrity.errors import UsageError
from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.findings import Place

__all__ = ["ENCODINGS", "find_encoding", "known_encoding"]

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "big5", "utf-16", "utf-16-le", "utf-16-be")
"""What `--encoding` may name."""

CHUNK = 1_048_576
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_KEEP_MARK = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
# Three-byte UTF-8 as Chinese text has it, four in a row: as GBK these bytes would be an absurd text.
_CHINESE_UTF8 = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")


def known_encoding(asked: str) -> None:
    """Raise `UsageError` for a name that is not in `ENCODINGS`."""
    if asked.lower() not in ENCODINGS:
        raise UsageError(
            "不支持编码 {name};可用:{known}",
            "unknown encoding {name}; known: {known}",
            name=asked[:40],
            known=" ".join(ENCODINGS),
        )


def find_encoding(stream: IO[bytes], file: str, asked: str = "") -> str:
    """Name of the codec for a seekable stream, which is left where its text begins.

    Raises `UsageError` for an unknown name in `asked`, and `UnreadableTableError` for bytes that are not
    text in the encoding, for mixed encodings and for NUL bytes, each with the offset.
    """
    if asked:
        known_encoding(asked)
    head = stream.read(4)
    stream.seek(0)
    if head[:4] == b"PK\x03\x04" or head == b"\xd0\xcf\x11\xe0":
        raise UnreadableTableError("GI-TAB-0016", Place(file=file))
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    candidates = (asked.lower(),) if asked else (marked,) if marked else ("utf-8", "gb18030")
    faults = [_fault(stream, file, name) for name in candidates]
    for name, fault in zip(candidates, faults, strict=True):
        if fault < 0:
            if name == "gb18030" and not asked:
                _refuse_mixed(stream, file, faults[0])
            _pass_mark(stream, name)
            return name
    raise UnreadableTableError(
        "GI-TAB-0017", Place(file=file, offset=faults[0]), offset=faults[0], encoding=candidates[0]
    )


def _pass_mark(stream: IO[bytes], name: str) -> None:
    """Leave a byte order mark behind that the codec itself would hand on as a character."""
    mark = "\ufeff".encode(name) if name in _KEEP_MARK else b""
    if mark and stream.read(len(mark)) != mark:
        stream.seek(0)


def _fault(stream: IO[bytes], file: str, name: str) -> int:
    """Offset of the first byte that does not decode; -1 when all do."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    wide = name.startswith("utf-16")
    done = 0
    stream.seek(0)
    try:
        while chunk := stream.read(CHUNK):
            if not wide and (nul := chunk.find(0)) >= 0:
                raise UnreadableTableError(
                    "GI-TAB-0018", Place(file=file, offset=done + nul), offset=done + nul
                )
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return done - held + error.start
            done += len(chunk)
        held = len(decoder.getstate()[0])
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return done - held
        return -1
    finally:
        stream.seek(0)


def _refuse_mixed(stream: IO[bytes], file: str, first_fault: int) -> None:
    """Refuse a GB18030 file that carries Chinese text in UTF-8 as well."""
    done, tail = 0, b""
    while chunk := stream.read(CHUNK):
        window = tail + chunk
        if found := _CHINESE_UTF8.search(window):
            offset = done - len(tail) + found.start()
            offset = max(offset, first_fault)
            raise UnreadableTableError("GI-TAB-0019", Place(file=file, offset=offset), offset=offset)
        tail = window[-12:]
        done += len(chunk)
    stream.seek(0)

"""Where bytes come from: a file, a stream or memory, and what form they seem to have."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Literal, cast

from attrs import field, frozen

from gov_integrity.errors import UsageError
from gov_integrity.exchange.strict import read

__all__ = ["BOM", "Form", "Given", "Sniffed", "Source", "keep_apart", "sniff", "sources_of", "why"]

Given = str | os.PathLike[str] | bytes | BinaryIO
"""What a caller may hand over: a path, the bytes themselves, or an open binary stream."""

Form = Literal["ndjson", "json", "foreign", "empty"]

BOM = b"\xef\xbb\xbf"
HEAD = 64 * 1024
LONGEST = 16 * 1024 * 1024
"""As much of a first line as is looked at; a longer line of NDJSON is not judged."""
_MARK = re.compile(rb'("statements"[ \t\r]*:)|"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[{}\[\]]')
_SPACE = b" \t\r\n"
_FOREIGN = (
    (b"PK\x03\x04", "XLSX / ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"<", "XML / HTML"),
)


@frozen(slots=True)
class Source:
    """One input that can be read again: a file, or bytes in memory.

    Attributes:
        name: As given by the caller; what findings show.
        path: The file; None for bytes in memory.
        data: The bytes in memory, when there is no file.
        table: Whether the bytes are lines written out from a workbook or CSV.
    """

    name: str
    path: Path | None = None
    data: bytes = field(default=b"", repr=False)
    table: bool = False

    def open(self) -> BinaryIO:
        """A new stream over the bytes. Raises `OSError`."""
        return io.BytesIO(self.data) if self.path is None else self.path.open("rb")

    def part(self, offset: int, length: int) -> bytes:
        """Some of the bytes. Raises `OSError`."""
        if self.path is None:
            return self.data[offset : offset + length]
        with self.path.open("rb") as stream:
            stream.seek(offset)
            return stream.read(length)

    def sha256(self) -> str:
        """Hexadecimal digest of all bytes. Raises `OSError`."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    def size(self) -> int:
        """Number of bytes. Raises `OSError`."""
        return len(self.data) if self.path is None else self.path.stat().st_size


def sources_of(given: Given | Sequence[Given], stack: ExitStack) -> list[Source]:
    """Sources in the order given; one alone needs no list.

    A stream is copied to a temporary file, which `stack` removes: findings are confirmed by reading again,
    and standard input cannot be.
    """
    alone = isinstance(given, str | bytes) or not isinstance(given, Sequence)
    items = cast("Sequence[Given]", (given,) if alone else given)
    return [_source(item, number, stack) for number, item in enumerate(items, start=1)]


def _source(item: Given, number: int, stack: ExitStack) -> Source:
    if isinstance(item, bytes):
        return Source(f"<bytes {number}>", data=item)
    if isinstance(item, str | os.PathLike):
        path = Path(item)
        if not path.is_fifo():
            return Source(os.fspath(item), path)
        with path.open("rb") as stream:  # what a shell hands over for <(command)
            return Source(os.fspath(item), _copied(stream, stack))
    name = getattr(item, "name", "")
    return Source(name if isinstance(name, str) and name else f"<stream {number}>", _copied(item, stack))


def _copied(stream: BinaryIO, stack: ExitStack) -> Path:
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="gov-integrity-")))
    copy = folder / "input"
    with copy.open("wb") as target:
        shutil.copyfileobj(stream, target, 1 << 20)
    return copy


@frozen(slots=True)
class Sniffed:
    """What the first bytes look like: form, offset after a byte order mark, name of a foreign form."""

    form: Form
    start: int = 0
    kind: str = ""


def sniff(source: Source) -> Sniffed:
    """Tell a JSON document from NDJSON and from what is neither. Raises `OSError`.

    The first 64 KiB say it, or where the first line is longer, its first 16 MiB.
    """
    if source.path is not None and stat.S_ISCHR(source.path.stat().st_mode):
        raise OSError(f"{source.name} is a device")  # it may never end
    head = source.part(0, HEAD)
    start = len(BOM) if head.startswith(BOM) else 0
    text = head[start:].lstrip(_SPACE)
    if not text:
        # A table of headings alone is no line, and no empty file.
        return Sniffed("ndjson" if source.table or source.size() > HEAD else "empty", start)
    if text[:1] == b"[":
        return Sniffed("json", start)
    if text[:1] != b"{":
        return Sniffed("foreign", start, _foreign(text))
    line, newline, rest = text.partition(b"\n")
    if not newline and source.size() > HEAD:
        document = _begins_document(source.part(start, LONGEST))
    elif not rest.strip(_SPACE):
        document = _has_statements(line)
    else:
        document = bool(read(line).faults) and (b'"statements"' in line or not _closed(line, rest))
    return Sniffed("json" if document else "ndjson", start)


def _closed(line: bytes, rest: bytes) -> bool:
    """A document breaks its first object over lines; a line of NDJSON closes what it opens, or is broken."""
    return line.rstrip(_SPACE).endswith(b"}") or rest.lstrip(_SPACE)[:1] == b"{"


def _begins_document(data: bytes) -> bool:
    """Whether a long first line is the beginning of a document: the object has statements, or goes on."""
    line, newline, rest = data.lstrip(_SPACE).partition(b"\n")
    return _has_statements(line) or (bool(newline) and not _closed(line, rest))


def _has_statements(line: bytes) -> bool:
    """Whether the object that a line begins with has the name `statements`; a value of that text is none."""
    depth = 0
    for mark in _MARK.finditer(line if b'"statements"' in line else b""):
        if mark[1] and depth == 1:
            return True
        depth += (mark[0] in (b"{", b"[")) - (mark[0] in (b"}", b"]"))
        if not depth:
            break
    return False


def _foreign(text: bytes) -> str:
    for magic, name in _FOREIGN:
        if text.startswith(magic):
            return name
    return "UTF-16" if b"\x00" in text[:64] else "CSV / TXT"


def _identity(path: Path) -> object:
    """What two names of one file have in common; None for what is no file, such as a device."""
    try:
        seen = path.stat()
    except OSError:
        return os.path.realpath(path)
    return (seen.st_dev, seen.st_ino) if stat.S_ISREG(seen.st_mode) else None


def _tables_in(path: Path) -> Iterable[Path]:
    return path.glob("*.csv") if path.is_dir() else ()


def keep_apart(inputs: Iterable[Path], outputs: Iterable[Path]) -> None:
    """Refuse an output that is an input or another output, whatever its name: one of them would be lost.

    An input that is a folder stands for its CSV files. Raises `UsageError`.
    """
    taken = {_identity(held) for path in inputs for held in (path, *_tables_in(path))}
    for path in outputs:
        own = _identity(path)
        if own is not None and own in taken:
            raise UsageError(
                "输出文件 {file} 同时是输入文件或另一个输出文件,会被覆盖;请另取文件名",
                "the output {file} is an input or another output and would be lost; choose another name",
                file=path,
            )
        taken.add(own)


_REASONS: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "文件不存在", "there is no such file"),
    (PermissionError, "没有访问权限", "the permission is missing"),
    (IsADirectoryError, "是文件夹", "it is a folder"),
    (NotADirectoryError, "路径中有一段不是文件夹", "a part of the path is no folder"),
    (FileExistsError, "已经存在", "it exists already"),
)


def why(error: OSError) -> dict[str, str]:
    """Why a file cannot be read or written, as parameters of a finding: name of the reason, words for it."""
    known = ((zh, en) for kind, zh, en in _REASONS if isinstance(error, kind))
    sign = errno.errorcode.get(error.errno or 0, type(error).__name__)
    zh, en = next(known, (f"读写出错 {sign},或不是普通文件", f"error {sign}, or it is no plain file"))
    if error.errno == errno.ENOSPC:
        zh, en = "磁盘已满", "the disk is full"
    return {"reason": type(error).__name__, "reason_zh": zh, "reason_en": en}

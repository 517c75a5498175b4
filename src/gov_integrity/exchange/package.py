"""A whole package in memory: for users of the library; bulk files are the business of validation."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from attrs import evolve, field, frozen

from gov_integrity.canonical import canonical_bytes
from gov_integrity.errors import InputError, UsageError
from gov_integrity.exchange.digest import StatementsDigest
from gov_integrity.exchange.document import MAX_DOCUMENT, read_document
from gov_integrity.exchange.drafts import draft
from gov_integrity.exchange.envelope import Envelope
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.ndjson import MAX_LINE, TooLong, lines, ranges
from gov_integrity.exchange.sources import Given, Source, sniff, sources_of, why
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Finding, Place, finding, kind
from gov_integrity.model import TYPES, Record, model_for, model_name

__all__ = ["Package", "UnreadablePackageError", "load", "write"]

_OWN = ("statement_count", "statements_sha256")
_LINES = ("package", "package_end")


class UnreadablePackageError(InputError):
    """A package cannot be read; `findings` says all that stands in the way, the first is its message."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = min(findings, key=Finding.sort_key)
        words = kind(first.code)
        where = {"file": first.place.file, "line": first.place.line}
        at_line = first.place.line > 0  # else it is the file as a whole
        super().__init__(
            ("{file} 第{line}行:" if at_line else "{file}:") + words.message_zh,
            ("{file} line {line}: " if at_line else "{file}: ") + words.message_en,
            **{**where, "sample": first.sample, **first.params},
        )
        self.findings = findings


@frozen(slots=True)
class Package:
    """A header and its statements, as plain JSON values; number and digest are left to the writer."""

    header: Mapping[str, object]
    statements: tuple[Mapping[str, object], ...] = field(repr=lambda value: f"<{len(value)}>")

    def models(self) -> Iterator[Record]:
        """The statements as typed models.

        Raises:
            InputError: A statement has no type of this standard.
            pydantic.ValidationError: A statement does not fit its type.
        """
        for number, statement in enumerate(self.statements, start=1):
            name = model_name(statement)
            if not name:
                raise InputError(
                    "第 {number} 条陈述没有本标准的类型;可用:{known}",
                    "statement {number} has no type of this standard; there are: {known}",
                    number=number,
                    known=" ".join(TYPES),
                )
            yield model_for(name).model_validate(statement)


def load(given: Given) -> Package:
    """Read a package strictly into memory, NDJSON or JSON.

    Statements are not judged: that is validation's part.

    Raises:
        UnreadablePackageError: The bytes are no package, or number or digest do not fit; see `findings`.
    """
    with ExitStack() as stack:
        (source,) = sources_of([given], stack)
        try:
            reader = _Reader(source)
            reader.read()
        except OSError as error:
            code = "GI-DEC-0019" if isinstance(error, IsADirectoryError) else "GI-DEC-0018"
            told = evolve(finding(code, Place(file=source.name)), params=why(error))
            raise UnreadablePackageError((told,)) from error
    header = {key: value for key, value in (reader.envelope.header or {}).items() if key not in _OWN}
    header.pop("statements", None)
    return Package(header, tuple(reader.statements))


class _Reader:
    """Gathers the statements of one source, or everything that stands in the way."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[Finding] = []
        self._digest = StatementsDigest()
        self._first = True
        self.statements: list[Mapping[str, object]] = []
        self.envelope = Envelope(source.name)

    def read(self) -> None:
        seen = sniff(self._source)
        if seen.form == "empty":
            self._tell("GI-DEC-0017")
        elif seen.form == "foreign":
            self._tell("GI-DEC-0020", kind=seen.kind)
        elif seen.form == "json":
            self._document(seen.start)
        else:
            self._by_line(seen.start)
        self._refuse()
        found = self.envelope.close(self._digest.count, self._digest.hexdigest())
        self._found += [item for item in found if item.severity == "error"]
        self._refuse()

    def _tell(self, code: str, **params: str | int) -> None:
        self._found.append(evolve(finding(code, Place(file=self._source.name)), params=params))

    def _refuse(self) -> None:
        if self._found:
            raise UnreadablePackageError(tuple(self._found))

    def _take(self, raw: bytes, place: Place) -> None:
        reading = read(raw)
        self._found += [decode_finding(fault, place) for fault in reading.faults]
        value = reading.value
        if reading.faults:
            pass
        elif not isinstance(value, dict):
            self._found.append(finding("GI-DEC-0029", place, found=type(value).__name__))
        elif self.envelope.by_line and value.get("type") in _LINES:
            self.envelope.special(value, place.line, place.offset, first=self._first)
        else:
            if self.envelope.end is not None:
                self.envelope.after_end(place.line, place.offset)
            self.statements.append(value)
            self._digest.add(value)
        self._first = False

    def _by_line(self, start: int) -> None:
        number = 0
        with self._source.open() as stream:
            stream.seek(start)
            for piece in ranges(stream, start):
                if isinstance(piece, TooLong):
                    place = Place(file=self._source.name, line=piece.line, offset=piece.start)
                    fault = finding("GI-DEC-0015", place, length=piece.length, limit=MAX_LINE)
                    self._found.append(fault)
                    continue
                data = self._source.part(piece.start, piece.stop - piece.start)
                for line, offset, raw in lines(data, piece.start, piece.line):
                    if text := raw.strip(b" \t\r\n"):
                        at = offset + raw.index(text[:1])
                        number += 1
                        self._take(text, Place(self._source.name, number, line, at))

    def _document(self, start: int) -> None:
        size = self._source.size()
        if size > MAX_DOCUMENT:
            self._tell("GI-DEC-0016", length=size, limit=MAX_DOCUMENT)
            return
        data = self._source.part(start, size)
        document = read_document(data, start)
        top = Place(file=self._source.name, line=1, offset=0)
        self._found += [decode_finding(fault, top) for fault in document.faults + document.header.faults]
        self.envelope.by_line = False
        if isinstance(document.header.value, dict):
            self.envelope.take_header(document.header.value, 1, start)
        if document.statements is None:
            if not self._found:
                self._tell("GI-DEC-0031")
            return
        for item in document.statements:
            raw = data[item.offset - start : item.offset - start + item.length]
            self._take(raw, Place(self._source.name, item.number, item.line, item.offset, item.pointer))


def write(
    package: Package | Iterable[Mapping[str, object] | Record],
    path: str | os.PathLike[str],
    *,
    form: Literal["ndjson", "json"] = "ndjson",
    header: Mapping[str, object] | None = None,
) -> None:
    """Write a package; number of statements and digest are computed here, every line is canonical.

    Statements may be a generator: the NDJSON form keeps none of them. An existing file is replaced only
    when the new one is complete.

    Args:
        package: A package, or its statements with `header` given beside them.
        path: The file.
        form: One statement a line, or one JSON document.
        header: The header; replaces that of a package.

    Raises:
        UsageError: There is no header, or none with an `id`, or the form is unknown.
        NotCanonicalError: A statement has no canonical form.
    """
    if form not in ("ndjson", "json"):
        raise UsageError("没有格式“{form}”", "there is no form {form}", form=form)
    head = dict(header if header is not None else package.header if isinstance(package, Package) else {})
    if "id" not in head:
        raise UsageError("写数据包需要有标识(id)的数据包头", "to write a package takes a header with an id")
    for name in (*_OWN, "statements"):
        head.pop(name, None)
    statements = package.statements if isinstance(package, Package) else package
    with draft(Path(path)) as made, made.open("wb") as stream:
        stream.writelines(_written(head, statements, form))


def _written(
    head: dict[str, object], statements: Iterable[Mapping[str, object] | Record], form: str
) -> Iterator[bytes]:
    digest = StatementsDigest()

    def canonical() -> Iterator[bytes]:
        for item in statements:
            line = canonical_bytes(item.to_json() if isinstance(item, Record) else item)
            digest.take(line + b"\n", 1)
            yield line

    if form == "ndjson":
        yield _plain(head) + b"\n"
        for line in canonical():
            yield line + b"\n"
        end = {"type": "package_end", "id": head["id"], "statement_count": digest.count}
        yield _plain(end | {"statements_sha256": digest.hexdigest()}) + b"\n"
        return
    body = list(canonical())
    head |= {"statement_count": digest.count, "statements_sha256": digest.hexdigest()}
    yield _plain(head)[:-1] + b',"statements":[\n'
    yield b",\n".join(body)
    yield b"\n]}\n"


def _plain(obj: Mapping[str, object]) -> bytes:
    """Compact JSON in the order given: a header is read by people, and `type` comes first."""
    return json.dumps(obj, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

"""The zip package of a workbook, opened with suspicion: what is inside, where the sheets are, nothing more.

ECMA-376 part 2 (packages) and part 1, 18.2 (workbook). Every part is read by name under the limits of
`Limits`; a document type declaration is refused wherever it stands, and nothing is ever extracted to disk.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal, Self
from xml.parsers import expat

from attrs import evolve, frozen

from gov_integrity.exchange.sources import why
from gov_integrity.exchange.tables.grid import LIMITS, Limits, UnreadableTableError
from gov_integrity.findings import Place

__all__ = ["MAIN", "Part", "Sheet", "WorkbookPackage", "open_package", "parse_part", "part_name"]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The two namespaces of SpreadsheetML: transitional and strict."""

OFFICE_DOCUMENT = "/officeDocument"
CHUNK = 65_536
_HEAD = 1_048_576
Visibility = Literal["visible", "hidden", "veryHidden"]
Attributes = dict[str, str]


@frozen(slots=True)
class Sheet:
    """A worksheet: the name on its tab, its part in the package, and whether the sender hid it."""

    name: str
    part: str
    state: Visibility = "visible"


@frozen(slots=True)
class WorkbookPackage:
    """An open workbook; close it after use, or use it as a context manager.

    Attributes:
        file: Name for findings.
        archive: The zip archive.
        sheets: Worksheets in the order of their tabs (chart sheets are left out).
        workbook: Name of the workbook part.
        date1904: Whether numbers of days count from 1904.
        limits: What was enforced.
        stream: The file beneath, when it was opened here.
    """

    file: str
    archive: zipfile.ZipFile
    sheets: tuple[Sheet, ...]
    workbook: str
    date1904: bool = False
    limits: Limits = LIMITS
    stream: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive, and the file when it was opened here."""
        self.archive.close()
        if self.stream is not None:
            self.stream.close()

    def related(self, part: str, ending: str) -> str:
        """Name of the part that `part` relates to by a type with this ending; empty when there is none."""
        for relation in relations(self, part):
            if relation.type.endswith(ending) and not relation.external:
                return relation.target
        return ""

    def chunks(self, part: str) -> Iterator[bytes]:
        """The unpacked bytes of a part. Raises `UnreadableTableError` for damage or excess."""
        return read_part(self.archive, part, self.file, self.limits)


@frozen(slots=True)
class Part:
    """One relationship of a part: its id, type, and the part (or outside address) it leads to."""

    id: str
    type: str
    target: str
    external: bool = False


def open_package(source: Path | IO[bytes], file: str = "", limits: Limits = LIMITS) -> WorkbookPackage:
    """Open a workbook and find its sheets. Raises `UnreadableTableError` with the reason."""
    file = file or (str(source) if isinstance(source, Path) else "")
    stream = _open(source, file)
    try:
        found = _find_sheets(_unzip(stream, file), file, limits)
        return evolve(found, stream=stream) if isinstance(source, Path) else found
    except BaseException:
        if isinstance(source, Path):
            stream.close()
        raise


def _unzip(stream: IO[bytes], file: str) -> zipfile.ZipFile:
    head = stream.read(8)
    if head[:4] != b"PK\x03\x04":
        raise _not_a_workbook(head, stream, file)
    stream.seek(0)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableTableError("GI-TAB-0003", Place(file=file)) from error


def _open(source: Path | IO[bytes], file: str) -> IO[bytes]:
    if not isinstance(source, Path):
        return source
    try:
        return source.open("rb")
    except OSError as error:
        raise UnreadableTableError("GI-TAB-0001", Place(file=file), **why(error)) from error


def _not_a_workbook(head: bytes, stream: IO[bytes], file: str) -> UnreadableTableError:
    place = Place(file=file)
    if not head:
        return UnreadableTableError("GI-TAB-0002", place)
    if head == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        encrypted = "EncryptedPackage".encode("utf-16-le") in stream.read(_HEAD)
        return UnreadableTableError("GI-TAB-0005" if encrypted else "GI-TAB-0004", place)
    return UnreadableTableError("GI-TAB-0006", place)


def _find_sheets(archive: zipfile.ZipFile, file: str, limits: Limits) -> WorkbookPackage:
    names = [item.filename for item in archive.infolist()]
    if len(names) > limits.entries or len(set(names)) != len(names):
        raise UnreadableTableError("GI-TAB-0003", Place(file=file))
    if any(item.flag_bits & 1 for item in archive.infolist()):
        raise UnreadableTableError("GI-TAB-0005", Place(file=file))
    bare = WorkbookPackage(file, archive, (), "", limits=limits)
    workbook = bare.related("", OFFICE_DOCUMENT)
    if workbook not in archive.NameToInfo:
        raise UnreadableTableError("GI-TAB-0006", Place(file=file))
    if workbook.endswith(".bin"):
        raise UnreadableTableError("GI-TAB-0004", Place(file=file))
    listed: list[tuple[str, str, Visibility]] = []
    epoch: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            state = attributes.get("state", "visible")
            relation = next((v for k, v in attributes.items() if k.endswith("relationships id")), "")
            hidden: Visibility = "hidden" if state == "hidden" else "veryHidden"
            listed.append((attributes.get("name", ""), relation, "visible" if state == "visible" else hidden))
        elif name == "workbookPr":
            epoch.append(attributes.get("date1904", "0") in ("1", "true"))

    parse_part(bare, workbook, start)
    targets = {item.id: item for item in relations(bare, workbook)}
    sheets = tuple(
        Sheet(name, targets[relation].target, state)
        for name, relation, state in listed
        if relation in targets and targets[relation].type.endswith("/worksheet")
    )
    return WorkbookPackage(file, archive, sheets, workbook, any(epoch), limits)


def relations(package: WorkbookPackage, part: str) -> tuple[Part, ...]:
    """The relationships of a part ("" for the package itself), targets as names in the archive."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package.archive.NameToInfo:
        return ()
    found: list[Part] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            external = attributes.get("TargetMode", "") == "External"
            target = attributes.get("Target", "")
            found.append(
                Part(
                    attributes.get("Id", ""),
                    attributes.get("Type", ""),
                    target if external else part_name(folder, target),
                    external,
                )
            )

    parse_part(package, rels, start)
    return tuple(found)


def part_name(folder: str, target: str) -> str:
    """Name in the archive of a target relative to a folder of the package."""
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")


def read_part(archive: zipfile.ZipFile, part: str, file: str, limits: Limits) -> Iterator[bytes]:
    """The unpacked bytes of a part, a piece at a time, within the limits on size and ratio."""
    place = Place(file=file)
    try:
        info = archive.getinfo(part)
    except KeyError as error:
        raise UnreadableTableError("GI-TAB-0007", place, part=part[:80]) from error
    if info.file_size > min(limits.part, max(limits.free, limits.ratio * info.compress_size)):
        raise UnreadableTableError("GI-TAB-0008", place, part=part[:80], limit=limits.ratio)
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableTableError("GI-TAB-0003", place) from error


def new_parser(package: WorkbookPackage, part: str) -> expat.XMLParserType:
    """A parser that knows namespaces, joins text, and refuses a document type declaration."""

    def doctype(*_: object) -> None:
        raise UnreadableTableError("GI-TAB-0009", Place(file=package.file), part=part[:80])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    return parser


def feed(package: WorkbookPackage, part: str, parser: expat.XMLParserType) -> Iterator[None]:
    """Drive a parser over a part, stopping after every piece. Raises `UnreadableTableError`."""
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk)
            yield
        parser.Parse(b"", True)  # noqa: FBT003 (expat takes it by position)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, UnreadableTableError):
            raise
        raise UnreadableTableError("GI-TAB-0010", Place(file=package.file), part=part[:80]) from error
    yield


def parse_part(package: WorkbookPackage, part: str, start: Callable[[str, Attributes], None]) -> None:
    """Read a small part, calling `start` with the local name and attributes of every element."""
    parser = new_parser(package, part)
    depth = 0

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > package.limits.depth:
            raise UnreadableTableError("GI-TAB-0010", Place(file=package.file), part=part[:80])
        start(name.rpartition(" ")[2], attributes)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    for _ in feed(package, part, parser):
        pass

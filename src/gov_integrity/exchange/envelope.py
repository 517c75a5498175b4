"""What holds a package together: header, last line, version, number of statements and digest."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from gov_integrity.findings import Finding, Place, finding
from gov_integrity.model import STANDARD_VERSION
from gov_integrity.privacy import sample

__all__ = ["Envelope"]

BOM, NO_HEADER, LATE_HEADER, NO_END = "GI-DEC-0002", "GI-DEC-0023", "GI-DEC-0024", "GI-DEC-0025"
VERSION, COUNT, DIGEST = "GI-DEC-0021", "GI-DEC-0026", "GI-DEC-0027"
AFTER_END, OTHER_ID, MIXED = "GI-DEC-0028", "GI-DEC-0030", "GI-DEC-0032"


@define(slots=True)
class Envelope:
    """Sees the lines of one file that are no statements, and says at the end what does not hold together.

    Attributes:
        file: Name of the input, for the findings.
        by_line: Whether the package is NDJSON, which needs a last line.
        header: The header once met.
        end: The last line once met (NDJSON).
        found: The findings so far.
    """

    file: str
    by_line: bool = True
    header: Mapping[str, object] | None = None
    end: Mapping[str, object] | None = None
    found: list[Finding] = field(factory=list)
    _end_place: Place = field(factory=Place, init=False)
    _told_after: bool = field(default=False, init=False)

    @property
    def version(self) -> str:
        """The version of the standard the header names; empty when it names none."""
        stated = (self.header or {}).get("version")
        return stated if isinstance(stated, str) else ""

    @property
    def understood(self) -> bool:
        """Whether the statements may be judged by this version of the model."""
        return self.version in ("", STANDARD_VERSION)

    def special(self, obj: Mapping[str, object], line: int, offset: int, *, first: bool) -> None:
        """Take a line of type `package` or `package_end`; `first` says that nothing stands before it."""
        place = Place(file=self.file, line=line, offset=offset)
        if self.end is not None:
            self.after_end(line, offset)
        if obj.get("type") == "package":
            if first:
                self.take_header(obj, line, offset)
            else:
                self.found.append(finding(LATE_HEADER, place))
                self.header = self.header or obj
        elif self.end is None:
            self.end, self._end_place = obj, place

    def take_header(self, obj: Mapping[str, object], line: int, offset: int) -> None:
        """Take the header; an unknown version is a finding."""
        self.header = obj
        if not self.understood:
            place = Place(file=self.file, line=line, offset=offset, pointer="/version")
            shown = sample(self.version, "open", 40)
            self.found.append(finding(VERSION, place, version=shown, supported=STANDARD_VERSION))

    def after_end(self, line: int, offset: int) -> None:
        """Something stands after the last line; told once."""
        if not self._told_after:
            self._told_after = True
            self.found.append(finding(AFTER_END, Place(file=self.file, line=line, offset=offset)))

    def close(self, count: int, digest: str | None, *, mixed_line_ends: bool = False) -> list[Finding]:
        """Everything found, after `count` statements with this digest (None: it could not be computed)."""
        place = Place(file=self.file)
        if self.header is None:
            self.found.append(finding(NO_HEADER, place))
        if self.by_line and self.end is None:
            self.found.append(finding(NO_END, place))
        if mixed_line_ends:
            self.found.append(finding(MIXED, place))
        if self.header is not None:
            self._compare(self.header, Place(file=self.file, line=1), count, digest)
        if self.end is not None:
            self._compare(self.end, self._end_place, count, digest)
            if self.header is not None and self.end.get("id") != self.header.get("id"):
                self.found.append(finding(OTHER_ID, self._end_place))
        return self.found

    def _compare(self, obj: Mapping[str, object], place: Place, count: int, digest: str | None) -> None:
        stated = obj.get("statement_count")
        if isinstance(stated, int | float) and stated != count:
            self.found.append(finding(COUNT, place, stated=int(stated), found=count))
        stated = obj.get("statements_sha256")
        if digest is not None and isinstance(stated, str) and stated != digest:
            self.found.append(finding(DIGEST, place, found=digest))

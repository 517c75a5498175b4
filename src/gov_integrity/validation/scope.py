"""What decides how files are judged besides their statements: profile, day, declared coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve

from gov_integrity.exchange.document import MAX_DOCUMENT, read_document
from gov_integrity.exchange.ndjson import MAX_LINE
from gov_integrity.exchange.sources import Source, sniff
from gov_integrity.exchange.strict import read
from gov_integrity.model import faults
from gov_integrity.policy import profile as resolve
from gov_integrity.rules import Coverage
from gov_integrity.validation.rules import Scope

__all__ = ["headers", "judgement_day", "scopes"]

Header = Mapping[str, object]


def headers(sources: Iterable[Source]) -> dict[str, Header]:
    """The sound header of each file that has one, by the file's name."""
    found: dict[str, Header] = {}
    for source in sources:
        header = _header(source)
        if isinstance(header, dict) and not faults({k: v for k, v in header.items() if k != "statements"}):
            found[source.name] = header
    return found


def _header(source: Source) -> object:
    try:
        seen = sniff(source)
        if seen.form == "ndjson":
            line = source.part(seen.start, MAX_LINE).lstrip().partition(b"\n")[0]
            return read(line).value if b'"package"' in line else None
        if seen.form == "json" and source.size() <= MAX_DOCUMENT:
            return read_document(source.part(seen.start, source.size())).header.value
    except OSError:
        pass  # told when the file is judged
    return None


def judgement_day(
    as_of: date | None, found: Mapping[str, Header], otherwise: date | None
) -> tuple[date | None, str]:
    """The day of judgement and where it comes from: the caller, the latest header, or the fallback."""
    if as_of is not None:
        return as_of, "argument"
    days = [str(header["created_at"])[:10] for header in found.values()]
    if days:
        return date.fromisoformat(max(days)), "header"
    return (otherwise, "today") if otherwise is not None else (None, "")


def scopes(sources: Sequence[Source], found: Mapping[str, Header], given: Scope) -> tuple[Scope, ...]:
    """The scope of every file: what was `given` for all, and what the file's header says.

    Raises:
        UsageError: The profile given does not exist or is not in force that day.
    """
    if given.profile:
        resolve(given.profile, as_of=given.as_of, dirs=given.dirs)
    return tuple(_scope(source.name, found.get(source.name, {}), given) for source in sources)


def _scope(name: str, header: Header, given: Scope) -> Scope:
    rows = header.get("coverage")
    declared = [_coverage(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return evolve(
        given,
        file=name,
        profile=given.profile or str(header.get("profile", "")),
        coverage=tuple(declared),
        extent=str(header.get("extent", "increment")),
    )


def _coverage(row: Mapping[str, object]) -> Coverage:
    return Coverage(*(str(row.get(key, "")) for key in ("type", "body", "from", "until")))

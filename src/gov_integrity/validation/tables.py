"""Workbooks and CSV on their way into validation: written out as lines."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from gov_integrity.exchange.sources import Source
from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.exchange.tables.opening import check_options, is_table
from gov_integrity.exchange.tables.spool import Spool, spool
from gov_integrity.findings import Finding
from gov_integrity.findings.report import InputFile

__all__ = ["TableInput", "spooled"]


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
    """The sources with tables replaced by their lines, the first of them written, and the tables by name.

    Args:
        given: Sources as they were given.
        stack: Closes and removes the temporary files.
        encoding: Of text files, when the sender says so.
        type_: Statement type of a single CSV file, when its name does not say.

    Raises:
        UsageError: `encoding` or `type_` is unknown, or there is no CSV for it to apply to.
    """
    check_options([Path(source.name) for source in given], encoding=encoding, type_=type_)
    sources: list[Source] = []
    tables: dict[str, TableInput] = {}
    for number, source in enumerate(given):
        if source.path is None or not is_table(source.path):
            sources.append(source)
            continue
        if source.name in tables:  # given twice
            again = tables[source.name].spool
            sources.append(evolve(source, path=again.path, table=True) if again is not None else source)
            continue
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gov-integrity-")))
        target = folder / f"{number}.ndjson"
        try:
            made = spool(source.path, target, file=source.name, encoding=encoding, type_=type_)
        except UnreadableTableError as error:
            tables[source.name] = TableInput(source, refusal=error.finding)
            sources.append(source)
        else:
            stack.callback(made.close)
            tables[source.name] = TableInput(source, spool=made)
            sources.append(evolve(source, path=target, table=True))
    return sources, tables

"""What the verbs about the register share: options, input, and output that is never half written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from gov_integrity.errors import UndeterminedError, UsageError

from ._options import DAY, as_of_option, lang_option, output_option

if TYPE_CHECKING:
    from gov_integrity.register import Received, Register

__all__ = ["build", "keep_inputs", "named", "register_options", "write_out"]

F = TypeVar("F", bound=Callable[..., object])


def register_options(function: F) -> F:
    """FILE..., --as-of, --known-at, --received, -o and --lang."""
    for option in (
        lang_option,
        output_option,
        click.option(
            "--received",
            multiple=True,
            type=DAY,
            metavar="DATE",
            help="收到日期,各文件依次一个或共用一个。Date of receipt: one for each FILE in turn, or one.",
        ),
        click.option(
            "--known-at",
            type=DAY,
            metavar="DATE",
            help="只计该日(北京时间)结束前已知的版次。Count what was known by the end of that day (+08:00).",
        ),
        as_of_option,
        click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)),
    ):
        function = option(function)
    return function


def build(files: Sequence[str], received_on: Sequence[date], as_of: date, known_at: date | None) -> Register:
    """The register that the files give. Raises `UsageError` when the dates of receipt do not fit."""
    from gov_integrity.register import Register

    if len(received_on) not in (0, 1, len(files)):
        raise UsageError(
            "--received 应给出一个,或与文件数相同", "give --received once, or once for each file"
        )
    days: list[date | None] = list(received_on) or [None]
    days = days if len(days) == len(files) else days * len(files)
    register = Register.build(_all(files, days), as_of=as_of, known_at=known_at)
    if register.faults:
        number = len(register.faults)
        click.echo(f"未采用 {number} 个版次,见 compile / {number} revisions not taken, see compile", err=True)
    return register


def _all(files: Sequence[str], days: Sequence[date | None]) -> Iterator[Received]:
    from gov_integrity.register import received

    for name, day in zip(files, days, strict=True):
        yield from received(sys.stdin.buffer if name == "-" else Path(name), day)


def named(statements: Mapping[str, Mapping[str, object]], name: str) -> Mapping[str, object]:
    """The statement of that id among the newest revisions.

    Raises:
        UsageError: There is none.
        UndeterminedError: It withdraws or erases the statement, so that nothing is left to judge.
    """
    from gov_integrity.exchange.revisions import gone

    if name not in statements:
        raise UsageError(
            "数据包中没有 id 为“{record}”的记录", "the package has no record '{record}'", record=name
        )
    if gone(statements[name]):
        raise UndeterminedError(
            "“{record}”已撤回或删除,无从判断",
            "'{record}' was withdrawn or erased: there is nothing to judge",
            record=name,
        )
    return statements[name]


def keep_inputs(output: str | None, files: Sequence[str], dirs: Sequence[Path] = ()) -> None:
    """Refuse an output that is one of the files, or a table of the data directories. Raises `UsageError`."""
    if output is not None:
        from gov_integrity.exchange.sources import keep_apart

        tables = [table for folder in dirs for table in folder.rglob("*.csv")]
        keep_apart([*(Path(name) for name in files if name != "-"), *tables], [Path(output)])


def write_out(pieces: Iterable[bytes], output: str | None, *, text: bool = False) -> None:
    """Write UTF-8 to a file, replaced only when complete, or to the console.

    Data is UTF-8 whatever the console is; `text` is for people and takes the encoding of the console.
    """
    if output is None and text:
        for piece in pieces:
            click.echo(piece.decode(), nl=False)
        return
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    from gov_integrity.exchange.drafts import draft

    with draft(target) as path, path.open("wb") as stream:
        stream.writelines(pieces)

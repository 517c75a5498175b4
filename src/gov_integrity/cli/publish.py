"""`gov-integrity publish`: what of a register may be shown to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._options import today
from ._register import build, keep_inputs, register_options, write_out

if TYPE_CHECKING:
    from gov_integrity.publication import Audience, Published

_HELP = """由数据包 FILE 得出可以向社会公众、政务部门或授权查询提供的内容,并说明其余为何不提供。

输出 ndjson 为可提供的陈述,json 另附期限、网站、脱敏和不提供的理由,text 为摘要。

What of the packages FILE may be shown to the public, to authorities, or on an authorised query, and why the
rest may not.
"""


@click.command("publish", help=_HELP, short_help="可以公开或提供的内容。What may be shown to whom.")
@click.option(
    "--audience", type=click.Choice(["public", "authority", "query"]), required=True,
    help="提供对象:社会公众、政务部门、授权查询。For whom.",
)  # fmt: skip
@click.option("--profile", "name", metavar="ID", required=True, help="适用细则。Jurisdiction profile.")
@click.option(
    "--format", "form", type=click.Choice(["ndjson", "json", "text"]), default="ndjson", show_default=True,
    help="输出格式。Output format.",
)  # fmt: skip
@click.option(
    "--data", "dirs", multiple=True, metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="附加数据(细则、期限)。More data (profiles, periods).",
)  # fmt: skip
@register_options
def command(
    files: tuple[str, ...],
    *,
    audience: Audience,
    name: str,
    form: str,
    dirs: tuple[Path, ...],
    as_of: date | None,
    known_at: date | None,
    received: tuple[date, ...],
    output: str | None,
    lang: str,
) -> None:
    """Compile the files and write what the audience may see."""
    from gov_integrity.periods import load
    from gov_integrity.policy import profile
    from gov_integrity.publication import publish

    keep_inputs(output, files, dirs)
    day = as_of or today()
    if as_of is None:
        click.echo(f"按 {day} / as of {day}", err=True)
    jurisdiction = profile(name, as_of=day, dirs=dirs)
    register = build(files, received, day, known_at)
    found = publish(register, jurisdiction, audience, periods=load(*dirs))
    write_out(_written(found, form, lang), output, text=form == "text")


def _written(found: Published, form: str, lang: str) -> Iterator[bytes]:
    from gov_integrity.publication import document, lines, summary

    if form == "ndjson":
        return lines(found)
    if form == "json":
        return (piece.encode() for piece in document(found))
    return (f"{line}\n".encode() for line in summary(found, lang))

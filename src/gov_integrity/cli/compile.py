"""`gov-integrity compile`: statements to the state of things, as known on one day and as true on another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import click

from gov_integrity.errors import UsageError

from ._group import plain
from ._options import DAY, today
from ._register import build, keep_inputs, register_options, write_out

_HELP = """把数据包 FILE 汇编成某日的状态:何者有效,单位由谁承继,有何档案,谁对项目负责,同一事实以谁为准。

Compile the packages FILE to the state on a day: what is in force, who succeeded whom, a party's archive, who
answers for a project, and which statement of a fact prevails.
"""


@click.command("compile", help=_HELP, short_help="汇编成某日的状态。Compile to the state on a day.")
@click.option("--archive", metavar="ID", help="单位或人员的信用档案。Credit archive of a body or person.")
@click.option("--responsible", metavar="ID", help="谁对该承诺或协议负责。Who answers for a commitment.")
@click.option("--on", type=DAY, metavar="DATE", help="负责的日期,缺省为签订日。Day for --responsible.")
@click.option("--successors", metavar="ID", help="该单位的义务由谁承继。Who answers for a body's duties.")
@click.option("--conflicts", is_flag=True, help="同一事实的多条陈述。Facts that stand more than once.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ndjson"]), default="text", show_default=True,
    help="输出格式;ndjson 每条陈述一行。Output format; ndjson writes every state on a line.",
)  # fmt: skip
@register_options
def command(
    files: tuple[str, ...],
    *,
    archive: str | None,
    responsible: str | None,
    on: date | None,
    successors: str | None,
    conflicts: bool,
    form: str,
    as_of: date | None,
    known_at: date | None,
    received: tuple[date, ...],
    output: str | None,
    lang: str,
) -> None:
    """Compile the files and write the answer to the one question asked."""
    from . import _compiled

    asked = [name for name in (archive, responsible, successors, conflicts or None) if name]
    if len(asked) > 1 or (on and not responsible):
        raise UsageError(
            "--archive、--responsible、--successors、--conflicts 一次只能用一个;--on 只用于 --responsible",
            "use one of --archive, --responsible, --successors, --conflicts; --on goes with --responsible",
        )
    keep_inputs(output, files)
    day = as_of or today()
    if as_of is None:
        click.echo(f"按 {day} / as of {day}", err=True)
    register = build(files, received, day, known_at)
    if archive:
        answer = _compiled.archive(register, archive)
    elif responsible:
        answer = _compiled.responsible(register, responsible, on)
    elif successors:
        answer = _compiled.successors(register, successors)
    elif conflicts:
        answer = _compiled.conflicts(register)
    elif form == "ndjson":
        write_out(_compiled.states(register), output)
        return
    else:
        answer = _compiled.overview(register)
    write_out(_written(answer, form, lang), output, text=form == "text")


def _written(answer: dict[str, object], form: str, lang: str) -> Iterator[bytes]:
    from ._compiled import text

    if form == "text":
        return (f"{plain(line)}\n".encode() for line in text(answer, lang))
    return iter(
        [json.dumps(answer, ensure_ascii=False, indent=None if form == "ndjson" else 2).encode(), b"\n"]
    )

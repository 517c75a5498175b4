"""`gov-integrity evaluate`: score bodies by an index, and explain a score down to the record."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gov_integrity.errors import UsageError

from ._options import as_of_option, lang_option, output_option, today
from ._register import keep_inputs

if TYPE_CHECKING:
    from gov_integrity.evaluation.session import Session

_HELP = """用指标体系 INDEX(内置名称或文件)评价数据 DATA 中的单位,算分、排序、说明。

数据可以是数据包(JSON、NDJSON)、陈述文件,或者表头为观测字段的 CSV。含有其他陈述时,缺少的指标由陈述推算。

Evaluate bodies by an index (built-in name or file) from packages, statements, or a CSV of observations;
metrics that are not stated are derived from the other statements. Exit code 1: a result is partial or there
is none.
"""


@click.command("evaluate", help=_HELP, short_help="按指标体系评价。Evaluate by an index.")
@click.argument("index")
@click.argument("data", nargs=-1, required=True, metavar="DATA...", type=click.Path())
@as_of_option
@click.option("--period", metavar="P", help="评价期间:2024 或 2024-01-01/2024-06-30。Period assessed.")
@click.option("--explain", "subject", metavar="ENTITY", help="说明该单位的得分。Explain the score of a body.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "html", "svg"]), default="text",
    show_default=True, help="输出格式。Output format.",
)  # fmt: skip
@click.option(
    "--against", multiple=True, metavar="P",
    help="与此前期间比较,可重复;svg 为趋势图。Compare with an earlier period, may be repeated.",
)  # fmt: skip
@click.option(
    "--warnings", is_flag=True, help="输出提示预警函(json 为陈述)。Early warnings instead of scores."
)
@click.option(
    "--simulate", type=click.IntRange(1, 1_000_000), metavar="N",
    help="抽样 N 次,给出名次区间。Rank intervals from N draws.",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子。Seed of the draws.")
@click.option(
    "--spread", default="0.25", show_default=True, metavar="P",
    help="权重上下浮动的比例。Share by which weights are varied.",
)  # fmt: skip
@output_option
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    index: str,
    data: tuple[str, ...],
    *,
    as_of: date | None,
    period: str | None,
    subject: str | None,
    form: str,
    against: tuple[str, ...],
    warnings: bool,
    simulate: int | None,
    seed: int,
    spread: str,
    output: str | None,
    lang: str,
) -> None:
    """Assess, print, and leave with 1 when a result is partial or missing."""
    from gov_integrity.evaluation.session import Session

    keep_inputs(output, [index, *data])
    day = as_of or today()
    if as_of is None:
        click.echo(f"按 {day} 评价 / as of {day}", err=True)
    session = Session.open(index, [Path(name) for name in data], as_of=day, period=period)
    if against:
        earlier = [
            Session.open(index, [Path(name) for name in data], as_of=day, period=one) for one in against
        ]
        text = _compared(session, earlier, subject, form, lang)
    elif warnings:
        text = session.warnings_text(form, lang)
    elif simulate is not None:
        text = session.simulation_text(form, lang, runs=simulate, seed=seed, spread=spread)
    else:
        text = _rendered(session, form, subject, lang)
    if output is not None:
        Path(output).write_bytes(text.encode("utf-8"))
    elif form == "text":
        click.echo(text, nl=False)
    else:  # data is UTF-8 whatever the console is
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    ctx.exit(0 if session.complete else 1)


def _rendered(session: Session, form: str, subject: str | None, lang: str) -> str:
    told = session.explain(subject) if subject else None
    if form == "json":
        return session.json_text(subject)
    if form == "csv":
        from gov_integrity.evaluation.render import csv_table

        return csv_table([told.assessment] if told else session.run.results)
    if form == "html":
        from gov_integrity.evaluation.page import html_page

        return html_page(session.run, told, session.findings, lang)
    if form == "svg":
        from gov_integrity.evaluation.charts import tree_chart
        from gov_integrity.evaluation.page import result_chart

        return (
            tree_chart(told.assessment.root, told.assessment.body.name or told.assessment.body.id)
            if told
            else result_chart(session.run, lang)
        ) + "\n"
    return _text(session, subject, lang)


def _text(session: Session, subject: str | None, lang: str) -> str:
    from gov_integrity.evaluation.render import (
        explanation_lines,
        finding_digest,
        finding_lines,
        table_lines,
    )

    lines = list(table_lines(session.run, lang))
    if not session.run.results:
        raise UsageError("数据中没有可以评价的单位", "there is no body to evaluate in the data")
    if subject:
        lines += ["", *explanation_lines(session.explain(subject), lang)]
        told = list(finding_lines(session.explain(subject).assessment.findings, lang))
    else:
        told = list(finding_digest(session.findings, lang))
    if told:
        lines += ["", "Findings:" if lang == "en" else "数据问题:", *(f"  {line}" for line in told)]
    return "\n".join(lines) + "\n"


def _compared(session: Session, earlier: Sequence[Session], subject: str | None, form: str, lang: str) -> str:
    """The change from the last of the earlier periods, or one body's trend over all of them as a chart."""
    from gov_integrity.evaluation.compare import change_text, trend_svg

    if form == "text":
        return change_text(earlier[-1].run, session.run, subject, lang)
    if form == "svg" and subject:
        return trend_svg([*(one.run for one in earlier), session.run], subject)
    raise UsageError(
        "--against 输出 text,或者与 --explain 一起输出 svg",
        "--against prints text, or svg together with --explain",
    )

"""`gov-integrity convert`: JSON, NDJSON, CSV and workbooks into each other; tables already held into them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gov_integrity.errors import UsageError

from ._options import lang_option, today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov_integrity.exchange.tables.conversion import Converted
    from gov_integrity.findings import Finding

_HELP = """把 IN 转换为 OUT,格式由扩展名决定:.json .ndjson .csv .xlsx,无扩展名为 CSV 文件夹。
--from 转换已有的双公示、信用承诺、失信被执行人等表。

Convert IN to OUT; the form is told by the ending, a name without one is a folder of CSV files.
--from converts tables already held, such as double publicity, credit commitments, judgment debtors.
"""


def _mappings(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    del ctx, param
    from gov_integrity.exchange.tables.mapping import mapping_names

    return [name for name in mapping_names() if name.startswith(incomplete)]


class _Convert(click.Command):
    """Help with the tables that `--from` takes, read when the help of this verb is asked for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from gov_integrity.exchange.tables.mapping import mapping, mapping_names

        with formatter.section("--from TABLE 来源表 Tables already held"):
            held = [mapping(name) for name in mapping_names()]
            formatter.write_dl([(one.name, f"{one.zh}。{one.en}.") for one in held])
        super().format_epilog(ctx, formatter)


@click.command("convert", cls=_Convert, help=_HELP, short_help="转换格式。Convert between formats.")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path, exists=True))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--from", "name", metavar="TABLE", shell_complete=_mappings, help="来源表。Table held already.")
@click.option("--encoding", default="", metavar="NAME", help="CSV 的编码。Encoding of CSV.")
@click.option("--type", "type_", default="", metavar="TYPE", help="单个 CSV 的类型。Type of one CSV file.")
@click.option("--sender", default="", metavar="ID", help="报送单位标识。Id of the sending body.")
@click.option("--profile", default="national-2016", metavar="ID", help="适用细则。Jurisdiction profile.")
@click.option("--id", "id_", default="", metavar="ID", help="数据包标识。Id of the package.")
@click.option(
    "--at", default="", metavar="TIME", help="生成时间,带时区,缺省今天零时。Time of making, with offset."
)
@lang_option
@click.pass_context
def command(ctx: click.Context, /, source: Path, target: Path, lang: str, **options: Any) -> None:  # noqa: ANN401
    """Convert, tell what was found on the way, and leave with 1 where something could not be carried."""
    from gov_integrity.exchange.sources import keep_apart
    from gov_integrity.exchange.tables.conversion import new_header, outputs, read_package, write_package
    from gov_integrity.exchange.tables.opening import check_options

    keep_apart([source], outputs(target))
    check_options([source], encoding=options["encoding"], type_=options["type_"])
    at = options["at"] or f"{today().isoformat()}T00:00:00+08:00"
    sender = options["sender"]
    if options["name"]:
        found = _mapped(source, options, at)
    else:
        found = read_package(source, encoding=options["encoding"], type_=options["type_"])
    header = found.header
    if header is None and sender:
        own = options["id_"] or f"{sender.partition('/')[0]}/{target.stem}"
        header = new_header(own, sender=sender, profile=options["profile"], created_at=at)
    lost = write_package(header, found.statements, target)
    _tell(found.findings, lost, lang)
    count = len(found.statements)
    click.echo(f"{target}: {count} statements" if lang == "en" else f"{target}:{count} 条陈述")
    ctx.exit(int(bool(lost) or any(item.severity == "error" for item in found.findings)))


def _mapped(source: Path, options: dict[str, Any], at: str) -> Converted:
    from gov_integrity.exchange.tables.carrying import Terms
    from gov_integrity.exchange.tables.conversion import read_mapped

    sender = options["sender"]
    if options["type_"]:
        raise UsageError(
            "--from 已说明是什么表,不与 --type 同用", "--from says what the table is; it goes without --type"
        )
    if "/" not in sender:
        raise UsageError(
            "--from 需要 --sender，写作 命名空间/编号，如 11152900MB0000000K/org",
            "--from needs --sender, namespace/local, such as 11152900MB0000000K/org",
        )
    terms = Terms(sender.partition("/")[0], sender, at)
    return read_mapped(source, options["name"], terms, encoding=options["encoding"])


def _tell(findings: Iterable[Finding], lost: Iterable[tuple[int, str]], lang: str) -> None:
    """The findings as `validate` would tell them, on standard error."""
    from gov_integrity.findings.collector import Collector
    from gov_integrity.reports.view import groups

    gathered = Collector()
    gathered.extend(findings)
    report = gathered.report(tool_version="", standard_version="").to_json()
    for group in groups(report, lang):
        click.echo(f"[{group.severity_words(lang)}] {group.code} {group.title} x {group.total}", err=True)
        for item in group.items:
            click.echo(f"  - {item.words.where}: {item.words.message} {item.words.mend}", err=True)
    for number, pointer in lost:
        told = f"statement {number}: {pointer} cannot be carried" if lang == "en" else ""
        click.echo(told or f"第{number}条:{pointer} 的内容表格无法承载", err=True)

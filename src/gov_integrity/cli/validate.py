"""`gov-integrity validate`: judge exchange files and print what is wrong and how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gov_integrity.errors import UsageError

from ._options import as_of_option, lang_option, today
from ._progress import meter

if TYPE_CHECKING:
    from gov_integrity.findings.report import Report

_ALL = 10_000_000
_HELP = """校验数据文件 FILE(- 为标准输入),逐条指出问题、依据和改正办法。多个文件按一批数据一并校验。

Check exchange files (- is standard input): what is wrong, by which article, and how to mend it.
Several files are one set unless --separate.
"""


@click.command("validate", help=_HELP, short_help="校验数据文件。Check exchange files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option("--separate", is_flag=True, help="各文件单独校验。Each file is a set of its own.")
@as_of_option
@click.option("--profile", metavar="ID", help="适用细则,缺省取包头。Profile; the header's by default.")
@click.option(
    "--known", multiple=True, metavar="FILE", type=click.Path(), help="已报送的数据。Data sent earlier."
)
@click.option(
    "--format", "forms", multiple=True, metavar="NAME",
    help="text json html csv ndjson sarif junit,可重复。Output format, may be repeated.",
)  # fmt: skip
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", type=click.Path(dir_okay=False),
    help="写入文件,与 --format 依次对应。Write to a file, one for each --format in turn.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True,
    help="从哪一级起退出码为1。From which severity on the exit code is 1.",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="进程数。Number of processes.")
@click.option(
    "--split", nargs=2, type=click.Path(dir_okay=False), metavar="GOOD BAD",
    help="把无错误和有错误的陈述分写两个文件。Write sound and faulty statements to two files.",
)  # fmt: skip
@click.option(
    "--annotate", metavar="OUT", type=click.Path(dir_okay=False),
    help="写一份标注了问题的工作簿。Write the workbook with its findings marked in it.",
)  # fmt: skip
@click.option("--encoding", default="", metavar="NAME", help="CSV 的编码。Encoding of CSV.")
@click.option("--type", "type_", default="", metavar="TYPE", help="单个 CSV 的类型。Type of one CSV file.")
@click.option("--figures", is_flag=True, help="结果附数据质量指标。Add figures of quality to the result.")
@click.option("--suppress", metavar="FILE", type=click.Path(), help="已说明的问题。Findings explained away.")
@click.option("--data", "dirs", multiple=True, metavar="DIR", type=click.Path(), help="附加数据。More data.")
@lang_option
@click.pass_context
def command(ctx: click.Context, /, files: tuple[str, ...], lang: str, **options: Any) -> None:  # noqa: ANN401
    """Judge the files and leave with the exit code the findings call for."""
    forms = options["forms"] or ("text",)
    outputs = options["outputs"]
    if len(outputs) > len(forms) or len(forms) - len(outputs) > 1:
        raise UsageError(
            "--format 与 --output 的数目不符", "the numbers of --format and --output do not match"
        )
    if options["annotate"] and (len(files) != 1 or Path(files[0]).suffix.lower() not in (".xlsx", ".xlsm")):
        raise UsageError("--annotate 用于单个 .xlsx 工作簿", "--annotate is for one .xlsx workbook")
    _keep_apart(files, options)
    report = _judge(files, options)
    written: Mapping[str, object] = report.to_json()
    if options["annotate"]:
        written = _annotate(files, written, options["annotate"], lang)
    for number, form in enumerate(forms):
        _put(form, written, lang, outputs[number] if number < len(outputs) else None)
    ctx.exit(report.exit_code(options["fail_on"]))


def _keep_apart(files: tuple[str, ...], options: Mapping[str, Any]) -> None:
    from gov_integrity.exchange.sources import keep_apart

    given = [*files, *options["known"], *([options["suppress"]] if options["suppress"] else ())]
    given += [table for folder in options["dirs"] for table in Path(folder).rglob("*.csv")]
    made = (*options["outputs"], *(options["split"] or ()))
    made += (options["annotate"],) if options["annotate"] else ()
    keep_apart((Path(name) for name in given if name != "-"), (Path(name) for name in made))


def _judge(files: tuple[str, ...], options: Mapping[str, Any]) -> Report:
    from gov_integrity.validation import validate

    split = options["split"]
    with meter(sys.stderr) as progress:
        return validate(
            [sys.stdin.buffer if name == "-" else Path(name) for name in files],
            as_of=options["as_of"],
            otherwise=today(),
            profile=options["profile"] or "",
            known=[Path(name) for name in options["known"]],
            jobs=options["jobs"],
            separate=options["separate"],
            split=(Path(split[0]), Path(split[1])) if split else None,
            suppressions=Path(options["suppress"]) if options["suppress"] else None,
            dirs=tuple(Path(name) for name in options["dirs"]),
            progress=progress,
            encoding=options["encoding"],
            type_=options["type_"],
            figures=options["figures"] or "html" in (options["forms"] or ()),
            per_code=_ALL if options["annotate"] else 20,
            per_file=_ALL if options["annotate"] else 1000,
        )


def _annotate(
    files: tuple[str, ...], report: Mapping[str, object], output: str, lang: str
) -> Mapping[str, object]:
    """Mark the workbook with all findings and return the report with the usual number of them."""
    from gov_integrity.reports.marked import write_marked
    from gov_integrity.reports.view import shortened

    if report["status"] != "unreadable":
        write_marked(Path(files[0]), Path(output), report, lang, name=files[0])
    return shortened(report, per_code=20, per_file=1000)


def _put(form: str, report: Mapping[str, object], lang: str, output: str | None) -> None:
    from gov_integrity.reports import render

    text = render(form, report, lang)
    if output is not None:
        Path(output).write_bytes(text.encode("utf-8"))
    elif form == "text":
        click.echo(text, nl=False)
    else:  # data is UTF-8 whatever the console is
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()

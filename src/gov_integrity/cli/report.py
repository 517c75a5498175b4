"""`gov-integrity report`: a saved JSON report in another format or language."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from gov_integrity.errors import InputError, UsageError

from ._options import lang_option

_HELP = """把保存的 JSON 校验结果 RESULT 另行输出:text json html csv ndjson sarif junit,中文或英文。

Render a saved JSON result again, as text, json, html, csv, ndjson, sarif or junit, in Chinese or English.
"""


@click.command("report", help=_HELP, short_help="另行输出校验结果。Render a saved result again.")
@click.argument("result", metavar="RESULT", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "forms", multiple=True, default=("text",), metavar="NAME",
    help="输出格式,可重复。Output format, may be repeated.",
)  # fmt: skip
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入文件,与 --format 依次对应。Write to a file, one for each --format in turn.",
)  # fmt: skip
@lang_option
def command(result: Path, forms: tuple[str, ...], outputs: tuple[Path, ...], lang: str) -> None:
    """Render the report."""
    from gov_integrity.exchange.sources import keep_apart
    from gov_integrity.reports import render

    if len(outputs) > len(forms) or len(forms) - len(outputs) > 1:
        raise UsageError(
            "--format 与 --output 的数目不符", "the numbers of --format and --output do not match"
        )
    keep_apart([result] if str(result) != "-" else [], outputs)
    report = _load(result)
    for number, form in enumerate(forms):
        text = render(form, report, lang)
        if number < len(outputs):
            outputs[number].write_bytes(text.encode("utf-8"))
        elif form == "text":
            click.echo(text, nl=False)
        else:  # data is UTF-8 whatever the console is
            sys.stdout.buffer.write(text.encode("utf-8"))
            sys.stdout.buffer.flush()


def _load(path: Path) -> dict[str, object]:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        report = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_report(path) from error
    if not isinstance(report, dict) or not isinstance(report.get("counts"), dict):
        raise _no_report(path)
    groups = report.get("groups")
    if not isinstance(groups, list) or not all(_is_group(group) for group in groups):
        raise _no_report(path)
    return report


def _is_group(group: object) -> bool:
    return isinstance(group, dict) and {"code", "severity", "findings"} <= group.keys()


def _no_report(path: Path) -> InputError:
    return InputError(
        "{file} 不是 JSON 校验结果(validate --format json 的输出)",
        "{file} is no JSON report (what validate --format json writes)",
        file=str(path),
    )

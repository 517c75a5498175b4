"""`gov-integrity index`: the index systems that are built in, and the check of one's own."""

from __future__ import annotations

import json

import click

from ._options import lang_option


@click.group("index", help="指标体系:列出、显示、检查、比较。Index systems: list, show, check, compare.")
def command() -> None:
    """Group of the index verbs."""


@command.command("list", help="列出内置指标体系。List the built-in index systems.")
@lang_option
def list_indices(lang: str) -> None:
    """Folder, name, title, confidence and source of every built-in index."""
    from gov_integrity.evaluation.builtin import builtin_index, builtin_names
    from gov_integrity.evaluation.wording import code_name

    for folder, name in builtin_names():
        index = builtin_index(name)
        confidence = code_name("confidence", index.confidence, lang) if folder != "patterns" else ""
        source = index.sources[0] if index.sources else ""
        click.echo("\t".join((folder, name, index.name, confidence, source)).rstrip())


@command.command("show", help="显示指标体系 INDEX(内置名称或文件)。Show an index (name or file).")
@click.argument("index")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="输出格式;json 为陈述原文。Output format; json is the statement itself.",
)  # fmt: skip
@lang_option
def show(index: str, form: str, lang: str) -> None:
    """The tree with weights, rules and sources, or the statement."""
    from gov_integrity.evaluation.outline import outline
    from gov_integrity.evaluation.session import index_statement, open_index

    if form == "json":
        click.echo(json.dumps(index_statement(index), ensure_ascii=False, indent=1))
        return
    for line in outline(open_index(index), lang):
        click.echo(line)


@command.command(
    "check", help="检查指标体系文件,逐处指出错误。Check an index and say what is wrong, and where."
)
@click.argument("index")
@lang_option
@click.pass_context
def check(ctx: click.Context, index: str, lang: str) -> None:
    """Leave with 1 when the index has errors."""
    from gov_integrity.evaluation.checking import check_index
    from gov_integrity.evaluation.render import finding_lines
    from gov_integrity.evaluation.session import index_statement

    findings = check_index(index_statement(index), index)
    for line in finding_lines(findings, lang):
        click.echo(line)
    errors = sum(1 for finding in findings if finding.severity == "error")
    if lang == "en":
        click.echo(f"{errors} errors" if errors else "The index can be used.")
    else:
        click.echo(f"{errors} 处错误" if errors else "指标体系可以使用。")
    ctx.exit(1 if errors else 0)


@command.command("diff", help="比较两个指标体系。Compare two index systems.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="输出格式。Output format.",
)  # fmt: skip
@lang_option
def diff(old: str, new: str, form: str, lang: str) -> None:
    """What was added, dropped and changed, field by field."""
    from gov_integrity.evaluation.outline import differences
    from gov_integrity.evaluation.session import index_statement

    found = differences(index_statement(old), index_statement(new))
    if form == "json":
        rows = [
            {"where": item.where, "field": item.field, "old": item.old, "new": item.new} for item in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for item in found:
        click.echo(f"{item.where}\t{item.field}\t{item.old or '—'} → {item.new or '—'}")
    if not found:
        click.echo("no difference" if lang == "en" else "没有差异")

"""`gov-integrity id check`: judge one identifier layer by layer."""

from __future__ import annotations

import click

from ._options import lang_option


@click.group("id", help="查验标识代码。Check identifiers.")
def command() -> None:
    """Group of the identifier verbs."""


@command.command(
    "check",
    help="逐层查验 VALUE(种类 KIND:uscc、org、ric、division)。形式或外层校验码不通过时退出码为1。"
    "\n\nJudge VALUE layer by layer; exit code 1 when form or outer check digit fails.",
)
@click.argument("kind", type=click.Choice(["uscc", "org", "ric", "division"]))
@click.argument("value")
@lang_option
@click.pass_context
def check(ctx: click.Context, kind: str, value: str, lang: str) -> None:
    """Print every layer with its verdict; a personal number is masked."""
    from gov_integrity.identifiers import KINDS

    what = KINDS[kind]
    explanation = what.explain(value)
    signs = {"pass": "+", "fail": "x", "not-judged": "-", "unknown": "?"}
    title = what.en if lang == "en" else what.zh
    click.echo(f"{title} ({what.standard}): {explanation.shown}")
    for layer in explanation.layers:
        click.echo(f"  {signs[layer.verdict]} {layer.text(lang)}")
    told = [
        str(text)
        for key, text in explanation.notes.items()
        if not key.endswith("en" if lang == "zh" else "zh")
    ]
    if told:
        click.echo("  = " + " | ".join(told))
    ctx.exit(0 if what.is_valid(value) else 1)

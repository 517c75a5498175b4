"""`gov-integrity codelist`: list the code lists, or show one."""

from __future__ import annotations

import json

import click

from ._options import lang_option, sure_words

_KIND = {"zh": ("开放", "封闭"), "en": ("open", "closed")}


@click.group("codelist", help="查代码表。Look up the code lists.")
def command() -> None:
    """Group of the code list verbs."""


@command.command("list", help="列出代码表。List the code lists.")
@lang_option
def list_lists(lang: str) -> None:
    """Print name, title, kind and size of every code list."""
    from gov_integrity.codelists import codelist, names

    for name in names():
        found = codelist(name)
        words = (
            ("closed" if found.closed else "open") if lang == "en" else ("封闭" if found.closed else "开放")
        )
        click.echo(f"{name}\t{found.en if lang == 'en' else found.zh}\t{words}\t{len(found.values)}")


@command.command("show", help="显示代码表 NAME(名称或中文名)。Show the code list NAME (or its title).")
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式。Output format.",
)
@lang_option
def show(name: str, form: str, lang: str) -> None:
    """Print the codes of one list with their source and how sure we are of them."""
    import attrs

    from gov_integrity.codelists import codelist

    found = codelist(_name(name))
    codes = [found.get(value) for value in found.values]
    if form == "json":
        rows = [attrs.asdict(code) for code in codes if code]
        head = {"name": found.name, "zh": found.zh, "en": found.en, "closed": found.closed}
        click.echo(json.dumps({**head, "codes": rows}, ensure_ascii=False, indent=1, default=str))
        return
    click.echo(f"{found.name}  {found.en if lang == 'en' else found.zh}  [{_KIND[lang][found.closed]}]")
    for code in codes:
        assert code is not None
        words = code.en if lang == "en" else code.zh
        click.echo(f"  {code.code}\t{words}\t{code.source}\t{sure_words(code.confidence, lang)}")


def _name(given: str) -> str:
    """The name of the list whose title is given, or what was given."""
    from gov_integrity.codelists import codelist, names

    return next((name for name in names() if codelist(name).zh == given), given)

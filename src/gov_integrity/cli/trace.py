"""`gov-integrity trace`: from a clause of the policies to what carries it here."""

from __future__ import annotations

import json

import click

from gov_integrity.errors import UsageError

from ._options import lang_option

_STATUS = {
    "zh": {"works": "已实现", "planned": "待实现", "not-software": "不属软件"},
    "en": {"works": "works", "planned": "planned", "not-software": "not software"},
}


@click.command(
    "trace", help="查政策条款 CLAUSE 由什么实现;不给条款则列出统计。Trace a clause, or count them."
)
@click.argument("clause", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式。Output format.",
)
@lang_option
def command(clause: str | None, form: str, lang: str) -> None:
    """Print one clause with its artefacts, or the counts by document and mechanism."""
    if clause is None:
        _counts(form, lang)
    else:
        _one(clause, form, lang)


def _counts(form: str, lang: str) -> None:
    from gov_integrity.trace import summary

    found = summary()
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    words = "clauses {clauses}, checkable {checkable}, work {works}"
    words = words if lang == "en" else "条款 {clauses},可校验 {checkable},已实现 {works}"
    click.echo(words.format(**found))
    for key in ("by_document", "by_mechanism"):
        groups = found[key]
        assert isinstance(groups, dict)
        for name, counts in groups.items():
            click.echo(f"  {name}: {words.format(**counts)}")


def _one(name: str, form: str, lang: str) -> None:
    from gov_integrity.policy import clauses
    from gov_integrity.trace import table

    if name not in table():
        raise UsageError(
            "没有条款 {name};写作“文件/条款”,如 shandong-2024/4.10b",
            "there is no clause {name}; write document/clause, such as shandong-2024/4.10b",
            name=name,
        )
    row, clause = table()[name], clauses()[name]
    if form == "json":
        held = [{"kind": item.kind, "ref": item.ref, "works": item in row.by} for item in row.artefacts]
        found = {
            "clause": name, "zh": clause.zh, "summary": clause.summary_en, "mechanism": row.mechanism,
            "verifiability": row.verifiability, "status": row.status, "reason": row.reason, "artefacts": held,
        }  # fmt: skip
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(f"{name}  {clause.summary_en if lang == 'en' else clause.zh}  [{_STATUS[lang][row.status]}]")
    if row.reason:
        click.echo(f"  {row.reason}")
    for item in row.artefacts:
        click.echo(f"  {'+' if item in row.by else '-'} {item.kind}: {item.ref}")

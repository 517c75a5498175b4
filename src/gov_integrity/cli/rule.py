"""`gov-integrity rule`: list the rules, or explain one code."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import click

from gov_integrity.errors import UsageError

from ._options import lang_option, sure_words

if TYPE_CHECKING:
    from gov_integrity.findings import Kind
    from gov_integrity.rules import Document

_STRENGTH = {
    "zh": {"must": "应当", "may": "可", "encourage": "鼓励", "explore": "探索"},
    "en": {"must": "must", "may": "may", "encourage": "encouraged", "explore": "to be explored"},
}
_SEVERITY = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


@click.group("rule", help="查校验规则。Look up the rules.")
def command() -> None:
    """Group of the rule verbs."""


@command.command("list", help="列出规则和问题代码。List rules and finding codes.")
@lang_option
def list_rules(lang: str) -> None:
    """Print code, severity and title of every rule."""
    from gov_integrity.rules import rules

    for code, rule in rules().items():
        title = rule.kind.title_en if lang == "en" else rule.kind.title_zh
        click.echo(
            f"{code}\t{_SEVERITY[lang][rule.kind.severity]}\t{_STRENGTH[lang][rule.strength]}\t{title}"
        )


def _words(kind: Kind, lang: str) -> list[str]:
    grade = _SEVERITY[lang][kind.severity]
    found, mend = (kind.message_en, kind.mend_en) if lang == "en" else (kind.message_zh, kind.mend_zh)
    found, mend = (re.sub(r"\{\w+\}", "…", text) for text in (found, mend))
    if lang == "en":
        return [f"{kind.code}  {kind.title_en}  [{grade}]", f"  Found: {found}", f"  Mend: {mend}"]
    return [f"{kind.code}  {kind.title_zh}  [{grade}]", f"  问题:{found}", f"  改正:{mend}"]


def _days(document: Document, lang: str) -> str:
    """When a document is in force, as far as is known; nothing for what has no such day."""
    first, last = document.in_force_from, document.in_force_to
    if first is not None:
        sure = sure_words(document.dates_confidence, lang)
        if lang == "en":
            return f"; in force from {first}{f' to {last}' if last else ''} [{sure}]"
        return f",{first} {f'至 {last} ' if last else '起'}施行 [{sure}]"
    if document.dates_confidence == "unverified":
        return "; first day in force unverified" if lang == "en" else ",施行日期未核实"
    return ""


@command.command("explain", help="解释问题代码 CODE:含义、改正办法、依据、好坏两例。Explain the code CODE.")
@click.argument("code")
@lang_option
def explain(code: str, lang: str) -> None:
    """Print words, clauses and the case of a rule, or the words of a technical code."""
    from gov_integrity.findings import technical_kinds
    from gov_integrity.policy import clauses
    from gov_integrity.rules import case, documents, rules

    technical = technical_kinds()
    if code not in rules() and code not in technical:
        raise UsageError(
            "没有问题代码“{code}”;可用 rule list 查看",
            "there is no finding code '{code}'; see rule list",
            code=code,
        )
    rule = rules().get(code)
    kind = rule.kind if rule else technical[code]
    for line in _words(kind, lang):
        click.echo(line)
    for cite in kind.citations:
        click.echo(f"  {cite.document} {cite.clause}")
    if rule is None:
        return
    for name in rule.clauses:
        clause = clauses()[name]
        click.echo(f"  {clause.source} {name}: {clause.summary_en if lang == 'en' else clause.zh}")
    for law in rule.laws:
        days = _days(documents()[law.document], lang)
        click.echo(f"  {law.document} {law.article} [{sure_words(law.confidence, lang)}]{days}")
    found = case(code)
    click.echo(("  Bad case: " if lang == "en" else "  坏例:") + found.why)
    for number, pointer in found.hits:
        click.echo(f"    {pointer} {json.dumps(dict(found.bad[number]), ensure_ascii=False)}")
    click.echo("  Good case:" if lang == "en" else "  好例:")
    for number in sorted({number for number, _ in found.hits if number < len(found.good)}):
        click.echo(f"    {json.dumps(dict(found.good[number]), ensure_ascii=False)}")

"""`gov-integrity profile`: list the jurisdiction profiles, show one, compare two."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._options import as_of_option, lang_option, sure_words, today

if TYPE_CHECKING:
    from gov_integrity.policy import Difference, DocumentFact, Entry, Head, Profile, Task

format_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式。Output format.",
)
data_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--data",
    "dirs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="另加数据目录,读取 DIR/profiles。Adds the profiles in DIR/profiles.",
)


@click.group("profile", help="适用细则:列出、查看、比较。Jurisdiction profiles: list, show, compare.")
def command() -> None:
    """Group of the profile verbs."""


@command.command("list", help="列出适用细则。List the profiles.")
@data_option
@format_option
@lang_option
def list_profiles(dirs: tuple[Path, ...], form: str, lang: str) -> None:
    """Print every profile with the time for which it is in force."""
    from gov_integrity.policy import profiles

    heads = profiles(dirs=dirs)
    if form == "json":
        _print_json([_head(head) for head in heads])
        return
    for head in heads:
        title = head.title_en if lang == "en" else head.title_zh
        until = f" – {head.in_force_until}" if head.in_force_until else ""
        sure = sure_words(head.in_force_confidence, lang)
        click.echo(f"{head.id}\t{head.in_force_from}{until} [{sure}]\t{head.inherits or '-'}\t{title}")


@command.command("show", help="显示适用细则 P(或其部分,如 P/annex)。Show the profile P, or a part of it.")
@click.argument("name", metavar="P")
@as_of_option
@data_option
@format_option
@lang_option
def show(name: str, as_of: date | None, dirs: tuple[Path, ...], form: str, lang: str) -> None:
    """Print one profile as it applies on a day, every row with its clauses and its origin."""
    from gov_integrity.policy import profile

    day = as_of or today()
    found = profile(name, as_of=day, dirs=dirs)
    if form == "json":
        _print_json({"as_of": day.isoformat(), "as_of_default": as_of is None, **_profile(found)})
        return
    head = found.head
    click.echo(f"{name}  {head.title_en if lang == 'en' else head.title_zh}")
    sure = sure_words(head.in_force_confidence, lang)
    words = "{0}; in force from {1} [{2}]; as of {3}" if lang == "en" else "{0};{1} 起适用[{2}];按 {3}"
    click.echo(words.format(head.document, head.in_force_from, sure, _day(as_of, lang)))
    click.echo(" > ".join(found.chain))
    if found.document:
        click.echo("\n" + ("document" if lang == "en" else "文件"))
        for fact in found.document:
            click.echo("  " + _fact_line(fact, lang))
    _show_entries(found, lang)
    if found.tasks:
        click.echo("\n" + ("tasks" if lang == "en" else "任务分工"))
        for task in found.tasks:
            click.echo("  " + _task_line(task, lang))


@command.command("compare", help="比较适用细则 P 和 Q。Compare the profiles P and Q.")
@click.argument("left", metavar="P")
@click.argument("right", metavar="Q")
@as_of_option
@data_option
@format_option
@lang_option
def compare_profiles(  # noqa: PLR0917 (click passes them by name)
    left: str, right: str, as_of: date | None, dirs: tuple[Path, ...], form: str, lang: str
) -> None:
    """Print every difference of two profiles as they apply on a day."""
    from gov_integrity.policy import compare, profile

    day = as_of or today()
    found = compare(profile(left, as_of=day, dirs=dirs), profile(right, as_of=day, dirs=dirs))
    if form == "json":
        import attrs

        rows = [attrs.asdict(one) for one in found]
        days = {"as_of": day.isoformat(), "as_of_default": as_of is None}
        _print_json({**days, "left": left, "right": right, "differences": rows})
        return
    count = f"{len(found)} differences" if lang == "en" else f"{len(found)} 处不同"
    click.echo(f"{left} | {right}  {count} ({_day(as_of, lang)})")
    for one in found:
        click.echo("  " + _difference_line(one, lang))


def _day(as_of: date | None, lang: str) -> str:
    """The day judged for; says when it is only the default."""
    if as_of is not None:
        return as_of.isoformat()
    return f"{today()} (default: today)" if lang == "en" else f"{today()}(默认:今天)"


def _show_entries(found: Profile, lang: str) -> None:
    from gov_integrity.policy import sections

    for section in sections().values():
        rows = found.section(section.code)
        if rows:
            click.echo(f"\n{section.title(lang)} ({section.code})")
        for entry in rows:
            click.echo("  " + _entry_line(entry, lang))


def _entry_line(entry: Entry, lang: str) -> str:
    from gov_integrity.policy import STRENGTHS

    value, condition = (
        (entry.value_en, entry.condition_en) if lang == "en" else (entry.value_zh, entry.condition_zh)
    )
    words = [f"{_label(entry.section, entry.code, lang, entry.list)} ({entry.code})"]
    if entry.target:
        words.append("→ " + _label(entry.section, entry.target, lang))
    words.append(f"[{STRENGTHS[entry.strength][lang == 'en']}]")
    words += [text for text in (value, condition, entry.clock) if text]
    words.append("; ".join(entry.clauses))
    if entry.confidence != "verified":
        words.append(f"[{sure_words(entry.confidence, lang)}]")
    return "  ".join(words)


def _label(section: str, code: str, lang: str, name: str = "") -> str:
    """Words of a code of list `name`, or of the first target list of the section that has it."""
    from gov_integrity.codelists import codelist
    from gov_integrity.policy import sections

    for candidate in (name,) if name else sections()[section].targets:
        if codelist(candidate).get(code) is not None:
            return codelist(candidate).label(code, lang)
    return code


def _task_line(task: Task, lang: str) -> str:
    text, due = (task.en, task.due_en) if lang == "en" else (task.zh, task.due_zh)
    units = "、".join(task.lead) + (f"({'、'.join(task.assisting)})" if task.assisting else "")
    parts = (f"{task.number}  {text}", units, due, "; ".join(task.clauses))
    return "  ".join(part for part in parts if part)


def _fact_line(fact: DocumentFact, lang: str) -> str:
    from gov_integrity.policy import properties

    text = fact.en if lang == "en" else fact.zh
    name = f"{properties()[fact.property].title(lang)} ({fact.property})"
    words = [name, fact.code, text, "; ".join(fact.clauses)]
    if fact.confidence != "verified":
        words.append(f"[{sure_words(fact.confidence, lang)}]")
    return "  ".join(words)


def _difference_line(one: Difference, lang: str) -> str:
    from gov_integrity.policy import sections

    if one.section == "task":
        where = ("task" if lang == "en" else "任务") + f" {one.code}"
    else:
        where = f"{sections()[one.section].title(lang)} {_label(one.section, one.code, lang, one.list)}"
        where += f" → {_label(one.section, one.target, lang)}" if one.target else ""
    sides = (_side(one, text, lang) for text in (one.left, one.right))
    return f"{where}  {_aspect(one.aspect, lang)}  {' | '.join(sides)}"


def _side(one: Difference, text: str, lang: str) -> str:
    if one.aspect == "stated" and text == "own" and lang != "en":
        return "本细则"
    return text or "-"


def _aspect(aspect: str, lang: str) -> str:
    words = {
        "stated": "是否规定",
        "strength": "力度",
        "value": "内容",
        "clock": "时限",
        "condition": "条件",
        "lead": "责任单位",
        "assisting": "配合单位",
        "due": "完成期限",
    }
    return aspect if lang == "en" else words[aspect]


def _head(head: Head) -> dict[str, object]:
    import attrs

    return attrs.asdict(head)


def _profile(found: Profile) -> dict[str, object]:
    import attrs

    return {
        "profile": _head(found.head),
        "chain": found.chain,
        "document": [attrs.asdict(fact) for fact in found.document],
        "entries": [attrs.asdict(entry) for entry in found.entries],
        "tasks": [attrs.asdict(task) for task in found.tasks],
    }


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))

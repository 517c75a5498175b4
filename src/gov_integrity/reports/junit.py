"""The report as JUnit XML: a suite for each input, a case for each code, failed where there are errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from gov_integrity.privacy import visible
from gov_integrity.reports.view import Group, Item, Json, groups, items, text, truncation

__all__ = ["render"]

_NO_DAY = "1970-01-01"
_SOUND = "GI-ALL"


def render(report: Json, lang: str = "zh") -> str:
    """A JSON report as JUnit XML. It holds no time of its own: the day of judgement stands for it."""
    told = tuple(groups(report, lang))
    files = [text(item, "name") for item in items(report, "inputs")]
    unknown = {text(item.place, "file") for group in told for item in group.items} - set(files)
    suites = "".join(
        _suite(number, name, told, report, lang) for number, name in enumerate([*files, *sorted(unknown)])
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{suites}</testsuites>\n'


def _attribute(value: str) -> str:
    return quoteattr(" ".join(visible(value).split()) or "-")


def _suite(number: int, name: str, told: Sequence[Group], report: Json, lang: str) -> str:
    mine = [
        (group, [item for item in group.items if text(item.place, "file") == name])
        for group in told
        if any(text(item.place, "file") == name for item in group.items)
    ]
    day = text(report, "as_of") or _NO_DAY
    failures = sum(group.severity == "error" for group, _ in mine)
    cases = "".join(_case(group, found) for group, found in mine)
    cases = cases or f'  <testcase name="{_SOUND}" classname="all" time="0"></testcase>\n'
    notes = [sentence for group, found in mine if group.severity != "error" for sentence in _sentences(found)]
    notes += [said] if (said := truncation(report, lang)) else []
    return (
        f'<testsuite id="{number}" package="gov-integrity" name={_attribute(name)} '
        f'timestamp="{day}T00:00:00" hostname="localhost" tests="{max(1, len(mine))}" '
        f'failures="{failures}" errors="0" time="0">\n  <properties>'
        f'<property name="standard_version" value={_attribute(text(report, "standard_version"))}/>'
        f'<property name="profile" value={_attribute(text(report, "profile"))}/></properties>\n'
        f"{cases}  <system-out>{_text(notes)}</system-out>\n  <system-err></system-err>\n</testsuite>\n"
    )


def _case(group: Group, found: Sequence[Item]) -> str:
    name, stage = _attribute(f"{group.code} {group.title}"), _attribute(group.stage)
    failure = _failure(group, list(_sentences(found))) if group.severity == "error" else ""
    return f'  <testcase name={name} classname={stage} time="0">{failure}</testcase>\n'


def _sentences(found: Sequence[Item]) -> Iterator[str]:
    for item in found:
        yield f"{item.words.where}: {item.words.message} {item.words.mend}".strip()


def _failure(group: Group, sentences: Sequence[str]) -> str:
    said = f"{group.title} x {group.total}"
    return f"<failure message={_attribute(said)} type={_attribute(group.code)}>{_text(sentences)}</failure>"


def _text(sentences: Sequence[str]) -> str:
    return escape("\n".join(visible(sentence) for sentence in sentences))

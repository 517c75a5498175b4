"""The report as one HTML page: no script, no address outside, a policy that forbids both, A4 in print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gov_integrity.errors import MissingExtraError
from gov_integrity.privacy import visible
from gov_integrity.reports.charts import Bar, bars
from gov_integrity.reports.figures_page import figure_sections
from gov_integrity.reports.labels import LABELS
from gov_integrity.reports.view import Group, Json, counted, get, groups, items, number, text, truncation
from gov_integrity.reports.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["render"]

_RULES = 20


def render(report: Json, lang: str = "zh") -> str:
    """A JSON report as a page. Raises `MissingExtraError` without the extra `reports`."""
    told = tuple(groups(report, lang))
    return (
        _page()
        .render(
            t=LABELS[lang],
            lang="en" if lang == "en" else "zh-CN",
            status=text(report, "status"),
            head=_head(report, lang),
            inputs=[_input(item) for item in items(report, "inputs")],
            counts=counted(report, lang),
            severities=SEVERITY_WORDS[lang],
            statements=number(get(report, "counts"), "statements"),
            charts=_charts(report, told, lang),
            sections=figure_sections(get(report, "figures"), lang),
            groups=told,
            group_words=[group.severity_words(lang) for group in told],
            truncation=truncation(report, lang),
            not_checked=[_not_checked(item) for item in items(report, "not_checked")],
        )
        .strip()
        + "\n"
    )


@cache
def _page() -> Template:
    if find_spec("jinja2") is None:
        raise MissingExtraError("reports", "网页报告", "HTML reports")
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = lambda value: visible(str(value))
    source = (files(__package__) / "pages" / "report.html").read_text(encoding="utf-8")
    return environment.from_string(source)


def _head(report: Json, lang: str) -> list[tuple[str, str]]:
    labels = LABELS[lang]
    source = labels["source_" + text(report, "as_of_source")] if text(report, "as_of_source") else ""
    return [
        (labels["standard"], text(report, "standard_version")),
        (labels["profile"], text(report, "profile") or "—"),
        (labels["as_of"], (text(report, "as_of") or "—") + source),
        (labels["tool"], f"{text(report, 'tool')} {text(report, 'tool_version')}"),
    ]


def _input(item: Json) -> Mapping[str, object]:
    return {
        "name": text(item, "name"),
        "form": text(item, "form") or "—",
        "encoding": text(item, "encoding") or "—",
        "statements": number(item, "statements"),
        "bytes": number(item, "bytes"),
        "sha256": text(item, "sha256"),
    }


def _not_checked(item: Json) -> str:
    params = ", ".join(f"{key}={value}" for key, value in get(item, "params").items())
    return f"{text(item, 'check')}: {text(item, 'reason')}" + (f" ({params})" if params else "")


def _charts(report: Json, told: tuple[Group, ...], lang: str) -> dict[str, str]:
    labels = LABELS[lang]
    found = get(get(report, "counts"), "by_severity")
    by_severity = [
        Bar(words, number(found, name), str(number(found, name)), name)
        for name, words in SEVERITY_WORDS[lang].items()
    ]
    most = sorted(told, key=lambda group: (-group.total, group.code))[:_RULES]
    by_rule = [
        Bar(f"{group.code} {group.title}", group.total, str(group.total), group.severity) for group in most
    ]
    return {
        "severity": bars(labels["by_severity"], by_severity),
        "rule": bars(labels["by_rule"], by_rule) if by_rule else "",
    }

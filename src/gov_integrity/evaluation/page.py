"""One HTML page of an assessment: tables, charts, explanation, findings. No script, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from html import escape

from gov_integrity.evaluation.charts import bar_chart, tree_chart
from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.explanation import Explanation
from gov_integrity.evaluation.render import (
    explanation_lines,
    finding_lines,
    flags,
    grade_text,
    ordered,
    peer_text,
    say,
    score_text,
    table_lines,
)
from gov_integrity.findings import Finding
from gov_integrity.privacy import visible

__all__ = ["html_page", "result_chart"]

MAX_BARS = 60
_STYLE = """
body{font-family:'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif;margin:2em auto;
max-width:60em;color:#1a1a1a;line-height:1.6}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #bfbfbf;padding:.2em .6em;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}pre{white-space:pre-wrap;font-size:.9em}
svg{max-width:100%;height:auto}figure{margin:1em 0}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,figure{break-inside:avoid}}
"""


def result_chart(run: Run, lang: str) -> str:
    """Bars of the scores, best first; beyond sixty bodies the first sixty."""
    scored = [one for one in ordered(run.results) if one.score is not None]
    rows = [
        (
            visible(one.body.name or one.body.id),
            one.score or Fraction(0),
            _bar_text(one.rank, score_text(one), lang),
        )
        for one in scored[:MAX_BARS]
    ]
    more = "" if len(scored) <= MAX_BARS else say(lang, f"(前{MAX_BARS}家)", f" (first {MAX_BARS})")
    return bar_chart(visible(run.index.edition()) + more, rows, run.index.total)


def _bar_text(rank: int | None, score: str, lang: str) -> str:
    return score if rank is None else score + say(lang, f" 第{rank}名", f" rank {rank}")


def html_page(run: Run, told: Explanation | None, findings: Iterable[Finding], lang: str) -> str:
    """The whole page as a string; everything that comes from the input is escaped."""
    head = [escape(line) for line in table_lines(run, lang)]
    title, about = head[0], head[1 : head.index("")] if "" in head else head[1:]
    body = [f"<h1>{title}</h1>", *(f"<p>{line}</p>" for line in about)]
    body.append(f"<figure>{result_chart(run, lang)}</figure>")
    body.append(_table(run, lang))
    if told is not None:
        body.append(f"<h2>{say(lang, '得分说明', 'Explanation')}</h2>")
        one = told.assessment
        body.append(f"<figure>{tree_chart(one.root, one.body.name or one.body.id)}</figure>")
        body.append("<pre>" + escape("\n".join(explanation_lines(told, lang))) + "</pre>")
    lines = [f"<li>{escape(line)}</li>" for line in finding_lines(findings, lang)]
    if lines:
        body.append(f"<h2>{say(lang, '数据问题', 'Findings')}</h2><ul>{''.join(lines)}</ul>")
    language = "en" if lang == "en" else "zh-CN"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _table(run: Run, lang: str) -> str:
    names = (
        ("Rank", "Body", "Peers", "Score", "Grade", "Notes") if lang == "en"
        else ("名次", "单位", "类别", "得分", "等级", "说明")
    )  # fmt: skip
    rows = []
    for one in ordered(run.results):
        cells = (
            ("n", "—" if one.rank is None else str(one.rank)),
            ("", one.body.name or one.body.id),
            ("", peer_text(one, lang)),
            ("n", score_text(one)),
            ("", grade_text(one, lang)),
            ("", flags(one, lang)),
        )
        rows.append(
            "<tr>"
            + "".join(f'<td class="{cls}">{escape(visible(text))}</td>' for cls, text in cells)
            + "</tr>"
        )
    head = "".join(f"<th>{name}</th>" for name in names)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

"""Results as text and tables: everybody's scores, one body's explanation, findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from gov_integrity.evaluation.change import Change
from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.explanation import Explanation
from gov_integrity.evaluation.numbers import rounded_text
from gov_integrity.evaluation.result import Assessment, Node
from gov_integrity.evaluation.rules import span_text
from gov_integrity.evaluation.summary import overall_row
from gov_integrity.evaluation.wording import code_name, how, input_text, short, shown, worth
from gov_integrity.findings import Finding, kind
from gov_integrity.privacy import visible

__all__ = [
    "change_lines", "csv_table", "explanation_lines", "finding_digest", "finding_lines", "flags", "ordered",
    "score_text", "table_lines",
]  # fmt: skip


SHOWN = 5
"""Findings of one code that the table prints."""


_SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}


def say(lang: str, zh: str, en: str) -> str:
    """The words in the reader's language."""
    return en if lang == "en" else zh


def score_text(one: Assessment) -> str:
    """The score as the index prints it."""
    if one.score is None:
        return "—"
    return short(one.score) if one.decimals is None else rounded_text(one.score, one.decimals)


def ordered(results: Iterable[Assessment]) -> list[Assessment]:
    """By peer group, then rank (the unranked last), then id."""
    return sorted(results, key=lambda one: (one.peers[:2], one.rank or 10**9, one.body.id))


def grade_text(one: Assessment, lang: str) -> str:
    """The grade in words."""
    words = {"fail": say(lang, "不合格(一票否决)", "failed by veto"), "pass": say(lang, "达标", "passed")}
    return words.get(one.grade, one.grade)


def flags(one: Assessment, lang: str) -> str:
    """What the reader of a score has to know besides."""
    found = []
    if one.partial:
        found.append(say(lang, "不完整", "partial"))
    if one.vetoes:
        found.append(say(lang, "否决 ", "veto ") + "、".join(one.vetoes))
    bounds = one.root.bounds
    if bounds is not None:
        digits = one.decimals if one.decimals is not None else 4
        low, high = rounded_text(bounds.low, digits + 2, "down"), rounded_text(bounds.high, digits + 2)
        found.append(say(lang, "因原数已舍入,可能为 ", "given rounded inputs, may be ") + f"{low}–{high}")
    return ";".join(found) if lang != "en" else "; ".join(found)


def peer_text(one: Assessment, lang: str) -> str:
    """The peer group in words."""
    names = [
        code_name(listed, code, lang)
        for listed, code in (("administrative-level", one.body.level), ("organisation-kind", one.body.kind))
        if code
    ]
    return " ".join(names) or say(lang, "未说明类别", "kind not stated")


def table_lines(run: Run, lang: str) -> Iterator[str]:
    """Head and table of all bodies: rank, score, grade, name."""
    index = run.index
    yield visible(index.edition())
    if not index.normative:
        yield say(lang, "(非规范性,供参考)", "(non-normative)")
    confidence = code_name("confidence", index.confidence, lang)
    source = index.sources[0] if index.sources else ""
    cites = "、".join(f"{cite.document} {cite.clause}".strip() for cite in index.citations)
    if cites or source:
        yield visible(say(lang, "来源:", "Source: ") + f"{cites} {source} [{confidence}]".strip())
    span = "" if run.period is None else f"{run.period[0]} – {run.period[1]}"
    yield (
        say(lang, "评价日 ", "As of ")
        + str(run.as_of)
        + (say(lang, ",期间 ", ", period ") + span if span else "")
    )
    if index.decimals is not None:
        mode = code_name("rounding-mode", index.rounding, lang)
        yield say(
            lang, f"总分保留 {index.decimals} 位小数,{mode}", f"total to {index.decimals} decimals, {mode}"
        )
    group = None
    for one in ordered(run.results):
        if one.body.peers != group:
            group = one.body.peers
            yield ""
            yield f"[{peer_text(one, lang)}] " + say(
                lang, f"排序 {one.peers[2]} 家", f"{one.peers[2]} ranked"
            )
        name = one.body.id if not one.body.name else f"{one.body.name} ({one.body.id})"
        rank = "—" if one.rank is None else str(one.rank)
        cells = (f"{rank:>4}", f"{score_text(one):>8}", grade_text(one, lang), name, flags(one, lang))
        yield visible("  ".join(cell for cell in cells if cell))
    overall = overall_row(index, run.results)
    if overall and len(run.results) > 1 and len({one.body.peers for one in run.results}) == 1:
        mean = short(overall[""]) if index.decimals is None else rounded_text(overall[""], index.decimals)
        yield f"{'':>4}  {mean:>8}  " + say(lang, "平均", "mean")


def explanation_lines(told: Explanation, lang: str) -> Iterator[str]:
    """The whole tree of one body, line by line, and then what cost the most."""
    one = told.assessment
    yield visible(f"{one.body.name or one.body.id}: {score_text(one)} {grade_text(one, lang)}".rstrip())
    yield from _node_lines(told.run, one.root, lang, 0)
    index = told.run.index
    value = one.score if index.grade_on == "rounded" else one.exact
    for band in index.bands.get("", ()):
        if value is not None and not one.failed and band.holds(value):
            yield visible(
                say(lang, "等级:", "Grade: ") + f"{shown(value)} ∈ {span_text(band)} → {band.result}"
            )
    if one.rank is not None:
        rule = code_name("tie-rule", index.tie_rule, lang)
        basis = code_name("rank-basis", index.rank_on, lang)
        yield say(lang, f"名次:{one.peers[2]} 家中第 {one.rank}({basis},{rule})",
                  f"Rank: {one.rank} of {one.peers[2]} ({basis}, {rule})")  # fmt: skip
    yield ""
    yield say(lang, "失分(按补足后增加的分数排列):", "What cost points (by what mending it would bring):")
    for loss in told.losses:
        gain = "—" if loss.gain is None else "+" + short(loss.gain)
        rank = "" if loss.rank is None else say(lang, f",名次 {loss.rank}", f", rank {loss.rank}")
        head = f"  {loss.code} {loss.name}: " + say(lang, "失 ", "lost ") + short(loss.lost)
        yield visible(head + say(lang, ";补足后 ", "; if mended ") + gain + rank)
        for cite in loss.citations:
            yield visible(
                f"      {cite.document} {cite.clause} [{code_name('confidence', cite.confidence, lang)}]"
            )
        if loss.records:
            more = "" if len(loss.records) <= 10 else f" … ({len(loss.records)})"
            yield visible(say(lang, "      记录 ", "      records ") + ", ".join(loss.records[:10]) + more)
    if not told.losses:
        yield say(lang, "  没有失分", "  nothing")


def _node_lines(run: Run, node: Node, lang: str, depth: int) -> Iterator[str]:
    pad = "  " * depth
    full = "" if node.full is None or node.role == "veto" else f" / {shown(node.full)}"
    if full and (product := worth(run.index, node)):
        full += say(lang, f" (满分 = {product})", f" (full = {product})")
    code = f"{node.code} " if node.code else ""
    points = "" if node.role == "veto" else f": {shown(node.points)}{full}"
    role = "" if node.role == "score" else f" [{code_name('indicator-role', node.role, lang)}]"
    yield visible(f"{pad}{code}{node.name}{role}{points}")
    yield visible(f"{pad}    {how(run.index, node, lang)}")
    for cite in node.citations:
        yield visible(f"{pad}    § {cite.document} {cite.clause}")
    for given in node.inputs:
        yield visible(f"{pad}    · {input_text(given, lang)}")
        if given.observations:
            yield visible(f"{pad}      {say(lang, '观测', 'observation')} {', '.join(given.observations)}")
        if given.records:
            more = "" if len(given.records) <= SHOWN else f" … ({len(given.records)})"
            names = ", ".join(given.records[:SHOWN]) + more
            yield visible(f"{pad}      {say(lang, '记录', 'records')} {names}")
    for child in node.children:
        yield from _node_lines(run, child, lang, depth + 1)


def finding_lines(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """Findings as sentences: where, what, how to mend it."""
    for one in findings:
        words = kind(one.code)
        params = {key: _param(key, value, lang) for key, value in one.params.items()}
        params["sample"] = one.sample
        message, mend = (
            (words.message_en, words.mend_en) if lang == "en" else (words.message_zh, words.mend_zh)
        )
        place = one.place.file + (f" #{one.place.record}" if one.place.record else "") + one.place.pointer
        where = " ".join(part for part in (place, one.record.id or one.record.name) if part)
        text = f"{message.format(**params)} → {mend.format(**params)}"
        grade = one.severity if lang == "en" else _SEVERITY[one.severity]
        yield visible(f"{one.code} {grade} {where}: {text}")


def finding_digest(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """The first findings of each code, and how many more there are."""
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    for code, same in by_code.items():
        yield from finding_lines(same[:SHOWN], lang)
        if len(same) > SHOWN:
            more = len(same) - SHOWN
            yield say(lang, f"{code} 另有 {more} 条,见 --explain 或 --format html",
                      f"{code}: {more} more, see --explain or --format html")  # fmt: skip


_LISTS = {
    "metric": ("metric",),
    "rule": ("missing-rule", "scoring-rule"),
    "direction": ("indicator-direction",),
}


def _param(key: str, value: object, lang: str) -> str:
    """A parameter for reading: codes of metrics and rules in words."""
    if isinstance(value, tuple):
        return "、".join(str(item) for item in value)
    for listed in _LISTS.get(key, ()):
        words = code_name(listed, str(value), lang)
        if words != value:
            return words
    return str(value)


def change_lines(change: Change, lang: str, depth: int = 0) -> Iterator[str]:
    """The change of one body and its contributions, down the tree."""
    pad = "  " * depth
    sign = "+" if change.points > 0 else ""
    yield visible(f"{pad}{change.code} {change.name}: {sign}{shown(change.points)}".replace("  :", ":"))
    for part in change.contributions:
        sign = "+" if part.points > 0 else ""
        kind_name = code_name("score-part", part.kind, lang)
        line = f"{pad}    {kind_name} {part.code}: {shown(part.before)} → {shown(part.after)}"
        yield visible(f"{line} ({sign}{shown(part.points)})")
    for child in change.children:
        yield from change_lines(child, lang, depth + 1)


_COLUMNS = (
    "subject",
    "name",
    "indicator",
    "indicator_name",
    "value",
    "points",
    "full",
    "state",
    "grade",
    "rank",
)


def csv_table(results: Sequence[Assessment]) -> str:
    """One row a body and indicator, the total first, as CSV for a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in ordered(results):
        for node in one.root.walk():
            total = not node.code
            value = node.inputs[0].value if len(node.inputs) == 1 else None
            writer.writerow(
                _safe(cell)
                for cell in (
                    one.body.id, one.body.name, node.code, node.name,
                    "" if value is None else short(value),
                    score_text(one) if total else short(node.points),
                    "" if node.full is None else short(node.full),
                    node.state, one.grade if total else "", one.rank or "" if total else "",
                )
            )  # fmt: skip
    return "\ufeff" + stream.getvalue()


def _safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    risky = text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and not text[1:2].isdigit())
    return "'" + text if risky else text

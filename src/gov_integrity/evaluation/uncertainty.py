"""A simulation for reading: rank intervals of every peer group, and orders that are not certain."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from gov_integrity.errors import UsageError
from gov_integrity.evaluation.charts import interval_chart
from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.numbers import exact_text
from gov_integrity.evaluation.render import finding_lines, say
from gov_integrity.evaluation.simulation import Plan, Simulation, leave_one_out, simulate
from gov_integrity.privacy import visible

__all__ = ["simulated"]


def simulated(run: Run, plan: Plan, form: str, lang: str) -> str:
    """Rank intervals as text, csv, json, svg or html; raises as `simulate`, `UsageError` without a group."""
    groups = sorted({one.body.peers for one in run.results if one.peers[2] > 1})
    if not groups:
        raise UsageError("没有两个以上可排序的同类单位", "no two bodies of one kind are ranked")
    results = [(peers, simulate(run, plan, peers)) for peers in groups]
    names = {one.body.id: one.body.name or one.body.id for one in run.results}
    if form == "json":
        rows = [
            {"body": one.body, "rank": one.rank, "rank_low": one.low, "rank_high": one.high, "mean": one.mean}
            for _, found in results
            for one in found.intervals
        ]
        head = {
            "index": run.index.id,
            "runs": plan.runs,
            "seed": plan.seed,
            "spread": exact_text(plan.spread),
            "normalisations": plan.normalisations,
            "aggregations": plan.aggregations,
            "level": exact_text(plan.level),
        }
        return json.dumps({**head, "intervals": rows}, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(("body", "rank", "rank_low", "rank_high", "mean"))
        for _, found in results:
            writer.writerows((one.body, one.rank, one.low, one.high, one.mean) for one in found.intervals)
        return "\ufeff" + stream.getvalue()
    charts = [_chart(found, names, lang) for _, found in results]
    if form == "svg":
        return "\n".join(charts) + "\n"
    if form == "html":
        body = "".join(f"<figure>{chart}</figure>" for chart in charts)
        return f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>{body}</body></html>\n'
    return (
        "\n".join(line for peers, found in results for line in _lines(run, peers, found, names, lang)) + "\n"
    )


def _title(plan: Plan, lang: str) -> str:
    level, spread = exact_text(plan.level * 100), exact_text(plan.spread * 100)
    return say(
        lang,
        f"名次区间({level}%,权重浮动 ±{spread}%,{plan.runs} 次,种子 {plan.seed})",
        f"Rank intervals ({level}%, weights ±{spread}%, {plan.runs} draws, seed {plan.seed})",
    )


def _chart(found: Simulation, names: dict[str, str], lang: str) -> str:
    rows = [(names[one.body], one.low, one.rank, one.high) for one in found.intervals]
    return interval_chart(_title(found.plan, lang), rows)


def _lines(
    run: Run, peers: tuple[str, str], found: Simulation, names: dict[str, str], lang: str
) -> Iterator[str]:
    yield _title(found.plan, lang)
    for one in found.intervals:
        yield visible(f"{one.rank:>4}  [{one.low}-{one.high}]  {names[one.body]}")
    yield say(lang, "去掉一项指标后名次的变化:", "Leaving one indicator out moves ranks by:")
    for left in leave_one_out(run, peers):
        mean = say(lang, "平均", "mean")
        largest = say(lang, "最大", "largest")
        yield visible(f"  {left.code} {left.name}: {mean} {left.mean_shift}, {largest} {left.largest_shift}")
    yield from finding_lines(found.findings, lang)
    yield ""

"""The figures of quality as sections of a page: tables, and charts drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.model import flat_specs, model_names
from gov_integrity.reports.charts import Bar, bars, columns
from gov_integrity.reports.quality import (
    Rate,
    compliance,
    late,
    measures,
    missing,
    overall,
    timely,
    wrong_codes,
)  # fmt: skip
from gov_integrity.reports.view import Json, get, items, number, text

__all__ = ["Part", "Section", "figure_sections"]

_UNITS = 20
_FIELDS = 25
_WORDS = {
    "zh": {
        "quality": "数据质量", "rates": "主要指标", "rate": "指标", "value": "数值", "counts": "数量",
        "meaning": "含义", "source": "来源", "total": "合计", "by_type": "合规率（按类型）",
        "fields": "字段完整度", "field": "字段", "present": "填写数", "of": "共", "share": "完整度",
        "timeliness": "报送及时性（7个工作日）", "days": "决定后第几个工作日报送", "number": "数量",
        "limit": "7个工作日", "unjudged": "条因缺少日期或尚无工作日安排而无法判断", "units": "按单位",
        "unused": "个字段没有任何记录填写，未列出。", "unit": "单位", "type": "类型",
        "statements": "陈述数", "late": "迟报",
    },
    "en": {
        "quality": "Quality of the data", "rates": "Main figures", "rate": "figure", "value": "value",
        "counts": "counts", "meaning": "meaning", "source": "source", "total": "all",
        "by_type": "Compliance by type", "fields": "Completeness of fields", "field": "field",
        "present": "given", "of": "of", "share": "completeness",
        "timeliness": "Timeliness (7 working days)", "days": "working days from decision to submission",
        "number": "count", "limit": "7 working days",
        "unjudged": "could not be judged for want of a date or of a calendar", "units": "By unit",
        "unused": "fields that no record gives are not listed.", "unit": "unit", "type": "type",
        "statements": "statements", "late": "late",
    },
}  # fmt: skip


@frozen(slots=True)
class Part:
    """A heading with a chart, a table and a remark, each of which may be absent."""

    title: str
    chart: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@frozen(slots=True)
class Section:
    """A chapter of the page."""

    title: str
    parts: tuple[Part, ...]


def figure_sections(figures: Json, lang: str) -> list[Section]:
    """The chapters for the figures of a report; none when it has no figures."""
    if not figures:
        return []
    words = _WORDS[lang]
    makers: Sequence[Callable[[Json, str], Part | None]] = (_rates, _types, _timeliness, _units, _fields)
    parts = [part for make in makers if (part := make(figures, lang)) is not None]
    return [Section(words["quality"], tuple(parts))] if parts else []


def _type_words(name: str, lang: str) -> str:
    return codelist("statement-type").label(name, lang)


def _counts(rate: Rate) -> str:
    return f"{rate.part} / {rate.whole}"


def _rates(figures: Json, lang: str) -> Part:
    found: Mapping[str, Rate] = {
        "compliance": overall(compliance(figures).values()),
        "timely": overall(timely(figures).values()),
        "late": overall(late(figures).values()),
        "wrong_codes": wrong_codes(figures),
    }
    words, known, rows = _WORDS[lang], measures(), []
    for name, rate in found.items():
        measure = known[name]
        title, meaning = (
            (measure.en, measure.definition_en) if lang == "en" else (measure.zh, measure.definition_zh)
        )
        source = f"{measure.source} [{codelist_label(measure.confidence, lang)}]"
        rows.append((title, rate.percent(), _counts(rate), meaning, source))
    head = tuple(words[key] for key in ("rate", "value", "counts", "meaning", "source"))
    note = known["overall"].definition_en if lang == "en" else known["overall"].definition_zh
    return Part(words["rates"], head=head, rows=tuple(rows), note=note)


def codelist_label(confidence: str, lang: str) -> str:
    """How sure we are, in words."""
    zh = {"verified": "已核实", "secondary": "转引", "recalled": "凭记忆", "inferred": "推定"}
    return confidence if lang == "en" else zh.get(confidence, confidence)


def _types(figures: Json, lang: str) -> Part | None:
    found = compliance(figures)
    if not found:
        return None
    words = _WORDS[lang]
    made = [
        Bar(_type_words(name, lang), float(rate.value or 0), f"{rate.percent()}", "sound")
        for name, rate in found.items()
    ]
    rows = [(_type_words(name, lang), _counts(rate), rate.percent()) for name, rate in found.items()]
    total = overall(found.values())
    rows.append((words["total"], _counts(total), total.percent()))
    head = (words["type"], words["counts"], words["value"])
    return Part(words["by_type"], bars(words["by_type"], made, whole=1.0), head, tuple(rows))


def _timeliness(figures: Json, lang: str) -> Part | None:
    words, found = _WORDS[lang], get(figures, "timeliness")
    days = items(found, "days")
    if not days:
        return None
    limit = number(found, "limit")
    made, last = [], -1
    for index, row in enumerate(days):
        day = number(row, "from")
        in_time = day <= limit
        last = index if in_time else last
        made.append(
            Bar(
                text(row, "label"),
                number(row, "count"),
                str(number(row, "count")),
                "sound" if in_time else "error",
            )
        )
    rows = [
        (codelist("decision-kind").label(kind, lang), _counts(rate), rate.percent(), rate.rest().percent())
        for kind, rate in late(figures).items()
    ]
    known = measures()
    names = [known[name].en if lang == "en" else known[name].zh for name in ("late", "timely")]
    unjudged = number(found, "unjudged")
    return Part(
        words["timeliness"],
        columns(words["days"], made, mark=last, mark_told=words["limit"]),
        (words["type"], words["counts"], *names),
        tuple(rows),
        f"{unjudged} {words['unjudged']}" if unjudged else "",
    )


def _units(figures: Json, lang: str) -> Part | None:
    words = _WORDS[lang]
    found = sorted(items(figures, "units"), key=lambda row: (-number(row, "statements"), text(row, "unit")))
    if not found:
        return None
    shown = found[:_UNITS]
    made = [Bar(_unit(row), number(row, "statements"), str(number(row, "statements"))) for row in shown]
    rows = [
        (
            _unit(row),
            str(number(row, "statements")),
            Rate(number(row, "sound"), number(row, "statements")).percent(),
            Rate(number(row, "late"), number(row, "judged")).percent(),
        )
        for row in found
    ]
    known = measures()
    names = [known[name].en if lang == "en" else known[name].zh for name in ("compliance", "late")]
    head = (words["unit"], words["statements"], *names)
    return Part(words["units"], bars(words["units"], made), head, tuple(rows))


def _unit(row: Json) -> str:
    return text(row, "name") or text(row, "unit")


def _fields(figures: Json, lang: str) -> Part | None:
    """Fields that some records of a type have and others lack; those nobody fills in are only counted."""
    words, found = _WORDS[lang], missing(figures)
    used = {key: rate for key, rate in found.items() if rate.part < rate.whole}
    ordered = sorted(used.items(), key=lambda pair: (-(pair[1].value or 0), pair[0]))
    if not ordered:
        return None
    made = [
        Bar(
            f"{_type_words(type_, lang)} {_field(type_, field, lang)}",
            float(rate.rest().value or 0),
            rate.rest().percent(0),
        )
        for (type_, field), rate in ordered[:_FIELDS]
    ]
    known = measures()["missing"]
    rows = tuple(
        (_type_words(type_, lang), _field(type_, field, lang), _counts(rate.rest()), rate.percent())
        for (type_, field), rate in ordered
    )
    head = (words["type"], words["field"], words["present"], known.en if lang == "en" else known.zh)
    meaning = known.definition_en if lang == "en" else known.definition_zh
    unused = f"{len(found) - len(used)} {words['unused']}"
    return Part(words["fields"], bars(words["fields"], made, whole=1.0), head, rows, f"{meaning} {unused}")


def _field(type_: str, name: str, lang: str) -> str:
    if type_ not in model_names():
        return name
    found = next((spec for spec in flat_specs(type_) if spec.name == name), None)
    return name if found is None else (found.en if lang == "en" else found.zh)

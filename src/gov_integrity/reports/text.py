"""The report as text for a terminal, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gov_integrity.codelists import codelist
from gov_integrity.privacy import visible
from gov_integrity.reports.words import SEVERITY_WORDS, kind_of, words

__all__ = ["render"]

Json = Mapping[str, object]

_HEAD = {
    "zh": "政务诚信数据校验  标准 {standard_version}  细则 {profile}  判断日期 {as_of}{source}",
    "en": "Check of government integrity data  standard {standard_version}  profile {profile}  as of "
    "{as_of}{source}",
}
_SOURCE = {
    "zh": {"today": "(未指定,取今天)", "header": "(取自包头)", "argument": ""},
    "en": {"today": " (today, none was given)", "header": " (from the header)", "argument": ""},
}
_STATUS = {
    "zh": {
        "passed": "通过:没有错误",
        "findings": "发现问题",
        "unreadable": "有输入无法读取,或校验程序出现故障",
    },
    "en": {
        "passed": "passed: no errors",
        "findings": "findings",
        "unreadable": "unreadable input or failure",
    },
}


def _get(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _items(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def render(report: Json, lang: str = "zh") -> str:
    """The JSON form of a report as text; a pure function of it. Ends with a line feed."""
    return "\n".join(visible(line) for line in _lines(report, lang)) + "\n"


def _lines(report: Json, lang: str) -> Iterator[str]:
    source = _SOURCE[lang].get(str(report.get("as_of_source")), "")
    named = {key: report.get(key) or "-" for key in ("standard_version", "profile", "as_of")}
    yield _HEAD[lang].format(**named, source=source)
    yield from _inputs(report, lang)
    yield ""
    for group in _items(report.get("groups")):
        yield from _group(group, lang)
    yield from _suppressed(report, lang)
    yield from _not_checked(report, lang)
    yield from _summary(report, lang)


def _inputs(report: Json, lang: str) -> Iterator[str]:
    for item in _items(report.get("inputs")):
        count = _number(item.get("statements"))
        size = f"{count} statements" if lang == "en" else f"{count} 条陈述"
        yield f"  {item.get('name')}  {item.get('form') or '-'}  {size}"


def _group(group: Json, lang: str) -> Iterator[str]:
    code, severity = str(group.get("code")), str(group.get("severity"))
    total, shown = _number(group.get("total")), _number(group.get("shown"))
    known = kind_of(code)
    title = (known.title_en if lang == "en" else known.title_zh) if known else ""
    times = f"{total} x" if lang == "en" else f"{total} 处"
    yield f"[{SEVERITY_WORDS[lang].get(severity, severity)}] {code} {title}  {times}"
    for finding in _items(group.get("findings")):
        yield from _finding(finding, lang)
    if shown < total:
        rest = total - shown
        more = f"{rest} more not shown" if lang == "en" else f"另有 {rest} 处未列出"
        yield f"    … {more}"
    yield ""


def _finding(finding: Json, lang: str) -> Iterator[str]:
    told = words(finding, lang)
    yield f"  - {told.where}"
    if told.record:
        yield f"    {told.record}"
    yield f"    {told.message}"
    if told.mend:
        yield ("    Mend: " if lang == "en" else "    改正:") + told.mend
    if told.citations:
        joined = "; ".join(told.citations) if lang == "en" else ";".join(told.citations)
        yield ("    See: " if lang == "en" else "    依据:") + joined


def _suppressed(report: Json, lang: str) -> Iterator[str]:
    items = _items(report.get("suppressed"))
    if items:
        yield "Explained away, not shown above:" if lang == "en" else "已作说明、上面未列出:"
        for item in items:
            named = {key: item.get(key) for key in ("id", "code", "total", "reason", "author", "until")}
            told = (
                "  - {total} x {code}: {reason} ({author}, until {until}; {id})"
                if lang == "en"
                else "  - {code} {total} 处:{reason}({author},至 {until};{id})"
            )
            yield told.format(**named)
        yield ""


_REASONS = {
    "unreadable": ("文件无法读取", "the file cannot be read"),
    "statements_unreadable": ("有陈述无法读取", "some statements cannot be read"),
    "no_day": ("没有判断日期", "there is no day of judgement"),
    "no_coverage": ("包头未声明该类陈述已报全", "the header does not declare that type complete"),
    "expired": ("说明已过期,不再适用", "the entry has expired"),
}
_CHECKS = {
    "statements": ("陈述", "statements"),
    "statements_sha256": ("内容校验值", "digest of the statements"),
    "rules": ("规则", "rules"),
    "suppression": ("已说明的问题", "findings explained away"),
}


def _not_checked(report: Json, lang: str) -> Iterator[str]:
    """One line a reason, for many checks share one."""
    items = _items(report.get("not_checked"))
    if not items:
        return
    yield "Not checked:" if lang == "en" else "未作的检查:"
    told: dict[str, list[str]] = {}
    for item in items:
        check, reason = str(item.get("check")), str(item.get("reason"))
        known = kind_of(check)
        title = (known.title_zh, known.title_en) if known else _CHECKS.get(check, (check, check))
        why = _REASONS.get(reason, (reason, reason))
        params = _get(item, "params")
        pairs = params.items() if isinstance(params, dict) else ()
        shown = ", ".join(
            codelist("statement-type").label(str(value), lang) if name == "type" else str(value)
            for name, value in pairs
        )
        told.setdefault(why[lang == "en"] + (f" ({shown})" if shown else ""), []).append(title[lang == "en"])
    for because, titles in told.items():
        yield f"  - {because}: {('; ' if lang == 'en' else ';').join(dict.fromkeys(titles))}"
    yield ""


def _summary(report: Json, lang: str) -> Iterator[str]:
    counts = report.get("counts")
    severities = _get(counts, "by_severity")
    told = [
        f"{SEVERITY_WORDS[lang][name]} {_number(_get(severities, name))}"
        for name in ("error", "warning", "info")
    ]
    status = _STATUS[lang].get(str(report.get("status")), "")
    total = _number(_get(counts, "statements"))
    size = f"{total} statements" if lang == "en" else f"共 {total} 条陈述"
    sep = ", " if lang == "en" else ","
    yield f"{status}: {sep.join([size, *told])}" if lang == "en" else f"{status}。{sep.join([size, *told])}"
    if report.get("truncated"):
        limits = report.get("limits")
        per_code = _get(limits, "per_code")
        per_file = _get(limits, "per_file")
        yield (
            f"Counts are exact; at most {per_code} findings a code and {per_file} a file are shown."
            if lang == "en"
            else f"数量均为准确数;每种问题至多列出 {per_code} 处,每个文件至多列出 {per_file} 处。"
        )

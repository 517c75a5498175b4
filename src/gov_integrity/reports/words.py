"""Words for a finding: the only place where code and parameters become Chinese or English sentences.

Works on the JSON form of a report, so that a saved report can be rendered again, or in the other language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from attrs import frozen

from gov_integrity.codelists import codelist, names
from gov_integrity.findings import Kind, technical_kinds
from gov_integrity.model import FORMS, TYPES, flat_specs, model_names
from gov_integrity.rules import rules

__all__ = ["SEVERITY_WORDS", "Words", "kind_of", "record_words", "where_words", "words"]

SEVERITY_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "note"},
}
_MANY = 24
_FORM_WORDS = {
    "object": ("一个对象(花括号)", "an object (braces)"),
    "list": ("一个列表(方括号)", "a list (brackets)"),
    "rows": ("至少一行的列表", "a list of at least one row"),
}


@frozen(slots=True)
class Words:
    """One finding in words.

    Attributes:
        title: The kind of fault.
        message: What is wrong here, with the (masked) value.
        mend: The act that mends it.
        record: The record as the clerk knows it.
        where: File, line, sheet or field.
        citations: Documents and articles, with our confidence where it is not verified.
    """

    title: str
    message: str
    mend: str
    record: str
    where: str
    citations: tuple[str, ...]


@cache
def _kinds() -> Mapping[str, Kind]:
    return {**technical_kinds(), **{code: rule.kind for code, rule in rules().items()}}


def kind_of(code: str) -> Kind | None:
    """The kind of a code, or None for a code of another library version."""
    return _kinds().get(code)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


@cache
def _titles(kind: str) -> Mapping[str, tuple[str, str]]:
    return {spec.name: (spec.zh, spec.en) for spec in flat_specs(kind)} if kind in model_names() else {}


def _field(kind: str, name: str, lang: str) -> str:
    """Title and machine name of a field, as a clerk and a programmer each look for it."""
    zh, en = _titles(kind).get(name, ("", ""))
    title = en if lang == "en" else zh
    return f"{title}({name})" if title and lang == "zh" else f"{title} ({name})" if title else name


def _codes(items: Sequence[str], listed: str, lang: str) -> str:
    known = codelist(listed) if listed in names() else None
    told = []
    for item in items[:_MANY]:
        label = (known.label(item, lang) or "") if known else ""
        told.append(f"{item} {label}" if label and label != item else item)
    more = len(items) - _MANY
    if more > 0:
        told.append(f"… {more} more" if lang == "en" else f"……共{len(items)}项")
        if known:
            told[-1] += f" (gov-integrity codelist show {known.name})"
    return (", " if lang == "en" else "、").join(told)


def _form(name: str, lang: str) -> str:
    if name in _FORM_WORDS:
        return _FORM_WORDS[name][lang == "en"]
    form = FORMS.get(name)
    return (form.en if lang == "en" else form.zh) if form else name


def _type_label(name: str, lang: str) -> str:
    found = codelist("statement-type").get(name)
    return (found.en if lang == "en" else found.zh) if found else name


def _breakdown(text: str, lang: str) -> str:
    """Codes of a breakdown (`a+b/c`) by their labels, what is no code as it stands."""

    def told(code: str) -> str:
        lists = (codelist(name) for name in ("organisation-kind", "division"))
        return next((label for found in lists if (label := found.label(code, lang))), code)

    joined = (" + ".join(told(code) for code in part.split("+")) for part in text.split("/"))
    return " / ".join(joined)


def _listed(name: str, items: Sequence[str], params: Mapping[str, object]) -> str:
    """The code list a parameter's values come from, or empty."""
    own = name.replace("_", "-")
    if own in names():
        return own
    if name in ("type", "other_type", "found", "allowed") and set(items) <= set(TYPES):
        return "statement-type"
    return _text(params.get("codelist")) if name in ("allowed", "near") else ""


def _param(name: str, value: object, params: Mapping[str, object], kind: str, lang: str) -> str:
    if name == "field" and "title_zh" not in params:
        return _field(kind, _text(value), lang)
    if name == "form":
        return _form(_text(value), lang)
    if name == "codelist" and value in names():
        found = codelist(_text(value))
        return found.en if lang == "en" else found.zh
    if name == "breakdown":
        return _breakdown(str(value), lang)
    many = isinstance(value, (list, tuple))
    items = [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
    if many and not items:
        return "none" if lang == "en" else "无"
    listed = _listed(name, items, params)
    return _codes(items, listed, lang) if many or listed else str(value)


def record_words(record: Mapping[str, object], lang: str) -> str:
    """The record as the clerk knows it: type, printed number or name, id."""
    kind, ident, name = (_text(record.get(key)) for key in ("type", "id", "name"))
    label = _type_label(kind, lang) if kind else ""
    quoted = (f'"{name}"' if lang == "en" else f"“{name}”") if name else ""
    parts = [part for part in (label, quoted, f"[{ident}]" if ident else "") if part]
    return " ".join(parts)


def where_words(place: Mapping[str, object], lang: str) -> str:
    """Where to look: file, then sheet and cell, or line, record number and pointer."""
    zh = lang != "en"
    parts = [_text(place.get("file"))]
    if place.get("sheet"):
        parts.append(f"工作表“{place['sheet']}”" if zh else f"sheet {place['sheet']}")
    if place.get("row"):
        cell = f"{place.get('column', '')}{place['row']}"
        parts.append(f"单元格 {cell}" if zh else f"cell {cell}")
    elif place.get("line"):
        parts.append(f"第{place['line']}行" if zh else f"line {place['line']}")
    if place.get("record"):
        parts.append(f"第{place['record']}条" if zh else f"statement {place['record']}")
    if place.get("pointer"):
        parts.append(_text(place["pointer"]))
    return (" " if zh else ", ").join(part for part in parts if part)


def _citation(cite: Mapping[str, object], lang: str) -> str:
    told = " ".join(part for part in (_text(cite.get("document")), _text(cite.get("clause"))) if part)
    sure = _text(cite.get("confidence")) or "verified"
    if sure == "verified":
        return told
    word = codelist("confidence").label(sure, lang) if "confidence" in names() else None
    return f"{told} [{word or sure}]" if lang == "en" else f"{told}〔{word or sure}〕"


class _Params(dict[str, str]):
    """A parameter that a report of another version lacks shows as its name, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def words(finding: Mapping[str, object], lang: str = "zh") -> Words:
    """A finding of a JSON report in words, "zh" or "en"."""
    code = _text(finding.get("code"))
    record = _map(finding.get("record"))
    params = _map(finding.get("params"))
    kind = _text(record.get("type"))
    told = _Params({name: _param(name, value, params, kind, lang) for name, value in params.items()})
    told["sample"] = _text(finding.get("sample"))
    cites = finding.get("citations")
    known = kind_of(code)
    texts = ("", "", "")
    if known:
        zh = (known.title_zh, known.message_zh, known.mend_zh)
        texts = (known.title_en, known.message_en, known.mend_en) if lang == "en" else zh
    title, message, mend = (text.format_map(told) for text in texts)
    return Words(
        title=title or code,
        message=message,
        mend=mend,
        record=record_words(record, lang),
        where=where_words(_map(finding.get("place")), lang),
        citations=tuple(_citation(_map(cite), lang) for cite in cites) if isinstance(cites, list) else (),
    )

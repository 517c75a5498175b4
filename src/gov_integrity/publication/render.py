"""What an audience is given: NDJSON of the statements, or one JSON document with all that is said of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from gov_integrity.canonical import canonical_bytes
from gov_integrity.codelists import codelist
from gov_integrity.publication.publish import Published, Shown
from gov_integrity.publication.tables import reason

__all__ = ["document", "lines", "summary"]


def lines(published: Published) -> Iterator[bytes]:
    """The statements shown, canonical, one a line, in the standard's own form."""
    return (canonical_bytes(one.content) + b"\n" for one in published.shown)


def document(published: Published) -> Iterator[str]:
    """One JSON document, in pieces: the question, the statements, what is withheld by number, the reasons."""
    head = {"audience": published.audience, "profile": published.profile, "as_of": str(published.as_of)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "shown": ['
    used = {why for _, why in published.withheld_counts}
    for number, one in enumerate(published.shown):
        yield (",\n" if number else "\n") + json.dumps(_entry(one), ensure_ascii=False)
        used |= {note.reason for note in one.notes} | ({one.until_reason} if one.until_reason else set())
    withheld = [
        {"type": kind, "reason": why, "count": count}
        for (kind, why), count in published.withheld_counts.items()
    ]
    tail = {"withheld": withheld, "reasons": _reasons(sorted(used))}
    yield "\n], " + json.dumps(tail, ensure_ascii=False)[1:] + "\n"


def _entry(one: Shown) -> dict[str, object]:
    entry: dict[str, object] = {"statement": one.content}
    if one.until:
        entry["until"] = str(one.until)
    if one.until_reason:
        entry["until_reason"] = one.until_reason
    if one.sites:
        entry["sites"] = [
            {"channel": site.channel, "strength": site.strength, "clauses": site.clauses}
            for site in one.sites
        ]
    for name, masked in (("masked", True), ("withheld", False)):
        notes = [
            {"field": note.field, "reason": note.reason, "count": note.count}
            for note in one.notes
            if note.masked is masked
        ]
        if notes:
            entry[name] = notes
    return entry


def _reasons(codes: Iterable[str]) -> dict[str, object]:
    return {
        code: {"zh": it.zh, "en": it.en, "sources": it.sources, "confidence": it.confidence}
        for code, it in ((code, reason(code)) for code in codes)
    }


def summary(published: Published, lang: str = "zh") -> Iterator[str]:
    """A short text: how much is shown, what is withheld or masked, and why."""
    zh = lang == "zh"
    kinds = codelist("statement-type")
    shown, fields = 0, Counter[tuple[str, str, str]]()
    for one in published.shown:
        shown += 1
        for note in one.notes:
            fields[one.type, note.field, note.reason] += note.count
    head, withheld = f"{published.profile} {published.as_of}", sum(published.withheld_counts.values())
    yield (
        f"{head}:提供 {shown} 条、不提供 {withheld} 条"
        if zh
        else f"{head}: {shown} shown, {withheld} withheld"
    )
    for (kind, why), count in published.withheld_counts.items():
        yield f"- {kinds.label(kind, lang)} ×{count}: {_words(why, lang)}"
    if fields:
        yield "已脱敏或略去的数据项:" if zh else "fields masked or left out:"
    for (kind, name, why), count in sorted(fields.items()):
        yield f"- {kinds.label(kind, lang)} {name} ×{count}: {_words(why, lang)}"


def _words(code: str, lang: str) -> str:
    found = reason(code)
    sure = codelist("confidence").label(found.confidence, lang)
    return f"{found.text(lang)} [{', '.join(found.sources)}; {sure}]"

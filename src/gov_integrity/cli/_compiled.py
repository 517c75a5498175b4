"""Answers of the register as plain JSON values and as short text, in Chinese or English.

Names of natural persons are not told: a register is asked by ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gov_integrity.canonical import canonical_bytes
from gov_integrity.codelists import codelist
from gov_integrity.errors import UsageError
from gov_integrity.register import Holder, Register, State, word

__all__ = ["archive", "conflicts", "overview", "responsible", "states", "successors", "text"]

Answer = dict[str, object]


def _question(register: Register) -> Answer:
    asked: Answer = {"as_of": str(register.as_of)}
    return asked | ({"known_at": str(register.known_at)} if register.known_at else {})


def _interval(interval: tuple[date, date] | None) -> Answer:
    return {"interval": [str(day) for day in interval]} if interval else {}


def _state(state: State) -> Answer:
    row: Answer = {"id": state.id, "type": state.type, "revision": state.revision, "standing": state.standing}
    row |= {"known_on": str(state.known_on), **_interval(state.interval)}
    return row | ({"undated": list(state.undated)} if state.undated else {})


def states(register: Register) -> Iterator[bytes]:
    """Every state on a line of its own, with what was true in `statement`; canonical, in order of arrival."""
    for state in register.states():
        row = _state(state)
        if state.content:
            row["statement"] = dict(state.content)
        yield canonical_bytes(row) + b"\n"


def overview(register: Register) -> Answer:
    """How many things of each type stand how, what was not taken, and how many facts stand twice."""
    counts = [
        {"type": kind, "standing": standing, "count": count}
        for (kind, standing), count in register.counts().items()
    ]
    faults = [{"id": one.id, "revision": one.revision, "code": one.code} for one in register.faults]
    found: Answer = {"counts": counts, "faults": faults, "conflict_count": len(register.conflicts())}
    return _question(register) | found


def _check_known(register: Register, party: str) -> None:
    """An id that occurs nowhere is a slip, not a party with a clean record."""
    if register.current(party) or register.archive(party) or register.successors(party) != (Holder(party),):
        return
    raise UsageError("没有关于“{id}”的陈述", "no statement is about '{id}'", id=party)


def archive(register: Register, party: str) -> Answer:
    """The archive of a party. Raises `UsageError` for an id that no statement is about."""
    _check_known(register, party)
    entries: list[Answer] = []
    for entry in register.archive(party):
        row = _state(entry.state) | {"role": entry.role}
        for name, value in zip(("from", "until"), entry.period, strict=True):
            row |= {name: value} if value else {}
        if entry.through:
            row |= {"through": entry.through, "certain": entry.certain}
        entries.append(row)
    return _question(register) | {"party": party, "archive": entries}


def _holder(holder: Holder) -> Answer:
    row: Answer = {"organisation": holder.organisation, "certain": holder.certain}
    row |= {"path": list(holder.path)} if holder.path else {}
    row |= {"scope": holder.scope} if holder.scope else {}
    return row | ({"notes": list(holder.notes)} if holder.notes else {})


def successors(register: Register, organisation: str) -> Answer:
    """Who answers for a body's duties. Raises `UsageError` for an id that no statement is about."""
    _check_known(register, organisation)
    holders = [_holder(holder) for holder in register.successors(organisation)]
    return _question(register) | {"organisation": organisation, "holders": holders}


def responsible(register: Register, commitment: str, on: date | None) -> Answer:
    """Who answered for a commitment."""
    found = register.responsible(commitment, on)
    parties = [
        {
            "no": one.no,
            "party": one.party,
            "role": one.role,
            "certain": one.certain,
            "sources": list(one.sources),
        }
        for one in found.parties
    ]
    return _question(register) | {
        "commitment": commitment,
        "on": [str(day) for day in found.on],
        "parties": parties,
        "subject": found.subject,
        "holders": [_holder(holder) for holder in found.holders],
        "notes": list(found.notes),
    }


def conflicts(register: Register) -> Answer:
    """Facts that stand more than once."""
    rows = [
        {
            "type": one.type,
            "subject": one.subject,
            "number": one.number,
            "prevailing": one.prevailing.id,
            "stated_by": one.prevailing.stated_by,
            "others": [other.id for other in one.others],
            "reason": one.reason,
        }
        for one in register.conflicts()
    ]
    return _question(register) | {"conflicts": rows}


# ---- text ---------------------------------------------------------------------------------------------

_TITLES = {
    "as_of": ("状态日期", "as of"),
    "known_at": ("已知截止", "known at"),
    "party": ("档案主体", "archive of"),
    "organisation": ("单位", "body"),
    "commitment": ("承诺与协议", "commitment"),
    "on": ("日期", "on"),
    "subject": ("承诺主体", "promised by"),
    "conflict_count": ("重复事实", "facts that stand twice"),
    "counts": ("陈述", "statements"),
    "faults": ("未采用", "not taken"),
    "archive": ("档案", "archive"),
    "parties": ("责任方", "answerable"),
    "holders": ("现由谁承担", "answers now"),
    "conflicts": ("同一事实", "the same fact"),
    "notes": ("说明", "notes"),
}
_CODED = {"standing", "reason", "code"}
_LISTS = {"type": "statement-type", "role": "party-role"}


def text(answer: Answer, lang: str = "zh") -> Iterator[str]:
    """An answer as lines of text."""
    for name, value in answer.items():
        title = _TITLES[name][lang == "en"]
        if not isinstance(value, list):
            yield f"{title}: {value}"
        elif all(isinstance(one, str) for one in value):
            if value:
                words = (_words(one, lang) if name == "notes" else one for one in value)
                yield f"{title}: {', '.join(dict.fromkeys(words))}"
        else:
            yield f"{title} ({len(value)})"
            yield from (f"- {_line(row, lang)}" for row in value)


def _line(row: Answer, lang: str) -> str:
    return " ".join(part for name, value in row.items() if (part := _part(name, value, lang)))


def _part(name: str, value: object, lang: str) -> str:
    if name in _LISTS:
        return codelist(_LISTS[name]).label(str(value), lang)
    if name in _CODED:
        return _words(str(value), lang)
    if name == "notes" and isinstance(value, list):
        return "; ".join(_words(str(one), lang) for one in value)
    if name in ("path", "through"):
        return " ".join(f"← {one}" for one in (reversed(value) if isinstance(value, list) else [value]))
    if name == "certain":
        return "" if value else ("(未定)" if lang == "zh" else "(uncertain)")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(code: str, lang: str) -> str:
    return word(code).text(lang)

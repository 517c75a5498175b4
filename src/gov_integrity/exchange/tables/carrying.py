"""Rows of a mapped table become statements: the thing itself, and the bodies and persons it names.

What is not carried, not known or not convertible is a finding with its cell; nothing is guessed. Identity
numbers are masked on the way in and never leave this module in clear.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from attrs import define, evolve, field, frozen

from gov_integrity.exchange.tables.cells import day_number, written_day
from gov_integrity.exchange.tables.grid import Row, Table, UnreadableTableError, column_letter, note
from gov_integrity.exchange.tables.layout import normal
from gov_integrity.exchange.tables.mapping import Mapping_, Wire, coded
from gov_integrity.findings import Finding, Param, Place, RecordLabel
from gov_integrity.privacy import sample

__all__ = ["Carried", "Terms", "carry"]

_PATH = re.compile(r"(?:([a-z_]+)\[(?:([a-z_]+)=([a-z|-]+))?\]\.)?([a-z_]*)")
_SEVERAL = re.compile(r"[,，;；|/、]\s*")
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_OLD_CODE = re.compile(r"[0-9A-Z]{8}-?[0-9X]")
_TAIL = re.compile(r".[0-9]{3}[0-9Xx]$")
_LOOK = 20
_CAP = 40
Json = dict[str, object]


@frozen(slots=True)
class Terms:
    """What the source does not say: the namespace of new ids, who states, when it was recorded."""

    namespace: str
    stated_by: str
    recorded_at: str
    date1904: bool = False


@define(slots=True)
class Carried:
    """What a table gave: statements, each id once, and findings."""

    statements: list[Json] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    rows: int = 0
    _ids: set[tuple[object, object]] = field(factory=set)

    def add(self, statement: Json) -> None:
        """Add a statement unless its id was given already."""
        key = (statement["type"], statement["id"])
        if key not in self._ids:
            self._ids.add(key)
            self.statements.append(statement)


@define(slots=True)
class _RowInHand:
    """One row on its way: the parts made of it so far, and the way to speak about its cells."""

    carrier: _Carrier
    row: Row
    parts: dict[str, Json] = field(factory=dict)
    failed: bool = False

    def say(self, code: str, index: int, text: str = "", **params: Param) -> None:
        place = evolve(self.carrier.place(self.row), column=column_letter(index) if index >= 0 else "")
        label = RecordLabel(self.carrier.mapping.type)
        self.carrier.out.findings.append(
            note(code, place, params, record=label, sample=sample(text, "query") if text else "")
        )


@define(slots=True)
class _Carrier:
    """A table, its mapping, and where things go."""

    table: Table
    mapping: Mapping_
    terms: Terms
    columns: Mapping[int, Wire]
    out: Carried
    said: set[str] = field(factory=set)

    def place(self, row: Row) -> Place:
        return Place(file=self.table.file, sheet=self.table.name, row=row.number, line=row.line)


def carry(table: Table, mapping: Mapping_, terms: Terms) -> Carried:
    """The statements of a table by a mapping.

    Raises `UnreadableTableError` when no heading of the mapping is found in it.
    """
    out = Carried()
    rows = table.rows()
    columns = _columns(table, rows, mapping, out)
    carrier = _Carrier(table, mapping, terms, columns, out)
    try:
        for row in rows:
            if any(text.strip() for text in row.texts):
                out.rows += 1
                _row(carrier, row)
    except UnreadableTableError as error:
        out.findings.append(error.finding)
    out.findings.extend(table.findings)
    return out


def _columns(table: Table, rows: Iterator[Row], mapping: Mapping_, out: Carried) -> dict[int, Wire]:
    known = mapping.by_heading()
    for count, row in enumerate(rows, start=1):
        said = [text.strip() for text in row.texts]
        hits = [text for text in said if normal(text) in known]
        if len(hits) > 1:
            for index, text in enumerate(said):
                if text and normal(text) not in known:
                    place = Place(table.file, sheet=table.name, row=row.number, column=column_letter(index))
                    params: dict[str, Param] = {"name": sample(text, "open", _CAP), "mapping": mapping.zh}
                    out.findings.append(note("GI-TAB-0081", place, params))
            found = {index: known[normal(text)] for index, text in enumerate(said) if normal(text) in known}
            order = {id(wire): at for at, wire in enumerate(mapping.wires)}
            return dict(sorted(found.items(), key=lambda pair: order[id(pair[1])]))
        if count == _LOOK:
            break
    raise UnreadableTableError("GI-TAB-0035", Place(file=table.file, sheet=table.name), limit=_LOOK)


# ---- one row -------------------------------------------------------------------------------------------


def _row(carrier: _Carrier, row: Row) -> None:
    hand = _RowInHand(carrier, row)
    for index, wire in carrier.columns.items():
        text = row.texts[index].strip() if index < len(row.texts) else ""
        if not text:
            continue
        if not wire.entity:
            _not_carried(hand, wire, index)
        elif row.kinds.get(index) in ("error", "uncomputed"):
            hand.say("GI-TAB-0082", index, text, name=wire.zh)
        else:
            _put_cell(hand, wire, index, text)
    main = hand.parts.get("main", {})
    local = main.get(carrier.mapping.local)
    if not isinstance(local, str):
        wanted = next(wire for wire in carrier.mapping.wires if wire.target == carrier.mapping.local)
        hand.say("GI-TAB-0083", -1, name=wanted.zh)
        return
    _finish(hand, local)


def _not_carried(hand: _RowInHand, wire: Wire, index: int) -> None:
    if wire.zh not in hand.carrier.said:
        hand.carrier.said.add(wire.zh)
        hand.say("GI-TAB-0080", index, name=wire.zh, reason_zh=wire.note_zh, reason_en=wire.note_en)


def _put_cell(hand: _RowInHand, wire: Wire, index: int, text: str) -> None:
    part = hand.parts.setdefault(wire.entity, {})
    form, _, more = wire.form.partition(":")
    if form == "codes":
        values = [_code(more.partition(":")[2], piece) for piece in _pieces(text, more.partition(":")[2])]
        if not all(values):
            hand.say("GI-TAB-0082", index, text, name=wire.zh)
        for value in dict.fromkeys(value for value in values if value):
            _put(part, wire.target, value, append=True)
        return
    if form == "party-code":
        _party_code(part, text)
        return
    if form == "person-name":
        part["kind"] = "natural-person"
    value = _value(hand, form, more, text, index)
    if value:
        _put(part, wire.target, value)
    else:
        hand.say("GI-TAB-0082", index, text, name=wire.zh)


def _pieces(text: str, name: str) -> list[str]:
    """The values in a cell that may hold several; a value that contains the separator is left whole."""
    if normal(text) in coded(name):
        return [text]
    return [piece for piece in _SEVERAL.split(text) if piece]


def _code(name: str, text: str) -> str:
    codes = coded(name)
    return codes.get(normal(text), "") or codes.get(normal(re.split("[-—:：(（]", text, maxsplit=1)[0]), "")


def _value(hand: _RowInHand, form: str, more: str, text: str, index: int) -> str:
    if form == "date":
        kind = hand.row.kinds.get(index)
        if kind in ("date", "number") and (kind == "date" or len(text) == len("45809")):
            return day_number(text, date1904=hand.carrier.terms.date1904)
        return written_day(text)
    if form in ("wan", "mask"):
        return _yuan(text) if form == "wan" else _masked(text)
    if form in ("code", "party-kind", "document-type"):
        return _code(more.partition(":")[2] if form == "code" else form.partition("-")[0], text)
    if hand.row.kinds.get(index) in ("number", "date") and ("E" in text or len(text) > 11):
        return ""
    return text


def _yuan(text: str) -> str:
    """Yuan from units of 10 000 yuan."""
    try:
        amount = Decimal(text.replace(",", "").removesuffix("元").removesuffix("万"))
    except InvalidOperation:
        return ""
    plain = format((amount * 10_000).normalize(), "f")
    return plain if re.fullmatch(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?", plain) else ""


def _party_code(part: Json, text: str) -> None:
    """A code that is a credit code, an old organisation code, or the number of a person."""
    if part.get("kind") == "natural-person":
        part["id_masked"] = _masked(text)
    elif _USCC.fullmatch(text):
        part["uscc"] = text
    elif _OLD_CODE.fullmatch(text):
        _put(part, "identifiers[scheme=organisation-code].value", text)
    else:
        part["id_masked"] = _masked(text)


def _masked(number: str) -> str:
    """The last four characters of an identity number; empty when the source has masked them itself."""
    return "*" * 14 + number[-4:].upper() if _TAIL.search(number) else ""


def _put(part: Json, target: str, value: object, *, append: bool = False) -> None:
    """Put a value where a target says, making the child row it belongs to."""
    found = _PATH.fullmatch(target)
    assert found is not None, target
    name, key, wanted, leaf = found.groups()
    if not name:
        part[leaf] = value
        return
    rows = part.setdefault(name, [])
    assert isinstance(rows, list)
    allowed = wanted.split("|") if wanted else []
    row = next((row for row in rows if not key or row.get(key) in allowed), None)
    if row is None or (append and leaf in row):
        row = {"no": len(rows) + 1} | ({key: allowed[0]} if key else {})
        rows.append(row)
    row[leaf] = value


# ---- the statements of a row ---------------------------------------------------------------------------


def _finish(hand: _RowInHand, local: str) -> None:
    carrier, parts = hand.carrier, hand.parts
    mapping, terms = carrier.mapping, carrier.terms
    home = parts.get("source", {}).get("uscc") or parts.get("issuer", {}).get("uscc") or terms.namespace
    main_id = f"{home}/{mapping.prefix}-{_slug(local)}"
    ids = {"main": main_id}
    for entity, type_ in mapping.entities.items():
        if entity in parts and (parts[entity].get("name") or type_ == "publication"):
            ids[entity] = _id_of(parts[entity], entity, main_id, terms)
    for wire in mapping.wires:
        form, _, given = wire.form.partition(":")
        part = parts.setdefault("main", {}) if wire.entity == "main" else parts.get(wire.entity)
        if part is None or wire.zh:
            continue
        if form == "const" and not _has(part, wire.target) and _wanted(part, wire.target):
            _put(part, wire.target, [given] if wire.target == "kinds" else given)
        elif form == "ref" and given in ids and ("[]" not in wire.target or _wanted(part, wire.target)):
            _put(part, wire.target, [ids[given]] if wire.target == "about" else ids[given])
    stated_by = ids.get("source") or terms.stated_by
    closed = _is_person(parts.get("subject", {}))
    for entity, own in ids.items():
        type_ = mapping.type if entity == "main" else mapping.entities[entity]
        if type_ == "party":
            type_ = "person" if _is_person(parts[entity]) else "organisation"
        hidden = closed and entity in ("main", "publication")
        carrier.out.add(_statement(type_, own, parts[entity], stated_by, terms, closed=hidden))


def _has(part: Json, target: str) -> bool:
    """Whether a plain field is filled already; a field of a child row is for `_put` to decide."""
    return "[" not in target and target in part


def _wanted(part: Json, target: str) -> bool:
    """A constant of a child row is put only where the row exists."""
    return "[" not in target or target.partition("[")[0] in part


def _is_person(part: Json) -> bool:
    return part.get("kind") == "natural-person" or ("id_masked" in part and "uscc" not in part)


def _slug(text: str) -> str:
    """The local part of an id: the number itself where it can be one, else a digest of it."""
    plain = normal(text)
    return text if _LOCAL.fullmatch(text) else hashlib.sha256(plain.encode()).hexdigest()[:16]


def _id_of(part: Json, entity: str, main_id: str, terms: Terms) -> str:
    """A body is known by its code, else by its name; a person only by the record that names them."""
    if code := part.get("uscc"):
        return f"{code}/org"
    if _is_person(part) or entity in ("legal", "publication"):
        return f"{main_id}.{entity}"
    return f"{terms.namespace}/org-{hashlib.sha256(normal(str(part['name'])).encode()).hexdigest()[:16]}"


def _statement(type_: str, own: str, part: Json, stated_by: str, terms: Terms, *, closed: bool) -> Json:
    """The statement with its envelope; what names a person is not public."""
    private = type_ == "person" or closed
    body = {key: value for key, value in part.items() if not key.startswith("id_") or type_ == "person"}
    if type_ == "organisation":
        body.setdefault("kind", "legal-entity")
    elif type_ == "person":
        body = {key: body[key] for key in ("name", "id_type", "id_masked") if body.get(key)}
        body["kind"] = "natural-person"
        body["name"] = part["name"]
    envelope: Json = {
        "type": type_,
        "id": own,
        "revision": 1,
        "action": "make",
        "stated_by": stated_by,
        "recorded_at": terms.recorded_at,
        "access": "government" if private else "public",
    }
    return envelope | body

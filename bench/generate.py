"""Make a file of statements: all types in realistic shares, about 1 kB and 25 fields each.

The content is made up (示例) and depends on nothing but the count, so that two runs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gov_integrity.canonical import canonical_bytes
from gov_integrity.codelists import codelist
from gov_integrity.model import FORMS, TYPES, FieldSpec, field_specs
from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, RuleSet

SEED = 20261120
ORGANISATIONS = 3000
SHARES = {
    "dishonesty_record": 18, "commitment": 16, "observation": 14, "publication": 9, "sanction": 8, "case": 7,
    "decision": 7, "handling": 6, "court_matter": 4, "list_item": 3, "assessment": 2, "task": 1, "report": 1,
    "honesty_record": 1, "incentive": 1, "inspection": 1, "activity": 1,
}  # fmt: skip
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WORDS = "某市县区发展和改革住房城乡建设财政局人民政府办公室招商引资项目合同工程款拖欠整改承诺公开履行情况说明"
TRIES = 12
SENDERS = 40
"""How many ways of filling in a type there are."""
KEEP = 0.62
"""Share of the optional fields that a statement fills in; tuned so that a statement has about 1 kB."""


def _check(code: str) -> str:
    total = sum(ALPHABET.index(char) * 3**place % 31 for place, char in enumerate(code))
    return ALPHABET[(31 - total % 31) % 31]


def _inner(body: str) -> str:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(char, 36) * weight for char, weight in zip(body, weights, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def uscc(number: int) -> str:
    """A unified social credit code with right check characters."""
    body = f"{number:08d}"
    code = f"11370100{body}{_inner(body)}"
    return code + _check(code)


def _known(spec: FieldSpec) -> bool:
    """Whether there is something a reference may point to: only organisations are certain to be there."""
    return spec.form != "ref" or not spec.targets or "organisation" in spec.targets


@cache
def _codes(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in force on the day of recording."""
    found = codelist(name)
    return tuple(c for c in allowed or found.values if found.status(c, date(2025, 3, 15)) == "current")


class Maker:
    """Makes values form by form from one random source."""

    def __init__(self, seed: int, organisations: int = ORGANISATIONS) -> None:
        self.random = random.Random(seed)
        self.organisations = organisations

    def text(self, low: int, high: int) -> str:
        pick = self.random
        return "".join(pick.choice(WORDS) for _ in range(pick.randint(low, high)))

    def day(self, low: int = 2018, high: int = 2025) -> str:
        pick = self.random
        return f"{pick.randint(low, high)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"

    def organisation(self) -> str:
        return f"bench/org-{self.random.randrange(self.organisations)}"

    def value(self, spec: FieldSpec) -> Any:
        one = self.rows(spec) if spec.rows else self.single(spec)
        return [one] if spec.many else one

    def rows(self, spec: FieldSpec) -> dict[str, Any]:
        return self.fields(spec.rows, keep=0.5) | {"no": 1}

    def fields(self, specs: tuple[FieldSpec, ...], keep: float) -> dict[str, Any]:
        return {
            spec.name.rpartition(".")[2]: self.value(spec)
            for spec in specs
            if spec.required or (_known(spec) and self.random.random() < keep)
        }

    def single(self, spec: FieldSpec) -> Any:
        if spec.codelist and spec.codelist != "division":
            return self.random.choice(_codes(spec.codelist, spec.allowed))
        form = FORMS[spec.form]
        if form.json == "boolean":
            return self.random.random() < 0.5
        if form.json == "integer":
            return self.random.randint(1, 9)
        made = {
            "id": self.organisation,
            "ref": self.organisation,
            "string": lambda: self.text(8, 20),
            "text": lambda: self.text(40, 80),
            "partial-date": self.day,
            "datetime": lambda: f"{self.day(2025, 2025)}T10:00:00+08:00",
            "money": lambda: f"{self.random.randint(1, 9_999_999)}.{self.random.randint(1, 9)}",
            "decimal": lambda: f"{self.random.randint(0, 999)}.{self.random.randint(1, 9)}",
            "uri": lambda: f"https://example.invalid/{self.random.randrange(10**6)}",
            "hex": lambda: f"{self.random.getrandbits(256):064x}",
            "duration": lambda: f"P{self.random.randint(1, 30)}WD",
            "masked": lambda: "**************1234",
            "uscc": lambda: uscc(self.random.randrange(ORGANISATIONS)),
            "code": lambda: "370100",
        }
        return made[spec.form]()


HEAVY = {"identifiers", "evidence", "steps", "about", "remarks", "currency", "rounded_to", "action_reason"}


def statements(count: int) -> Iterator[dict[str, Any]]:
    """`count` statements with distinct ids; the organisations they refer to come first."""
    organisations = min(ORGANISATIONS, count // 4 + 1)
    maker = Maker(SEED, organisations)
    names, weights = zip(*SHARES.items(), strict=True)
    for number in range(count):
        first = number < organisations
        kind = "organisation" if first else maker.random.choices(names, weights)[0]
        envelope = {
            "type": kind,
            "id": f"bench/org-{number}" if kind == "organisation" else f"bench/{kind}-{number}",
            "revision": 1,
            "action": "make",
            "stated_by": maker.organisation(),
            "recorded_at": "2025-03-15T10:00:00+08:00",
        }
        found = _lawful(maker, kind, envelope)
        if kind == "organisation":
            found |= {"uscc": uscc(number), "since": "1990-01-01"}
            for gone in ("until", "history", "successions"):
                found.pop(gone, None)
        yield found


@cache
def _rules() -> RuleSet:
    day = date(2025, 6, 30)
    return RuleSet(Context(as_of=day, periods=load(), profile=profile("shandong-2024", as_of=day)))


def _lawful(maker: Maker, kind: str, envelope: dict[str, Any]) -> dict[str, Any]:
    """A statement that no record rule objects to, where a few tries give one: real data are mostly sound."""
    required = {spec.name for spec in field_specs(kind) if spec.required}
    found: dict[str, Any] = {}
    for _ in range(TRIES):
        found = maker.fields(maker.random.choice(_shapes(kind)), 1.0) | envelope
        for _ in range(TRIES):
            hits = [told.hit.pointer.split("/")[1:2] for told in _rules().judge(found)]
            optional = {name for part in hits for name in part if name in found and name not in required}
            if not hits:
                return found
            if not optional:
                break
            for name in optional:
                del found[name]
    return found


@cache
def _shapes(kind: str) -> tuple[tuple[FieldSpec, ...], ...]:
    """Which fields are filled in: each sender's system fills the same ones every time."""
    pick = random.Random(f"{SEED}{kind}")
    specs = [spec for spec in field_specs(kind) if spec.name not in HEAVY]
    return tuple(
        tuple(spec for spec in specs if spec.required or (_known(spec) and pick.random() < KEEP))
        for _ in range(SENDERS)
    )


def write(path: Path, count: int) -> None:
    """Write header, statements and last line."""
    header = {
        "type": "package", "version": "1.0-draft", "id": f"bench/package-{count}", "profile": "shandong-2024",
        "sender": "bench/org-0", "created_at": "2025-06-30T10:00:00+08:00", "extent": "increment",
    }  # fmt: skip
    digest = hashlib.sha256()
    with path.open("wb") as stream:
        stream.write(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        for found in statements(count):
            line = canonical_bytes(found)
            digest.update(line + b"\n")
            stream.write(line + b"\n")
        end = {
            "type": "package_end", "id": header["id"], "statement_count": count,
            "statements_sha256": digest.hexdigest(),
        }  # fmt: skip
        stream.write(json.dumps(end, separators=(",", ":")).encode() + b"\n")


assert set(SHARES) <= set(TYPES)

"""What is withheld never occurs in the output, in clear, escaped, encoded or digested without a key."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov_integrity.model import TYPES, FieldSpec, field_specs
from gov_integrity.publication import Published, document, lines, publish, summary
from gov_integrity.register import Received, Register
from gov_integrity.testing import statements
from publication.publicationcase import DAY, PERSON, parties, profile

REACH = {"open": 3, "public": 3, "government": 2, "query": 1}
NEEDS = {"public": 3, "authority": 2, "query": 1}
SPICE = "密<&\">'诚/?=% 信"
HEXED = "0123456789abcdef"


class Canaries:
    """Random values that fit a form, remembered; drawn afresh so that no data set can hold them."""

    def __init__(self) -> None:
        self.made: set[str] = set()

    def value(self, form: str) -> Any:
        core = secrets.token_hex(8)
        made = {
            "string": f"{SPICE}{core}", "text": f"{core}{SPICE}", "code": f"c{core}", "ref": f"ns/{core}",
            "id": f"ns/{core}", "uri": f"https://x.invalid/{core}", "hex": core * 4,
            "masked": "**************", "uscc": "", "datetime": "", "partial-date": "",
        }.get(form, "")  # fmt: skip
        if form not in {"string", "text", "code", "ref", "id", "uri", "hex"}:
            return None
        self.made.add(made)
        if form in {"ref", "id"}:
            self.made.add(core)
        return made

    def plant(self, spec: FieldSpec, value: Any) -> Any:
        """`value` with every string in it replaced by a canary, closed codes and dates left alone."""
        if spec.rows:
            leaves = {leaf.name.rpartition(".")[2]: leaf for leaf in spec.rows}
            return [{name: self.plant(leaves[name], cell) for name, cell in row.items()} for row in value]
        if spec.allowed:
            return value
        if spec.many:
            return [self.value(spec.form) or one for one in value]
        return self.value(spec.form) or value

    def forms(self) -> Iterator[tuple[str, str]]:
        """Every canary in every form in which it must not occur."""
        for one in self.made:
            raw = one.encode()
            yield one, one
            yield one, json.dumps(one)[1:-1]
            yield one, json.dumps(one, ensure_ascii=False)[1:-1]
            yield one, html.escape(one)
            yield one, quote(one)
            yield one, quote(one, safe="")
            yield one, quote_plus(one)
            yield one, raw.hex()
            for shift in range(3):  # base64 of a text that holds it, at each of the three offsets
                coded = base64.b64encode(b"x" * shift + raw).decode().rstrip("=")
                yield one, coded[4 if shift else 0 : -2]
            for name in ("md5", "sha1", "sha256", "sha512"):
                digest = hashlib.new(name, raw, usedforsecurity=False).digest()
                yield one, digest.hex()
                yield one, base64.b64encode(digest).decode().rstrip("=")


def told(found: Published) -> str:
    pieces = [b"".join(lines(found)).decode(), "".join(document(found)), "\n".join(summary(found, "zh"))]
    pieces += [
        "\n".join(summary(found, "en")),
        repr(found),
        repr(list(found.shown)),
        repr(list(found.withheld)),
    ]
    return "\n".join(pieces)


def assert_silent(canaries: Canaries, found: Published) -> None:
    output = told(found)
    lower = output.lower()
    for canary, form in canaries.forms():
        assert form not in output, canary
        assert form.lower() not in lower or form.lower() == form, canary


def run(audience: str, *given_: dict[str, Any]) -> Published:
    everything = [Received(one) for one in (*parties(), *given_)]
    return publish(Register.build(everything, as_of=DAY), profile(), audience)  # type: ignore[arg-type]


def sound(one: dict[str, Any]) -> dict[str, Any]:
    """As the strategy made it, but about a known body, so that more than the envelope is shown."""
    known = {name: "gov/body" for name in ("subject", "stated_by") if name in one}
    return {**one, **known, "access": "public"}


def closed(spec: FieldSpec, audience: str, name: str) -> bool:
    return REACH[spec.sensitivity] < NEEDS[audience] and name != "evidence"


AUDIENCES = pytest.mark.parametrize("audience", ["public", "authority"])
MANY = settings(
    max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


@AUDIENCES
@pytest.mark.parametrize("kind", TYPES)
@MANY
@given(data=st.data())
def test_fields_of_another_level_are_silent(audience: str, kind: str, data: st.DataObject) -> None:
    one = sound(data.draw(statements(kind)))
    canaries = Canaries()
    if one["action"] in ("withdraw", "erase"):
        kind = "tombstone"
    for spec in field_specs(kind):
        if spec.name not in one:
            continue
        if spec.name == "evidence":
            rows = [
                row | {"access": "government" if audience == "public" else "query"} for row in one["evidence"]
            ]
            one["evidence"] = canaries.plant(spec, rows)
        elif closed(spec, audience, spec.name):
            one[spec.name] = canaries.plant(spec, one[spec.name])
        elif spec.rows:
            for row in one[spec.name]:
                for leaf in spec.rows:
                    name = leaf.name.rpartition(".")[2]
                    if name in row and closed(leaf, audience, leaf.name):
                        row[name] = canaries.plant(leaf, row[name])
    if audience == "public":
        one["x_demo_canary"] = canaries.value("string")
    one["unheard_of"] = canaries.value("string")
    one[canaries.value("code")] = canaries.value("text")
    assert_silent(canaries, run(audience, one))


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    "change",
    [
        {"access": "query"},
        {"access": "nonsense"},
        {"action": "erase"},
        {"type": "no_such_type"},
        {"subject": "gov/person"},
    ],
    ids=["access", "no-access", "erased", "unknown-type", "about-a-person"],
)
@MANY
@given(data=st.data())
def test_statements_that_are_not_shown_are_silent(
    kind: str, change: dict[str, str], data: st.DataObject
) -> None:
    one = sound(data.draw(statements(kind)))
    canaries = Canaries()
    for spec in field_specs(kind):
        if spec.name in one and spec.name not in ("type", "action", "access", "stated_by", *change):
            one[spec.name] = canaries.plant(spec, one[spec.name])
    assert_silent(canaries, run("public", one | change))


@MANY
@given(data=st.data(), kind=st.sampled_from(TYPES))
def test_a_persons_id_and_name_are_silent_wherever_they_stand(data: st.DataObject, kind: str) -> None:
    canaries = Canaries()
    person, name = canaries.value("id"), canaries.value("string")
    one = sound(data.draw(statements(kind)))
    one["about"] = [person, "gov/body"]
    one["parties"] = [{"no": 1, "role": "responsible-person", "party": person, "name": name}]
    one["steps"] = [{"no": 1, "step": "talk", "by": person, "to": person, "note": name}]
    for spec in field_specs(kind):
        if spec.form == "text" and not spec.many and one["action"] not in ("withdraw", "erase"):
            one[spec.name] = f"经办人{name}签字"
    who = {**parties()[2], "id": person, "name": name}
    assert_silent(canaries, run("public", one, who))


@pytest.mark.parametrize("audience", ["public", "authority", "query"])
def test_secrets_are_silent_for_all(audience: str) -> None:
    canaries = Canaries()
    thing = canaries.value("id")
    secret = {
        "type": "decision", "id": thing, "revision": 1, "action": "make", "stated_by": "gov/body",
        "recorded_at": "2024-01-02T10:00:00+08:00", "access": "public", "subject": "gov/body",
        "kind": "major-decision", "title": canaries.value("string"), "content": canaries.value("text"),
    }  # fmt: skip
    stop = secret | {"type": "publication", "id": "gov/stop", "about": [thing], "state": "withheld",
                     "withheld_grounds": ["state-secret"]}  # fmt: skip
    for name in ("title", "content", "subject", "kind"):
        stop.pop(name)
    assert_silent(canaries, run(audience, secret, stop))


def test_the_check_itself_finds_what_is_shown() -> None:
    canaries = Canaries()
    shown = {
        "type": "decision", "id": "gov/d", "revision": 1, "action": "make", "stated_by": "gov/body",
        "recorded_at": "2024-01-02T10:00:00+08:00", "access": "public", "subject": "gov/body",
        "kind": "major-decision", "title": canaries.value("string"),
    }  # fmt: skip
    with pytest.raises(AssertionError):
        assert_silent(canaries, run("public", shown))
    assert PERSON not in told(run("public", shown))

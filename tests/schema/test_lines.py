"""A line that its judge lets pass is sound, canonical and faultless; nothing else is claimed."""

from __future__ import annotations

import json
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov_integrity.canonical import canonical_bytes
from gov_integrity.exchange.digest import canonical_line, read_alike
from gov_integrity.exchange.strict import read
from gov_integrity.model import FORMS, TYPES, fits
from gov_integrity.schema import LONGEST_LINE, has_fast, line_judge, lines, parser, sound_judge
from gov_integrity.testing import mistaken, statements

ENVELOPE = {
    "type": "dishonesty_record", "id": "x/r-1", "revision": 1, "action": "make", "stated_by": "x/a",
    "recorded_at": "2024-03-01T09:00:00+08:00", "access": "public", "subject": "x/b",
    "form": "court-judgment",
}  # fmt: skip


def line(**more: object) -> str:
    return canonical_bytes(ENVELOPE | more).decode() + "\n"


def passes(text: str, kind: str = "dishonesty_record") -> bool:
    return line_judge(kind).fits(text) is not None


def test_what_references_need_stands_in_the_groups() -> None:
    judge = line_judge("dishonesty_record")
    rows = [{"no": 1, "role": "responsible-unit", "party": "x/c", "name": "甲"}]
    match = judge.fits(line(about=["x/p", "x/q"], parties=rows))
    assert match is not None
    assert match.groupdict() == {
        "id": "x/r-1", "stated_by": "x/a", "subject": "x/b", "about": '["x/p","x/q"]', "decided_by": None,
        "parties": '[{"name":"甲","no":1,"party":"x/c","role":"responsible-unit"}]', "steps": None,
    }  # fmt: skip
    assert judge.groups == tuple(match.groupdict())


@pytest.mark.parametrize(
    "sound",
    [
        line(),
        line(remarks="甲" * 3000 + "𠮷"),
        line(document_no="甲" * 500),
        line(revision=999_999_999_999_999),
        line(known_on="2024-02-29"),
        line(known_on="2023"),
        line(loss_amount="-0.50"),
        line(causes=["violation", "overdue-payment"], in_duty=True),
        line(basis=[{"document": "某文", "no": 1, "role": "authority"}, {"document": "某文", "no": 2}]),
    ],
)
def test_lines_that_pass(sound: str) -> None:
    assert passes(sound)


@pytest.mark.parametrize(
    "doubtful",
    [
        line()[:-1],
        line()[:-1] + "\r\n",
        line() + "\n",
        " " + line(),
        line().replace(":1,", ": 1,"),
        line().replace('"revision":1', '"revision":1.0'),
        line().replace('"revision":1', '"revision":01'),
        line(revision=0),
        line(revision=10**15),  # sound, but left to others
        line().replace('"id":"x/r-1"', '"id":"x/r-1","id":"x/r-1"'),
        json.dumps(ENVELOPE, separators=(",", ":")) + "\n",  # its names are not in order
        line(remarks="a\\b"),  # sound, but holds an escape
        line(remarks='a"b'),
        line(remarks="a\nb"),
        line(remarks="甲").replace("甲", "\\u7532"),
        line(remarks="甲").replace("甲", "\x7f"),
        line(remarks="甲").replace("甲", "\x01"),
        line(remarks=""),
        line(remarks=1),
        line(remarks=None),
        line(document_no="甲" * 501),
        line(known_on="2023-02-29"),
        line(known_on="2023-13"),
        line(recorded_at="2024-03-01T09:00:00"),
        line(form="qqq"),
        line(severity="minor"),  # in the list, but only from a day on
        line(causes=[]),
        line(causes=["qqq"]),
        line(qqq="a"),
        line(x_ab_c="a"),  # sound, but left to others
        line(action="withdraw"),
        line(basis=[{"no": 1}]),
        line(basis=[{"document": "某文", "no": 1, "qqq": 1}]),
        line(type="case"),
        line().replace('"subject":"x/b",', ""),
        line().replace('"subject":"x/b",', '"subject":"x/b",,'),
        "{}\n",
        "[]\n",
        "\n",
        "",
    ],
)
def test_lines_that_do_not(doubtful: str) -> None:
    assert not passes(doubtful)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.b", True), ("http://" + "a" * 1993, True), ("http://" + "a" * 1994, False),
        ("http://a\\b", False), ("http://a b", False), ("ftp://abcdef", False), ('http://a"b', False),
    ],
)  # fmt: skip
def test_addresses(address: str, expected: bool) -> None:
    assert passes(line(evidence=[{"no": 1, "title": "甲", "url": address}])) is expected


def test_an_interpreter_that_does_not_let_go_of_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 3.11.5 a failed possessive group kept its place; the plain ones say the same."""
    monkeypatch.setattr(lines, "_FIRM", "")
    plain = lines.line_judge.__wrapped__("dishonesty_record").fits
    about = line(about=["x/y", "x/z"], parties=[{"no": 1, "party": "x/c", "role": "responsible-unit"}])
    for text in (line(), about):
        assert passes(text)
        for at in range(len(text)):
            bent = text[:at] + text[at + 1 :]
            assert (plain(bent) is not None) == passes(bent)
        assert plain(text) is not None


def check(raw: bytes, kind: str) -> bool:
    """Whether the line passes; if so, all that is claimed of it is looked at by others."""
    try:
        match = line_judge(kind).fits(raw.decode())
    except UnicodeDecodeError:
        return False
    if match is None or len(raw) > LONGEST_LINE:
        return False
    reading = read(raw.strip())
    assert not reading.faults
    value = reading.value
    assert isinstance(value, dict)
    assert value["type"] == kind
    assert fits(value)
    assert canonical_line(value) == raw
    if has_fast():
        assert sound_judge(kind)(value)
    for name, text in match.groupdict().items():
        given_ = value.get(name)
        assert (json.loads(text) if isinstance(given_, list) else text) == given_
    return True


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(statements())
def test_generated_statements(value: dict[str, object]) -> None:
    raw, kind = canonical_line(value), str(value["type"])
    passed = check(raw, kind)
    plain = b"\\" not in raw and b"\x7f" not in raw and not any(name.startswith("x_") for name in value)
    if has_fast() and plain and len(raw) <= LONGEST_LINE and b"999999999999999" not in raw:
        small = all(not isinstance(n, int) or n < 10**15 for n in numbers(value))
        assert passed == (sound_judge(kind)(json.loads(raw)) and small)


@pytest.mark.skipif(not has_fast(), reason="needs the extra `fast`")
@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(("revision", "expected"), [(1, True), (1.0, False), (0, False), (True, False)])
def test_the_compiled_judges_let_pass_no_whole_number_with_a_point(
    revision: object, expected: bool, plain: bool
) -> None:
    value = json.loads(line()) | {"revision": revision}
    assert sound_judge("dishonesty_record", plain=plain)(value) is expected
    assert fits(json.loads(line()) | {"revision": 1.0})  # it is sound all the same


def numbers(value: object) -> list[object]:
    if isinstance(value, dict):
        return [n for item in value.values() for n in numbers(item)]
    return [n for item in value for n in numbers(item)] if isinstance(value, list) else [value]


@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(mistaken(statements()))
def test_mistaken_statements(case: tuple[dict[str, object], str]) -> None:
    kind = case[0].get("type")
    if isinstance(kind, str) and kind in TYPES:
        raw = json.dumps(case[0], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        check(raw.encode("utf-8", "replace") + b"\n", kind)


@settings(max_examples=400, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.data(),
    st.sampled_from([b'"', b",", b"{", b"}", b"\\", b" ", b"0", b"1", b"\xff", b"\xe7\x94\xb2", b"\n", b":"]),
)
def test_a_line_with_a_slip_of_the_pen(data: st.DataObject, slip: bytes) -> None:
    value = data.draw(statements())
    raw = canonical_line(value)
    at = data.draw(st.integers(0, len(raw) - 1))
    gone = data.draw(st.integers(0, 2))
    bent = raw[:at] + slip + raw[at + gone :]
    check(bent, str(value["type"]))
    try:
        quick = parser()(bent)
    except ValueError:
        return
    if read_alike(bent, quick):
        reading = read(bent.strip())
        assert not reading.faults
        assert reading.value == quick


def test_patterns_bound_what_they_match() -> None:
    """Where a pattern needs no further look at the length of a text, which is all but those that exclude."""
    for form in FORMS.values():
        if form.bounded and form.name != "code":  # codes are enumerated
            low, high = _parser.parse(form.pattern).getwidth()
            assert form.min_length <= low, form.name
            assert high <= form.max_length, form.name

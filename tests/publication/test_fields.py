"""A statement reduced field by field: what leaves, why, how often, and what leaves with it."""

from __future__ import annotations

from typing import Any

import pytest

from gov_integrity.publication.fields import FieldNote, Reduced, Reducer
from publication.publicationcase import BODY, PERSON, record, say


def nobody(_thing: str, _targets: tuple[str, ...]) -> str:
    return ""


def reduced(content: dict[str, Any], audience: str = "query", **more: Any) -> Reduced:
    kind = more.pop("kind", content["type"])
    return Reducer(audience, kind, more.pop("refused", nobody), **more).reduce(content)  # type: ignore[arg-type]


def left(content: dict[str, Any], audience: str = "query", **more: Any) -> tuple[set[str], list[FieldNote]]:
    """Names of the fields that are gone, and the notes."""
    found = reduced(content, audience, **more)
    assert found.content is not None
    return set(content) - set(found.content), list(found.notes)


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("in_duty", True, True), ("in_duty", "true", False), ("in_duty", 1, False),
        ("loss_amount", "10.5", True), ("loss_amount", 10.5, False), ("loss_amount", "ten", False),
        ("decided_on", "2024-01", True), ("decided_on", "2024-1", False),
        ("document_no", "5号", True), ("document_no", "\ud8005号", False), ("document_no", None, False),
        ("causes", "administrative", False), ("causes", [], False),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_form_leaves(field: str, value: object, fits: bool) -> None:
    expected = (set(), []) if fits else ({field}, [FieldNote(field, "malformed")])
    assert left(record(**{field: value})) == expected


@pytest.mark.parametrize(
    ("revision", "fits"), [(2, True), (2.0, True), (2.5, False), (True, False), ("2", False)]
)
def test_a_number_is_whole(revision: object, fits: bool) -> None:
    found = reduced(record(revision=revision))
    assert (found.because, found.content is None) == (("", False) if fits else ("malformed", True))


def test_without_a_required_field_nothing_is_left() -> None:
    for name in ("subject", "form", "stated_by"):
        whole = record()
        del whole[name]
        assert reduced(whole) == Reduced(None, (), "malformed")
    found = reduced(
        record(subject=PERSON), "public", refused=lambda thing, _: "natural-person" * (thing == PERSON)
    )
    assert (found.content, found.because) == (None, "natural-person")
    assert found.notes == (FieldNote("subject", "natural-person"),)


def test_an_unknown_type_is_shown_to_nobody() -> None:
    found = reduced(say("no_such_type", "gov/x", name="值"))
    assert (found.content, found.because) == (None, "malformed")


@pytest.mark.parametrize(
    ("name", "value", "note"),
    [
        ("x_demo_note", "注", None),
        ("x_demo_note", 5, ("x_", "malformed")),
        ("x_d_note", "注", ("x_", "malformed")),  # a prefix has two characters at least
        ("x_demo_Note", "注", ("x_", "malformed")),
        ("colour", "红", ("*", "malformed")),
    ],
)
def test_extensions_have_a_prefix_and_hold_texts(
    name: str, value: object, note: tuple[str, str] | None
) -> None:
    expected = ({name}, [FieldNote(*note)]) if note else (set(), [])
    assert left(record(**{name: value})) == left(record(**{name: value}), "authority") == expected
    public = note or ("x_", "sensitivity")
    assert left(record(**{name: value}), "public") == ({name}, [FieldNote(*public)])


def test_numbers_in_an_extension_are_masked_too() -> None:
    found = reduced(record(x_demo_note="身份证号11010519491231002X"))
    assert found.content is not None
    assert found.content["x_demo_note"] == "身份证号**************002X"
    assert found.notes == (FieldNote("x_", "number-masked"),)
    assert found.notes[0].masked


def test_items_leave_one_by_one_and_are_counted() -> None:
    hidden = {"gov/1": "refers-to-withheld", "gov/2": "refers-to-withheld", "gov/3": "party-unresolved"}
    content = record(about=["gov/1", "gov/0", "gov/2", "gov/3"])
    found = reduced(content, refused=lambda thing, _: hidden.get(thing, ""))
    assert found.content is not None
    assert found.content["about"] == ["gov/0"]
    assert found.notes == (
        FieldNote("about", "party-unresolved"),
        FieldNote("about", "refers-to-withheld", 2),
    )
    # when all are gone the list is, and that is no further note
    assert left(record(about=["gov/1"]), refused=lambda thing, _: hidden.get(thing, "")) == (
        {"about"},
        [FieldNote("about", "refers-to-withheld")],
    )


def test_a_reference_is_asked_for_with_what_it_may_point_to() -> None:
    asked: set[tuple[str, tuple[str, ...]]] = set()

    def remember(thing: str, targets: tuple[str, ...]) -> str:
        asked.add((thing, targets))
        return ""

    reduced(record(decided_by="gov/court"), refused=remember)
    assert ("gov/court", ("organisation",)) in asked
    assert (BODY, ("organisation", "person")) in asked  # the subject


def test_an_identity_number_in_an_id_or_code_leaves_for_everybody() -> None:
    number = "11010519491231002X"
    assert left(record(about=[f"gov/{number}"])) == ({"about"}, [FieldNote("about", "identity-number")])
    # the same digits with a wrong check digit are no identity number, nor are nineteen
    for other in ("110105194912310021", "9" + number):
        assert left(record(about=[f"gov/{other}"])) == (set(), [])


def row(**cells: Any) -> dict[str, Any]:
    return {"no": 1, "role": "responsible-person", **cells}


def test_a_row_that_names_somebody_leaves_with_the_name() -> None:
    def closed(thing: str, _targets: tuple[str, ...]) -> str:
        return "natural-person" if thing == PERSON else ""

    gone = left(record(parties=[row(party=PERSON, duty="牵头")]), "public", refused=closed)
    assert gone[0] == {"parties"}
    assert FieldNote("parties", "natural-person") in gone[1]
    # a row that names nobody from the start tells of no person
    plain = reduced(record(parties=[row()]), "public", refused=closed)
    assert plain.content is not None
    assert plain.content["parties"] == [row()]


def test_a_row_without_its_required_cell_leaves() -> None:
    steps = [{"no": 1, "on": "2024-01-01"}, {"no": 2, "step": "talk"}, "odd"]
    found = reduced(record(steps=steps))
    assert found.content is not None
    assert found.content["steps"] == [steps[1]]
    assert found.notes == (FieldNote("steps", "malformed", 2),)


def test_an_unknown_cell_leaves_without_its_name() -> None:
    found = reduced(record(steps=[{"no": 1, "step": "talk", "王小明": "x"}]))
    assert found.content is not None
    assert found.content["steps"] == [{"no": 1, "step": "talk"}]
    assert found.notes == (FieldNote("steps.*", "malformed"),)


@pytest.mark.parametrize(
    ("access", "seen"),
    [
        ("public", "public authority query"),
        ("government", "authority query"),
        ("query", "query"),
        ("else", ""),
    ],
)
def test_evidence_goes_by_its_own_access(access: str, seen: str) -> None:
    for audience in ("public", "authority", "query"):
        names, notes = left(record(evidence=[{"no": 1, "title": "材料", "access": access}]), audience)
        assert (names == set()) == (audience in seen.split())
        assert notes == ([] if audience in seen.split() else [FieldNote("evidence", "evidence-default")])


def test_a_dry_run_masks_no_text() -> None:
    text = "账号6222020200112233445"
    found = reduced(record(loss_text=text), dry=True)
    assert found.content is not None
    assert (found.content["loss_text"], found.notes) == (text, ())


def test_a_person_is_open_only_where_a_law_says_so() -> None:
    person = say(
        "person", PERSON, name="王小明", kind="public-official", posts=[{"no": 1, "organisation": BODY}]
    )
    assert reduced(person, "public").because == "sensitivity"
    found = reduced(person, "public", lawful=True)
    assert found.content is not None
    assert (found.content["name"], found.content["kind"]) == ("王**", "public-official")
    assert found.content["posts"] == [{"no": 1, "organisation": BODY}]
    assert found.notes == (FieldNote("name", "name-masked"),)
    asked = reduced(person | {"id_digest": "a" * 64, "id_key": "k1"})
    assert asked.content is not None
    assert asked.content["name"] == "王小明"
    assert asked.notes == (FieldNote("id_digest", "identity-number"), FieldNote("id_key", "identity-number"))

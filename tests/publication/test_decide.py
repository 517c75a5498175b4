"""Why a statement is kept back: secrets, publications that ran, dates that cannot be judged, persons."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gov_integrity.publication import Published, Shown
from publication.publicationcase import BODY, FIRM, PERSON, entry, profile, record, say, show

LAW = profile(entry("person-publication", "person-kind", "public-official", value="示例条例第5条"))


def why(found: Published, thing: str) -> str:
    return next((one.reason for one in found.withheld if one.id == thing), "")


def shown(found: Published, thing: str) -> Shown:
    (one,) = [one for one in found.shown if one.id == thing]
    return one


def publication(thing: str = "gov/pub", **fields: Any) -> dict[str, Any]:
    return say("publication", thing, about=["gov/rec"], **fields)


def refused(audience: str, *others: dict[str, Any]) -> str:
    return why(show(audience, record(), *others), "gov/rec")


# ---- withheld by a publication ------------------------------------------------------------------------


def test_what_its_publisher_withholds_without_a_ground_is_not_public() -> None:
    stop = publication(state="withheld")
    assert refused("public", stop) == "withheld-by-publisher"
    assert refused("authority", stop) == refused("query", stop) == ""
    # a ground that is none of the law's does not close it to authorities either
    odd = publication(state="withheld", withheld_grounds=["inconvenient"])
    assert (refused("public", odd), refused("authority", odd)) == ("withheld-by-publisher", "")


def test_a_ground_counts_whatever_state_is_stated() -> None:
    stop = publication(state="published", withheld_grounds=["state-secret"])
    assert [refused(who, stop) for who in ("public", "authority", "query")] == ["state-secret"] * 3
    # without a ground of the law a publication that is not withheld keeps nothing back, and shows nothing
    assert refused("public", publication(state="published", withheld_grounds=["inconvenient"])) == ""


def test_the_first_ground_of_the_law_is_told() -> None:
    stop = publication(state="withheld", withheld_grounds=["inconvenient", "trade-secret", "state-secret"])
    assert refused("public", stop) == "trade-secret"
    assert refused("authority", stop) == "state-secret"  # authorities may know trade secrets


def test_a_withdrawn_publication_says_nothing() -> None:
    for state in ("withheld", "taken-down"):
        gone = publication(state=state, withheld_grounds=["state-secret"], action="withdraw")
        assert refused("public", gone) == ""


# ---- until its publications run out -------------------------------------------------------------------


def runs(thing: str, until: str = "", **fields: Any) -> dict[str, Any]:
    days = {"from": "2026-01-01", **({"until": until} if until else {})}
    return publication(thing, state="published", **(days | fields))


@pytest.mark.parametrize(
    ("untils", "last"),
    [
        (["2026-08-31", "2026-09-30"], "2026-09-30"),  # the longer of two runs
        (["2026-09-30", "2026-08-31"], "2026-09-30"),
        (["2026-08-31", ""], ""),  # one of them has no end
        (["", "2026-08-31"], ""),
        (["2026-08"], "2026-08-01"),  # within August it is no longer sure
    ],
)
def test_of_several_publications_the_last_one_counts(untils: list[str], last: str) -> None:
    every = [runs(f"gov/pub-{no}", until) for no, until in enumerate(untils)]
    one = shown(show("public", record(), *every), "gov/rec")
    assert str(one.until or "") == last
    assert one.until_reason == ("own-date" if last else "no-months-government")


def test_one_that_runs_is_enough() -> None:
    stopped = runs("gov/pub-2") | {"state": "taken-down"}
    for pair in ((runs("gov/pub-1"), stopped), (stopped, runs("gov/pub-1"))):
        assert refused("public", *pair) == ""
    ended = runs("gov/pub-2", "2026-05-05")
    one = shown(show("public", record(), runs("gov/pub-1", "2026-08-31"), ended), "gov/rec")
    assert one.until == date(2026, 8, 31)


def test_a_publication_for_the_public_among_others_runs_for_the_public() -> None:
    assert refused("public", runs("gov/pub", audiences=["market-entities", "public"])) == ""
    assert refused("public", runs("gov/pub", audiences=["market-entities"])) == "publication-not-running"


def test_the_earlier_of_the_publication_and_the_period() -> None:
    # A general record of an enterprise of 10 April 2026 is public until 10 April 2027 at the longest.
    general = record(subject=FIRM, severity="general", decided_on="2026-04-10")
    for until, expected in (
        ("2026-08-31", (date(2026, 8, 31), "own-date")),
        ("2027-04-10", (date(2027, 4, 10), "publicity-period")),
        ("2027-12-31", (date(2027, 4, 10), "publicity-period")),
    ):
        one = shown(show("public", general, runs("gov/pub", until)), "gov/rec")
        assert (one.until, one.until_reason) == expected
    one = shown(show("authority", general, runs("gov/pub", "2026-08-31")), "gov/rec")
    assert (one.until, one.until_reason) == (None, "")


# ---- dates --------------------------------------------------------------------------------------------


def test_what_cannot_be_judged_of_adverse_information_is_shown_to_nobody() -> None:
    for audience in ("public", "authority", "query"):
        assert why(show(audience, record(ended_on="2026-05")), "gov/rec") == "undetermined"


def test_what_cannot_be_judged_of_other_information_is_kept_from_the_public_alone() -> None:
    honour = say("honesty_record", "gov/h", subject=FIRM, kind="honour", valid_until="2026-05")
    assert why(show("public", honour), "gov/h") == "undetermined"
    assert why(show("authority", honour), "gov/h") == why(show("query", honour), "gov/h") == ""


def test_a_field_that_cannot_be_told_of_the_day_is_left_out() -> None:
    # Recorded on 2 June without a date: what the severity was on 6 May is not said.
    later = record(revision=2, action="update", recorded_at="2026-06-02T10:00:00+08:00", severity="serious")
    for audience in ("public", "authority", "query"):
        found = shown(show(audience, record(severity="general"), later), "gov/rec")
        assert "severity" not in found.content
        assert [(note.field, note.reason, note.masked) for note in found.notes] == [
            ("severity", "undetermined", False)
        ]


# ---- access and references ----------------------------------------------------------------------------


def test_an_unknown_access_is_shown_to_nobody() -> None:
    reasons = [
        why(show(who, record(access="everyone")), "gov/rec") for who in ("public", "authority", "query")
    ]
    assert reasons == ["access-ceiling", "access-ceiling", "required-withheld"]


def test_a_reference_that_can_be_no_person_need_not_resolve() -> None:
    # `decided_by` is a body by the model; `by` of a step may be a person.
    found = show("public", record(decided_by="gov/unknown", steps=[{"no": 1, "step": "talk", "by": "gov/x"}]))
    seen = shown(found, "gov/rec").content
    assert seen["decided_by"] == "gov/unknown"
    assert seen.get("steps") == [{"no": 1, "step": "talk"}]


def test_of_a_named_kind_of_person_the_public_sees_the_post_but_no_number() -> None:
    seen = shown(show("public", law=LAW), PERSON).content
    assert (seen["name"], seen["kind"]) == ("王**", "public-official")
    assert seen["posts"] == [{"no": 1, "organisation": BODY, "title": "局长"}]
    assert not {"id_masked", "id_type", "id_digest"} & seen.keys()
    assert why(show("public"), PERSON) == "natural-person"


def test_the_longer_of_two_names_is_masked_first() -> None:
    short = say("person", "gov/p2", name="王小", kind="public-official")
    lone = say("person", "gov/p3", name="李", kind="public-official")
    rows = [{"no": no, "role": "responsible-person", "party": name} for no, name in
            enumerate((PERSON, "gov/p2", "gov/p3"), 1)]  # fmt: skip
    one = record(parties=rows, loss_text="王小明和王小经办,李庄项目")
    found = shown(show("public", one, short, lone), "gov/rec")
    # a name of one character is no name that could be told from a word
    assert found.content["loss_text"] == "王**和王*经办,李庄项目"
    # each name once
    assert [(note.count, note.masked) for note in found.notes if note.field == "loss_text"] == [(2, True)]

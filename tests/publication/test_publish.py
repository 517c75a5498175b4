"""What each audience sees, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gov_integrity.publication import Published, Shown, view_of
from publication.publicationcase import BODY, FIRM, PERSON, entry, profile, record, say, show


def shown(found: Published, thing: str) -> Shown | None:
    return next((one for one in found.shown if one.id == thing), None)


def content(found: Published, thing: str) -> dict[str, Any]:
    one = shown(found, thing)
    assert one is not None
    return dict(one.content)


def why(found: Published, thing: str) -> str:
    return next((one.reason for one in found.withheld if one.id == thing), "")


def notes(found: Published, thing: str) -> dict[str, str]:
    one = shown(found, thing)
    assert one is not None
    return {note.field: note.reason for note in one.notes}


# ---- levels -------------------------------------------------------------------------------------------


@pytest.mark.clause("xinzheng-2017/4.2.8a")
def test_each_audience_sees_the_fields_of_its_level() -> None:
    one = record(facts="拖欠工程款", remarks="内部备注", loss_amount="10")
    public, authority = (content(show(who, one), "gov/rec") for who in ("public", "authority"))
    assert "facts" not in public
    assert "remarks" not in public
    assert public["loss_amount"] == "10"
    assert authority["facts"] == "拖欠工程款"
    assert notes(show("public", one), "gov/rec") == {"facts": "sensitivity", "remarks": "sensitivity"}


@pytest.mark.parametrize(
    ("access", "seen"),
    [("public", "public authority query"), ("government", "authority query"), ("query", "query")],
)
def test_access_is_a_ceiling(access: str, seen: str) -> None:
    for audience in ("public", "authority", "query"):
        found = show(audience, record(access=access))
        assert (shown(found, "gov/rec") is not None) == (audience in seen.split())
        assert why(found, "gov/rec") == ("" if audience in seen.split() else "access-ceiling")


def test_evidence_is_public_only_where_its_own_row_says_so() -> None:
    rows = [{"no": 1, "title": "内部材料"}, {"no": 2, "title": "判决书", "access": "public"}]
    found = show("public", record(evidence=rows))
    assert content(found, "gov/rec")["evidence"] == [rows[1]]
    assert notes(found, "gov/rec") == {"evidence": "evidence-default"}
    assert content(show("authority", record(evidence=rows)), "gov/rec")["evidence"] == rows


def test_an_unknown_field_is_shown_to_nobody() -> None:
    found = show("query", record(secret="值", x_demo_note="注"))
    assert "secret" not in content(found, "gov/rec")
    assert content(found, "gov/rec")["x_demo_note"] == "注"
    assert notes(found, "gov/rec") == {"*": "malformed"}
    assert "x_demo_note" not in content(show("public", record(x_demo_note="注")), "gov/rec")


# ---- natural persons ----------------------------------------------------------------------------------


def test_natural_persons_are_not_public() -> None:
    found = show("public", record(subject=PERSON))
    assert why(found, PERSON) == "natural-person"
    assert why(found, "gov/rec") == "natural-person"
    assert PERSON not in str(found.withheld_counts)


def test_a_reference_to_nothing_may_be_a_person() -> None:
    assert why(show("public", record(subject="gov/nobody")), "gov/rec") == "party-unresolved"
    assert why(show("authority", record(subject="gov/nobody")), "gov/rec") == ""


def test_rows_that_name_a_person_leave_the_public_view() -> None:
    rows = [
        {"no": 1, "role": "responsible-person", "party": PERSON, "duty": "牵头"},
        {"no": 2, "role": "responsible-person", "name": "李四光"},
        {"no": 3, "role": "deciding-body", "party": BODY},
    ]
    steps = [{"no": 1, "step": "talk", "on": "2024-02-01", "by": BODY, "to": PERSON}]
    found = show("public", record(parties=rows, steps=steps, loss_text="王小明经手,李四光审批"))
    seen = content(found, "gov/rec")
    assert seen["parties"] == [rows[2]]
    assert seen["steps"] == [{"no": 1, "step": "talk", "on": "2024-02-01", "by": BODY}]
    assert seen["loss_text"] == "王**经手,李**审批"
    authority = content(show("authority", record(parties=rows, steps=steps)), "gov/rec")
    assert authority["parties"] == rows
    assert authority["steps"] == steps


def test_authorities_see_a_person_without_the_full_name_and_number() -> None:
    seen = content(show("authority"), PERSON)
    assert seen["name"] == "王**"
    assert seen["posts"] == [{"no": 1, "organisation": BODY, "title": "局长"}]
    assert "id_masked" not in seen
    asked = content(show("query"), PERSON)
    assert asked["name"] == "王小明"
    assert asked["id_masked"] == "**************1234"


def test_a_digest_of_an_identity_number_is_shown_to_nobody() -> None:
    person = say("person", "gov/p2", name="李四光", kind="civil-servant", id_digest="a" * 64, id_key="k1")
    for audience in ("authority", "query"):
        assert not {"id_digest", "id_key"} & content(show(audience, person), "gov/p2").keys()


def test_a_law_named_by_the_profile_opens_a_kind_of_person() -> None:
    law = profile(entry("person-publication", "person-kind", "public-official", value="示例条例第5条"))
    found = show("public", record(subject=PERSON), law=law)
    assert content(found, PERSON)["name"] == "王**"
    assert "id_masked" not in content(found, PERSON)
    assert content(found, "gov/rec")["subject"] == PERSON
    for unsure in (
        entry(
            "person-publication", "person-kind", "public-official", value="示例条例", confidence="secondary"
        ),
        entry("person-publication", "person-kind", "public-official", value=""),
        entry("person-publication", "person-kind", "public-official", value="示例条例", strength="explore"),
    ):
        assert why(show("public", record(subject=PERSON), law=profile(unsure)), "gov/rec") == "natural-person"


def test_no_law_opens_a_kind_among_which_minors_may_be() -> None:
    law = profile(entry("person-publication", "person-kind", "natural-person", value="示例条例第5条"))
    minor = say("person", "gov/p2", name="赵小小", kind="natural-person")
    found = show("public", minor, record(subject="gov/p2"), law=law)
    assert why(found, "gov/p2") == "minor-not-excluded"
    assert why(found, "gov/rec") == "minor-not-excluded"


# ---- numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["public", "authority", "query"])
def test_identity_and_account_numbers_in_texts_are_masked_for_all(audience: str) -> None:
    text = "身份证号11010519491231002X,账号6222020200112233445"
    seen = content(show(audience, record(loss_text=text)), "gov/rec")["loss_text"]
    assert seen == "身份证号**************002X,账号***************3445"


def test_an_id_that_holds_an_identity_number_withholds_its_statement() -> None:
    found = show("query", record("gov/11010519491231002X"))
    assert why(found, "gov/11010519491231002X") == "identity-number"


# ---- secrets ------------------------------------------------------------------------------------------


@pytest.mark.clause("weidu-2022/2.2b", "xinzheng-2017/2.2a", "xinzheng-2017/4.3.11a")
@pytest.mark.parametrize(
    ("ground", "seen"),
    [
        ("state-secret", ""),
        ("national-information-security", ""),
        ("trade-secret", "authority query"),
        ("personal-privacy", "authority query"),
    ],
)
def test_grounds_of_secrecy(ground: str, seen: str) -> None:
    stop = say("publication", "gov/pub", about=["gov/rec"], state="withheld", withheld_grounds=[ground])
    for audience in ("public", "authority", "query"):
        found = show(audience, record(), stop)
        assert (shown(found, "gov/rec") is not None) == (audience in seen.split())
        if audience not in seen.split():
            assert why(found, "gov/rec") == ground
            assert "about" not in content(found, "gov/pub")


# ---- time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["public", "authority", "query"])
def test_what_ended_is_no_longer_shown_shared_or_used(audience: str) -> None:
    found = show(audience, record(ended_on="2026-05-06", end_kind="repaired"))
    assert why(found, "gov/rec") == "record-ended"
    assert why(show(audience, record(ended_on="2026-05-07")), "gov/rec") == ""


def test_a_date_known_to_the_month_cannot_be_judged_within_it() -> None:
    assert why(show("public", record(ended_on="2026-05")), "gov/rec") == "undetermined"
    assert why(show("public", record(ended_on="2026-04")), "gov/rec") == "record-ended"


def test_what_is_not_yet_in_force_is_not_shown() -> None:
    assert why(show("authority", record(decided_on="2026-05-07")), "gov/rec") == "not-yet"


@pytest.mark.clause("alxa-2021/2.2.3c", "gansu-2017/3.2.3b", "xinzheng-2017/4.2.6g")
def test_a_government_body_has_no_months() -> None:
    one = shown(show("public", record()), "gov/rec")
    assert one is not None
    assert (one.until, one.until_reason) == (None, "no-months-government")
    assert [site.channel for site in one.sites] == ["credit-china"]


def test_a_general_record_of_an_enterprise_is_public_for_a_year() -> None:
    # 发改委令第36号: at most 12 months from the deciding document; decided after it came into force.
    one = shown(show("public", record(subject=FIRM, severity="general", decided_on="2026-04-10")), "gov/rec")
    assert one is not None
    assert (one.until, one.until_reason) == (date(2027, 4, 10), "publicity-period")
    late = show(
        "public", record(subject=FIRM, severity="general", decided_on="2026-04-10"), as_of=date(2027, 4, 11)
    )
    assert why(late, "gov/rec") == "term-ended"


def test_minor_dishonesty_is_not_published_in_principle() -> None:
    minor = record(subject=FIRM, severity="minor", decided_on="2026-04-10")
    assert why(show("public", minor), "gov/rec") == "minor-class"
    assert why(show("authority", minor), "gov/rec") == ""


def test_a_judgment_debtor_is_listed_for_two_years() -> None:
    # 法释〔2017〕7号 art. 2; whoever the debtor is, a state organ included.
    matter = say(
        "court_matter", "gov/m", subject=BODY, kind="dishonest-judgment-debtor", listed_on="2025-06-01"
    )
    one = shown(show("public", matter), "gov/m")
    assert one is not None
    assert one.until == date(2027, 6, 1)


def test_only_what_is_adverse_has_an_own_last_day() -> None:
    # An honour and a body that ended stay public, so their dates end no publication.
    honour = say("honesty_record", "gov/h", subject=FIRM, kind="honour", valid_until="2027-03-31")
    old = say("organisation", "gov/old", name="旧局", kind="department", until="2019-03-31")
    found = show("public", honour, old)
    for thing in ("gov/h", "gov/old"):
        one = shown(found, thing)
        assert one is not None
        assert (one.until, one.until_reason) == (None, "")
    sanction = say("sanction", "gov/s", subject=FIRM, kind="blacklist", until="2027-03-19")
    one = shown(show("public", sanction), "gov/s")
    assert one is not None
    assert one.until == date(2027, 3, 19)


def test_publication_ends_with_the_publication() -> None:
    runs = say("publication", "gov/pub", about=["gov/rec"], state="published", **{"from": "2026-01-01"})
    one = shown(show("public", record(), runs | {"until": "2026-08-31"}), "gov/rec")
    assert one is not None
    assert (one.until, one.until_reason) == (date(2026, 8, 31), "own-date")
    for stop in ({"state": "taken-down"}, {"until": "2026-05-05"}, {"from": "2026-06-01"},
                 {"audiences": ["market-entities"]}):  # fmt: skip
        assert why(show("public", record(), runs | stop), "gov/rec") == "publication-not-running"
    assert why(show("authority", record(), runs | {"state": "taken-down"}), "gov/rec") == ""


# ---- tombstones, doubles, references ------------------------------------------------------------------


@pytest.mark.clause("weidu-2022/3.2.3d")
def test_a_tombstone_is_shared_between_authorities_only() -> None:
    stone = say("dishonesty_record", "gov/rec", action="withdraw")
    assert why(show("public", stone), "gov/rec") == "withdrawn"
    assert content(show("authority", stone), "gov/rec")["action"] == "withdraw"
    for audience in ("public", "authority", "query"):
        assert why(show(audience, stone | {"action": "erase"}), "gov/rec") == "erased"


def test_the_public_sees_a_fact_once() -> None:
    twice = record("gov/rec-2", stated_by=FIRM, recorded_at="2024-03-01T00:00:00+08:00", decided_by=BODY)
    found = show("public", record(decided_by=BODY), twice)
    assert shown(found, "gov/rec")
    assert why(found, "gov/rec-2") == "stands-twice"
    assert shown(show("authority", record(decided_by=BODY), twice), "gov/rec-2")


def test_what_rests_on_a_withheld_statement_does_not_tell_of_it() -> None:
    hidden = say("organisation", "gov/hidden", name="丙局", kind="department", access="government")
    measure = say("sanction", "gov/s", subject=BODY, kind="circular", about=["gov/rec", "gov/rec-2"])
    found = show(
        "public", hidden, record(subject="gov/hidden"), record("gov/rec-2", document_no="6号"), measure
    )
    assert why(found, "gov/rec") == "refers-to-withheld"
    assert content(found, "gov/s")["about"] == ["gov/rec-2"]


def test_a_field_that_is_not_required_leaves_and_its_statement_stays() -> None:
    hidden = say("organisation", "gov/hidden", name="丙局", kind="department", access="government")
    found = show("public", hidden, record(decided_by="gov/hidden"))
    assert "decided_by" not in content(found, "gov/rec")
    assert notes(found, "gov/rec") == {"decided_by": "refers-to-withheld"}


def test_what_rests_on_what_rests_on_a_withheld_statement_is_withheld_too() -> None:
    def body(thing: str, **fields: Any) -> dict[str, Any]:
        return say("organisation", thing, name="丙局", kind="department", **fields)

    first, second = body("gov/1", access="government"), body("gov/2", stated_by="gov/1")
    found = show("public", record(subject="gov/2"), second, first)
    reasons = {thing: why(found, thing) for thing in ("gov/1", "gov/2", "gov/rec")}
    assert reasons == {
        "gov/1": "access-ceiling", "gov/2": "refers-to-withheld", "gov/rec": "refers-to-withheld",
    }  # fmt: skip
    assert found.withheld_counts == {
        ("dishonesty_record", "refers-to-withheld"): 1,
        ("organisation", "access-ceiling"): 1,
        ("organisation", "refers-to-withheld"): 1,
        ("person", "natural-person"): 1,
    }


def test_an_unknown_type_is_counted_without_its_name() -> None:
    found = show("query", say("wang_xiaoming", "gov/x"))
    assert found.withheld_counts == {("*", "required-withheld"): 1}
    assert [(one.type, one.id) for one in found.withheld] == [("*", "gov/x")]


def test_the_view_keeps_sites_by_kind_of_information() -> None:
    view = view_of(
        profile(entry("publication-site", "channel", "government-website", "commitment", strength="may"))
    )
    assert [(site.channel, site.strength) for site in view.sites["commitment"]] == [
        ("government-website", "may")
    ]
    assert view.persons == {}

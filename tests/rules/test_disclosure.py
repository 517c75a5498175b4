"""What has to be public."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gov_integrity.rules import Coverage
from rules.judging import context, judged

STAGES = ["decision-making", "execution", "management", "service", "result"]
ALL = context("weidu-2022", coverage=[Coverage("publication")])

BOUGHT = {
    "type": "commitment", "kind": "contract", "subject": "a/b", "domains": ["government-procurement"],
    "platform": "示例平台",
}  # fmt: skip


def page(**more: object) -> dict[str, object]:
    return {"type": "publication", **more}


@given(some.lists(some.sampled_from(STAGES), min_size=1, max_size=8), some.integers(0, 8))
def test_the_stages_missing_are_those_not_shown(shown: list[str], cut: int) -> None:
    found = judged("GI-DIS-0001", *(page(stage=stage) for stage in shown), where=ALL, cut=cut)
    assert sorted(str(params["disclosure_stage"]) for _, _, params in found) == sorted(
        set(STAGES) - set(shown)
    )


def test_what_is_withheld_or_taken_down_does_not_count() -> None:
    given_ = [page(stage=stage) for stage in STAGES[:4]]
    assert len(judged("GI-DIS-0001", *given_, page(stage="result", state="withheld"), where=ALL)) == 1


def test_every_body_is_judged_for_itself() -> None:
    given_ = [page(stage=stage, stated_by=f"a/{stage}") for stage in STAGES]
    assert len(judged("GI-DIS-0001", *given_, where=ALL)) == 20


def test_a_township_may_be_published_about_by_others() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    town = {"type": "organisation", "name": "示例", "kind": "sumu"}
    about = page(kinds=["finance", "administrative-affairs"], about=["a/0"])
    assert judged("GI-DIS-0006", town, about, where=where) == []
    assert len(judged("GI-DIS-0006", town, page(kinds=["finance"]), where=where)) == 2


def test_what_was_withheld_for_a_ground_was_dealt_with() -> None:
    """Disclosure goes as far as secrets and privacy allow (xinzheng 4.3.11a)."""
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    shown = [page(stage=f"approval-{one}", about=["a/x"]) for one in ("acceptance", "result")]
    process = page(stage="approval-process", about=["a/x"], state="withheld")
    assert len(judged("GI-DIS-0002", *shown, process, where=where)) == 1
    grounds = {**process, "withheld_grounds": ["trade-secret"]}
    assert judged("GI-DIS-0002", *shown, grounds, where=where) == []


def test_a_matter_whose_page_came_down_was_disclosed() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    notice = page(kinds=["procurement"], about=["a/0"])
    assert len(judged("GI-DIS-0004", BOUGHT, where=where)) == 1
    for state in ("published", "taken-down"):
        assert judged("GI-DIS-0004", BOUGHT, {**notice, "state": state}, where=where) == []
    # What is known of an agency has to stay public.
    agency = {"type": "organisation", "name": "示例", "kind": "bidding-agency"}
    known = page(
        kinds=["subject-information", "credit-information", "supervision-information"], about=["a/0"]
    )
    assert judged("GI-DIS-0005", agency, known, where=where) == []
    assert len(judged("GI-DIS-0005", agency, {**known, "state": "taken-down"}, where=where)) == 3


def test_acts_from_before_the_text_are_left_alone() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    for day, found in (("2021-07-25", 0), ("2021-07-26", 1)):
        assert len(judged("GI-DIS-0004", {**BOUGHT, "made_on": day}, where=where)) == found
    where = context("shandong-2024", coverage=[Coverage("publication")])
    act = {"type": "decision", "kind": "compulsory-measure", "subject": "a/b"}
    for day, found in (("2024-11-10", 0), ("2024-11-11", 1)):
        assert len(judged("GI-DIS-0010", {**act, "decided_on": day}, where=where)) == found

"""Until when adverse information is public, by its own dates and by each rule set that may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gov_integrity.publication import Shown
from gov_integrity.publication.tables import adverse
from gov_integrity.register.standing import lifespan
from publication.publicationcase import BODY, FIRM, record, say, show

D = date.fromisoformat


def asked(as_of: str, one: dict[str, Any], audience: str = "public") -> Shown | str:
    """The statement as it is shown, or the reason why it is not."""
    found = show(audience, one, as_of=D(as_of))
    shown = [each for each in found.shown if each.id == one["id"]]
    withheld = [each.reason for each in found.withheld if each.id == one["id"]]
    return (shown or withheld)[0]  # type: ignore[return-value]


def until(as_of: str, one: dict[str, Any]) -> tuple[str, str]:
    found = asked(as_of, one)
    assert isinstance(found, Shown), found
    return str(found.until or ""), found.until_reason


def firm(decided: str, severity: str = "", **more: Any) -> dict[str, Any]:
    return record(subject=FIRM, decided_on=decided, **({"severity": severity} if severity else {}), **more)


@pytest.mark.parametrize(
    ("severity", "last"),
    [("general", "2027-04-10"), ("serious", "2029-04-10")],  # 发改委令第36号: at most 12 and 36 months
)
def test_the_last_day_of_publicity_is_public_and_the_next_is_not(severity: str, last: str) -> None:
    one = firm("2026-04-10", severity)
    assert until(last, one) == (last, "publicity-period")
    after = D(last).replace(day=11).isoformat()
    assert asked(after, one) == "term-ended"
    assert isinstance(asked(after, one, "authority"), Shown)


def test_where_rule_sets_differ_it_is_shown_while_none_has_ended() -> None:
    # Decided on 1 July 2025: 国办发〔2025〕22号 and 第36号 end it after 12 months on 1 July 2026, 第58号 (its
    # transition unknown) after 36 on 1 July 2028.
    one = firm("2025-07-01", "general")
    assert until("2026-07-01", one) == ("2026-07-01", "publicity-period")
    assert asked("2026-07-02", one) == "term-undetermined"
    assert asked("2028-07-01", one) == "term-undetermined"
    assert asked("2028-07-02", one) == "term-ended"


def test_without_a_class_the_shortest_of_all_classes_counts() -> None:
    # From 10 April 2026: 3 months for minor, 12 for general, 36 for serious ones.
    one = firm("2026-04-10")
    assert until("2026-05-06", one) == ("2026-07-10", "publicity-period")
    assert asked("2026-07-11", one) == "term-undetermined"
    assert asked("2029-04-11", one) == "term-ended"
    # a word of another scale is no class of these
    assert until("2026-05-06", firm("2026-04-10", "heavier")) == ("2026-07-10", "publicity-period")


def test_a_start_known_to_the_month_counts_from_its_first_day() -> None:
    assert until("2026-05-06", firm("2026-04", "general")) == ("2027-04-01", "publicity-period")


def test_the_period_runs_from_the_document_and_else_from_its_effect() -> None:
    # 发改委令第36号: from the day of the document; the day of effect only where that one is not stated.
    both = firm("2026-04-10", "general", effective_on="2026-04-20")
    assert until("2026-05-06", both) == ("2027-04-10", "publicity-period")
    alone = {name: value for name, value in both.items() if name != "decided_on"}
    assert until("2026-05-06", alone) == ("2027-04-20", "publicity-period")
    never = {name: value for name, value in alone.items() if name != "effective_on"}
    assert until("2026-05-06", never) == ("", "")


def test_an_end_that_lies_ahead_has_not_happened() -> None:
    one = firm("2026-04-10", "general", ended_on="2026-09-01")
    assert until("2026-08-31", one) == ("2027-04-10", "publicity-period")
    assert asked("2026-09-01", one) == "record-ended"


def test_a_government_body_has_no_last_day() -> None:
    assert until("2026-05-06", record()) == ("", "no-months-government")
    assert until("2026-11-30", record(ended_on="2026-12-01")) == ("", "no-months-government")
    # its class is none of an enterprise's, and minor dishonesty of a government body is shown
    assert until("2026-05-06", record(severity="minor")) == ("", "no-months-government")


def test_minor_dishonesty_is_kept_back_by_the_sets_that_say_so() -> None:
    # 第58号 knows no minor class: under it alone, in 2024, the record is public for at most three years.
    assert until("2024-06-01", firm("2024-01-01", "minor")) == ("2027-01-01", "publicity-period")
    assert asked("2025-06-22", firm("2024-01-01", "minor")) == "minor-class"  # 国办发〔2025〕22号
    assert asked("2026-05-06", firm("2026-04-10", "minor")) == "minor-class"


def test_a_sanction_ends_with_its_own_days_alone() -> None:
    def sanction(**days: str) -> dict[str, Any]:
        return say("sanction", "gov/s", subject=FIRM, kind="blacklist", **days)

    assert until("2026-05-06", sanction(until="2027-03-19")) == ("2027-03-19", "own-date")
    assert until("2026-05-06", sanction(until="2027-03")) == ("2027-03-01", "own-date")  # sure so far
    assert asked("2027-01-01", sanction(until="2027-03-19", ended_on="2027-01-01")) == "record-ended"
    assert until("2026-05-06", sanction()) == ("", "")


def test_a_debtor_leaves_the_list_early() -> None:
    matter = say(
        "court_matter", "gov/m", subject=FIRM, kind="dishonest-judgment-debtor", listed_on="2025-06-01"
    )
    # 法释〔2017〕7号 2: two years; 10: removed when performed
    assert until("2027-06-01", matter) == ("2027-06-01", "publicity-period")
    assert asked("2027-06-02", matter) == "term-ended"
    assert until("2026-07-31", matter | {"delisted_on": "2026-08-01"}) == ("2027-06-01", "publicity-period")
    assert asked("2026-08-01", matter | {"delisted_on": "2026-08-01"}) == "record-ended"


def test_to_authorities_no_period_of_publicity_ends() -> None:
    found = asked("2026-05-06", firm("2026-04-10", "general"), "authority")
    assert isinstance(found, Shown)
    assert (found.until, found.until_reason, found.sites) == (None, "", ())
    assert asked("2026-05-06", record(subject=BODY), "authority") != ""


def test_no_type_has_a_last_day_of_its_own_and_a_period() -> None:
    for name, kind in adverse().items():
        assert not (kind.starts and lifespan(name).until), name

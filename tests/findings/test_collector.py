"""What a collector keeps, wants and remembers; numbers and places counted by hand."""

from datetime import date

import pytest
from attrs import evolve

from gov_integrity.findings.collector import Collector
from gov_integrity.findings.suppressions import Suppression
from gov_integrity.findings.values import Finding, Place, RecordLabel

CODE = "GI-DEC-0001"


def made(record=1, file="a", code=CODE, severity="error", **more):
    return Finding(code, severity, "decode", Place(file=file, record=record), RecordLabel("case"), **more)


def closed(collector):
    return collector.report(tool_version="0", standard_version="1.0-draft")


def test_wanted_is_what_would_be_kept():
    collector = Collector(per_code=2)
    assert collector.wants(CODE, "error", Place(file="a", record=9))
    collector.extend([made(3), made(5)])
    wanted = [collector.wants(CODE, "error", Place(file="a", record=record)) for record in (4, 5, 6)]
    assert wanted == [True, True, False]  # a second fault of record 5 may stand before the one kept
    assert not collector.wants(CODE, "error", Place(file="b", record=1))
    assert collector.wants(CODE, "warning", Place(file="b", record=1))


def test_until_as_many_are_kept_as_may_be_all_are_wanted():
    collector = Collector(per_code=2)
    collector.add(made(3))
    assert collector.wants(CODE, "error", Place(file="b", record=9))


def test_everything_is_wanted_where_some_may_be_explained_away():
    entry = Suppression("s1", "GI-DEC-0002", "", "", "已核实", "某局", date(2025, 12, 31))
    collector = Collector(per_code=1, suppressions=(entry,))
    collector.add(made(1))
    assert collector.wants(CODE, "error", Place(file="a", record=2))


def test_twenty_of_a_code_are_kept_and_a_file_shows_as_many_as_its_cap():
    collector = Collector()
    collector.extend(made(record) for record in range(1, 22))
    assert len(closed(collector).findings) == 20
    capped = Collector(per_file=2)
    capped.extend(made(record) for record in range(1, 4))
    assert [item.place.record for item in closed(capped).findings] == [1, 2]


def test_nothing_is_wanted_of_what_earlier_parts_gave_in_full():
    collector = Collector(full={(CODE, "error")})
    assert not collector.wants(CODE, "error", Place(file="a", record=1))
    assert collector.wants(CODE, "warning", Place(file="a", record=1))


def test_everything_is_wanted_where_faulty_records_are_watched():
    collector = Collector(per_code=1, watch=True, full={(CODE, "error")})
    collector.extend([made(1), made(2), made(3, severity="warning")])
    assert collector.wants(CODE, "error", Place(file="a", record=3))
    assert collector.faulty == {("a", 1), ("a", 2)}
    collector.blame(Place(file="a", record=7))
    assert collector.faulty == {("a", 1), ("a", 2), ("a", 7)}


def test_nobody_is_remembered_where_nothing_is_watched():
    collector = Collector()
    collector.add(made(1))
    assert collector.faulty == frozenset()


def test_spared_findings_are_counted_and_make_the_report_truncated():
    collector = Collector(per_code=1)
    collector.spare(CODE, "error", "decode", "contract")
    collector.add(made(2))
    collector.spare(CODE, "error", "decode", "contract")
    report = closed(collector)
    assert report.counts.by_code == {CODE: 3}
    assert report.counts.by_type == {"case": 1, "contract": 2}
    assert collector.told() == {(CODE, "error"): 1}
    assert report.truncated


def test_what_is_shown_in_full_is_not_truncated():
    collector = Collector(per_code=2)
    collector.extend([made(1), made(2)])
    assert not closed(collector).truncated


def test_without_samples_only_numbers_are_told():
    collector = Collector(per_code=0)
    collector.add(made(1))
    report = closed(collector)
    assert (report.groups[0].total, report.groups[0].shown, report.truncated) == (1, 0, True)


def test_places_move_and_keep_their_order():
    collector = Collector()
    collector.extend([made(1), made(2)])
    collector.relocate(lambda place: evolve(place, record=place.record + 10))
    assert [item.place.record for item in closed(collector).findings] == [11, 12]


def test_groups_are_ordered_by_severity_stage_and_code():
    collector = Collector()
    collector.add(made(1, code="GI-COD-0001", severity="warning"))
    collector.add(evolve(made(1, code="GI-AAA-0001"), stage="rules"))
    collector.add(made(1, code="GI-DEC-0002"))
    collector.add(made(1, code="GI-DEC-0001"))
    told = [group.code for group in closed(collector).groups]
    assert told == ["GI-DEC-0001", "GI-DEC-0002", "GI-AAA-0001", "GI-COD-0001"]


def test_of_two_at_one_place_the_cap_of_a_file_shows_the_graver():
    collector = Collector(per_file=1)
    collector.extend([made(1, severity="info"), made(1, severity="warning")])
    assert [item.severity for item in closed(collector).findings] == ["warning"]


@pytest.mark.parametrize(
    ("record", "pointer", "covered"),
    [("", "", True), ("r1", "", True), ("r2", "", False), ("", "/due_on", True), ("", "/due", False)],
)
def test_a_finding_explained_away_is_counted_by_its_entry_alone(record, pointer, covered):
    entry = Suppression("s1", CODE, record, pointer, "已核实", "某局", date(2025, 12, 31))
    other = evolve(entry, id="s2", code="GI-DEC-0002")
    collector = Collector(suppressions=(other, entry), watch=True)
    item = evolve(
        made(1), record=RecordLabel("case", "r1"), place=Place("a", 1, pointer="/obligations/0/due_on")
    )
    assert collector.wants(CODE, "error", item.place)
    collector.add(item)
    report = closed(collector)
    assert [(one.id, one.total, one.until) for one in report.suppressed] == (
        [("s1", 1, "2025-12-31")] if covered else []
    )
    assert report.counts.by_code == ({} if covered else {CODE: 1})
    assert collector.faulty == (frozenset() if covered else {("a", 1)})
    merged = Collector(suppressions=(other, entry))
    merged.merge(collector)
    merged.merge(collector)
    assert [one.total for one in closed(merged).suppressed] == ([2] if covered else [])
    assert merged.faulty == collector.faulty


def test_the_last_wall_masks_what_a_check_quoted():
    digest = "13800138000" + "a" * 53
    collector = Collector()
    collector.add(
        made(
            params={
                "text": "手机13800138000", "names": ("13800138000", "甲"), "number": 5, "digest": digest,
                "long": "甲" * 2001, "short": digest[:63],
            }
        )
    )  # fmt: skip
    (item,) = closed(collector).findings
    assert item.params["text"] == "手机*******8000"
    assert item.params["names"] == ("*******8000", "甲")
    assert item.params["number"] == 5
    assert item.params["digest"] == digest
    assert item.params["long"] == "甲" * 1999 + "…"
    assert item.params["short"] == "*******8000" + "a" * 52

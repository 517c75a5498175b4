"""Counting, capping and ordering of findings."""

import json

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.findings.collector import Collector
from gov_integrity.findings.report import InputFile, NotChecked
from gov_integrity.findings.values import Finding, Place, RecordLabel


def made(code="GI-DEC-0001", record=1, file="a.ndjson", severity="error", stage="decode", kind="case"):
    return Finding(
        code, severity, stage, Place(file=file, record=record, line=record + 1), RecordLabel(type=kind)
    )


def closed(collector, **more):
    return collector.report(tool_version="0", standard_version="1.0-draft", **more)


def test_counts_stay_exact_while_samples_are_capped():
    collector = Collector(per_code=2)
    for number in range(5, 0, -1):
        collector.add(made(record=number))
    report = closed(collector)
    assert report.counts.by_code == {"GI-DEC-0001": 5}
    assert report.counts.by_severity == {"error": 5, "warning": 0, "info": 0}
    assert [f.place.record for f in report.findings] == [1, 2]
    assert (report.groups[0].total, report.groups[0].shown) == (5, 2)
    assert report.truncated
    assert report.to_json()["limits"] == {"per_code": 2, "per_file": 1000}


def test_the_cap_of_a_file_leaves_the_other_file_alone():
    collector = Collector(per_file=1)
    collector.extend([made("GI-DEC-0002"), made("GI-DEC-0001"), made("GI-DEC-0001", file="b.ndjson")])
    report = closed(collector)
    assert [(f.place.file, f.code) for f in report.findings] == [
        ("a.ndjson", "GI-DEC-0001"),
        ("b.ndjson", "GI-DEC-0001"),
    ]
    assert report.counts.by_code == {"GI-DEC-0001": 2, "GI-DEC-0002": 1}


@pytest.mark.parametrize(
    ("severities", "status", "fail_on", "code"),
    [
        ([], "passed", "error", 0),
        (["warning"], "passed", "error", 0),
        (["warning"], "passed", "warning", 1),
        (["error", "info"], "findings", "error", 1),
        (["error"], "findings", "never", 0),
        (["info"], "passed", "warning", 0),
        (["info"], "passed", "info", 1),
        (["error"], "findings", "warning", 1),
    ],
)
def test_status_and_exit_code(severities, status, fail_on, code):
    collector = Collector()
    collector.extend(made(severity=s) for s in severities)
    report = closed(collector)
    assert (report.status, report.exit_code(fail_on)) == (status, code)


def test_a_broken_check_or_an_unreadable_input_exits_with_3():
    collector = Collector()
    collector.add(made("GI-SYS-0001", stage="rules"))
    assert closed(collector).exit_code("never") == 3
    assert closed(Collector(), unreadable=True).status == "unreadable"


def test_the_json_form_is_plain_and_leaves_absent_places_out():
    collector = Collector()
    collector.count({"case": 2})
    collector.add(made())
    report = closed(
        collector,
        inputs=[InputFile("a.ndjson", "00", 3, "ndjson", "utf-8", 2)],
        not_checked=[NotChecked("rules", "no_profile")],
    )
    plain = json.loads(json.dumps(report.to_json()))
    assert plain["groups"][0]["findings"][0]["place"] == {"file": "a.ndjson", "record": 1, "line": 2}
    assert plain["counts"]["statements_by_type"] == {"case": 2}
    assert plain["inputs"][0]["statements"] == 2
    assert plain["not_checked"] == [{"check": "rules", "reason": "no_profile", "params": {}}]


def test_an_offset_of_zero_is_a_place_and_figures_stand_where_there_are_any():
    item = Finding("GI-DEC-0001", "error", "decode", Place(offset=0), params={"b": ("x", "y"), "a": 1})
    collector = Collector()
    collector.add(item)
    report = closed(collector)
    told = report.to_json()["groups"][0]["findings"][0]
    assert told["place"] == {"file": "", "record": 0, "offset": 0}
    assert list(told["params"].items()) == [("a", 1), ("b", ["x", "y"])]
    assert "figures" not in report.to_json()
    assert evolve(report, figures={"complete": "0.5"}).to_json()["figures"] == {"complete": "0.5"}


findings = st.lists(
    st.builds(
        made,
        code=st.sampled_from(["GI-DEC-0001", "GI-DEC-0002"]),
        record=st.integers(0, 9),
        file=st.sampled_from(["a", "b"]),
        severity=st.sampled_from(["error", "warning"]),
    ),
    max_size=40,
)


@given(findings, st.integers(0, 40), st.integers(0, 4), st.integers(0, 6))
def test_merging_parts_gives_what_the_whole_gives(items, cut, per_code, per_file):
    whole = Collector(per_code, per_file)
    whole.extend(items)
    first, second = Collector(per_code, per_file), Collector(per_code, per_file)
    first.extend(items[:cut])
    second.extend(items[cut:])
    first.merge(second)
    assert closed(first) == closed(whole)

"""Duplicates, revisions and references."""

import pickle

import pytest

from gov_integrity.errors import InputError
from gov_integrity.validation import references
from gov_integrity.validation.references import References
from gov_integrity.validation.seam import Outline, Where
from validation.packages import HEADER, body, case, codes, document, judged, line, ndjson, only

FULL = HEADER | {"extent": "full"}


def test_the_same_content_twice_is_a_duplicate_however_it_is_written():
    again = dict(reversed(body().items()))
    found = only(judged(ndjson(body(), again)))
    assert (found.code, found.severity) == ("GI-REF-0001", "warning")
    assert (found.place.record, found.params["other_line"]) == (2, 2)


def test_other_content_under_the_same_revision_is_an_error():
    found = only(judged(ndjson(body(), body(name="乙局"))))
    assert (found.code, found.severity, found.params["revision"]) == ("GI-REF-0002", "error", 1)
    assert found.record.id == "example/self"


def test_three_of_one_id_are_told_twice():
    assert codes(judged(ndjson(body(), body(), body(name="乙局")))) == {"GI-REF-0001": 1, "GI-REF-0002": 1}


@pytest.mark.parametrize(
    ("revision", "recorded", "expected"),
    [
        (2, "2024-03-02T09:00:00+08:00", {}),
        (2, "2024-03-01T09:00:00+08:00", {}),
        (2, "2024-03-01T01:00:00Z", {}),  # the same instant
        (2, "2024-03-01T00:59:59Z", {"GI-REF-0003": 1}),
        (3, "2024-03-02T09:00:00+08:00", {"GI-REF-0004": 1}),
    ],
)
def test_revisions_follow_each_other(revision, recorded, expected):
    later = body(revision=revision, recorded_at=recorded, action="update")
    assert codes(judged(ndjson(body(), later))) == expected
    assert codes(judged(ndjson(later, body()))) == expected


def test_the_newest_revision_alone_is_no_gap():
    assert codes(judged(ndjson(body(revision=4)))) == {}


def test_one_id_for_two_types():
    other = case("self", revision=2)
    assert "GI-REF-0007" in codes(judged(ndjson(body(), other)))


def test_a_reference_that_leads_nowhere_weighs_more_in_a_full_package():
    record = case(about=["example/x", "example/self"])
    found = only(judged(ndjson(body(), record)))
    assert (found.code, found.severity, found.place.pointer, found.sample) == (
        "GI-REF-0005",
        "info",
        "/about/0",
        "example/x",
    )
    assert only(judged(ndjson(body(), record, header=FULL))).severity == "warning"


def test_a_missing_target_is_told_once_a_field_at_its_first_place():
    records = [case(f"c-{i}", subject="example/x") for i in range(3)]
    found = only(judged(ndjson(body(), *records)))
    assert (found.place.record, found.place.pointer) == (2, "/subject")


def test_a_reference_to_the_wrong_type_is_an_error():
    record = case("c-2", subject="example/c-1")
    found = only(judged(ndjson(body(), case(), record)))
    assert (found.code, found.severity, found.place.pointer) == ("GI-REF-0006", "error", "/subject")
    assert (found.params["found"], found.params["allowed"]) == (
        "dishonesty_record",
        ("organisation", "person"),
    )


def test_references_in_rows():
    rows = [{"no": 1, "role": "creditor"}, {"no": 2, "role": "creditor", "party": "example/x"}]
    found = [f for f in judged(ndjson(body(), case(parties=rows))).findings if f.code == "GI-REF-0005"]
    assert [f.place.pointer for f in found] == ["/parties/1/party"]


def test_known_packages_lend_their_ids(tmp_path):
    known = tmp_path / "known.ndjson"
    known.write_bytes(ndjson(body("x"), b"broken"))
    record = case(subject="example/x", about=["example/x"])
    assert codes(judged(ndjson(body(), record), known=[known])) == {}
    assert codes(judged(ndjson(body(), record), known=[document(body("x"))])) == {}
    wrong = judged(ndjson(body(), record), known=[ndjson(case("x"))])
    assert codes(wrong) == {"GI-REF-0006": 1}
    with pytest.raises(InputError):
        judged(ndjson(body()), known=[tmp_path / "none"])


def test_a_set_is_one_and_separate_files_are_not():
    one, two = ndjson(body()), ndjson(case())
    assert codes(judged(one, two)) == {}
    assert codes(judged(one, two, separate=True)) == {"GI-REF-0005": 2}
    assert codes(judged(one, one)) == {"GI-REF-0001": 1}


def test_a_broken_record_is_there_all_the_same():
    repeated = line(body("x"))[:-1] + b',"name":"b"}'
    misfit = body("y", name=1)
    unknown = body("z") | {"type": "starship"}
    record = case(about=["example/x", "example/y", "example/z"])
    found = codes(judged(ndjson(body(), repeated, misfit, unknown, record)))
    assert not any(code.startswith("GI-REF") for code in found)


def test_in_a_document_places_are_those_of_its_statements():
    found = only(judged(document(body(), case(subject="example/x"))))
    assert (found.place.record, found.place.pointer) == (2, "/statements/1/subject")


def test_two_ids_with_one_hash_are_not_taken_for_one(monkeypatch):
    monkeypatch.setattr(references, "_hash", lambda text: 7)
    assert codes(judged(ndjson(body(), body("b"), case(subject="example/b")))) == {}


def test_parts_of_the_end_give_what_the_whole_gives(monkeypatch):
    data = ndjson(body(), *(case(f"c-{i % 30}", subject=f"example/s-{i}") for i in range(40)))
    whole = judged(data).to_json()
    monkeypatch.setattr(references, "_PART", 7)
    assert judged(data).to_json() == whole


def test_state_stays_small():
    fold = References()
    where = Where(0, "a")
    take = fold.taker("case", where)
    for i in range(1000):
        record = case(f"c-{i}", about=[f"example/c-{i - 1}", f"example/c-{i - 2}"])
        take(record, i, Outline(tuple(record)))
    assert len(pickle.dumps(fold)) / 1000 < 80

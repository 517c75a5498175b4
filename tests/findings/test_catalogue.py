"""The words of codes and what they need."""

from gov_integrity.findings.catalogue import Kind, finding, kind
from gov_integrity.findings.values import Citation, Place


def test_parameters_are_the_names_in_all_words_but_the_sample():
    words = Kind("GI-TST-0001", "rules", "error", "甲", "a", "{a}{sample}", "{b}", "{a}{c}", "x {{d}}")
    assert words.params == {"a", "b", "c"}


def test_a_finding_takes_what_its_kind_says_unless_told_otherwise():
    words = kind("GI-DEC-0001")
    plain = finding("GI-DEC-0001", Place("a"), byte="0xFF")
    assert (plain.stage, plain.severity, plain.requirement) == ("decode", words.severity, words.requirement)
    assert plain.citations[0] == Citation("RFC 8259", "8.1")
    assert plain.params == {"byte": "0xFF"}
    assert finding("GI-DEC-0001", Place("a"), severity="info").severity == "info"

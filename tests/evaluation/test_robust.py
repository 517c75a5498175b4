"""Any JSON in place of a statement: findings or exceptions of ours, never a crash."""

from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from gov_integrity.errors import GovIntegrityError
from gov_integrity.evaluation.builtin import builtin_index, builtin_statement
from gov_integrity.evaluation.checking import check_index, read_index
from gov_integrity.evaluation.derivation import derive
from gov_integrity.evaluation.session import Session

DAY = date(2025, 3, 1)
json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2024", "2024-02-30", "0.5", "full", "rate", "a/b", "1e999"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
TYPES = [
    "observation",
    "commitment",
    "case",
    "court_matter",
    "decision",
    "dishonesty_record",
    "handling",
    "publication",
    "organisation",
    "task",
    "activity",
    "assessment",
    "index",
]
FIELDS = [
    "subject",
    "metric",
    "value",
    "numerator",
    "denominator",
    "state",
    "period_from",
    "period_until",
    "about",
    "obligations",
    "performances",
    "due_on",
    "opened_on",
    "closed_on",
    "kind",
    "outcome",
    "case_count",
    "steps",
    "filed_on",
    "decided_on",
    "operation",
    "done_on",
    "from",
    "parent",
    "parties",
    "held_on",
    "score",
    "domains",
    "kinds",
    "recorded_at",
    "access",
    "unit",
    "value_rounded_to",
    "source",
    "observed_on",
    "text",
]
statements = st.builds(
    lambda kind, fields: {"type": kind, "id": "a/b"} | fields,
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(FIELDS), json, max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(statements, max_size=4))
def test_any_statements_are_derived_and_assessed(rows):
    derive(rows, period=(date(2024, 1, 1), date(2024, 12, 31)), as_of=DAY, stated_by="a/b")
    Session.assess(builtin_index("government-integrity"), rows, as_of=DAY)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_change_of_an_index_is_refused_or_read(data):
    statement = dict(builtin_statement("combined"))
    name = data.draw(
        st.sampled_from(["indicators", "bands", "terms", "choices", "total", "weighting", "decimals"])
    )
    rows = statement[name]
    if isinstance(rows, list) and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(rows) - 1))
        field = data.draw(st.sampled_from([*sorted(rows[at]), "parent", "formula", "scale"]))
        statement[name] = [*rows[:at], rows[at] | {field: data.draw(json)}, *rows[at + 1 :]]
    else:
        statement[name] = data.draw(json)
    findings = check_index(statement)
    with suppress(GovIntegrityError):
        read_index(statement)
        assert not any(finding.severity == "error" for finding in findings)

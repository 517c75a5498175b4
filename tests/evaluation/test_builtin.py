"""The built-in index systems: well-formed, valid statements of the standard, sourced."""

import json

import pytest

from gov_integrity.errors import UsageError
from gov_integrity.evaluation.builtin import builtin_index, builtin_names, builtin_statement
from gov_integrity.evaluation.checking import check_index
from gov_integrity.model import faults

NAMES = [name for _, name in builtin_names()]
DOCUMENTS = ("alxa-2021", "gansu-2017", "weidu-2022", "xinzheng-2017", "shandong-2024")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_it(name):
    assert [
        finding.code for finding in check_index(builtin_statement(name)) if finding.severity != "info"
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_valid_statement_of_the_standard(name):
    statement = json.loads(json.dumps(builtin_statement(name)))
    assert faults(statement) == []


@pytest.mark.parametrize("name", [name for folder, name in builtin_names() if folder == "published"])
def test_a_published_index_names_its_source_and_how_sure_we_are(name):
    index = builtin_index(name)
    assert index.sources
    assert index.sources[0].startswith("http")
    assert index.confidence in {"verified", "secondary"}


@pytest.mark.clause("shandong-2024/4.11a", "shandong-2024/1.4a", "xinzheng-2017/4.1.4e")
def test_the_reference_index_cites_a_clause_at_every_leaf_and_has_both_directions():
    index = builtin_index("government-integrity")
    assert not index.normative
    assert {leaf.direction for leaf in index.leaves()} == {"positive", "negative"}
    for leaf in index.leaves():
        assert leaf.citations, leaf.code
        assert {cite.document for cite in leaf.citations} <= set(DOCUMENTS)
    cited = {cite.document for leaf in index.leaves() for cite in leaf.citations}
    assert cited == set(DOCUMENTS)


def test_equal_weights_of_the_reference_index_add_up_exactly():
    index = builtin_index("government-integrity")
    assert sum(index.full[leaf.code] for leaf in index.leaves()) == 100
    assert {index.full[code] * len(index.children[""]) for code in index.children[""]} == {100}


@pytest.mark.clause("weidu-2022/3.1.1b", "gansu-2017/3.1.2b", "weidu-2022/3.1.2c", "xinzheng-2017/4.1.2c",
                    "xinzheng-2017/4.3.12c", "xinzheng-2017/4.3.12e", "alxa-2021/2.3.6d", "gansu-2017/3.3.6d",
                    "xinzheng-2017/4.4.20g", "xinzheng-2017/4.4.20c", "xinzheng-2017/3.2c")  # fmt: skip
def test_the_indicators_that_the_policies_name_are_there():
    have = {leaf.metric for leaf in builtin_index("government-integrity").leaves()}
    assert have >= {
        "contract-performance-rate", "service-promise-rate", "key-credit-tasks",
        "suggestions-handled-rate", "suggestions-carried-out-rate",
        "proposals-handled-rate", "proposals-carried-out-rate",
        "work-plan-completion", "target-completion", "practical-matters-kept",
        "litigation-loss-rate", "promise-keeping-rate", "credit-record-uses",
    }  # fmt: skip


def test_an_unknown_name():
    with pytest.raises(UsageError):
        builtin_index("nowhere")

"""The data dictionary and the table that leads from policy clauses into it keep their promises."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.model import FORMS, flat_specs, model_names

TYPES = {
    "package", "statement", "row",
    "organisation", "person", "dishonesty_record", "honesty_record", "commitment", "decision", "measure",
    "case", "court_matter", "list_item", "publication", "handling", "inspection", "index", "observation",
    "assessment", "task", "report", "activity",
}  # fmt: skip
POLICIES = "alxa-2021|gansu-2017|weidu-2022|xinzheng-2017|shandong-2024"
CLAUSE = re.compile(rf"({POLICIES})/(annex\.)?[0-9]+(\.[0-9]+)*(\.end)?(\.?[a-z])?")
# A dictionary row may also name a whole document or field table by its id, or a law by its title and article.
SOURCE = re.compile(
    r"[a-z0-9]+([-_][a-z0-9]+)*(/[A-Za-z0-9.-]+)?"
    r"|GB/T [0-9]+|[\u4e00-\u9fff〔〕0-9]{4,}( [0-9]+)?"
)
FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ELEMENTS_IN_THE_POLICIES = 1317


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("gov_integrity.model").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def dictionary() -> tuple[dict[str, str], ...]:
    return table("dictionary.csv")


def elements() -> tuple[dict[str, str], ...]:
    return table("elements.csv")


def homes() -> set[str]:
    return {f"{row['type']}.{row['field']}" for row in dictionary()}


def is_child_list(row: dict[str, str]) -> bool:
    return any(r["type"] == row["type"] and r["field"].startswith(row["field"] + ".") for r in dictionary())


def where(row: dict[str, str]) -> str:
    return f"{row['type']}.{row['field']}" if "field" in row else f"{row['clause']} {row['element']}"


@pytest.mark.parametrize("name", ["dictionary.csv", "elements.csv"])
def test_files_are_plain_utf8_with_line_feeds(name: str) -> None:
    raw = resources.files("gov_integrity.model").joinpath(name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_each_field_is_described_once() -> None:
    twice = [key for key, n in Counter(where(row) for row in dictionary()).items() if n > 1]
    assert twice == []


def test_types_and_field_names_are_well_formed() -> None:
    assert {row["type"] for row in dictionary()} == TYPES
    odd = [
        where(r) for r in dictionary() if not FIELD.fullmatch(r["field"]) and r["field"] != "x_PREFIX_NAME"
    ]
    assert odd == []


def test_every_column_of_a_child_list_stands_under_a_described_list() -> None:
    described = homes()
    lost = [
        where(r) for r in dictionary() if "." in r["field"] and where(r).rpartition(".")[0] not in described
    ]
    assert lost == []


@pytest.mark.parametrize("column", ["zh", "definition_zh"])
def test_chinese_prose_is_chinese(column: str) -> None:
    assert [where(r) for r in dictionary() if not CHINESE.search(r[column])] == []


@pytest.mark.parametrize("column", ["en", "definition_en"])
def test_english_prose_is_ascii(column: str) -> None:
    bad = [
        where(r) for r in dictionary() if not r[column].isascii() or not re.search("[A-Za-z]{2}", r[column])
    ]
    assert bad == []


def test_definitions_are_sentences() -> None:
    assert [where(r) for r in dictionary() if not r["definition_zh"].endswith("。")] == []
    assert [where(r) for r in dictionary() if not r["definition_en"].endswith(".")] == []


def test_prose_has_no_stray_blanks() -> None:
    bad = [where(r) for r in dictionary() for v in r.values() if v != v.strip() or "  " in v or "\n" in v]
    assert bad == []


@pytest.mark.parametrize("column", ["zh", "en"])
def test_titles_are_unique_within_a_type(column: str) -> None:
    seen = Counter((row["type"], row[column].casefold()) for row in dictionary())
    assert [key for key, n in seen.items() if n > 1] == []


@pytest.mark.parametrize("column", ["zh", "en"])
def test_titles_of_a_type_do_not_repeat_a_common_title(column: str) -> None:
    common = {row[column].casefold() for row in dictionary() if row["type"] == "statement"}
    special = [r for r in dictionary() if r["type"] not in {"statement", "package", "row"}]
    assert [where(r) for r in special if r[column].casefold() in common] == []


def test_sensitivity_is_one_of_three() -> None:
    assert {row["sensitivity"] for row in dictionary()} == {"open", "government", "query"}


def test_every_scalar_field_has_an_example_and_no_list_has_one() -> None:
    assert [where(r) for r in dictionary() if bool(r["example"]) == is_child_list(r)] == []


def test_examples_are_values_the_model_takes() -> None:
    wrong = []
    for name in model_names():
        for spec in flat_specs(name):
            pattern = FORMS[spec.form].pattern if spec.form in FORMS else ""
            if pattern and not re.search(pattern, spec.example):
                wrong.append((name, spec.name, spec.form))
            # The discriminator's example is one type; every type shares the row.
            if spec.codelist and spec.name != "type" and codelist(spec.codelist).get(spec.example) is None:
                wrong.append((name, spec.name, spec.codelist))
    assert wrong == []


def test_the_dictionary_and_the_model_know_the_same_fields() -> None:
    shared = {"sanction": "measure", "incentive": "measure", "package_end": "package"}
    described = homes()
    used, missing = {"statement.x_PREFIX_NAME"}, []
    for name in model_names():
        for spec in flat_specs(name):
            leaf = spec.name.rpartition(".")[2]
            keys = (f"{shared.get(name, name)}.{spec.name}", f"statement.{spec.name}", f"row.{leaf}")
            found = next((key for key in keys if key in described), None)
            used.add(found or "")
            if found is None:
                missing.append((name, spec.name))
    assert missing == []
    assert described - used == set()


def test_every_field_names_its_sources() -> None:
    bad = [(where(r), c) for r in dictionary() for c in r["clauses"].split(";") if not SOURCE.fullmatch(c)]
    assert bad == []


def test_policy_clauses_in_the_dictionary_have_the_form_of_a_clause() -> None:
    cited = {c for r in dictionary() for c in r["clauses"].split(";") if re.match(rf"({POLICIES})/", c)}
    assert [c for c in cited if not CLAUSE.fullmatch(c)] == []


def test_the_data_elements_of_all_policies_are_accounted_for() -> None:
    assert len(elements()) == ELEMENTS_IN_THE_POLICIES
    assert {row["clause"].partition("/")[0] for row in elements()} == set(POLICIES.split("|"))
    assert [where(r) for r in elements() if not CLAUSE.fullmatch(r["clause"])] == []
    assert [k for k, n in Counter(where(r) for r in elements()).items() if n > 1] == []


def test_every_element_has_a_home_or_a_reason_and_not_both() -> None:
    assert [where(r) for r in elements() if bool(r["home"]) == bool(r["reason"])] == []


def test_every_home_is_a_described_field() -> None:
    described = homes()
    assert [
        (where(r), h) for r in elements() if r["home"] for h in r["home"].split(";") if h not in described
    ] == []


def test_no_home_is_a_remark_an_extension_or_a_whole_list() -> None:
    lists = {where(r) for r in dictionary() if is_child_list(r)}
    none = lists | {"statement.remarks", "statement.x_PREFIX_NAME"}
    assert [where(r) for r in elements() if none & set(r["home"].split(";"))] == []


def test_reasons_say_what_takes_the_place_of_a_field() -> None:
    form = re.compile(r"(derived|profile|not-carried|gap): .+")
    assert [where(r) for r in elements() if r["reason"] and not form.fullmatch(r["reason"])] == []


def test_home_and_dictionary_cite_each_other() -> None:
    cited = {where(r): set(r["clauses"].split(";")) for r in dictionary()}
    one_way = [
        (where(r), h)
        for r in elements()
        if r["home"]
        for h in r["home"].split(";")
        if r["clause"] not in cited[h]
    ]
    assert one_way == []

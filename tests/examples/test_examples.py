"""The example packages: sound, sealed, and as the publications print them (figures below are theirs)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gov_integrity import model
from gov_integrity.canonical import canonical_bytes
from gov_integrity.codelists import codelist
from gov_integrity.evaluation.checking import check_index, read_index
from gov_integrity.evaluation.engine import assess
from gov_integrity.evaluation.observations import read_observations

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = sorted((EXAMPLES / "real").iterdir())
PACKAGES = [*REAL, *sorted((EXAMPLES / "made-up").iterdir())]
TRANSCRIBER = "gov-integrity-examples/transcriber"
SHARED_LISTS = ("basis", "identifiers", "evidence", "parties", "steps")

Obj = dict[str, object]


def read(path: Path) -> tuple[Obj, list[Obj], Obj]:
    """Header, statements, and the object that seals them."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        header = json.loads(text)
        return header, header.pop("statements"), header
    header, *statements, end = (json.loads(line) for line in text.splitlines())
    assert end["type"] == "package_end"
    assert end["id"] == header["id"]
    return header, statements, end


def real(name: str) -> list[Obj]:
    return read(EXAMPLES / "real" / name)[1]


def values(obj: Mapping[str, object], path: str) -> Iterator[object]:
    head, _, rest = path.partition(".")
    found = obj.get(head)
    for item in found if isinstance(found, list) else () if found is None else (found,):
        if rest:
            yield from values(item, rest)
        else:
            yield item


def of_type(statements: list[Obj], kind: str) -> list[Obj]:
    return [item for item in statements if item["type"] == kind]


def figures(statements: list[Obj], metric: str) -> dict[str, Decimal]:
    """Printed values by breakdown, the total under an empty name."""
    return {
        item.get("breakdown", ""): Decimal(item["value"])
        for item in of_type(statements, "observation")
        if item["metric"] == metric and "value" in item
    }


def numbered(statements: list[Obj]) -> list[str]:
    return [item["number"] for item in of_type(statements, "task") if "number" in item]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
class TestEveryPackage:
    def test_has_no_structural_fault(self, path: Path) -> None:
        header, statements, end = read(path)
        assert header["version"] == model.STANDARD_VERSION
        assert [model.faults(item) for item in (header, *statements, end)] == [[]] * (len(statements) + 2)

    def test_has_known_codes_only(self, path: Path) -> None:
        header, statements, _ = read(path)
        for item in (header, *statements):
            for spec in model.code_fields(model.model_name(item)):
                known = codelist(spec.codelist)
                assert [v for v in values(item, spec.name) if known.get(v) is None] == [], spec.name

    def test_has_references_that_lead_to_the_right_type(self, path: Path) -> None:
        header, statements, _ = read(path)
        types = {item["id"]: item["type"] for item in statements}
        assert len(types) == len(statements)
        for item in (header, *statements):
            for spec in model.reference_fields(model.model_name(item)):
                for value in values(item, spec.name):
                    assert types[value] in (spec.targets or model.TYPES)

    def test_is_sealed(self, path: Path) -> None:
        _, statements, seal = read(path)
        lines = b"".join(canonical_bytes(item) + b"\n" for item in statements)
        assert seal["statement_count"] == len(statements)
        assert seal["statements_sha256"] == hashlib.sha256(lines).hexdigest()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
class TestEveryRealCase:
    def test_is_stated_by_the_transcriber_alone(self, path: Path) -> None:
        header, statements, _ = read(path)
        assert header["sender"] == TRANSCRIBER
        assert {item["stated_by"] for item in statements} == {TRANSCRIBER}
        assert {item["recorded_at"] for item in statements} == {"2026-11-20T09:00:00+08:00"}
        assert {item["revision"] for item in statements} == {1}

    def test_cites_the_publication(self, path: Path) -> None:
        for item in read(path)[1]:
            if item["type"] != "organisation":
                assert all(row["access"] == "public" for row in item["evidence"])
                assert any("url" in row or "issued_on" in row for row in item["evidence"])

    def test_holds_no_person_and_no_code_that_was_not_published(self, path: Path) -> None:
        statements = read(path)[1]
        assert not of_type(statements, "person")
        assert not any("uscc" in item or "identifiers" in item for item in statements)


class TestYancheng:
    STATEMENTS = real("yancheng-2019.ndjson")
    LISTED = of_type(STATEMENTS, "court_matter")

    def test_list_by_body_adds_up_to_the_nine_cases(self) -> None:
        assert len(self.LISTED) == 7
        assert sum(item["case_count"] for item in self.LISTED) == 9
        kinds = {item["id"]: item["kind"] for item in of_type(self.STATEMENTS, "organisation")}
        by_kind = Counter()
        for item in self.LISTED:
            by_kind[kinds[item["subject"]] == "public-institution"] += item["case_count"]
        assert by_kind == {True: 1, False: 8}

    def test_grounds_are_one_obstruction_and_eight_refusals(self) -> None:
        by_ground = Counter()
        for item in self.LISTED:
            by_ground[item["listing_ground"]] += item["case_count"]
        assert by_ground == {"obstruction": 1, "able-refused": 8}

    def test_printed_counts_by_county_do_not_add_up(self) -> None:
        printed = figures(self.STATEMENTS, "listed-debtors")
        assert printed == {
            "": 9,
            "public-institution": 1,
            "village-committee+residents-committee": 8,
            "village-committee+residents-committee/320925": 1,
            "village-committee+residents-committee/320923": 3,
            "village-committee+residents-committee/320924": 2,
        }
        assert printed["village-committee+residents-committee"] != 1 + 3 + 2
        bodies = of_type(self.STATEMENTS, "organisation")
        in_sheyang = {item["id"] for item in bodies if item.get("division") == "320924"}
        assert sum(item["case_count"] for item in self.LISTED if item["subject"] in in_sheyang) == 4

    def test_what_is_told_of_all_bodies_together_is_not_told_of_each(self) -> None:
        assert not any("performance_state" in item or "delisted_on" in item for item in self.LISTED)


class TestHaikou:
    STATEMENTS = real("haikou-xiuying-2021.ndjson")

    def test_printed_totals_fit_the_debts(self) -> None:
        debts = {
            item["id"].rpartition("/")[2]: Decimal(item["obligations"][0]["amount"])
            for item in of_type(self.STATEMENTS, "commitment")
        }
        assert debts == {"debt-dongshan": 27200, "debt-education": 56600, "debt-enterprise": 17800}
        printed = figures(self.STATEMENTS, "arrears-balance")
        assert printed["政府部门及其所属机构"] == Decimal("8.38") * 10000 == 27200 + 56600
        assert printed[""] == Decimal("10.16") * 10000 == 27200 + 56600 + 17800

    def test_amounts_say_that_they_were_printed_in_hundreds_of_yuan(self) -> None:
        amounts = [item for item in self.STATEMENTS if item["type"] in ("commitment", "observation")]
        assert {item["rounded_to"] for item in amounts} == {"100"}

    def test_partial_date_stays_partial_and_the_enterprise_unnamed(self) -> None:
        plans = [row for item in of_type(self.STATEMENTS, "commitment") for row in item.get("plans", ())]
        assert [row["due_on"] for row in plans] == ["2022-06", "2022-06"]
        unnamed = [item for item in self.STATEMENTS if item.get("unnamed")]
        assert [item["kind"] for item in unnamed] == ["state-owned-enterprise"]


def test_bengbu_task_has_its_deadline_and_both_bases() -> None:
    (task,) = of_type(real("bengbu-2017.ndjson"), "task")
    assert task["due_on"] == "2017-06-15"
    assert [row["document"] for row in task["basis"]] == ["皖发改财金〔2017〕333号", "法释〔2017〕7号"]


class TestQinghai:
    STATEMENTS = real("qinghai-2024-02.json")

    @pytest.mark.parametrize("metric", ["published-records-collected", "published-records-stored"])
    def test_counts_add_up(self, metric: str) -> None:
        assert figures(self.STATEMENTS, metric) == {"行政许可": 9220, "行政处罚": 119634, "": 9220 + 119634}

    def test_compliance_is_stored_by_collected(self) -> None:
        rates = [item for item in self.STATEMENTS if item.get("metric") == "published-records-compliance"]
        assert len(rates) == 3
        for item in rates:
            assert 100 * Decimal(item["numerator"]) / Decimal(item["denominator"]) == Decimal(item["value"])

    def test_late_rates_fit_within_their_rounding(self) -> None:
        printed = figures(self.STATEMENTS, "published-records-late")
        assert printed == {"行政许可": Decimal("3.6"), "行政处罚": Decimal("0.08"), "": Decimal("0.34")}
        least = (9220 * Decimal("3.55") + 119634 * Decimal("0.075")) / 128854
        most = (9220 * Decimal("3.65") + 119634 * Decimal("0.085")) / 128854
        assert least < Decimal("0.345")
        assert Decimal("0.335") < most

    def test_late_rows_were_not_published_and_are_not_guessed(self) -> None:
        late = [item for item in self.STATEMENTS if item.get("metric") == "published-records-late"]
        assert not any("numerator" in item or "denominator" in item for item in late)


class TestTasks:
    def test_alxa_has_the_22_rows_of_the_annex(self) -> None:
        tasks = of_type(real("alxa-2021-tasks.ndjson"), "task")
        assert [item["number"] for item in tasks] == [str(n) for n in range(1, 23)]
        assert {item["basis"][0]["document"] for item in tasks} == {"阿署办发〔2021〕35号"}
        units = [sum(row["role"] == "responsible-unit" for row in item["parties"]) for item in tasks]
        assert units == [5, 6, 3, 6, 1, 5, 1, 1, 5, 5, 1, 3, 1, 3, 2, 3, 3, 7, 2, 3, 2, 3]

    def test_gansu_has_13_tasks_with_units_and_a_date_or_standing(self) -> None:
        tasks = of_type(real("gansu-2017-tasks.ndjson"), "task")
        assert len(tasks) == 3 + 6 + 6 + 1 + 5
        due = Counter(item.get("due_on") for item in tasks if item["number"].startswith("三"))
        assert due == {"2017-12-31": 4, "2018-12-31": 2, None: 3 + 7}
        assert sum(item.get("due_text") == "持续实施" for item in tasks) == 7

    def test_xinzheng_has_20_tasks_a_dated_platform_and_two_reports(self) -> None:
        statements = real("xinzheng-2017-tasks.ndjson")
        assert numbered(statements) == [str(n) for n in range(1, 21)]
        rest = [item for item in of_type(statements, "task") if "number" not in item]
        assert [(item.get("due_on"), item["due_text"]) for item in rest] == [
            ("2017-12-31", "2017年底前"),
            (None, "每年7月1日前"),
            (None, "次年1月1日前"),
        ]

    def test_weidu_has_11_tasks_and_3_safeguards(self) -> None:
        numbers = numbered(real("weidu-2022-tasks.ndjson"))
        assert Counter(number[0] for number in numbers) == {"三": 11, "四": 3}
        assert len(set(numbers)) == 14

    def test_shandong_has_17_measures_of_which_16_have_a_lead_unit(self) -> None:
        tasks = of_type(real("shandong-2024-tasks.ndjson"), "task")
        assert [item["number"] for item in tasks] == [str(n) for n in range(1, 18)]
        without = [n["number"] for n in tasks if not any(row["role"] == "lead-unit" for row in n["parties"])]
        assert without == ["9"]  # 按照职责分工负责


class TestMadeUp:
    STATEMENTS = read(EXAMPLES / "made-up" / "all-types.ndjson")[1]

    def test_uses_every_type_and_every_child_list(self) -> None:
        used = {(item["type"], name) for item in self.STATEMENTS for name in item}
        assert {kind for kind, _ in used} == set(model.TYPES)
        for kind in model.TYPES:
            lists = {spec.name for spec in model.field_specs(kind) if spec.rows} - set(SHARED_LISTS)
            assert lists <= {name for owner, name in used if owner == kind}, kind
        assert set(SHARED_LISTS) <= {name for _, name in used}

    def test_is_marked_as_made_up(self) -> None:
        assert all(item["remarks"].startswith("示例") for item in self.STATEMENTS)
        named = [item for item in self.STATEMENTS if item["type"] in ("organisation", "person")]
        assert all(item["name"].startswith("示例") for item in named)

    def test_assessment_is_what_the_index_gives(self) -> None:
        # By hand: 47/50 x 40 = 37.6; 4 % late is in the first band, 20; all complaints in time, 40;
        # one overdue contract, -2. 37.6 + 20 + 40 - 2 = 95.6, which is 优秀.
        (index,) = of_type(self.STATEMENTS, "index")
        (stated,) = of_type(self.STATEMENTS, "assessment")
        assert (stated["score"], stated["grade"]) == ("95.6", "优秀")
        assert check_index(index) == ()
        observations, notes = read_observations(of_type(self.STATEMENTS, "observation"))
        year = (date(2025, 1, 1), date(2025, 12, 31))
        (result,) = assess(read_index(index), observations, as_of=date(2026, 2, 9), period=year)
        assert notes == []
        assert (float(result.score), result.grade) == (95.6, "优秀")

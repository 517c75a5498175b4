"""Flatten and unflatten are inverse, in memory, through CSV folders and through one-file CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import define, field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gov_integrity.exchange.tables.flatten import Sheets, flatten, gather
from gov_integrity.exchange.tables.grid import Row
from gov_integrity.exchange.tables.layout import layouts, sheet_named
from gov_integrity.exchange.tables.opening import open_tables
from gov_integrity.exchange.tables.reading import read_records
from gov_integrity.exchange.tables.template import fill_workbook
from gov_integrity.exchange.tables.writing import write_folder
from gov_integrity.findings import Finding
from gov_integrity.model import TYPES
from gov_integrity.testing import packages, statements


@define
class Memory:
    name: str
    cells: list[list[str]]
    file: str = "memory"
    hidden: bool = False
    findings: list[Finding] = field(factory=list)

    def rows(self) -> Iterator[Row]:
        for number, texts in enumerate(self.cells, start=1):
            yield Row(number, texts)


def tables(sheets: Sheets) -> list[Memory]:
    found = []
    for name, rows in sheets.rows.items():
        columns = [column.name for column in sheets.columns(name)]
        found.append(Memory(name, [columns, *([row.get(key, "") for key in columns] for row in rows)]))
    return found


def back(sheets: Sheets) -> list[Mapping[str, object]]:
    memory = tables(sheets)
    tied = [(table, sheet_named(table.name)) for table in memory]
    records = list(read_records(tied))
    assert [item for table in memory for item in table.findings] == []
    return [record.value for record in records]


@pytest.mark.parametrize("type_", TYPES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_type_survives(type_: str, data: st.DataObject) -> None:
    statement = data.draw(statements(type_))
    sheets = gather([statement])
    assert sheets.lost == []
    assert back(sheets) == [statement]


def by_key(records: Sequence[Mapping[str, object]]) -> dict[tuple[object, ...], Mapping[str, object]]:
    return {(item["type"], item["id"], item.get("revision")): item for item in records}


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages())
def test_a_package_survives_a_csv_folder(package: tuple[dict[str, object], list[dict[str, object]]]) -> None:
    header, content = package
    records = [header, *content]
    sheets = gather(records)
    assert sheets.lost == []
    with TemporaryDirectory() as name:
        write_folder(Path(name), sheets)
        with open_tables(Path(name)) as opened:
            found = [record.value for record in opened.records()]
            assert opened.findings == []
    assert by_key(found) == by_key(records)


def test_what_tables_cannot_carry_is_named() -> None:
    statement = {
        "type": "organisation", "id": "a/1", "revision": 1, "name": 7, "kind": {"a": 1}, "nonsense": "x",
        "history": [{"no": 1, "value": "旧名", "odd": 1}, "no row"],
    }  # fmt: skip
    flat = flatten(statement)
    assert set(flat.lost) == {"/name", "/kind", "/nonsense", "/history/0/odd", "/history/1"}
    assert flatten({"type": "dragon"}).lost == ("",)


def test_a_child_row_names_its_record() -> None:
    statement = {"type": "organisation", "id": "a/1", "revision": 2, "history": [{"no": 1, "value": "旧名"}]}
    (_, row) = flatten(statement).rows
    assert row[0].name == "organisation.history"
    assert row[1] == {"id": "a/1", "revision": "2", "no": "1", "value": "旧名"}
    assert layouts("organisation")[0].name == "organisation"


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages(max_size=3))
def test_a_package_survives_a_workbook(package: tuple[dict[str, object], list[dict[str, object]]]) -> None:
    header, content = package
    records = [header, *content]
    with TemporaryDirectory() as name:
        path = Path(name) / "whole.xlsx"
        fill_workbook(gather(records), path)
        with open_tables(path) as opened:
            found = list(opened.records())
            assert opened.findings == []
    assert [item for record in found for item in record.findings] == []
    assert by_key([record.value for record in found]) == by_key(records)

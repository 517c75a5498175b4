"""Files of findings explained away: read with reason, author and last day, or refused with the line."""

from datetime import date

import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.findings.suppressions import COLUMNS, Suppression, read_suppressions

GOOD = "s1,GI-DEC-0001,,/due_on,已核实,某局,2025-12-31"


def written(folder, *rows):
    file = folder / "known.csv"
    file.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return file


def test_entries_are_read_in_their_order(tmp_path):
    found = read_suppressions(written(tmp_path, GOOD, GOOD.replace("s1", "s0").replace(",,", ",a/1,")))
    first = Suppression("s1", "GI-DEC-0001", "", "/due_on", "已核实", "某局", date(2025, 12, 31))
    assert found[0] == first
    assert [(entry.id, entry.record) for entry in found] == [("s1", ""), ("s0", "a/1")]


@pytest.mark.parametrize(
    "row",
    [GOOD, GOOD.replace("s1", ""), GOOD.replace("s1", "s2").replace("已核实", ""),
     GOOD.replace("s1", "s2").replace("某局", ""), GOOD.replace("s1", "s2").replace("2025-12-31", "")],
    ids=["twice", "no-id", "no-reason", "no-author", "no-last-day"],
)  # fmt: skip
def test_an_entry_nobody_answers_for_is_refused(tmp_path, row):
    with pytest.raises(DataFileError) as caught:
        read_suppressions(written(tmp_path, GOOD, row))
    assert caught.value.params["line"] == 3


def test_a_file_that_is_not_there_is_refused_as_a_whole(tmp_path):
    with pytest.raises(DataFileError) as caught:
        read_suppressions(tmp_path / "absent.csv")
    assert caught.value.params == {"file": "absent.csv", "line": 0}

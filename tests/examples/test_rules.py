"""What the rules say of the examples, worked out by hand from the publications."""

from __future__ import annotations

from pathlib import Path

import pytest

from gov_integrity.validation import validate

EXAMPLES = Path(__file__).parents[2] / "examples"

# Yancheng: Sheyang is given 2 cases, four of the bodies named lie there with one case each; and the counts by
# county, 1 + 3 + 2, are not the 8 of the self-governing bodies.
# Bengbu, Gansu, Xinzheng: tasks whose day has passed, and no publication says whether they were done. The
# dated tasks are one in Bengbu (2017-06-15), six in Gansu (end of 2017 or of 2018) and one in Xinzheng.
EXPECTED = {
    "real/yancheng-2019.ndjson": {"GI-AGG-0001": 1, "GI-TOT-0001": 1},
    "real/bengbu-2017.ndjson": {"GI-TSK-0004": 1},
    "real/gansu-2017-tasks.ndjson": {"GI-TSK-0004": 6},
    "real/xinzheng-2017-tasks.ndjson": {"GI-TSK-0004": 1},
    "real/alxa-2021-tasks.ndjson": {},
    "real/haikou-xiuying-2021.ndjson": {},
    "real/qinghai-2024-02.json": {},
    "real/shandong-2024-tasks.ndjson": {},
    "real/weidu-2022-tasks.ndjson": {},
    "made-up/all-types.ndjson": {},
    # The base of the broken files is sound in form; its record, determined lawfully, names no basis.
    "broken/sound.ndjson": {"GI-REC-0005": 1},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_the_rules_say(name: str) -> None:
    assert dict(validate([EXAMPLES / name]).counts.by_code) == EXPECTED[name]


def test_every_real_case_is_expected() -> None:
    real = {f"real/{path.name}" for path in (EXAMPLES / "real").iterdir()}
    assert real == {name for name in EXPECTED if name.startswith("real/")}

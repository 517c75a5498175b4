"""What a clerk can do who has only the file and the report in Chinese: ten kinds of fault, each mended.

Every mend is written by hand; the words beside it are what the report must say for the clerk to know it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gov_integrity import validate
from gov_integrity.reports import render

BROKEN = Path(__file__).parents[2] / "examples" / "broken"
MENDS = {
    "numeric-amount": ('"amount":400000', '"amount":"400000"', "值 400000 类型不对|都加双引号"),
    "null-value": (',"valid_until":null', "", "(valid_until)的值 null|省略该项"),
    "slash-date": ('"2025/3/1"', '"2025-03-01"', "“2025/3/1”|日期 2024-03-15"),
    "impossible-day": ('"2025-02-29"', '"2025-02-28"', "“2025-02-29”|须是日历上有的日子"),
    "missing-required": (
        '"document_no"',
        '"form":"lawful-determination","document_no"',
        "(form)|lawful-determination 依法依规认定",
    ),
    "closed-code-in-chinese": ('"明确无争议"', '"undisputed"', "“明确无争议”|undisputed 明确无争议"),
    "open-code-in-chinese": ('"kind":"合同"', '"kind":"contract"', "“合同”|contract 合同"),
    "code-not-listed": ('"x9"', '"overdue-payment"', "“x9”|overdue-payment 拖欠账款"),
    "empty-list": ('"domains":[],', "", "(domains)的列表|不要写空列表"),
    "title-as-field": ('"机构类别":', '"kind":', "名为“机构类别”|将名称改为 kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDS)
def test_the_report_tells_enough_to_mend(name: str) -> None:
    old, new, told = MENDS[name]
    text = (BROKEN / f"{name}.ndjson").read_text(encoding="utf-8")
    before = validate([text.encode()], rules=False)
    shown = render("text", before.to_json(), "zh")
    assert [words for words in told.split("|") if words not in shown] == []
    assert text.count(old) == 1
    mended = text.replace(old, new)
    sealed = render("text", validate([mended.encode()], rules=False).to_json(), "zh")
    digest = re.search("内容校验值为 ([0-9a-f]{64})", sealed)
    assert digest
    assert "将声明的内容校验值(statements_sha256)改为上述值" in sealed
    stated = re.search('"statements_sha256":"([0-9a-f]{64})"', mended)
    assert stated
    after = validate([mended.replace(stated[1], digest[1]).encode()], rules=False)
    assert after.counts.by_severity == {"error": 0, "warning": 0, "info": 0}

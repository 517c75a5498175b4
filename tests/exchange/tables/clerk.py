"""A clerk with a spreadsheet program: fills in a template with published cases, as a person would."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SHARED = {
    "revision": "1",
    "action": "首次作出",
    "stated_by": "haikou-xiuying/gov",
    "recorded_at": "2022-03-01T09:00:00+08:00",
    "access": "社会公开",
}


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(sheet.cell(2, at).value): at for at in range(1, sheet.max_column + 1)}


def put(sheet: Worksheet, row: int, **values: object) -> None:
    """Type values into the named columns of a row; text stays text."""
    where = columns(sheet)
    for name, value in values.items():
        cell = sheet.cell(row, where[name.rstrip("_")])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def fill(template: Path, filled: Path) -> None:
    """The arrears of Xiuying district, Haikou, as its yearbook of 2022 prints them, with a clerk's slips."""
    book = openpyxl.load_workbook(template)
    put(
        book["数据包"], 3, id="haikou-xiuying/pkg-2021", profile="national-2016", sender="haikou-xiuying/gov",
        created_at="2022-03-01T09:00:00+08:00", extent="增量",
    )  # fmt: skip
    bodies = book["组织机构"]
    put(bodies, 3, id="haikou-xiuying/gov", name="海口市秀英区人民政府", kind="人民政府", **SHARED)
    put(bodies, 4, id="haikou-xiuying/dongshan", name="东山镇人民政府", kind="人民政府", **SHARED)
    put(bodies, 5, id="haikou-xiuying/education", name="秀英区教育局", kind="政府部门", **SHARED)
    debts = book["承诺与协议"]
    for row, body, made in ((3, "dongshan", "2021年12月31日"), (4, "education", "2021-12-31")):
        put(
            debts, row, id=f"haikou-xiuying/debt-{body}", subject=f"haikou-xiuying/{body}", kind="政府欠款",
            title="拖欠中小企业工程款", made_on=made, **SHARED,
        )  # fmt: skip
    owed = book["承诺与协议-义务"]
    put(
        owed,
        3,
        id="haikou-xiuying/debt-dongshan",
        no="1",
        kind="支付",
        amount="2.72万元",
        payable_kind="工程款",
    )
    put(
        owed,
        4,
        id="haikou-xiuying/debt-education",
        no="1",
        kind="支付",
        amount="56600",
        payable_kind="工程款",
    )
    plans = book["承诺与协议-兑现或清偿计划"]
    source = "区财政预算资金"
    put(
        plans,
        3,
        id="haikou-xiuying/debt-dongshan",
        no="1",
        fund_source=source,
        amount="27200",
        due_on="2022年6月",
    )
    put(
        plans,
        4,
        id="haikou-xiuying/debt-educaton",
        no="1",
        fund_source=source,
        amount=56600,
        due_on="2022-06",
    )
    book.save(filled)


def mend(marked: Path, mended: Path) -> None:
    """Follow what the notes say."""
    book = openpyxl.load_workbook(marked)
    put(book["承诺与协议"], 3, made_on="2021-12-31")
    put(book["承诺与协议-义务"], 3, amount="27200")
    put(book["承诺与协议-兑现或清偿计划"], 3, due_on="2022-06")
    put(book["承诺与协议-兑现或清偿计划"], 4, id="haikou-xiuying/debt-education")
    book.save(mended)

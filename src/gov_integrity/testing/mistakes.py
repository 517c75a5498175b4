"""Mistakes that real senders make, as a written list independent of the model's own metadata.

Each takes a valid statement and returns a mistaken copy, or None where the mistake does not apply. Most are
refused by the schema; some are allowed by it and are there because a careless engine refuses them.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

__all__ = ["MISTAKES", "Mistake", "mistaken"]

Json = dict[str, Any]
Change = Callable[[str, Any], Any]


@frozen(slots=True)
class Mistake:
    """One kind of mistake: what it is, which values it touches and what they become."""

    name: str
    zh: str
    applies: Callable[[str, Any], bool]
    change: Change


def _text(_key: str, value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _date(_key: str, value: Any) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4:5] == "-" == value[7:8]


def _moment(_key: str, value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 20 and value[10:11] == "T"


def _number(_key: str, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _flag(_key: str, value: Any) -> bool:
    return isinstance(value, bool)


def _list(_key: str, value: Any) -> bool:
    return isinstance(value, list)


def _amount(key: str, _value: Any) -> bool:
    return key.endswith("amount") or key in ("loss", "compensation", "rounded_to", "value")


def _any(_key: str, _value: Any) -> bool:
    return True


_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}

MISTAKES: tuple[Mistake, ...] = (
    Mistake("null", "用 null 表示没有", _any, lambda _k, _v: None),
    Mistake("empty-text", "用空字符串表示没有", _text, lambda _k, _v: ""),
    Mistake("blank", "值前多一个空格", _text, lambda _k, v: " " + v),
    Mistake("trailing-line-feed", "值末尾带换行", _text, lambda _k, v: v + "\n"),
    Mistake("trailing-cr", "值末尾带回车", _text, lambda _k, v: v + "\r"),
    Mistake("tab", "值中带制表符", _text, lambda _k, v: v + "\t" + v[:1]),
    Mistake("nul", "值中带空字符", _text, lambda _k, v: v + "\x00"),
    Mistake("full-width", "数字写成全角", _text, lambda _k, v: v.translate(_FULL_WIDTH)),
    Mistake("upper", "代码写成大写", _text, lambda _k, v: v.upper()),
    Mistake("chinese-for-code", "代码写成中文", _text, lambda _k, _v: "其他"),
    Mistake("number-for-text", "文本写成数", _text, lambda _k, _v: 20240315),
    Mistake("very-long", "过长的文本", _text, lambda _k, v: v * 21_000),
    Mistake("date-slashes", "日期用斜线", _date, lambda _k, v: v.replace("-", "/")),
    Mistake("date-chinese", "日期用年月日", _date, lambda _k, v: f"{v[:4]}年{v[5:7]}月{v[8:]}日"),
    Mistake("date-compact", "日期不加连字符", _date, lambda _k, v: v.replace("-", "")),
    Mistake("date-one-digit", "月份只写一位", _date, lambda _k, v: f"{v[:4]}-{int(v[5:7])}-{v[8:]}"),
    Mistake("date-30-february", "没有的日期", _date, lambda _k, v: f"{v[:4]}-02-30"),
    Mistake("date-29-february", "非闰年的2月29日", _date, lambda _k, _v: "2023-02-29"),
    Mistake("date-1900-leap", "1900年不是闰年", _date, lambda _k, _v: "1900-02-29"),
    Mistake("date-2000-leap", "2000年是闰年", _date, lambda _k, _v: "2000-02-29"),
    Mistake("date-year-1899", "年份过早", _date, lambda _k, _v: "1899-12-31"),
    Mistake("date-year-2100", "年份过晚", _date, lambda _k, _v: "2100-01-01"),
    Mistake("date-with-time", "日期带时刻", _date, lambda _k, v: v + "T00:00:00+08:00"),
    Mistake("date-serial", "日期成为表格序列号", _date, lambda _k, _v: "45366"),
    Mistake("moment-blank", "日期与时刻间用空格", _moment, lambda _k, v: v.replace("T", " ")),
    Mistake("moment-lower-t", "小写 t", _moment, lambda _k, v: v.replace("T", "t")),
    Mistake("moment-lower-z", "小写 z", _moment, lambda _k, v: v[:19] + "z"),
    Mistake("moment-no-offset", "没有时区", _moment, lambda _k, v: v[:19]),
    Mistake("moment-leap-second", "第60秒", _moment, lambda _k, v: v[:17] + "60Z"),
    Mistake("moment-24", "24时", _moment, lambda _k, v: v[:11] + "24:00:00Z"),
    Mistake("moment-offset-hours", "时区只写小时", _moment, lambda _k, v: v[:19] + "+08"),
    Mistake("moment-offset-24", "时区过大", _moment, lambda _k, v: v[:19] + "+24:00"),
    Mistake("moment-comma", "秒的小数用逗号", _moment, lambda _k, v: v[:19] + ",5Z"),
    Mistake("text-for-number", "数写成文本", _number, lambda _k, v: str(v)),
    Mistake("whole-float", "整数写成 1.0", _number, lambda _k, v: float(min(v, 2**53 - 1))),
    Mistake("fraction", "整数写成小数", _number, lambda _k, v: v + 0.5 if v < 2**50 else 0.5),
    Mistake("negative", "负数", _number, lambda _k, v: -v - 1),
    Mistake("huge", "过大的数", _number, lambda _k, _v: 2**53),
    Mistake("true-for-number", "真值当作数", _number, lambda _k, _v: True),
    Mistake("one-for-flag", "用1表示是", _flag, lambda _k, _v: 1),
    Mistake("text-for-flag", "用文字表示是", _flag, lambda _k, _v: "true"),
    Mistake("zero-float-for-flag", "用0.0表示否", _flag, lambda _k, _v: 0.0),
    Mistake("empty-list", "空列表", _list, lambda _k, _v: []),
    Mistake("bare-item", "一项不加方括号", _list, lambda _k, v: v[0]),
    Mistake("object-for-list", "列表写成对象", _list, lambda _k, _v: {"0": 1}),
    Mistake("nested-list", "列表套列表", _list, lambda _k, v: [v]),
    Mistake("amount-comma", "金额带千分位", _amount, lambda _k, _v: "1,234.50"),
    Mistake("amount-unit", "金额带单位", _amount, lambda _k, _v: "2.72万元"),
    Mistake("amount-exponent", "金额用科学记数", _amount, lambda _k, _v: "1e999999999"),
    Mistake("amount-underscore", "金额带下划线", _amount, lambda _k, _v: "1_000"),
    Mistake("amount-plus", "金额带正号", _amount, lambda _k, _v: "+1"),
    Mistake("amount-leading-zero", "金额以零开头", _amount, lambda _k, _v: "007"),
    Mistake("amount-number", "金额写成数", _amount, lambda _k, _v: 12.5),
    Mistake("amount-nine-decimals", "小数位过多", _amount, lambda _k, _v: "1.123456789"),
    Mistake("amount-minus-zero", "负零", _amount, lambda _k, _v: "-0"),
)
"""The written list."""


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str, Any]]:
    found: list[tuple[tuple[Any, ...], str, Any]] = []
    items: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        name = key if isinstance(key, str) else next(part for part in reversed(path) if isinstance(part, str))
        found.append(((*path, key), name, inner))
        if isinstance(inner, (dict, list)):
            found += _places(inner, (*path, key))
    return found


def _put(statement: Json, path: tuple[Any, ...], value: Any) -> Json:
    copy = deepcopy(statement)
    target: Any = copy
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return copy


@st.composite
def mistaken(draw: st.DrawFn, source: st.SearchStrategy[Json]) -> tuple[Json, str]:
    """A statement of `source` with one mistake, and the name of the mistake.

    Besides the list: a required or optional field dropped (`dropped`), a field nobody knows (`unknown`), a
    misspelt one (`misspelt`).
    """
    statement = draw(source)
    places = _places(statement)
    path, key, value = draw(st.sampled_from(places))
    kinds = [mistake for mistake in MISTAKES if mistake.applies(key, value)]
    choice = draw(st.sampled_from(["dropped", "unknown", "misspelt", *(mistake.name for mistake in kinds)]))
    if choice == "unknown":
        return {**statement, "说明": "多出的一项"}, choice
    if choice in ("dropped", "misspelt") and isinstance(path[-1], str):
        copy = deepcopy(statement)
        target: Any = copy
        for part in path[:-1]:
            target = target[part]
        held = target.pop(path[-1])
        if choice == "misspelt":
            target[path[-1] + "s"] = held
        return copy, choice
    mistake = next((item for item in kinds if item.name == choice), MISTAKES[0])
    return _put(statement, path, mistake.change(key, value)), mistake.name

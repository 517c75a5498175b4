"""The forms a value may take: one definition for the model, the schema, workbooks and documentation.

Every pattern keeps to the subset on which Python `re`, Rust `regex` and ECMAScript agree: explicit ASCII
classes, anchors, bounded repetition, no look-around. In Python `$` also matches before a final line feed;
the schema therefore adds a guard for single-line forms (see `gov_integrity.schema.emit`), and the model's
engine does not need one.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

__all__ = ["FORMS", "Form"]

JsonType = Literal["string", "integer", "boolean"]

# 1900-2099 as far as the calendar really goes: 1900 was no leap year, 2000 was.
_LEAP = "(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_DAY = (
    "((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)"
)
_MONTH = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])"
_YEAR = "(19|20)[0-9]{2}"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_NAMESPACE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_LOCAL = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}"


@frozen(slots=True)
class Form:
    """How one kind of value is written.

    Attributes:
        name: Name of the datatype, as in the data dictionary.
        zh, en: What to write, for a clerk.
        json: JSON type that carries it.
        pattern: Regular expression for strings; empty when there is none.
        min_length, max_length: Bounds in Unicode characters.
        minimum, maximum: Bounds of integers.
        one_line: Whether control characters, line feeds among them, are excluded.
        format: JSON Schema `format` for readers of the split schema; never needed for the verdict.
    """

    name: str
    zh: str
    en: str
    json: JsonType = "string"
    pattern: str = ""
    min_length: int = 1
    max_length: int = 0
    minimum: int = 0
    maximum: int = 0
    one_line: bool = True
    format: str = ""

    @property
    def bounded(self) -> bool:
        """Whether the pattern says how to write the value, its length with it, not only what to leave out."""
        return bool(self.pattern) and "[^" not in self.pattern


_ALL = (
    Form(
        "id",
        "命名空间/本地编号,只用半角字母、数字和 . _ - : /,如 11152900MB0000000X/rec-2024-001",
        "namespace/local part in ASCII letters, digits and . _ - : /, such as 11152900MB0000000X/rec-001",
        pattern=f"^{_NAMESPACE}/{_LOCAL}$",
        min_length=3,
        max_length=193,
    ),
    Form(
        "ref",
        "所指对象的标识,不是名称,如 11152900MB0000000X/self",
        "the id of what is meant, not its name, such as 11152900MB0000000X/self",
        pattern=f"^{_NAMESPACE}/{_LOCAL}$",
        min_length=3,
        max_length=193,
    ),
    Form(
        "string",
        "一行文字,不含换行和控制字符,不超过500字",
        "one line of text without control characters, at most 500 characters",
        pattern="^[^\\u0000-\\u001f\\u007f]+$",
        max_length=500,
    ),
    Form(
        "text",
        "文字,可分行,不超过20000字",
        "text, may have several lines, at most 20 000 characters",
        pattern="^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]+$",
        max_length=20_000,
        one_line=False,
    ),
    Form(
        "code",
        "代码,用代码表中的代码;只在工作簿和 CSV 中可以写中文名称",
        "a code from the code list; its name in workbooks and CSV only",
        pattern="^[A-Za-z0-9][A-Za-z0-9._:-]*$",
        max_length=64,
    ),
    Form(
        "datetime",
        "日期时间,带时区,如 2024-03-15T09:30:00+08:00",
        "date and time with offset, such as 2024-03-15T09:30:00+08:00",
        pattern=f"^{_DAY}T{_CLOCK}:[0-5][0-9](\\.[0-9]{{1,6}})?(Z|[+-]{_CLOCK})$",
        min_length=20,
        max_length=32,
        format="date-time",
    ),
    Form(
        "partial-date",
        "日期 2024-03-15;只知道月份写 2024-03,只知道年份写 2024",
        "a date 2024-03-15; 2024-03 or 2024 when no more is known",
        pattern=f"^({_DAY}|{_MONTH}|{_YEAR})$",
        min_length=4,
        max_length=10,
    ),
    Form(
        "money",
        "以元为单位的数字文本,至多两位小数,不加逗号和单位,如 27200 或 56600.50",
        "yuan as text, at most two decimals, no separators and no unit, such as 27200 or 56600.50",
        pattern="^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,2})?$",
        max_length=19,
    ),
    Form(
        "decimal",
        "数字文本,至多八位小数,如 12.5",
        "a number as text, at most eight decimals, such as 12.5",
        pattern="^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,8})?$",
        max_length=25,
    ),
    Form(
        "uri",
        "以 http:// 或 https:// 开头的网址,不含空格",
        "an address that begins with http:// or https://, without blanks",
        pattern='^https?://[^\\u0000-\\u0020\\u007f"<>]+$',
        min_length=10,
        max_length=2000,
    ),
    Form(
        "hex",
        "64位小写十六进制字符",
        "64 lower-case hexadecimal characters",
        pattern="^[0-9a-f]{64}$",
        min_length=64,
        max_length=64,
    ),
    Form(
        "duration",
        "时限,如 P5WD(5个工作日)、P30D(30日)、P3M(3个月)、P1Y(1年)",
        "a length of time such as P5WD (5 working days), P30D, P3M, P1Y",
        pattern="^P[1-9][0-9]{0,3}(WD|D|M|Y)$",
        min_length=3,
        max_length=7,
    ),
    Form(
        "version",
        "标准版本号,如 1.0-draft",
        "version of the standard, such as 1.0-draft",
        pattern="^[0-9]{1,3}\\.[0-9]{1,3}(\\.[0-9]{1,3})?(-draft)?$",
        min_length=3,
        max_length=18,
    ),
    Form(
        "uscc",
        "18位统一社会信用代码,大写字母和数字,不含 I O S V Z",
        "the 18 characters of the unified social credit code, upper case, without I O S V Z",
        pattern="^[0-9A-HJ-NPQRTUWXY]{18}$",
        min_length=18,
        max_length=18,
    ),
    Form(
        "masked",
        "只留末四位,其余写 *,如 **************1234",
        "the last four characters only, the rest as *, such as **************1234",
        pattern="^[*]{4,14}[0-9A-Z]{0,4}$",
        min_length=4,
        max_length=18,
    ),
    Form("integer", "整数", "a whole number", json="integer", minimum=0, maximum=9_007_199_254_740_991),
    Form(
        "ordinal",
        "从1起的整数",
        "a whole number from 1",
        json="integer",
        minimum=1,
        maximum=9_007_199_254_740_991,
    ),
    Form("boolean", "是写 true,否写 false", "true or false", json="boolean"),
)

FORMS: dict[str, Form] = {form.name: form for form in _ALL}
"""Every form by name."""

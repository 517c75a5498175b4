"""Reading the CSV files of the code lists; an ill-formed file is refused with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import cast, get_args

from attrs import frozen

from gov_integrity.errors import DataFileError

from .values import Code, CodeList, Confidence

__all__ = ["Head", "read_codes", "read_heads"]

HEAD_COLUMNS = ("name", "zh", "en", "kind", "definition_zh", "definition_en", "source", "extra")
CODE_COLUMNS = (
    "code", "zh", "en", "definition_zh", "definition_en", "source", "since", "until", "successor",
    "confidence",
)  # fmt: skip
_FORM = re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch
_FORMS = {
    # Codes that others have fixed keep their form: GB/T 2260, ISO 4217, the type names of the standard.
    "division": re.compile(r"[0-9]{6}").fullmatch,
    "currency": re.compile(r"[A-Z]{3}").fullmatch,
    "statement-type": re.compile(r"[a-z]+(_[a-z]+)*").fullmatch,
    "package-line": re.compile(r"[a-z]+(_[a-z]+)*").fullmatch,
}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


@frozen(slots=True)
class Head:
    """One row of `lists.csv`: what a list is, before its codes are read."""

    name: str
    zh: str
    en: str
    closed: bool
    definition_zh: str
    definition_en: str
    source: str
    extra: tuple[str, ...]


def _refuse(file: str, line: int, zh: str, en: str) -> DataFileError:
    return DataFileError(
        "{file} 第{line}行:{what_zh}",
        "{file} line {line}: {what_en}",
        file=file,
        line=line,
        what_zh=zh,
        what_en=en,
    )


def _rows(source: Traversable, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row with its line number. Raises `DataFileError` for a wrong header or a row of odd length."""
    file = source.name
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _refuse(file, 1, "不是 UTF-8 编码", "not UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != columns:
            wanted = ",".join(columns)
            raise _refuse(file, 1, f"表头应为 {wanted}", f"the header must be {wanted}")
        for cells in reader:
            if len(cells) != len(columns):
                raise _refuse(file, reader.line_num, "列数不符", "wrong number of columns")
            yield reader.line_num, dict(zip(columns, cells, strict=True))
    except csv.Error as error:
        raise _refuse(file, reader.line_num, "不是 CSV", "not CSV") from error


def _full(file: str, line: int, row: Mapping[str, str], needed: tuple[str, ...]) -> None:
    for column in needed:
        if not row[column].strip():
            raise _refuse(file, line, f"{column} 不能为空", f"{column} must not be empty")


def read_heads(source: Traversable) -> Mapping[str, Head]:
    """The rows of `lists.csv` by name.

    Raises:
        DataFileError: The file is ill-formed; carries `file` and `line`.
    """
    found: dict[str, Head] = {}
    for line, row in _rows(source, HEAD_COLUMNS):
        _full(source.name, line, row, HEAD_COLUMNS[:-1])
        name = row["name"]
        if name in found:
            raise _refuse(source.name, line, f"代码表“{name}”重复", f"list {name} stands twice")
        if not _FORM(name) or row["kind"] not in ("closed", "open"):
            raise _refuse(source.name, line, "名称或类型有误", "wrong name or kind")
        extra = tuple(part for part in row["extra"].split(";") if part)
        head = {key: row[key] for key in ("name", "zh", "en", "definition_zh", "definition_en", "source")}
        found[name] = Head(closed=row["kind"] == "closed", extra=extra, **head)
    return MappingProxyType(found)


def _day(file: str, line: int, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text if _DATE(text) else "")
    except ValueError:
        raise _refuse(file, line, f"日期“{text}”有误", f"{text} is no date") from None


def _code(file: str, line: int, row: Mapping[str, str], head: Head) -> Code:
    _full(file, line, row, ("code", "zh", "en", "source", "confidence"))
    if not _FORMS.get(head.name, _FORM)(row["code"]):
        raise _refuse(file, line, f"代码“{row['code']}”的形式有误", f"code {row['code']} has a wrong form")
    if row["confidence"] not in get_args(Confidence):
        raise _refuse(file, line, "confidence 有误", "wrong confidence")
    since, until = _day(file, line, row["since"]), _day(file, line, row["until"])
    if since is not None and until is not None and until < since:
        raise _refuse(file, line, "until 早于 since", "until is before since")
    return Code(
        code=row["code"],
        zh=row["zh"],
        en=row["en"],
        definition_zh=row["definition_zh"],
        definition_en=row["definition_en"],
        source=row["source"],
        since=since,
        until=until,
        successor=row["successor"],
        confidence=cast("Confidence", row["confidence"]),
        extra={key: row[key] for key in head.extra},
    )


def read_codes(source: Traversable, head: Head) -> CodeList:
    """The list `head` with the codes of its file.

    Raises:
        DataFileError: A column is unknown or missing, a code stands twice or has a wrong form, a successor
            is not in the list, a date is none; carries `file` and `line`.
    """
    codes: dict[str, Code] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(source, CODE_COLUMNS + head.extra):
        code = _code(source.name, line, row, head)
        if code.code in codes:
            raise _refuse(source.name, line, f"代码“{code.code}”重复", f"code {code.code} stands twice")
        codes[code.code], lines[code.code] = code, line
    for code in codes.values():
        if code.successor and (code.successor not in codes or code.successor == code.code):
            raise _refuse(
                source.name, lines[code.code], f"没有后继代码“{code.successor}”",
                f"there is no successor {code.successor}",
            )  # fmt: skip
    if not codes:
        raise _refuse(source.name, 1, "没有代码", "no codes")
    return CodeList(
        name=head.name,
        zh=head.zh,
        en=head.en,
        closed=head.closed,
        definition_zh=head.definition_zh,
        definition_en=head.definition_en,
        source=head.source,
        codes=MappingProxyType(codes),
    )

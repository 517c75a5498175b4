"""The values of the room: one code, one code list, and the error for a list that does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from attrs import field, frozen

from gov_integrity.errors import UsageError
from gov_integrity.tables import Confidence

__all__ = ["Code", "CodeList", "Confidence", "Status", "UnknownCodeList"]

Status = Literal["current", "not-yet", "expired", "unknown"]


class UnknownCodeList(UsageError, KeyError):  # noqa: N818 - it is a KeyError, and named like one
    """No code list has this name; `params["near"]` holds names that look like it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        hint_zh = ",相近的有:" + "、".join(near) if near else ";可用 codelist list 查看"
        hint_en = ", did you mean " + ", ".join(near) + "?" if near else "; see codelist list"
        super().__init__(
            "没有代码表“{name}”{hint_zh}",
            "there is no code list {name}{hint_en}",
            name=name,
            near=near,
            hint_zh=hint_zh,
            hint_en=hint_en,
        )


@frozen(slots=True)
class Code:
    """One code of a list.

    Attributes:
        code: The value that is exchanged.
        zh: Its words in the policy text.
        en: The same in English.
        definition_zh, definition_en: What the words leave open; empty when they say it all.
        source: Clause ids or documents with their article, several parted by `;`.
        since: First day on which it may be used; None when it always could.
        until: Last day (inclusive); None when it has not ended.
        successor: Code that took its place; empty when there is none.
        confidence: How sure we are of it.
        extra: The columns that only this list has, such as `forbidden` of `change-ground`.
    """

    code: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    source: str
    since: date | None
    until: date | None
    successor: str
    confidence: Confidence
    extra: Mapping[str, str] = field(factory=dict, hash=False)

    @property
    def sources(self) -> tuple[str, ...]:
        """The single citations of `source`."""
        return tuple(self.source.split(";"))


@frozen(slots=True)
class CodeList:
    """A code list; closed (the schema enumerates it) or open (an unknown code is a warning).

    Attributes:
        codes: Every code by its value, in the order of the file.
        values: The values alone, in the same order.
        definition_zh, definition_en: What the list is about, and what a reader of it must know.
        source: Where the list as a whole comes from.
    """

    name: str
    zh: str
    en: str
    closed: bool
    definition_zh: str
    definition_en: str
    source: str
    codes: Mapping[str, Code] = field(repr=False, hash=False)
    values: tuple[str, ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(self.codes))

    @property
    def definition(self) -> str:
        """The definition in Chinese."""
        return self.definition_zh

    def get(self, code: str) -> Code | None:
        """The code, or None when the list does not have it."""
        return self.codes.get(code)

    def status(self, code: str, on: date) -> Status:
        """Whether `code` may be used for a fact of the day `on`; constant time."""
        found = self.codes.get(code)
        if found is None:
            return "unknown"
        if found.since is not None and on < found.since:
            return "not-yet"
        return "expired" if found.until is not None and on > found.until else "current"

    def label(self, code: str, lang: str = "zh") -> str:
        """The words for `code` in `lang` ("zh" or "en"); the code itself when the list does not have it."""
        found = self.codes.get(code)
        if found is None:
            return code
        return found.en if lang == "en" else found.zh

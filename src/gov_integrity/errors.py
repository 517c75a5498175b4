"""The family of exceptions: every one carries data, and its words in Chinese and English.

A caller catches `GovIntegrityError`; the command line turns a class into an exit code.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "DataFileError",
    "GovIntegrityError",
    "InputError",
    "MissingExtraError",
    "RefusedError",
    "UndeterminedError",
    "UsageError",
]


class GovIntegrityError(Exception):
    """Base of all exceptions this package raises on purpose.

    Args:
        zh: What is wrong and how to mend it, in Chinese; `{name}` stands for a parameter.
        en: The same in English.
        params: The data of the error. Values must already be masked (see `gov_integrity.privacy`).

    `exit_code` is what the command line returns for it.
    """

    exit_code = 3

    def __init__(self, zh: str, en: str, /, **params: object) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en
        self.params: Mapping[str, object] = params

    def text(self, lang: str = "zh") -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return (self.en if lang == "en" else self.zh).format(**self.params)

    def __str__(self) -> str:
        return f"{self.text('zh')} / {self.text('en')}"


class InputError(GovIntegrityError, ValueError):
    """The input cannot be read at all (exit code 3)."""


class DataFileError(GovIntegrityError, ValueError):
    """A data file of the package or of `--data DIR` is ill-formed; carries `file` and `line` (exit code 2).

    Unreadable configuration is wrong usage, so that a pipeline can tell it from bad input.
    """

    exit_code = 2


class UsageError(GovIntegrityError, ValueError):
    """An argument is wrong, or names something that does not exist (exit code 2)."""

    exit_code = 2


class RefusedError(GovIntegrityError):
    """The law or the standard does not allow what was asked; the answer cites why (exit code 1)."""

    exit_code = 1


class UndeterminedError(GovIntegrityError):
    """The question has no answer on the facts at hand, such as a year without a calendar (exit code 1)."""

    exit_code = 1


class MissingExtraError(GovIntegrityError, ImportError):
    """An optional dependency is needed; carries `extra`, the name to install (exit code 2)."""

    exit_code = 2

    def __init__(self, extra: str, purpose_zh: str, purpose_en: str) -> None:
        super().__init__(
            "{purpose_zh}需要附加组件:pip install 'gov-integrity[{extra}]'",
            "{purpose_en} needs an extra: pip install 'gov-integrity[{extra}]'",
            extra=extra,
            purpose_zh=purpose_zh,
            purpose_en=purpose_en,
        )

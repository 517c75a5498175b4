"""Why a file cannot be read or written, in words."""

from __future__ import annotations

import errno

import pytest

from gov_integrity.exchange.sources import why


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.ENOENT, "文件不存在", "there is no such file"),
        (errno.EACCES, "没有访问权限", "the permission is missing"),
        (errno.EEXIST, "已经存在", "it exists already"),
        (errno.ENOSPC, "磁盘已满", "the disk is full"),
        (errno.EIO, "读写出错 EIO,或不是普通文件", "error EIO, or it is no plain file"),
    ],
)
def test_reasons(number: int, zh: str, en: str) -> None:
    found = why(OSError(number, "as the system says it"))
    assert (found["reason_zh"], found["reason_en"]) == (zh, en)


def test_an_error_without_a_number_is_told_by_its_kind() -> None:
    assert why(OSError("odd"))["reason_en"] == "error OSError, or it is no plain file"

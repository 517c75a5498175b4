"""Why a file cannot be read or written, in words; outputs kept apart from inputs; what is no statement."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gov_integrity.errors import UsageError
from gov_integrity.exchange.sources import HEAD, Source, keep_apart, sniff, why


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


def test_outputs_that_would_be_lost_are_refused_by_whatever_name(tmp_path: Path) -> None:
    held, other, folder = tmp_path / "a.ndjson", tmp_path / "new.json", tmp_path / "tables"
    held.write_bytes(b"{}\n")
    folder.mkdir()
    (folder / "case.csv").write_bytes(b"id\n")
    (tmp_path / "hard").hardlink_to(held)
    (tmp_path / "soft").symlink_to(held)
    for output in (held, tmp_path / "hard", tmp_path / "soft", tmp_path / "tables/../a.ndjson"):
        with pytest.raises(UsageError) as caught:
            keep_apart([held], [other, output])
        assert str(output) in caught.value.text("zh")
    with pytest.raises(UsageError):
        keep_apart([folder], [folder / "case.csv"])
    with pytest.raises(UsageError):
        keep_apart([held], [other, other])


def test_outputs_of_their_own_are_let_through(tmp_path: Path) -> None:
    held = tmp_path / "a.ndjson"
    held.write_bytes(b"{}\n")
    keep_apart([held], [tmp_path / "b", tmp_path / "c"])
    keep_apart([tmp_path], [tmp_path / "b"])
    keep_apart([held, Path(os.devnull)], [Path(os.devnull), Path(os.devnull)])  # nothing is lost there


def test_what_holds_no_line_is_empty_unless_it_is_a_table_or_long() -> None:
    assert sniff(Source("t", table=True)).form == "ndjson"
    assert sniff(Source("t", data=b" " * HEAD)).form == "empty"
    assert sniff(Source("t", data=b" " * (HEAD + 1))).form == "ndjson"

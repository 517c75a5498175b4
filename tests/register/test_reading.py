"""Packages read for the register: whole ones in either form, and broken ones refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from gov_integrity import exchange
from gov_integrity.exchange import UnreadablePackageError
from gov_integrity.register import received
from register.registercase import A, say, ten

DAY = date(2024, 8, 20)
HEADER: dict[str, Any] = {
    "type": "package", "version": "1.0-draft", "id": "gov/pack-1", "profile": "gansu-2017", "sender": A,
    "created_at": "2024-08-01T00:00:00+08:00", "extent": "increment",
}  # fmt: skip


def statements() -> list[dict[str, Any]]:
    return [dict(one.statement) for one in ten()]


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_a_package_of_either_form(tmp_path: Path, form: Literal["ndjson", "json"]) -> None:
    file = tmp_path / "package"
    exchange.write(statements(), file, form=form, header=HEADER)
    found = list(received(file, DAY))
    assert [one.statement for one in found] == statements()
    assert {one.received_on for one in found} == {DAY}
    assert [one.statement for one in received(file.read_bytes())] == statements()


def test_bare_lines_are_taken() -> None:
    lines = "\n".join(json.dumps(one) for one in statements())
    assert len(list(received(lines.encode()))) == 10


def test_blank_lines_between_hide_nothing() -> None:
    lines = "\n\r\n \n".join(json.dumps(one) for one in statements())
    assert [one.statement for one in received(lines.encode())] == statements()


def test_a_package_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "package"
    exchange.write(statements(), file, header=HEADER)
    lines = file.read_bytes().splitlines(keepends=True)
    for broken in (
        lines[:-1],
        [*lines[:3], *lines[4:]],
        [*lines, lines[1]],
        [lines[0], b"[1]\n", *lines[1:]],
    ):
        with pytest.raises(UnreadablePackageError):
            list(received(b"".join(broken)))


def test_a_line_that_is_no_json_is_refused() -> None:
    with pytest.raises(UnreadablePackageError):
        list(received(json.dumps(say("person", "g/p", 1, "make", "2024-01-01")).encode() + b'\n{"a": 1,,}\n'))

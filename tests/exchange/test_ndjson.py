"""Ranges of whole lines and their places."""

import io
import os
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.exchange import ndjson
from gov_integrity.exchange.ndjson import Range, TooLong, last_line, lines, ranges
from gov_integrity.exchange.sources import Source, sniff, sources_of


def all_lines(data):
    found = []
    for piece in ranges(io.BytesIO(data)):
        if isinstance(piece, TooLong):
            found.append((piece.line, piece.start, piece.length))
        else:
            found += [
                (n, at, raw) for n, at, raw in lines(data[piece.start : piece.stop], piece.start, piece.line)
            ]
    return found


def test_lines_end_at_lf_alone():
    data = '{"a":1}\r\n\n{"b":"\u2028\x85\x0b"}\rx\n{"c":3}'.encode()
    assert all_lines(data) == [
        (1, 0, b'{"a":1}\r\n'),
        (2, 9, b"\n"),
        (3, 10, '{"b":"\u2028\x85\x0b"}\rx\n'.encode()),
        (4, 27, b'{"c":3}'),
    ]


def test_a_text_alone_begins_with_its_first_line():
    assert list(lines(b"a\nb")) == [(1, 0, b"a\n"), (2, 2, b"b")]


def test_a_line_too_long_is_passed_over_in_bounded_memory(monkeypatch):
    monkeypatch.setattr(ndjson, "BLOCK", 8)
    monkeypatch.setattr(ndjson, "MAX_LINE", 20)
    data = b"ab\n" + b"x" * 50 + b"\ncd\n"
    assert all_lines(data) == [(1, 0, b"ab\n"), (2, 3, 51), (3, 54, b"cd\n")]
    assert all_lines(data[:40]) == [(1, 0, b"ab\n"), (2, 3, 37)]


@given(
    st.lists(st.sampled_from([b"a", b"\n", b"bb\r\n", b"x" * 30]), max_size=40).map(b"".join),
    st.integers(1, 9),
    st.integers(0, 4),
)
def test_ranges_cover_every_byte_once(data, block, few):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ndjson, "BLOCK", block)
        patch.setattr(ndjson, "_FEW", few)
        seen = []
        pieces = list(ranges(io.BytesIO(data), see=seen.append))
    assert b"".join(seen) == data
    assert b"".join(data[p.start : p.stop] for p in pieces) == data
    assert all(isinstance(p, Range) and p.line == data.count(b"\n", 0, p.start) + 1 for p in pieces)
    assert all(data[p.stop - 1 : p.stop] == b"\n" for p in pieces[:-1])


@pytest.mark.parametrize(
    ("data", "last"),
    [
        (b"", b""),
        (b"a", b"a"),
        (b"a\nb\n", b"b"),
        (b"a\nb\n \r\n\n", b"b"),
        (b"x" * 70_000, b""),
        (b"y\n" + b"x" * 70_000, b""),
    ],
)
def test_last_line(data, last):
    assert last_line(Source("x", data=data)) == last


LONG = b'{"a":"' + b"x" * 70_000 + b'"'
"""The beginning of an object; longer than what a form is told by at first."""


@pytest.mark.parametrize(
    ("data", "form", "kind"),
    [
        (b"", "empty", ""),
        (b" \n\r\n", "empty", ""),
        (b"\xef\xbb\xbf", "empty", ""),
        (b'{"type":"package"}\n{"type":"case"}\n', "ndjson", ""),
        (b'{"type":"package"}\n', "ndjson", ""),
        (b'{"type":"package","statements":[]}', "json", ""),
        (b'{\n "type":"package"\n}', "json", ""),
        (b'{"type":"package",\n"statements":[]}', "json", ""),
        (b'{"type":"package",\n{"type":"case"}\n', "ndjson", ""),
        (b"[1]", "json", ""),
        (b"PK\x03\x04....", "foreign", "XLSX / ZIP"),
        (b"<html>", "foreign", "XML / HTML"),
        (b"a,b\n1,2\n", "foreign", "CSV / TXT"),
        ("{}".encode("utf-16-le"), "ndjson", ""),
        ("{}".encode("utf-16"), "foreign", "UTF-16"),
        (LONG + b"}", "ndjson", ""),  # as the same line would be, were it short
        (LONG + b'}\n{"type":"case"}\n', "ndjson", ""),
        (LONG + b'\n{"type":"case"}\n', "ndjson", ""),  # a broken line, then another
        (LONG + b',"b":[{"statements":[]},"statements"],"c":"\\"statements\\":"}\n{}\n', "ndjson", ""),
        (LONG + b',"statements" : [{}\n,{}]}', "json", ""),
        (LONG + b',"statements":[]}', "json", ""),
        (b'{"statements":["' + b"x" * 70_000, "json", ""),
        (LONG + b',\n"statements":[]}', "json", ""),
    ],
)
def test_sniff(data, form, kind):
    found = sniff(Source("x", data=data))
    assert (found.form, found.kind) == (form, kind)


def test_a_first_line_beyond_all_bounds_is_one_line_lost():
    endless = Source("x", data=b'{"a":"' + b"x" * 17_000_000 + b'"}\n{"type":"case"}\n')  # over 16 MiB
    assert sniff(endless).form == "ndjson"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_copied_and_the_copy_goes(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"{}\n"))
    writer.start()
    with ExitStack() as stack:
        (source,) = sources_of([pipe], stack)
        assert (source.name, source.part(0, 9), source.part(0, 9)) == (str(pipe), b"{}\n", b"{}\n")
        copy = source.path
    writer.join()
    assert not copy.exists()


def test_a_source_can_be_read_again(tmp_path: Path):
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    for source in (Source("a", file), Source("a", data=b"0123456789")):
        assert (source.part(2, 3), source.size()) == (b"234", 10)
        assert "0123" not in repr(source)

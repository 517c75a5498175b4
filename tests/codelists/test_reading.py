"""Ill-formed files are refused with file and line; well-formed ones are read as written."""

from datetime import date

import pytest

from gov_integrity.codelists.reading import CODE_COLUMNS, HEAD_COLUMNS, Head, read_codes, read_heads
from gov_integrity.errors import DataFileError, GovIntegrityError

HEADER = ",".join(CODE_COLUMNS)
GOOD = "one,一,one,,,alxa-2021/2.2.2d,,,,verified"


def head(name="sample", extra=()):
    return Head(
        name=name, zh="样表", en="sample", closed=True, definition_zh="样", definition_en="s", source="GIDS",
        extra=tuple(extra),
    )  # fmt: skip


def written(tmp_path, text, name="sample"):
    path = tmp_path / f"{name}.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def codes(tmp_path, *lines, header=HEADER, **keys):
    what = head(**keys)
    return read_codes(written(tmp_path, "\n".join([header, *lines]) + "\n", what.name), what)


def refused(tmp_path, *lines, header=HEADER, **keys):
    with pytest.raises(DataFileError) as caught:
        codes(tmp_path, *lines, header=header, **keys)
    assert isinstance(caught.value, GovIntegrityError)
    assert caught.value.params["file"] == f"{keys.get('name', 'sample')}.csv"
    assert str(caught.value.params["line"]) in caught.value.text("zh")
    return caught.value.params["line"], caught.value.text("en")


def test_rows_are_read_in_file_order(tmp_path):
    found = codes(
        tmp_path,
        "two,二,two,二的定义,meaning of two,weidu-2022/2.2b;facts,2020-01-01,2024-12-31,one,inferred",
        GOOD,
    )
    assert found.values == ("two", "one")
    two = found.get("two")
    assert (two.zh, two.en, two.definition_zh, two.definition_en) == (
        "二",
        "two",
        "二的定义",
        "meaning of two",
    )
    assert (two.since, two.until) == (date(2020, 1, 1), date(2024, 12, 31))
    assert (two.successor, two.confidence) == ("one", "inferred")
    assert two.sources == ("weidu-2022/2.2b", "facts")
    assert found.get("one").since is None


def test_extra_columns_are_carried(tmp_path):
    found = codes(tmp_path, GOOD + ",yes", header=HEADER + ",forbidden", extra=["forbidden"])
    assert found.get("one").extra == {"forbidden": "yes"}


def test_a_quoted_line_break_does_not_lose_the_line_number(tmp_path):
    two_lines = 'two,二,two,"第一行\n第二行",x,GIDS,,,,verified'
    line, _ = refused(tmp_path, two_lines, "three,三,three,,,GIDS,2020-13-01,,,verified")
    assert line == 4


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("one,一,one,,,GIDS,,,,verified", "twice"),
        ("two,二,two,,,GIDS,,,three,verified", "successor has the unusable value 'three'"),
        ("two,二,two,,,GIDS,,,two,verified", "successor has the unusable value 'two'"),
        ("two,二,two,,,GIDS,2020-02-30,,,verified", "since has the unusable value"),
        ("two,二,two,,,GIDS,20200229,,,verified", "since has the unusable value"),
        ("two,二,two,,,GIDS,2020,,,verified", "since has the unusable value"),
        ("two,二,two,,,GIDS,,31.12.2020,,verified", "until has the unusable value"),
        ("two,二,two,,,GIDS,2020-01-02,2020-01-01,,verified", "until has the unusable value '2020-01-01'"),
        ("two,二,two,,,GIDS,,,,sure", "confidence has the unusable value 'sure'"),
        ("two,,two,,,GIDS,,,,verified", "zh has the unusable value ''"),
        ("two,二,,,,GIDS,,,,verified", "en has the unusable value ''"),
        ("two,二,two,,,,,,,verified", "source has the unusable value ''"),
        ("two,二,two,,,GIDS,,,,", "confidence has the unusable value ''"),
        (",二,two,,,GIDS,,,,verified", "code has the unusable value ''"),
        ("Two,二,two,,,GIDS,,,,verified", "code has the unusable value"),
        ("-two,二,two,,,GIDS,,,,verified", "code has the unusable value"),
        ("two_2,二,two,,,GIDS,,,,verified", "code has the unusable value"),
        ("二,二,two,,,GIDS,,,,verified", "code has the unusable value"),
        ("two,二,two,,,GIDS,,,verified", "as many cells as the header"),
        ("two,二,two,,,GIDS,,,,verified,", "as many cells as the header"),
        ("", "as many cells as the header"),
        ('two,二,two,,"a"b,GIDS,,,,verified', "must be UTF-8 CSV"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(tmp_path, line, says):
    place, text = refused(tmp_path, GOOD, line)
    assert place == 3
    assert says in text


@pytest.mark.parametrize(
    "header",
    [
        HEADER + ",unheard-of",
        HEADER.removesuffix(",confidence"),
        HEADER.replace("since,until", "until,since"),
        HEADER.upper(),
    ],
)
def test_a_wrong_header_is_refused(tmp_path, header):
    line, text = refused(tmp_path, GOOD, header=header)
    assert line == 1
    assert "header" in text


def test_a_byte_order_mark_is_no_column(tmp_path):
    assert codes(tmp_path, GOOD, header="\ufeff" + HEADER).values == ("one",)


def test_a_column_that_lists_csv_promises_must_be_there(tmp_path):
    line, text = refused(tmp_path, GOOD, extra=["forbidden"])
    assert (line, "forbidden" in text) == (1, True)


def test_a_list_without_codes_is_refused(tmp_path):
    assert refused(tmp_path)[0] == 1


def test_other_encodings_are_refused(tmp_path):
    path = written(tmp_path, (HEADER + "\n" + GOOD.replace("一", "政务") + "\n").encode("gb18030"))
    with pytest.raises(DataFileError, match="UTF-8"):
        read_codes(path, head())


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("division", "150000", "15000"),
        ("currency", "CNY", "cny"),
        ("statement-type", "court_matter", "court-matter"),
        ("package-line", "package_end", "package-end"),
    ],
)
def test_codes_fixed_elsewhere_keep_their_form(tmp_path, name, good, bad):
    assert codes(tmp_path, GOOD.replace("one", good, 1), name=name).values == (good,)
    refused(tmp_path, GOOD.replace("one", bad, 1), name=name)


def test_braces_in_a_file_do_not_break_the_message(tmp_path):
    _, text = refused(tmp_path, "two,二,two,,,GIDS,{x},,,verified")
    assert "'{x}'" in text


HEADS = ",".join(HEAD_COLUMNS)
GOOD_HEAD = "cause,失信事由,cause,closed,定义,definition,GIDS,"


def heads(tmp_path, *lines):
    return read_heads(written(tmp_path, "\n".join([HEADS, *lines]) + "\n", "lists"))


def test_heads_are_read(tmp_path):
    found = heads(tmp_path, GOOD_HEAD, "severity,失信程度,severity,open,定义,definition,GIDS,rule_set;rank")
    assert list(found) == ["cause", "severity"]
    assert (found["cause"].closed, found["severity"].closed) == (True, False)
    assert found["severity"].extra == ("rule_set", "rank")


@pytest.mark.parametrize(
    "line",
    [
        GOOD_HEAD,
        GOOD_HEAD.replace("closed", "shut").replace("cause", "other", 1),
        GOOD_HEAD.replace("cause", "Cause", 1),
        GOOD_HEAD.replace("失信事由", "").replace("cause", "other", 1),
        GOOD_HEAD.replace("definition", "").replace("cause", "other", 1),
    ],
)
def test_a_bad_head_is_refused(tmp_path, line):
    with pytest.raises(DataFileError) as caught:
        heads(tmp_path, GOOD_HEAD, line)
    assert caught.value.params["line"] == 3

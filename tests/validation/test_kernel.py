"""The quick way and the strict way say the same; so do all engines and any number of processes."""

import gc
import json
import multiprocessing
import sys
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec as real_find_spec

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from gov_integrity.canonical import canonical_bytes
from gov_integrity.exchange import digest
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Place, finding
from gov_integrity.model import fits
from gov_integrity.rules import Fold as Kept
from gov_integrity.rules import rules
from gov_integrity.schema import judge as judges
from gov_integrity.validation import kernel as kernels
from gov_integrity.validation import pool, references
from gov_integrity.validation.codes import suspects
from gov_integrity.validation.figures import Figures, figures_of
from gov_integrity.validation.kernel import Kernel, Lines, doubtful
from gov_integrity.validation.plan import Options
from gov_integrity.validation.rules import Scope, switched_off
from gov_integrity.validation.seam import Check, Plan, Where
from validation.packages import HEADER, body, case, codes, judged, line, ndjson

judges_module = sys.modules[judges.__module__]


@contextmanager
def bare(monkeypatch):
    """As if the extra `fast` were not installed."""

    def none(name, *more):
        return None if name in ("orjson", "jsonschema_rs", "xxhash") else real_find_spec(name, *more)

    def forget():
        found = (digest.quick_line, digest.compact_line, judges_module.has_fast, judges_module.parser)
        for cached in (*found, references._hasher):
            cached.cache_clear()

    with monkeypatch.context() as patch:
        patch.setattr(digest, "find_spec", none)
        patch.setattr(judges_module, "find_spec", none)
        patch.setattr(references, "find_spec", none)
        forget()
        yield
    forget()


# ---- raw lines a generator may write: repeated names, escapes, white space ------------------------------

space = st.sampled_from(["", "", "", " ", "\t", "\r"])
texts = st.sampled_from(
    ['"甲"', '"\\u7532"', '"a\\":1"', '"\\" b"', '" "', '"b\\u0000"', '"\\\\"', '"a\\nb"']
)
names = st.sampled_from(
    ['"remarks"', '"name"', '"n\\u0061me"', '"facts"', '"x_ab_c"', '"revision"', '"basis"']
)
values = texts | st.sampled_from(["1", "2.0", "1e1", "[]", "{}", "null", "true", "9007199254740993", "NaN"])
rows = st.lists(
    st.tuples(st.sampled_from(['"no"', '"document"', '"n\\u006f"', '"clause"']), values),
    min_size=1,
    max_size=4,
).map(lambda pairs: "[{" + ",".join(f"{k}:{v}" for k, v in pairs) + "}]")


@st.composite
def raw_lines(draw):
    base = draw(
        st.sampled_from(
            [
                body(),
                case(),
                body(basis=[{"no": 1, "document": "a", "role": "qqq"}], division="990000", currency="USD"),
                body(uscc="91350100M000100Y44", action="withdraw"),
                case(form="qqq", severity="minor", causes=["violation", "qqq"]),
                case(remarks="11010519491231002X"),
            ]
        )
    )
    members = [
        (f'"{key}"', json.dumps(value, ensure_ascii=draw(st.booleans()))) for key, value in base.items()
    ]
    for _ in range(draw(st.integers(0, 2))):
        members.insert(draw(st.integers(0, len(members))), (draw(names), draw(values | rows)))
    parts = [f"{draw(space)}{key}{draw(space)}:{draw(space)}{value}{draw(space)}" for key, value in members]
    return (draw(space) + "{" + ",".join(parts) + "}" + draw(space)).encode()


def verdict(raw, **options):
    part = Kernel(Options(**options)).judge([(1, 1, 0, raw + b"\n")], Where(0, "a"), digest=True)
    found = [item for group in part.found.groups() for item in group.findings]
    return found, dict(part.changed).get(1, raw + b"\n")


@given(raw_lines())
@example(line(body())[:-1] + b',"name":"b"}')
@example(line(body())[:-1] + b',"name" :"b"}')
@example(line(body())[:-1] + b',"name":"\\":"}')
@example(line(body())[:-1] + b',"basis":[{"no":1,"document":"a","document":"a"}]}')
def test_the_quick_way_says_what_the_strict_way_says(raw):
    quick = verdict(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "parser", lambda: lambda _raw: 1)  # nothing is ever sure
        slow = verdict(raw)
    assert quick == slow
    faults = read(raw).faults
    assert bool(faults) == any(item.stage == "decode" for item in quick[0])


# ---- lines judged as they stand ------------------------------------------------------------------------

CANONICAL = [
    canonical_bytes(item)
    for item in (
        case(), case("c-2", remarks="甲" * 30, about=["example/self", "example/gone"]),
        case("c-3", parties=[{"no": 1, "role": "responsible-unit", "party": "example/none"}]),
        case("c-3", severity="minor"), case("c-4", form="qqq"), case("c-5", remarks="11010519491231002X"),
        case("c-6", subject="example/c-1"), case("c-7", remarks="a\nb"),
        body("b-1", uscc="911101051949123102"), body("b-2", parent="example/gone"), case("c-1", revision=2),
    )
]  # fmt: skip
ODD_LINES = (
    b"", b" ", b"\xff", b"{", b'"type":"case"',
    b'{"type":"package_end","id":"example/p-1","statement_count":1}',
    CANONICAL[0] + b" ", CANONICAL[0] + b"\r", CANONICAL[1].replace("甲".encode(), b"\xe7", 1),
)  # fmt: skip


@pytest.mark.parametrize("fast", [True, False])
@given(
    lines=st.lists(st.sampled_from(CANONICAL) | st.sampled_from(ODD_LINES) | raw_lines(), max_size=12),
    day=st.sampled_from([None, date(2024, 6, 30)]),
    figures=st.booleans(),
    met=st.booleans(),
)
def test_lines_judged_as_they_stand_or_by_type_give_what_parsed_ones_give(fast, lines, day, figures, met):
    scopes = (Scope("a", "alxa-2021", day),) if day else ()
    options = Options(day, fast, scopes=scopes, figures=figures)
    rows = [(1, 1, 0, canonical_bytes(HEADER) + b"\n")]
    for raw in lines:
        number, _, offset, before = rows[-1]
        rows.append((number + 1, number + 1, offset + len(before), raw + b"\n"))
    starts, raws = [row[2] for row in rows], [row[3] for row in rows]
    data = b"".join(raws)
    plain = b"\\" not in data and b"\x7f" not in data

    def told(*, by_line):
        kernel = Kernel(options)
        for kind in ("dishonesty_record", "organisation") if by_line else ():
            kernel.lines.learn({kind: 1000}, CANONICAL[0] + b"\n")
        if met:
            judge_lines(kernel, *CANONICAL)
        given = Lines(1, raws, starts, {1 + starts.index(at) for at in suspects(data, 0)}, plain)
        part = kernel.judge(given if by_line else rows, Where(0, "a"), digest=True)
        found = [(item, group.total) for group in part.found.groups() for item in group.findings]
        state = next(fold for fold in part.folds if fold.name == "references").__getstate__()
        referred = zip(*(state.pop(name) for name in ("_targets", "_through", "_sources")), strict=True)
        first = {}
        for target, through, source in referred:  # one that was told before may be told again
            first[target, through] = min(first.get((target, through), source), source)
        kept, counted = Kept(), Figures()
        for fold in part.folds:
            if fold.name == "rules":
                kept.merge(fold._kept)
            elif fold.name == "figures":
                counted.merge(fold)
        told_figures = figures_of(counted, {"a": 0}, {("a", row[0]) for row in rows[::2]}, {})
        return (
            found, part.found.counts(), part.changed, part.skipped, part.specials, part.after_end,
            part.statements, part.digestible, first, dict(state), told_figures,
            {code: list(kept.tallies(code).items()) for code in rules()},
        )  # fmt: skip

    assert told(by_line=True) == told(by_line=False)


def test_lines_are_judged_as_they_stand_once_there_were_enough(monkeypatch):
    kernel = Kernel(Options(fast=True))
    monkeypatch.setattr(kernel, "parse", lambda raw: pytest.fail("parsed"))
    kernel.lines.learn({"dishonesty_record": 999}, CANONICAL[0] + b"\n")
    with pytest.raises(pytest.fail.Exception):
        judge_lines(kernel, CANONICAL[0])
    kernel.lines.learn({"dishonesty_record": 1}, json.dumps(case()).encode() + b"\n")  # shows no such habit
    with pytest.raises(pytest.fail.Exception):
        judge_lines(kernel, CANONICAL[0])
    kernel.lines.learn({"dishonesty_record": 1}, CANONICAL[0] + b"\n")
    assert judge_lines(kernel, CANONICAL[0]).statements == 1


def test_fields_that_are_not_remembered_make_no_difference(monkeypatch):
    data, rules_of = mixed_package(), {"rules": True, "as_of": date(2024, 6, 30)}
    known = judged(data, **rules_of).to_json()
    monkeypatch.setattr("gov_integrity.validation.outlines._REMEMBERED", 0)
    pool._kernel.cache_clear()
    assert judged(data, **rules_of).to_json() == known
    pool._kernel.cache_clear()


def test_what_a_tombstone_may_lack_nothing_else_may():
    """Records are told apart by their fields, and those of both are the same."""
    names = ("type", "id", "revision", "action", "action_reason", "stated_by", "recorded_at", "access")
    whole = case("c-9", revision=2, action="withdraw", action_reason="误报")
    stone = {name: whole[name] for name in names}
    lines = [canonical_bytes(stone), canonical_bytes(stone | {"action": "update"})] * 2
    kernel = Kernel(Options(date(2024, 6, 30), scopes=(Scope("a", "alxa-2021", date(2024, 6, 30)),)))
    for _ in range(2):
        found = [group for group in judge_lines(kernel, *lines).found.groups() if group.code == "GI-STR-0001"]
        assert {item.place.line for item in found[0].findings} == {2, 4}


def judge_lines(kernel, *lines):
    raws = [raw + b"\n" for raw in lines]
    given = Lines(1, raws, [0] * len(raws), frozenset(), plain=True)
    return kernel.judge(given, Where(0, "a"), digest=True)


@given(raw_lines())
def test_engines_say_the_same(raw):
    assert verdict(raw, fast=True) == verdict(raw, fast=False)


def test_without_the_extra_the_findings_are_the_same(monkeypatch):
    data = mixed_package()
    full = judged(data).to_json()
    with bare(monkeypatch):
        assert digest.compact_line() is None
        assert not judges_module.has_fast()
        assert "xxhash" not in references._hasher().__module__
        assert judged(data).to_json() == full
    assert judged(data, fast=False).to_json() == full


@given(raw_lines())
def test_a_record_without_sign_of_doubt_has_no_repeated_name(raw):
    try:
        obj = json.loads(raw)
    except ValueError:
        return
    if fits(obj) and not doubtful(raw + b"\n", obj):
        assert "GI-DEC-0008" not in [fault.code for fault in read(raw).faults]


def mixed_package():
    records = []
    for i in range(60):
        records.append(case(f"c-{i}", about=[f"example/c-{i * 7 % 90}"], facts="事" * (i % 9 + 1)))
        if i % 5 == 0:
            records.append(body(f"o-{i}", kind="no-such-kind", parent="example/c-1"))
        if i % 7 == 0:
            records += [line(case(f"c-{i}"))[: -i - 1], b"", line(body())[:-1] + b',"name":"b"}']
        if i % 11 == 0:
            records += [
                case(f"c-{i}", facts="另"),
                case(f"c-{i}", revision=3),
                body(f"n-{i}", decided_on="2024"),
            ]
    return ndjson(*records)


@pytest.mark.parametrize("digest_wanted", [True, False])
def test_any_cut_and_any_number_of_processes_give_the_same_bytes(tmp_path, monkeypatch, digest_wanted):
    data = mixed_package()
    if not digest_wanted:
        data = b"\n".join(data.split(b"\n")[:-2])
    file = tmp_path / "a.ndjson"
    file.write_bytes(data)
    whole = json.dumps(judged(file).to_json())
    assert '"GI-REF-0002"' in whole
    for block in (300, 1000, 5000):
        monkeypatch.setattr("gov_integrity.exchange.ndjson.BLOCK", block)
        assert json.dumps(judged(file).to_json()) == whole
    for start in multiprocessing.get_all_start_methods():
        monkeypatch.setattr(pool, "_start", lambda start=start: start)
        assert json.dumps(judged(file, jobs=2).to_json()) == whole, start
        assert json.dumps(judged(file, jobs=2, fast=False).to_json()) == whole, start


@pytest.mark.parametrize(
    ("system", "users", "threads", "expected"),
    [
        ("fork", None, 1, "fork"),
        ("fork", None, 2, "spawn"),  # the other thread may hold a lock, for ever in the new process
        ("fork", "spawn", 1, "spawn"),
        ("spawn", None, 1, "spawn"),
        ("forkserver", None, 1, "spawn"),
        ("spawn", "fork", 1, "fork"),
    ],
)
def test_how_processes_begin(monkeypatch, system, users, threads, expected):
    monkeypatch.setattr(pool, "get_all_start_methods", lambda: [system])
    monkeypatch.setattr(pool, "get_start_method", lambda *, allow_none: users)
    monkeypatch.setattr(pool, "active_count", lambda: threads)
    assert pool._start() == expected


def test_a_worker_that_dies_is_a_finding(tmp_path, monkeypatch):
    def dead(self, *_task):
        raise BrokenProcessPool

    monkeypatch.setattr(pool.ProcessPoolExecutor, "submit", dead)
    file = tmp_path / "a.ndjson"
    file.write_bytes(ndjson(body()))
    report = judged(file, jobs=2)
    assert codes(report)["GI-SYS-0002"] == 1
    assert report.exit_code() == 3


def test_a_check_that_breaks_down_is_a_finding_and_the_others_go_on(monkeypatch):
    def broken(obj, where):
        raise ValueError(f"secret {obj['name']}")

    def told(obj, where):
        yield finding("GI-STR-0012", where.place("/kind"))

    plan = Plan(
        (
            Check("broken", broken, frozenset({"organisation"})),
            Check("told", told, frozenset({"organisation"})),
        )
    )
    monkeypatch.setattr(kernels, "build", lambda _options: plan)
    part = Kernel(Options()).judge([(1, 1, 0, line(body()) + b"\n")], Where(0, "a"), digest=False)
    found = [item for group in part.found.groups() for item in group.findings]
    assert [item.code for item in found] == ["GI-STR-0012", "GI-SYS-0001"]
    assert found[1].params == {"check": "broken", "error": "ValueError"}
    assert "secret" not in repr(found)


def test_a_failed_record_is_judged_without_the_failed_part(monkeypatch):
    seen = []

    def look(obj, where):
        seen.append((where.failed, "name" in obj, [row["no"] for row in obj["basis"]]))
        return ()

    plan = Plan((Check("look", look, frozenset({"organisation"})),))
    monkeypatch.setattr(kernels, "build", lambda _options: plan)
    bad = body(name="", basis=[{"no": 1, "document": "a"}, {"no": "2", "document": "b"}])
    Kernel(Options()).judge([(1, 1, 0, line(bad) + b"\n")], Where(0, "a"), digest=False)
    assert seen == [(frozenset({"name", "basis"}), False, [1])]


def test_places_are_of_the_record():
    part = Kernel(Options()).judge([(4, 5, 60, b'{"type":1}\n')], Where(0, "a"), digest=False)
    (group,) = part.found.groups()
    assert group.findings[0].place == Place("a", 4, 5, 60, "/type")


def test_header_is_never_a_statement():
    assert codes(judged(ndjson(line(HEADER | {"id": "example/p-2"})))) == {"GI-DEC-0024": 1, "GI-DEC-0026": 1}
    assert judges(fast=False) is fits


def test_a_broken_line_leaves_nothing_for_the_cycle_collector():
    """Workers run without it: what a cycle held, such as the part a line stood in, would stay for good."""
    kernel = Kernel(Options())
    lines = (b'{"type":"case",\n', b'{"a":1}\n', b"[1]\n", b"\xff\n")
    rows = [(n, n, 0, raw) for n, raw in enumerate(lines, 1)]
    kernel.judge(rows, Where(0, "a"), digest=True)
    gc.collect()
    gc.disable()
    try:
        kernel.judge(rows, Where(0, "a"), digest=True)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_with_every_rule_off_the_stage_is_not_run():
    scope = Scope("a", "shandong-2024", date(2025, 6, 30))
    every = frozenset(rules())
    assert switched_off([evolve(scope, off=every)])
    assert not switched_off([evolve(scope, off=every - {"GI-ENV-0001"})])
    assert not switched_off([evolve(scope, off=every), scope])


def test_half_a_character_in_an_id_is_one_finding_and_the_rest_is_judged():
    report = judged(ndjson(body(), b'{"type":"task","id":"\\ud800"}'))
    assert codes(report)["GI-DEC-0012"] == 1
    assert report.counts.statements == 2


def test_a_statement_behind_the_last_line_is_named_before_a_second_last_line():
    whole = ndjson(body("o-1"))
    header, first, end = whole.splitlines(keepends=True)
    report = judged(header + end + first + end)
    assert [item.place.line for item in report.findings if item.code == "GI-DEC-0028"] == [3]


def test_a_value_that_reads_statements_makes_no_document():
    alone = line(body("o-1", name="statements")) + b"\n"
    report = judged(alone)
    assert (report.inputs[0].form, report.counts.statements) == ("ndjson", 1)


@pytest.mark.parametrize("kind", [["task"], {"task": 1}, None, 1])
def test_figures_bear_a_type_that_is_no_text(kind):
    data = ndjson(body(), line({"type": kind, "id": "example/t"}))
    assert judged(data, figures=True).exit_code() == judged(data).exit_code() == 1


def test_figures_count_fields_of_shapes_beyond_those_remembered(monkeypatch):
    monkeypatch.setattr("gov_integrity.validation.figures._SHAPES", 1)
    report = judged(ndjson(body("o-1"), case("c-1"), case("c-2"), body("o-2")), figures=True)
    counted = {(row["type"], row["field"]): row["present"] for row in report.figures["fields"]}
    assert (counted["organisation", "name"], counted["dishonesty_record", "id"]) == (2, 2)


@pytest.mark.parametrize("number", [b"1.0", b"1e0", b"1"])
@pytest.mark.parametrize("in_order", [True, False])
def test_the_digest_is_that_of_the_canonical_form_however_a_number_is_written(number, in_order):
    whole = ndjson(body("o-1"))
    header, _, end = whole.splitlines(keepends=True)
    statement = body("o-1")
    ordered = dict(sorted(statement.items(), reverse=not in_order))
    raw = line(ordered).replace(b'"revision":1', b'"revision":' + number)
    assert "GI-DEC-0027" not in codes(judged(header + raw + b"\n" + end))


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (b'{"a":"\\ud800"}', "GI-DEC-0012"), (b'{"\\ud800":1}', "GI-DEC-0012"),
        (b'{"a":100000000000000000000000}', "GI-DEC-0010"), (b"9007199254740993", "GI-DEC-0010"),
        (b"-18446744073709551615", "GI-DEC-0010"), (b"9007199254740991", "GI-DEC-0029"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("fast", [True, False])
def test_a_broken_line_at_the_end_of_a_part(last, code, fast):
    assert code in codes(judged(ndjson(case(), end=False) + last + b"\n", rules=False, fast=fast))


def test_an_identity_number_behind_an_escaped_character():
    record = json.dumps(case(remarks="号11010519491231002X")).encode()
    assert codes(judged(ndjson(record)))["GI-COD-0020"] == 1

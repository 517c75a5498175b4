"""Validation as a whole: files in, report out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from importlib.metadata import version
from pathlib import Path

from attrs import evolve

from gov_integrity.errors import InputError, UsageError
from gov_integrity.exchange.document import MAX_DOCUMENT, read_document
from gov_integrity.exchange.ndjson import Range, lines, ranges
from gov_integrity.exchange.sources import Given, Source, keep_apart, sniff, sources_of
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Finding, Place, finding
from gov_integrity.findings.collector import Collector
from gov_integrity.findings.report import NotChecked, Report
from gov_integrity.findings.suppressions import Suppression, read_suppressions
from gov_integrity.model import STANDARD_VERSION
from gov_integrity.privacy import sample
from gov_integrity.schema import parser
from gov_integrity.validation import plan
from gov_integrity.validation.beside import beside
from gov_integrity.validation.figures import Figures, figures_of
from gov_integrity.validation.files import FileRun
from gov_integrity.validation.finder import Rereader
from gov_integrity.validation.plan import Options
from gov_integrity.validation.pool import Pool, pool, without_cycles
from gov_integrity.validation.references import References
from gov_integrity.validation.rules import Scope, not_made, switched_off
from gov_integrity.validation.scope import headers, judgement_day, scopes
from gov_integrity.validation.seam import Fold
from gov_integrity.validation.split import write_split
from gov_integrity.validation.tables import TableInput, spooled

__all__ = ["validate"]

_VERSIONS = "GI-DEC-0022"


def validate(
    sources: Given | Sequence[Given],
    *,
    as_of: date | None = None,
    otherwise: date | None = None,
    profile: str = "",
    known: Given | Sequence[Given] = (),
    rules: bool = True,
    off: Collection[str] = (),
    dirs: tuple[Path, ...] = (),
    suppressions: Path | None = None,
    split: tuple[Path, Path] | None = None,
    fast: bool | None = None,
    jobs: int = 1,
    separate: bool = False,
    per_code: int = 20,
    per_file: int = 1000,
    progress: Callable[[int, int], None] | None = None,
    encoding: str = "",
    type_: str = "",
    figures: bool = False,
) -> Report:
    """Judge packages: decode, structure, codes, references, rules.

    The findings do not depend on which engines are installed, nor on the number of processes. Whatever is
    wrong with an input is a finding; nothing about it raises.

    Args:
        sources: A list of paths, bytes or open binary streams, judged as one set; never a lone path.
        as_of: The day of judgement; the day of the latest header when absent.
        otherwise: The day of judgement where neither `as_of` nor a header gives one; without it the rules
            are not run then.
        profile: Id of the jurisdiction profile; each file's header names its own when absent.
        known: Packages whose ids exist although they are not judged.
        rules: Whether the rules are run.
        off: Codes of rules that are switched off.
        dirs: Directories of additional data (calendars, profiles).
        suppressions: File of findings explained away (`gov_integrity.findings.suppressions`); an entry
            holds to its last day.
        split: Two files to write: a package of the statements without an error, and the raw lines of the
            others.
        fast: As `gov_integrity.schema.judge` takes it.
        jobs: Number of processes. They begin as `multiprocessing` has it, but none is forked while other
            threads run: it is spawned then, which takes about a second longer.
        separate: Whether each source is a set of its own.
        per_code: How many findings of one code are shown.
        per_file: How many findings of one file are shown.
        progress: Called now and then with the bytes judged and the bytes of all sources.
        encoding: Of CSV files, when the sender says so.
        type_: Statement type of a single CSV file whose name does not say.
        figures: Whether the report carries figures of quality; not for several sets.

    Raises:
        UsageError: There is no source, fewer than one process, no such profile on that day, a file of
            `split` is a source, or `encoding` or `type_` has no CSV to apply to.
        InputError: A known package cannot be read.
        MissingExtraError: `fast=True` without the extra.
    """
    if not sources or jobs < 1:
        raise UsageError("至少需要一个输入文件和一个进程", "at least one input and one process are needed")
    with ExitStack() as stack:
        stack.enter_context(without_cycles())
        opened = sources_of(sources, stack)
        keep_apart((item.path for item in opened if item.path is not None), split or ())
        given, tables = spooled(opened, stack, encoding, type_)
        found = headers(given)
        day, day_source = judgement_day(as_of, found, otherwise)
        told: tuple[Scope, ...] = ()
        if rules and day is not None:
            wanted = Scope("", profile, day, off=frozenset(off), dirs=dirs)
            told = scopes(given, found, wanted)
        holding = _holding(suppressions, day)
        figures = figures and (len(given) == 1 or not separate)
        watch = figures or split is not None
        running = () if switched_off(told) else told
        options = Options(day, fast, per_code, per_file, running, holding, watch=watch, figures=figures)
        left_out = [*_rules_not_made(told, wanted=rules)]  # makes the rules, before processes are forked
        ids = [pair for source in sources_of(known, stack) for pair in _known_ids(source)]
        workers = stack.enter_context(pool(options, jobs))
        total = options.collector()
        runs: list[FileRun] = []
        folds: list[Fold] = []
        batches = [[source] for source in given] if separate else [given]
        meter = _meter(given, tables, progress)
        for number, batch in enumerate(batches, start=1):
            gathered = options.collector()
            made, folds = _judge_files(batch, ids, workers, gathered, meter, tables=tables)
            if number == len(batches):
                workers.dismiss()  # their memory is needed for what only the whole set shows
            _judge_whole(made, folds, gathered, workers)
            total.merge(gathered)
            runs += made
        if split is not None:
            write_split(given, found, total.faulty, split)
    report = total.report(
        tool_version=version("gov-integrity"),
        standard_version=STANDARD_VERSION,
        inputs=[run.input for run in runs],
        unreadable=any(run.unreadable for run in runs),
        profile=profile or _profile(runs),
        as_of=day.isoformat() if day else "",
        as_of_source=day_source,
        not_checked=[*_not_checked(runs), *left_out, *_expired(suppressions, day)],
    )
    return evolve(report, figures=_figures(runs, folds, total)) if figures else report


def _profile(runs: list[FileRun]) -> str:
    profiles = {str(run.envelope.header.get("profile", "")) for run in runs if run.envelope.header}
    return sample(profiles.pop(), "open", 64) if len(profiles) == 1 else ""


def _not_checked(runs: list[FileRun]) -> Iterator[NotChecked]:
    for run in runs:
        name = {"file": run.input.name}
        if run.unreadable:
            yield NotChecked("statements", "unreadable", name)
        elif run.undigested:
            yield NotChecked("statements_sha256", "statements_unreadable", name)


def _meter(
    sources: Sequence[Source],
    tables: Mapping[str, TableInput],
    progress: Callable[[int, int], None] | None,
) -> Callable[[str, int], None]:
    """What a file tells how far it is: its name and the bytes judged."""
    if progress is None:
        return lambda _name, _bytes: None
    sizes = {source.name: source.size() for source in sources if source.path is None or source.path.is_file()}
    spools = {name: table.spool for name, table in tables.items() if table.spool is not None}
    done: dict[str, int] = {}

    def tell(name: str, judged: int) -> None:
        done[name] = judged
        sizes.update({table: spool.size for table, spool in spools.items()})
        progress(sum(done.values()), sum(sizes.values()))

    return tell


def _holding(file: Path | None, day: date | None) -> tuple[Suppression, ...]:
    entries = read_suppressions(file) if file is not None else ()
    return tuple(entry for entry in entries if day is None or day <= entry.until)


def _expired(file: Path | None, day: date | None) -> Iterator[NotChecked]:
    """Entries of the suppression file that no longer hold."""
    if file is not None and day is not None:
        for entry in read_suppressions(file):
            if entry.until < day:
                yield NotChecked("suppression", "expired", {"id": entry.id, "until": entry.until.isoformat()})


def _rules_not_made(told: tuple[Scope, ...], *, wanted: bool) -> Iterator[NotChecked]:
    """What the rules left out: all without a day, those about missing statements without coverage."""
    if wanted and not told:
        yield NotChecked("rules", "no_day")
    seen: set[tuple[str, str]] = set()
    for scope in () if switched_off(told) else told:
        for code, kind in not_made(scope):
            if (code, kind) not in seen:
                seen.add((code, kind))
                yield NotChecked(code, "no_coverage", {"type": kind})


def _judge_files(
    sources: list[Source],
    ids: list[tuple[str, str]],
    workers: Pool,
    found: Collector,
    meter: Callable[[str, int], None],
    *,
    tables: Mapping[str, TableInput],
) -> tuple[list[FileRun], list[Fold]]:
    """Judge the files of one set, record by record."""
    folds = [make() for make in plan.folds(workers.options)]
    for fold in folds:
        if isinstance(fold, References):
            for own, kind in ids:
                fold.know(own, kind)
    runs = []
    for number, source in enumerate(sources):
        run = FileRun(source, number, found, folds, tables.get(source.name))
        run.run(workers, meter)
        runs.append(run)
    return runs, folds


def _judge_whole(runs: list[FileRun], folds: list[Fold], found: Collector, workers: Pool) -> None:
    """Judge what only the whole set shows."""
    found.extend(_versions(runs))
    with ExitStack() as stack:
        index = next((fold for fold in folds if isinstance(fold, References)), None)
        aside = beside if workers.may_fork() else None
        finder = Rereader([run.state for run in runs], found, stack, index, aside)
        begun = [(fold, _begin(fold, finder, found)) for fold in folds]
        for fold, told in begun:
            _finish(fold, told, found)
    states = {run.state.source.name: run.state for run in runs}
    found.relocate(lambda place: states[place.file].settled(place) if place.file in states else place)


def _figures(runs: list[FileRun], folds: list[Fold], total: Collector) -> dict[str, object]:
    """Figures of quality over one set; empty when none were gathered."""
    for fold in folds:
        if isinstance(fold, Figures):
            files = {run.input.name: number for number, run in enumerate(runs)}
            headers = {number: run.envelope.header or {} for number, run in enumerate(runs)}
            received = {number: str(head.get("created_at", ""))[:10] for number, head in headers.items()}
            return figures_of(fold, files, total.faulty, received)
    return {}


def _begin(fold: Fold, finder: Rereader, found: Collector) -> Iterator[Finding]:
    try:
        return fold.finish(finder)
    except Exception as error:  # noqa: BLE001 - a broken check must not end the run
        found.add(_broken(fold, error))
        return iter(())


def _finish(fold: Fold, told: Iterator[Finding], found: Collector) -> None:
    try:
        for item in told:
            found.add(item)
    except Exception as error:  # noqa: BLE001 - nor may it later
        found.add(_broken(fold, error))


def _broken(fold: Fold, error: Exception) -> Finding:
    return finding("GI-SYS-0001", Place(), check=fold.name, error=type(error).__name__)


def _versions(runs: list[FileRun]) -> Iterator[Finding]:
    """Files of one set that follow another version than the first."""
    stated = [run for run in runs if run.envelope.version]
    for run in stated[1:]:
        if run.envelope.version != stated[0].envelope.version:
            told = finding(_VERSIONS, Place(file=run.input.name, line=1))
            params = {
                "version": sample(run.envelope.version, "open", 40),
                "other": stated[0].input.name,
                "other_version": sample(stated[0].envelope.version, "open", 40),
            }
            yield evolve(told, params=params)


def _known_ids(source: Source) -> Iterator[tuple[str, str]]:
    """Id and type of every statement of a package that can be read; broken ones are passed over."""
    try:
        seen = sniff(source)
        if seen.form not in ("json", "ndjson"):
            raise _no_package(source)
        for raw in _raw_records(source, seen.form, seen.start):
            try:
                value = parser()(raw)
            except ValueError:
                value = read(raw.strip()).value
            if isinstance(value, dict):
                own, kind = value.get("id"), value.get("type")
                if isinstance(own, str) and isinstance(kind, str) and not kind.startswith("package"):
                    yield own, kind
    except OSError as error:
        raise _no_package(source) from error


def _no_package(source: Source) -> InputError:
    return InputError(
        "无法读取已知陈述文件 {file}", "the file of known statements {file} cannot be read", file=source.name
    )


def _raw_records(source: Source, form: str, start: int) -> Iterator[bytes]:
    if form == "json":
        data = source.part(start, MAX_DOCUMENT + 1)
        document = read_document(data) if len(data) <= MAX_DOCUMENT else None
        if document is None or document.statements is None:
            raise _no_package(source)
        for item in document.statements:
            yield data[item.offset : item.offset + item.length]
        return
    with source.open() as stream:
        stream.seek(start)
        for piece in ranges(stream, start):
            if isinstance(piece, Range):
                for _, _, raw in lines(source.part(piece.start, piece.stop - piece.start)):
                    yield raw

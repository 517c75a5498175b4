"""`gov-integrity case`: what must and what may happen next in a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from ._group import plain
from ._legal_time import Lang, day_words, format_option, json_out
from ._options import as_of_option, lang_option, sure_words, today
from ._register import named

if TYPE_CHECKING:
    from gov_integrity.findings.values import Citation
    from gov_integrity.policy import Profile
    from gov_integrity.procedures import Next, Obstacle, Replay

_STRENGTH = {"must": ("应当", "must"), "may": ("可以", "may")}
_STANDING = {
    "ready": ("可办理", "ready"),
    "unverified": ("可办理,依据或条件未核实", "may go on, unverified"),
    "undetermined": ("无法判断", "undetermined"),
    "blocked": ("尚不得办理", "blocked"),
}


@click.group("case", help="办理事项的下一步。The next steps of a case.")
def command() -> None:
    """Group of the case verbs."""


@command.command(
    "next",
    help="按 FILE 中已公布的步骤,列出下一步应当和可以做什么、由谁、凭什么文书、何时之前。"
    "What must and may come next, by whom, with which document and until when.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--id", "wanted", help="只看该 id。Only this statement.")
@as_of_option
@format_option
@lang_option
@click.pass_context
def next_(
    ctx: click.Context, file: str, *, wanted: str | None, as_of: date | None, form: str, lang: Lang
) -> None:
    """Leave with 1 when a published step is refused, or what comes next cannot be told."""
    judged = as_of or today()
    rows = list(_answers(file, wanted, judged))
    if form == "json":
        json_out(
            {
                "as_of": judged,
                "as_of_default": as_of is None,
                "cases": [_json(run, steps) for run, steps in rows],
            }
        )
    else:
        default = ("(默认:今天)" if lang == "zh" else " (default: today)") if as_of is None else ""
        click.echo(f"{'判断日' if lang == 'zh' else 'as of'} {judged}{default}")
        if not rows:
            click.echo("没有办理中的事项" if lang == "zh" else "there is no case in the file")
        for run, steps in rows:
            for line in _lines(run, steps, judged, lang):
                click.echo(plain(line))
    ctx.exit(1 if any(_open(run, steps) for run, steps in rows) else 0)


def _answers(file: str, wanted: str | None, judged: date) -> Iterator[tuple[Replay, tuple[Next, ...]]]:
    from gov_integrity.exchange.package import load
    from gov_integrity.exchange.revisions import newest
    from gov_integrity.periods import load as load_periods
    from gov_integrity.procedures import Context, next_steps, procedure_of, replay

    package = load(file)
    statements = newest(package.statements, lambda one: one)
    if wanted is not None:
        named(statements, wanted)
    context = Context(load_periods(), _profile(package.header, judged), statements)
    for name, statement in statements.items():
        served = procedure_of(str(statement.get("type")), str(statement.get("kind", "")))
        if wanted == name or (wanted is None and served is not None):
            run = replay(statement, as_of=judged, context=context)
            yield run, next_steps(run.case, as_of=judged, context=context)


def _profile(header: Mapping[str, object] | None, judged: date) -> Profile | None:
    """The profile the package is read by, where it names one that is known and in force."""
    from gov_integrity.errors import UsageError
    from gov_integrity.policy import profile

    name = str((header or {}).get("profile", ""))
    try:
        return profile(name, as_of=judged)
    except UsageError:
        if name:
            told = plain(name)
            click.echo(f"未按适用细则判断:“{told}”不可用 / judged without the profile '{told}'", err=True)
        return None


def _open(run: Replay, steps: tuple[Next, ...]) -> bool:
    if run.stop is not None:
        return True
    due = [one for one in steps if one.strength == "must" and one.step.to != "="]
    return bool(due) and all(one.standing in {"blocked", "undetermined"} for one in due)


def _lines(run: Replay, steps: tuple[Next, ...], judged: date, lang: Lang) -> Iterator[str]:
    from gov_integrity.procedures import procedure

    zh = lang == "zh"
    own = procedure(run.case.procedure)
    state = own.states[run.case.state]
    since = f" ({run.case.since})" if run.case.since else ""
    yield ""
    yield f"{run.case.id}  {own.zh if zh else own.en}: {state.zh if zh else state.en}{since}"
    for done in run.case.history:
        step = next(one for one in own.steps if one.line == done.line)
        day = str(done.event.on) if done.event.on else ("日期未公布" if zh else "day not stated")
        late = (" 逾期" if zh else " late") if done.late_for else ""
        yield f"  {'✓'} {day} {step.zh if zh else step.en}{late}"
        for note in done.notes:
            yield f"      - {_obstacle(note, lang)}"
    if run.stop is not None:
        yield f"  ✗ {run.stop.text(lang)}"
    for one in steps:
        yield from _next_lines(one, judged, lang)


def _next_lines(one: Next, judged: date, lang: Lang) -> Iterator[str]:
    from gov_integrity.procedures.reading import vocabulary

    which = 0 if lang == "zh" else 1
    words = vocabulary()
    join = "、" if lang == "zh" else ", "
    actors = join.join((words.actors[code].zh, words.actors[code].en)[which] for code in one.step.actors)
    doubt = (
        "" if one.step.actor_confidence == "verified" else f" [{sure_words(one.step.actor_confidence, lang)}]"
    )
    head = f"  → {_STRENGTH[one.strength][which]}:{(one.step.zh, one.step.en)[which]}"
    yield f"{head} ({_STANDING[one.standing][which]})"
    yield f"      {('由', 'by')[which]}: {actors}{doubt}"
    if one.needs:
        documents = (
            (words.documents[code].zh, words.documents[code].en)[which]
            + (
                ""
                if one.step.documents[code] == "verified"
                else f" [{sure_words(one.step.documents[code], lang)}]"
            )
            for code in one.needs
        )
        yield f"      {('凭', 'with')[which]}: {join.join(documents)}"
    if one.deadline is not None:
        yield f"      {('至', 'until')[which]}: {_until(one, judged, lang)}"
    if one.step.effects:
        effects = join.join(
            (words.effects[code].zh, words.effects[code].en)[which] for code in one.step.effects
        )
        yield f"      {('效力', 'effect')[which]}: {effects}"
    for obstacle in one.obstacles:
        yield f"      - {_obstacle(obstacle, lang)}"
    yield f"      {('依据', 'basis')[which]}: {_cited(one.basis)}"


def _until(one: Next, judged: date, lang: Lang) -> str:
    found = one.deadline
    assert found is not None
    if found.due is None:
        return f"无法判断:{found.why_zh}" if lang == "zh" else f"undetermined: {found.why_en}"
    left = found.days_left(judged)
    assert left is not None
    if lang == "zh":
        ends = f"还有{left}天" if left >= 0 else f"已过{-left}天"
        return f"{day_words(found.due, lang)},{ends} [{found.clock}]"
    ends = f"{left} days left" if left >= 0 else f"{-left} days ago"
    return f"{day_words(found.due, lang)}, {ends} [{found.clock}]"


def _obstacle(one: Obstacle, lang: Lang) -> str:
    from gov_integrity.procedures.reading import reason

    zh, en = reason(one.reason)
    if lang == "zh":
        return f"{zh}:{one.zh}({_cited(one.citations)})"
    return f"{en}: {one.en} ({_cited(one.citations)})"


def _cited(citations: tuple[Citation, ...]) -> str:
    from gov_integrity.procedures.advancing import cited

    return cited(citations)


def _json(run: Replay, steps: tuple[Next, ...]) -> dict[str, object]:
    import attrs

    stop = None
    if run.stop is not None:
        told = {name: run.stop.params.get(name) for name in ("reason", "step", "basis")}
        kind = type(run.stop).__name__.removesuffix("Error").lower()
        stop = {"kind": kind, **told, "zh": run.stop.text("zh"), "en": run.stop.text("en")}
    return {
        "id": run.case.id,
        "procedure": run.case.procedure,
        "state": run.case.state,
        "since": run.case.since,
        "history": [
            {
                "step": done.event.step, "on": done.event.on, "by": sorted(done.event.by),
                "outcome": done.event.outcome, "late_for": done.late_for,
                "notes": [attrs.asdict(note) for note in done.notes],
            }
            for done in run.case.history
        ],
        "effects": run.case.effects,
        "stop": stop,
        "left": [event.step for event in run.left],
        "outside": run.outside,
        "next": [
            {
                "step": one.step.code, "outcome": one.step.outcome, "strength": one.strength,
                "standing": one.standing, "zh": one.step.zh, "en": one.step.en, "to": one.step.to,
                "actors": one.step.actors, "actor_confidence": one.step.actor_confidence, "needs": one.needs,
                "deadline": attrs.asdict(one.deadline) if one.deadline else None,
                "effects": one.step.effects, "obstacles": [attrs.asdict(item) for item in one.obstacles],
                "basis": [attrs.asdict(item) for item in one.basis],
            }
            for one in steps
        ],
    }  # fmt: skip

"""`gov-integrity clock`: the time limits, and when one of them falls due."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ._legal_time import (
    Lang,
    confidence_words,
    data_option,
    day_words,
    format_option,
    json_out,
    make_up_option,
    note_rows,
    span_rows,
    span_words,
    unit_words,
)
from ._options import DAY, lang_option

if TYPE_CHECKING:
    from gov_integrity.periods import Clock, Due, Span


@click.group("clock", help="法定和文件规定的期限。Time limits of laws and policy documents.")
def command() -> None:
    """Group of the clock verbs."""


def _spans(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[date, date], ...]:
    """Days written `FIRST..LAST`, or one day."""
    found: list[tuple[date, date]] = []
    for value in values:
        first, dots, last = value.partition("..")
        span = (DAY.convert(first, param, ctx), DAY.convert(last if dots else first, param, ctx))
        if span[0] > span[1]:
            raise click.BadParameter(f"{value!r}:起止颠倒 / the first day is after the last", ctx, param)
        found.append(span)
    return tuple(found)


def _length_words(clock: Clock, lang: Lang) -> str:
    zh = lang == "zh"
    if clock.unit in ("working-day", "day", "month", "year"):
        return unit_words(int(clock.length), clock.unit, lang)
    if clock.unit == "immediate":
        return "即时" if zh else "immediate"
    if clock.unit == "rate-per-day":
        return f"每日 {clock.length}" if zh else f"{clock.length} a day"
    if clock.unit == "date-by":
        return f"{clock.length}(含)前" if zh else f"by {clock.length}"
    when = clock.length[3:]
    if zh:
        included = "(不含)前" if clock.unit == "annual-before" else "(含)前"
        return f"{'次年' if clock.length[1] == '1' else '当年'} {when}{included}"
    of = "the next year" if clock.length[1] == "1" else "the year"
    return f"{'before' if clock.unit == 'annual-before' else 'by'} {when} of {of}"


@command.command("list", help="列出全部期限。List the clocks.")
@click.option("--contains", default="", help="只列含有该词的。Only those that contain this word.")
@data_option
@format_option
@lang_option
def list_clocks(contains: str, data: tuple[Path, ...], form: str, lang: Lang) -> None:
    """Print id, length, who, topic, document and confidence of every clock."""
    import attrs

    from gov_integrity.periods import load

    rows = [attrs.asdict(clock) for clock in load(*data).clocks.values()]
    wanted = {row["id"] for row in rows if contains.casefold() in str(list(row.values())).casefold()}
    if form == "json":
        json_out([row for row in rows if row["id"] in wanted])
        return
    for clock in load(*data).clocks.values():
        if clock.id in wanted:
            zh = lang == "zh"
            words = (
                clock.id, _length_words(clock, lang), clock.who_zh if zh else clock.who_en,
                clock.topic_zh if zh else clock.topic_en, f"{clock.document} {clock.article}".strip(),
                confidence_words(clock.confidence, lang),
            )  # fmt: skip
            click.echo("\t".join(words))


@command.command(
    "due",
    help="触发日为 DATE 时,期限 CLOCK 何时届满。When CLOCK falls due if its trigger happened on DATE.",
)
@click.argument("clock")
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--extension", help="已具备的延长情形。The extension whose condition is met.")
@click.option(
    "--suspended",
    metavar="FIRST..LAST",
    callback=_spans,
    multiple=True,
    help="依法不计入的日子,可重复。Days that do not count by law; may be repeated.",
)
@click.option(
    "--before-includes-day",
    is_flag=True,
    help="“某日前”含当日(默认不含)。'Before a day' includes it (default: it does not).",
)
@make_up_option
@data_option
@format_option
@lang_option
def due(
    clock: str,
    day: date,
    *,
    extension: str | None,
    suspended: tuple[tuple[date, date], ...],
    before_includes_day: bool,
    make_up_day_rests: bool,
    data: tuple[Path, ...],
    form: str,
    lang: Lang,
) -> None:
    """Print the due date, the days counted, who must act and where it stands."""
    from gov_integrity.periods import Options, Span, load

    spans: list[Span] = [Span(*pair) for pair in suspended]
    found = load(*data).due(
        clock, day, extension=extension, suspended=spans,
        options=Options(make_up_day_rests=make_up_day_rests, before_includes_day=before_includes_day),
    )  # fmt: skip
    if form == "json":
        json_out(_json(found))
        return
    for line in _lines(found, lang):
        click.echo(line)


def _json(found: Due) -> dict[str, object]:
    import attrs

    return {
        "clock": found.clock.id,
        "trigger": {
            "code": found.clock.trigger, "zh": found.clock.trigger_zh, "en": found.clock.trigger_en,
            "day": found.trigger,
        },
        "who": {"zh": found.clock.who_zh, "en": found.clock.who_en},
        "topic": {"zh": found.clock.topic_zh, "en": found.clock.topic_en},
        "length": found.clock.length,
        "unit": found.clock.unit,
        "nature": found.clock.nature,
        "due": found.due,
        "rolled_from": found.rolled_from,
        "counted_days": found.counted_days,
        "counted": span_rows(found.counted),
        "suspended": span_rows(found.suspended),
        "extension": attrs.asdict(found.extension) if found.extension else None,
        "options": attrs.asdict(found.options),
        "document": found.clock.document,
        "article": found.clock.article,
        "source": found.clock.source,
        "confidence": found.confidence,
        "notes": note_rows(found.notes),
        "note_zh": found.clock.note_zh,
        "note_en": found.clock.note_en,
    }  # fmt: skip


def _lines(found: Due, lang: Lang) -> list[str]:
    clock, zh = found.clock, lang == "zh"
    event = clock.trigger_zh if zh else clock.trigger_en
    lines = [
        day_words(found.due, lang),
        f"{clock.topic_zh}({clock.who_zh})" if zh else f"{clock.topic_en} ({clock.who_en})",
        f"{'自' if zh else 'from'} {found.trigger} {event} + {_length_words(clock, lang)}",
    ]
    if found.extension:
        one = found.extension
        words = f"{one.condition_zh} {one.note_zh}" if zh else f"{one.condition_en} {one.note_en}"
        lines.append(f"{'延长' if zh else 'extension'}: {words.strip()}")
    if found.counted:
        counted = f"{found.counted_days} ({span_words(found.counted)})"
        lines.append(f"{'计入天数' if zh else 'days counted'}: {counted}")
    if found.suspended:
        lines.append(f"{'扣除' if zh else 'left out'}: {span_words(found.suspended)}")
    if found.rolled_from:
        lines.append(f"{'原届满日' if zh else 'moved from'}: {day_words(found.rolled_from, lang)}")
    where = f"{clock.document} {clock.article}".strip()
    lines.append(f"{'依据' if zh else 'basis'}: {where}; {confidence_words(found.confidence, lang)}")
    own = clock.note_zh if zh else clock.note_en
    notes = [*([own] if own else []), *(row[lang] for row in note_rows(found.notes))]
    return [*lines, *(f"- {note}" for note in notes)]

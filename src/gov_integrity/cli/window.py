"""`gov-integrity window`: from when a record may be repaired, and until when it is shown."""

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
)
from ._options import DAY, lang_option, today
from ._register import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov_integrity.periods import Condition, RecordQuestion, Subject, Window

# The codes of `periods.Subject`, repeated so that `--help` need not import the room (a test compares them).
SUBJECTS = ("government", "official", "enterprise", "judgment-debtor")
_SUBJECTS = {
    "government": "政府部门",
    "official": "公职人员",
    "enterprise": "企业",
    "judgment-debtor": "失信被执行人",
}
_STATE = {"yes": True, "no": False}
_APPLIES = {
    "yes": ("适用", "applies"),
    "depends": ("视情形适用", "depends"),
    "transition-unknown": ("过渡不明", "transition unknown"),
    "no": ("不适用", "does not apply"),
}


@click.command(
    "window",
    short_help="公示、修复和处分的期间。Periods of publicity, repair and discipline.",
    help="公示、修复和处分的期间:列出各套规定及理由。"
    "Windows of publicity, repair and discipline: every rule set that may hold, with its reasons.",
)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--record", help="数据包 FILE 中记录的 id。Id of a record in the package FILE.")
@click.option("--from", "from_", type=DAY, help="起算日。The day the period starts from.")
@click.option(
    "--as-of", type=DAY, help="判断日,默认今天(北京时间)。Day of judgement (default: today in China)."
)
@click.option(
    "--subject",
    type=click.Choice(SUBJECTS),
    help="主体,默认按记录,否则 government。Whose record (default: as the record says, or government).",
)
@click.option(
    "--class", "cls", help="类别(minor、general、serious……,处分种类)。Class, or kind of discipline."
)
@click.option("--field", help="处罚领域(general-field、fire-safety……)。Field of the penalty.")
@click.option("--rule-set", help="只看该规定(如 ndrc-36)。Only this rule set.")
@click.option("--scope", help="省级代码或 market-supervision。Province code or market-supervision.")
@click.option(
    "--times", type=click.IntRange(1, 99), default=1, help="合并的相同处分数。Identical sanctions merged."
)
@click.option(
    "--duties", type=click.Choice(["yes", "no"]), help="义务是否履行完毕。Whether the duties are performed."
)
@click.option(
    "--commitment", type=click.Choice(["yes", "no"]), help="是否作出信用承诺。Whether a commitment is made."
)
@click.option(
    "--correction",
    type=click.Choice(["yes", "no"]),
    help="认定部门是否已确认整改。Whether correction is confirmed.",
)
@click.option(
    "--publicity-first-day",
    type=click.Choice(["excluded", "included"]),
    default="excluded",
    show_default=True,
    help="公示期首日是否计入。Whether the first day of publicity counts.",
)
@click.option(
    "--publicity-roll",
    is_flag=True,
    help="公示期届满也按休息日顺延(默认不顺延)。The end of publicity moves for a rest day too (default: no).",
)
@make_up_option
@data_option
@format_option
@lang_option
def command(
    file: str | None,
    *,
    record: str | None,
    from_: date | None,
    as_of: date | None,
    subject: Subject | None,
    cls: str | None,
    field: str | None,
    rule_set: str | None,
    scope: str | None,
    times: int,
    duties: str | None,
    commitment: str | None,
    correction: str | None,
    publicity_first_day: str,
    publicity_roll: bool,
    make_up_day_rests: bool,
    data: tuple[Path, ...],
    form: str,
    lang: Lang,
) -> None:
    """Print every window that may hold for the record."""
    from gov_integrity.periods import Options, load

    if (file is None) != (record is None) or (file is None) == (from_ is None):
        raise click.UsageError("须给出 --from,或者 FILE 和 --record / give --from, or FILE and --record")
    ended: str | None = None
    if file is not None and record is not None:
        asked = _of_record(file, record, subject)
        from_, subject, cls, ended = asked.from_, asked.subject, cls or asked.cls, asked.ended_on
    assert from_ is not None
    subject = subject or "government"
    judged = as_of or today()
    options = Options(
        publicity_first_day="included" if publicity_first_day == "included" else "excluded",
        publicity_roll=publicity_roll,
        make_up_day_rests=make_up_day_rests,
    )
    found = load(*data).windows(
        from_, judged, subject=subject, cls=cls, field=field,
        rule_set=rule_set, scope=scope, times=times, options=options,
    )  # fmt: skip
    met = _met(duties, commitment, correction)
    if form == "json":
        json_out(
            {
                "from": from_, "as_of": judged, "as_of_default": as_of is None, "subject": subject,
                "record": record, "record_ended_on": ended,
                "windows": [_json(window, met) for window in found],
            }
        )  # fmt: skip
        return
    default = ("(默认:今天)" if lang == "zh" else " (default: today)") if as_of is None else ""
    click.echo(_head(from_, f"{judged}{default}", subject, ended, lang, early=judged < from_))
    if not found:
        click.echo("没有适用的规定" if lang == "zh" else "no rule set applies")
    for window in found:
        for line in _lines(window, met, lang):
            click.echo(line)


def _met(duties: str | None, commitment: str | None, correction: str | None) -> dict[Condition, bool]:
    """The conditions of repair about which something was said."""
    given: tuple[tuple[Condition, str | None], ...] = (
        ("duties-fulfilled", duties), ("commitment-made", commitment), ("correction-confirmed", correction),
    )  # fmt: skip
    return {condition: _STATE[value] for condition, value in given if value is not None}


def _head(from_: date, judged: str, subject: Subject, ended: str | None, lang: Lang, *, early: bool) -> str:
    """What was asked, before the windows."""
    zh = lang == "zh"
    who = f"主体 {_SUBJECTS[subject]}" if zh else subject
    asked = f"{'起算日' if zh else 'from'} {from_}; {'判断日' if zh else 'as of'} {judged}; {who}"
    if early:
        asked += "\n判断日早于起算日,期间尚未开始" if zh else "\nthe period has not begun on that day"
    if ended is None:
        return asked
    words = "记录载明终止,不再有效首日" if zh else "the record says it ended; first day without effect"
    return f"{asked}\n{words}: {ended}"


def _of_record(file: str, record: str, subject: Subject | None) -> RecordQuestion:
    """What to ask about a record of a package: its newest revision, and the body or person it is about."""
    from gov_integrity.exchange.package import load
    from gov_integrity.exchange.revisions import newest
    from gov_integrity.periods import question

    statements = newest(load(file).statements, lambda one: one)
    found = named(statements, record)
    return question(found, about=statements.get(str(found.get("subject"))), subject=subject)


def _json(window: Window, met: Mapping[Condition, bool]) -> dict[str, object]:
    import attrs

    from gov_integrity.periods import blockers

    blocked, unknown = blockers(window, met=met)
    row = attrs.asdict(window)
    row["class"] = row.pop("cls")
    row.pop("from_")
    row.pop("as_of")
    row["ended"] = window.ended
    row["reasons"], row["notes"] = note_rows(window.reasons), note_rows(window.notes)
    row["blocks_repair"], row["not_known"] = note_rows(blocked), note_rows(unknown)
    return row


def _lines(window: Window, met: Mapping[Condition, bool], lang: Lang) -> list[str]:
    from gov_integrity.periods import blockers, note_text

    zh = lang == "zh"
    which = 0 if zh else 1
    head = (
        f"[{window.rule_set}] {window.class_zh if zh else window.class_en}: {_APPLIES[window.applies][which]}"
    )
    lines = ["", head, *(f"  {note_text(code, lang)}" for code in window.reasons)]
    days = (
        (("起算点", "starts from"), window.start_zh if zh else window.start_en),
        (("最早可申请修复", "earliest application"), _day(window.earliest_application, lang)),
        (("公示或处分最后一日", "last day"), _day(window.until, lang)),
        (("自动终止(不再有效首日)", "ends by itself on"), _day(window.ends_on, lang)),
    )
    lines += [f"  {names[which]}: {value}" for names, value in days if value]
    if window.longer_until:
        span = f"{window.longer_until.first}..{window.longer_until.last}"
        lines.append(f"  {'延长或合并后的最后一日' if zh else 'last day when lengthened or merged'}: {span}")
    if window.ended:
        lines.append("  判断日已自动终止" if zh else "  has ended by itself on the day of judgement")
    elif window.ended is None and window.longer_until:
        lines.append(
            "  无法判断是否已终止:合并后的处分期由决定机关确定"
            if zh
            else "  undetermined whether it has ended: the deciding body chose the merged period"
        )
    else:
        blocked, unknown = blockers(window, met=met)
        lines += [f"  {'尚未满足' if zh else 'not met'}: {note_text(code, lang)}" for code in blocked]
        lines += [f"  {'待确认' if zh else 'not known'}: {note_text(code, lang)}" for code in unknown]
        if window.conditions and not blocked and not unknown:
            lines.append("  修复条件均已满足" if zh else "  all conditions of repair are met")
        if window.conditions_confidence is not None and window.conditions_confidence != "verified":
            sure = confidence_words(window.conditions_confidence, lang)
            lines.append(f"  {'修复条件' if zh else 'conditions of repair'}: {sure}")
    lines += [f"  - {note_text(code, lang)}" for code in window.notes]
    where = f"{window.document} {window.article}".strip()
    return [*lines, f"  {'依据' if zh else 'basis'}: {where}; {confidence_words(window.confidence, lang)}"]


def _day(day: date | None, lang: Lang) -> str:
    return day_words(day, lang) if day else ""

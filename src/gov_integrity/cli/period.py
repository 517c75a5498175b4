"""`gov-integrity period`: when a legal period ends, with the days that were counted."""

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
    from gov_integrity.periods import Unit


@click.group("period", help="按民法典计算期间。Compute legal periods.")
def command() -> None:
    """Group of the period verbs."""


def _length(**given: int | None) -> tuple[int, Unit]:
    from gov_integrity.errors import UsageError

    units: dict[str, Unit] = {
        "working_days": "working-day",
        "days": "day",
        "months": "month",
        "years": "year",
    }
    chosen = [(value, units[name]) for name, value in given.items() if value is not None]
    if len(chosen) != 1:
        raise UsageError(
            "须给出且只给出 --days、--working-days、--months、--years 之一",
            "give exactly one of --days, --working-days, --months, --years",
        )
    return chosen[0]


@command.command(
    "end",
    help="自 DATE 起的期间何时届满(首日不计)。When a period from DATE ends (its first day does not count).",
)
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--days", type=click.IntRange(1, 100_000), help="日。Calendar days.")
@click.option("--working-days", type=click.IntRange(1, 100_000), help="工作日。Working days.")
@click.option("--months", type=click.IntRange(1, 12_000), help="月。Months.")
@click.option("--years", type=click.IntRange(1, 1000), help="年。Years.")
@click.option(
    "--roll",
    is_flag=True,
    help="最后一日为休息日的顺延(民法典第203条,用于应当作出的行为)。"
    "Move a last day that is a rest day (for acts to be performed).",
)
@click.option("--count-first-day", is_flag=True, help="首日计入。Count the first day.")
@make_up_option
@data_option
@format_option
@lang_option
def end(
    day: date,
    *,
    days: int | None,
    working_days: int | None,
    months: int | None,
    years: int | None,
    roll: bool,
    count_first_day: bool,
    make_up_day_rests: bool,
    data: tuple[Path, ...],
    form: str,
    lang: Lang,
) -> None:
    """Print the last day of the period and the days counted."""
    from gov_integrity.periods import Options, load, period_end

    length, unit = _length(days=days, working_days=working_days, months=months, years=years)
    calendar = load(*data).calendar
    found = period_end(
        day, length, unit, calendar,
        roll=roll, count_first_day=count_first_day, options=Options(make_up_day_rests=make_up_day_rests),
    )  # fmt: skip
    asked = unit == "working-day" or roll
    confidence = calendar.confidence(day, found.end) if asked else "verified"
    notes = ("calendar-provisional",) if asked and calendar.provisional(found.end) else ()
    if form == "json":
        json_out(
            {
                "anchor": day, "length": length, "unit": unit,
                "roll": roll, "count_first_day": count_first_day,
                "end": found.end, "rolled_from": found.rolled_from, "counted_days": found.counted_days,
                "counted": span_rows(found.counted), "confidence": confidence, "notes": note_rows(notes),
            }
        )  # fmt: skip
        return
    zh = lang == "zh"
    click.echo(day_words(found.end, lang))
    click.echo(f"{'期间' if zh else 'period'}: {day} + {unit_words(length, unit, lang)}")
    click.echo(f"{'计入天数' if zh else 'days counted'}: {found.counted_days} ({span_words(found.counted)})")
    if found.rolled_from:
        click.echo(f"{'原届满日' if zh else 'moved from'}: {day_words(found.rolled_from, lang)}")
    click.echo(
        f"{'依据:民法典第200至204条' if zh else 'basis: Civil Code arts. 200-204'}; "
        + confidence_words(confidence, lang)
    )
    for note in note_rows(notes):
        click.echo(f"- {note[lang]}")

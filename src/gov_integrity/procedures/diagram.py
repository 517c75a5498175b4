"""A procedure drawn: its states are columns, every step is a row with an arrow, from the data alone.

One row a step leaves nothing to overlap, however many steps a procedure has; the same data gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from .reading import procedure, vocabulary
from .values import Procedure, Step

__all__ = ["picture"]

_LEFT, _COLUMN, _TOP, _ROW = 500, 112, 78, 46
_INK, _FAINT, _MUST, _MAY, _END = "#1f2933", "#cbd2d9", "#0b5394", "#7b8794", "#9c2a2a"


def picture(name: str) -> str:
    """The procedure as an SVG image, in Chinese with English below. Raises `UsageError` for no such one."""
    own = procedure(name)
    width = _LEFT + _COLUMN * len(own.states) + 20
    height = _TOP + _ROW * len(own.steps) + 40
    fonts = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
    size = f'viewBox="0 0 {width} {height}" width="{width}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{fonts}">'
    return "\n".join(
        (
            head,
            f"<title>{escape(own.zh)} {escape(own.en)}</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *_columns(own, height),
            *(line for row, step in enumerate(own.steps) for line in _row(own, step, row)),
            *_legend(height),
            "</svg>\n",
        )
    )


def _x(own: Procedure, state: str) -> int:
    return _LEFT + _COLUMN * list(own.states).index(state) + _COLUMN // 2


def _text(x: int, y: int, size: int, words: str, *, colour: str = _INK, anchor: str = "start") -> str:
    place = f'x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(words)}</text>"


def _columns(own: Procedure, height: int) -> Iterator[str]:
    yield _text(12, 30, 20, own.zh)
    yield _text(12, 52, 13, own.en, colour=_MAY)
    for name, state in own.states.items():
        x = _x(own, name)
        colour = _END if state.final else _INK
        yield f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{height - 36}" stroke="{_FAINT}" stroke-width="1"/>'
        yield (
            f'<rect x="{x - 52}" y="14" width="104" height="48" rx="{20 if state.final else 5}" '
            f'fill="#f5f7fa" stroke="{colour}"/>'
        )
        yield _text(x, 34, 12 if len(state.zh) <= 8 else 10, state.zh, colour=colour, anchor="middle")
        words = state.en if len(state.en) <= 19 else f"{state.en[:18]}…"
        yield _text(x, 52, 9, words, colour=_MAY, anchor="middle")


def _row(own: Procedure, step: Step, row: int) -> Iterator[str]:
    y = _TOP + _ROW * row + 24
    actors = "、".join(vocabulary().actors[code].zh for code in step.actors)
    if row % 2 == 0:
        yield f'<rect x="0" y="{y - 22}" width="{_LEFT - 8}" height="{_ROW - 2}" fill="#f5f7fa"/>'
    yield _text(12, y - 4, 13, step.zh)
    english = step.en if len(step.en) <= 92 else f"{step.en[:91]}…"
    yield _text(12, y + 11, 9, english, colour=_MAY)
    shown = actors if len(actors) <= 16 else f"{actors[:15]}…"
    yield _text(_LEFT - 14, y - 4, 10, shown, colour=_MUST, anchor="end")
    colour = _MUST if step.strength == "must" else _MAY
    dash = "" if step.strength == "must" else ' stroke-dasharray="5 3"'
    starts = [_x(own, state) for state in step.from_states]
    for x in starts:
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    if step.to == "=":
        for x in starts:
            yield f'<circle cx="{x}" cy="{y}" r="9" fill="none" stroke="{colour}" stroke-width="1.5"{dash}/>'
        return
    end = _x(own, step.to)
    # The line reaches from the farthest start; every start stands on it or on the other side of the end.
    for x in sorted({min(starts), max(starts)}):
        if x != end:
            yield from _arrow(x, end, y, colour, dash)


def _arrow(start: int, end: int, y: int, colour: str, dash: str) -> Iterator[str]:
    back = 8 if end > start else -8
    yield f'<line x1="{start}" y1="{y}" x2="{end - back}" y2="{y}" stroke="{colour}" stroke-width="2"{dash}/>'
    yield f'<path d="M{end} {y} l{-back} -5 v10 z" fill="{colour}"/>'


def _legend(height: int) -> Iterator[str]:
    y = height - 14
    yield f'<line x1="12" y1="{y - 4}" x2="42" y2="{y - 4}" stroke="{_MUST}" stroke-width="2"/>'
    yield _text(48, y, 11, "应当 must")
    yield (
        f'<line x1="130" y1="{y - 4}" x2="160" y2="{y - 4}" stroke="{_MAY}" stroke-width="2" '
        f'stroke-dasharray="5 3"/>'
    )
    yield _text(166, y, 11, "可以 may")
    yield f'<circle cx="250" cy="{y - 4}" r="7" fill="none" stroke="{_MUST}" stroke-width="1.5"/>'
    yield _text(264, y, 11, "状态不变 the state stays")
    yield f'<rect x="420" y="{y - 13}" width="34" height="17" rx="8" fill="#f5f7fa" stroke="{_END}"/>'
    yield _text(460, y, 11, "终结状态 final state")

"""Charts as inline SVG: the same bytes every time, legible in print and without colour.

Every chart stands beside the table it was drawn from, so nothing is said by the picture alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from attrs import frozen

from gov_integrity.privacy import visible

__all__ = ["Bar", "bars", "columns"]

_WIDTH, _LABEL, _VALUE, _ROW = 720, 250, 90, 24
_COLUMN_HEIGHT, _BASE = 150, 40
_FONT = 13
_LONGEST = 34
_WIDE = 0x2E80


@frozen(slots=True)
class Bar:
    """One bar: what it is, how long, what stands behind it, and the class that colours it."""

    label: str
    value: float
    told: str
    kind: str = "plain"


def _words(text: str) -> str:
    return escape(visible(text))


def _short(text: str) -> str:
    """A label within its room; a Chinese character takes that of two Latin ones."""
    taken = 0
    for at, character in enumerate(text):
        taken += 2 if ord(character) >= _WIDE else 1
        if taken > _LONGEST:
            return text[: max(1, at - 1)] + "…"
    return text


def bars(title: str, rows: Sequence[Bar], *, whole: float = 0.0) -> str:
    """Horizontal bars, one below the other.

    Args:
        title: Read out by a screen reader.
        rows: The bars.
        whole: Value of the full length; the longest bar when zero.
    """
    top = whole or max((row.value for row in rows), default=0.0) or 1.0
    room = _WIDTH - _LABEL - _VALUE
    height = _ROW * len(rows) + 8
    parts = [_open(title, _WIDTH, height)]
    for index, row in enumerate(rows):
        y = 4 + index * _ROW
        length = max(0.0, min(1.0, row.value / top)) * room
        parts.append(
            f"<g><title>{_words(row.label)}: {_words(row.told)}</title>"
            f'<text x="{_LABEL - 8}" y="{y + 16}" text-anchor="end">{_words(_short(row.label))}</text>'
            f'<rect class="track" x="{_LABEL}" y="{y + 4}" width="{room}" height="{_ROW - 8}"/>'
            f'<rect class="{escape(row.kind)}" x="{_LABEL}" y="{y + 4}" width="{length:.1f}" '
            f'height="{_ROW - 8}"/>'
            f'<text x="{_LABEL + room + 8}" y="{y + 16}">{_words(row.told)}</text></g>'
        )
    return "".join((*parts, "</svg>"))


def columns(title: str, rows: Sequence[Bar], *, mark: int = -1, mark_told: str = "") -> str:
    """Upright columns side by side.

    Args:
        title: Read out by a screen reader.
        rows: The columns.
        mark: Index of the column behind which a line is drawn; none when negative.
        mark_told: What the line means.
    """
    top = max((row.value for row in rows), default=0.0) or 1.0
    step = (_WIDTH - 20) / max(1, len(rows))
    height = _COLUMN_HEIGHT + _BASE + 20
    parts = [_open(title, _WIDTH, height)]
    for index, row in enumerate(rows):
        x = 10 + index * step
        size = row.value / top * _COLUMN_HEIGHT
        y = 20 + _COLUMN_HEIGHT - size
        middle = x + step / 2
        parts.append(
            f"<g><title>{_words(row.label)}: {_words(row.told)}</title>"
            f'<rect class="{escape(row.kind)}" x="{x + step * 0.15:.1f}" y="{y:.1f}" '
            f'width="{step * 0.7:.1f}" height="{size:.1f}"/>'
            f'<text x="{middle:.1f}" y="{y - 4:.1f}" text-anchor="middle">{_words(row.told)}</text>'
            f'<text x="{middle:.1f}" y="{20 + _COLUMN_HEIGHT + 16}" text-anchor="middle">'
            f"{_words(_short(row.label))}</text></g>"
        )
    if mark >= 0:
        x = 10 + (mark + 1) * step
        parts.append(
            f'<line class="limit" x1="{x:.1f}" y1="8" x2="{x:.1f}" y2="{20 + _COLUMN_HEIGHT}"/>'
            f'<text class="limit-text" x="{x + 4:.1f}" y="{20 + _COLUMN_HEIGHT + 34}" text-anchor="middle">'
            f"{_words(mark_told)}</text>"
        )
    return "".join((*parts, "</svg>"))


def _open(title: str, width: int, height: int) -> str:
    told = _words(title)
    return (
        f'<svg class="chart" role="img" aria-label="{told}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-size="{_FONT}"><title>{told}</title>'
    )

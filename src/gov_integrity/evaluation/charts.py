"""Charts as inline SVG: no script, no font to load, text as text, readable when printed in grey.

Every function gives one `<svg>` element as a string, the same bytes for the same input. Widths of Chinese
text are estimated (one em a character), so that labels never run into bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from unicodedata import east_asian_width

from gov_integrity.evaluation.numbers import rounded_text
from gov_integrity.evaluation.result import Node
from gov_integrity.privacy import visible

__all__ = ["bar_chart", "interval_chart", "tree_chart", "trend_chart"]

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif"
SIZE = 13
LINE = 26
INK, SOFT, GOOD, LOST, GRID = "#1a1a1a", "#595959", "#2f6690", "#e3e3e3", "#bfbfbf"


def text_width(text: str) -> int:
    """Width of `text` in pixels at the size of the charts, on the safe side."""
    return sum(SIZE if east_asian_width(char) in "WF" else 8 for char in text)


def _cut(text: str, width: int) -> str:
    if text_width(text) <= width:
        return text
    while text and text_width(text) + SIZE > width:
        text = text[:-1]
    return text + "…"


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    clean = escape(visible(text))
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{fill}"{weight}>{clean}</text>'


def _rect(x: float, y: float, width: float, fill: str, title: str = "") -> str:
    """One bar of the height of all bars, with a tooltip."""
    tip = f"<title>{escape(visible(title))}</title>" if title else ""
    size = f'width="{max(width, 0):.2f}" height="18"'
    return f'<rect x="{x:.2f}" y="{y:g}" {size} fill="{fill}">{tip}</rect>'


def _svg(width: int, height: int, title: str, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="{FONT}" font-size="{SIZE}">'
        f"<title>{escape(visible(title))}</title>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        + _text(12, 22, title, bold=True)
        + "".join(body)
        + "</svg>"
    )


def bar_chart(
    title: str, rows: Sequence[tuple[str, Fraction, str]], full: Fraction | None = None, width: int = 760
) -> str:
    """Horizontal bars: (label, value, text behind the bar), in the order given.

    `full` is the value of the whole track; the largest value when absent. Values below zero show no bar.
    """
    label = min(300, max((text_width(name) for name, _, _ in rows), default=0) + 16)
    note = max((text_width(text) for _, _, text in rows), default=0) + 16
    track = max(120, width - label - note - 24)
    top = full or max((value for _, value, _ in rows), default=Fraction(0)) or Fraction(1)
    body = []
    for at, (name, value, text) in enumerate(rows):
        y = 36 + at * LINE
        length = float(min(max(value, Fraction(0)), top) / top) * track
        body.append(_text(12, y + 16, _cut(name, label - 8)))
        body.append(_rect(label + 12, y + 3, track, LOST))
        body.append(_rect(label + 12, y + 3, length, GOOD, f"{name}: {text}"))
        body.append(_text(label + 12 + track + 8, y + 16, text, fill=SOFT))
    return _svg(width, 48 + len(rows) * LINE, title, body)


def tree_chart(root: Node, title: str = "", width: int = 860) -> str:
    """The tree of one body: every node with its points of its full points; what was lost stays light."""
    rows = [
        (node, depth) for node, depth in _levels(root, 0) if node.role != "veto" or node.state != "passed"
    ]
    step, label = 18, 380
    track = width - label - 180
    body = _branches([depth for _, depth in rows], step)
    for at, (node, depth) in enumerate(rows):
        y = 36 + at * LINE
        x = 12 + depth * step
        name = f"{node.code} {node.name}" if node.code else node.name
        body.append(_text(x, y + 16, _cut(name, label - x), bold=not depth))
        points = node.points or Fraction(0)
        if node.full and node.state in ("missing", "not-applicable") and not node.points:
            outline = f'fill="none" stroke="{GRID}" stroke-dasharray="4 3"'
            body.append(f'<rect x="{label}" y="{y + 3}" width="{track}" height="18" {outline}/>')
        elif node.full:
            share = float(min(max(points / node.full, Fraction(0)), Fraction(1)))
            body.append(_rect(label, y + 3, track, LOST))
            body.append(_rect(label, y + 3, share * track, GOOD, name))
        body.append(_text(label + track + 8, y + 16, _of(node), fill=INK if not depth else SOFT))
    return _svg(width, 48 + len(rows) * LINE, title or root.name, body)


def _branches(depths: Sequence[int], step: int) -> list[str]:
    """Lines from every node to the nodes right below it."""
    lines = []
    for at, depth in enumerate(depths):
        below = []
        for place in range(at + 1, len(depths)):
            if depths[place] <= depth:
                break
            if depths[place] == depth + 1:
                below.append(place)
        if below:
            x, top = 18 + depth * step, 36 + at * LINE + 20
            path = f"M{x} {top}V{36 + below[-1] * LINE + 12}"
            path += "".join(f"M{x} {36 + place * LINE + 12}h9" for place in below)
            lines.append(f'<path d="{path}" stroke="{GRID}" fill="none" stroke-width="1"/>')
    return lines


def _levels(node: Node, depth: int) -> list[tuple[Node, int]]:
    found = [(node, depth)]
    for child in node.children:
        found += _levels(child, depth + 1)
    return found


def _of(node: Node) -> str:
    if node.points is None or node.state in ("missing", "not-applicable"):
        mark = {"missing": "缺失", "not-applicable": "不适用"}.get(node.state, "—")
        return mark if not node.points else f"{_number(node.points)} ({mark})"
    if node.role == "veto":
        return "否决"
    return _number(node.points) + (f" / {_number(node.full)}" if node.full else "")


def _number(value: Fraction) -> str:
    text = rounded_text(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval_chart(title: str, rows: Sequence[tuple[str, int, int, int]], width: int = 760) -> str:
    """Rank intervals: (label, best, rank, worst); the dot is the rank, the line its interval."""
    label = min(260, max((text_width(name) for name, *_ in rows), default=0) + 16)
    last = max((worst for *_, worst in rows), default=1)
    track = width - label - 110
    scale = track / max(last - 1, 1)
    body = []
    for at, (name, best, rank, worst) in enumerate(rows):
        y = 48 + at * LINE
        left, dot, right = (label + 20 + (place - 1) * scale for place in (best, rank, worst))
        body.append(_text(12, y + 5, _cut(name, label - 8)))
        body.append(
            f'<line x1="{left:.2f}" x2="{right:.2f}" y1="{y}" y2="{y}" stroke="{GOOD}" stroke-width="5" '
            f'stroke-linecap="round" opacity="0.45"/>'
        )
        body.append(f'<circle cx="{dot:.2f}" cy="{y}" r="5" fill="{INK}"/>')
        body.append(_text(label + 30 + track, y + 5, f"{rank} [{best}-{worst}]", fill=SOFT))
    return _svg(width, 66 + len(rows) * LINE, title, body)


def trend_chart(
    title: str, points: Sequence[tuple[str, Fraction]], full: Fraction | None = None, width: int = 640
) -> str:
    """One line through (period, value) in the order given; every point carries its value."""
    height, left, bottom, top = 260, 60, 220, 48
    values = [value for _, value in points]
    high = full if full is not None else max(values, default=Fraction(1))
    low = Fraction(0) if full is not None else min(values, default=Fraction(0))
    spread = (high - low) or Fraction(1)
    step = (width - left - 40) / max(len(points) - 1, 1)
    places = [
        (left + at * step, bottom - float((value - low) / spread) * (bottom - top))
        for at, value in enumerate(values)
    ]
    body = [f'<line x1="{left - 20}" x2="{width - 20}" y1="{bottom}" y2="{bottom}" stroke="{GRID}"/>']
    if low:  # the axis does not begin at zero: say where it begins
        body.append(_text(12, bottom + 4, _number(low), fill=SOFT))
        body.append(f'<path d="M{left - 20} {bottom - 4}l6 8m-2 -8l6 8" stroke="{SOFT}" fill="none"/>')
    line = " ".join(f"{x:.2f},{y:.2f}" for x, y in places)
    body.append(f'<polyline points="{line}" fill="none" stroke="{GOOD}" stroke-width="2.5"/>')
    for (name, value), (x, y) in zip(points, places, strict=True):
        body.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="4.5" fill="{INK}"/>')
        body.append(_text(round(x, 2), round(y, 2) - 10, _number(value), anchor="middle"))
        body.append(_text(round(x, 2), bottom + 20, name, anchor="middle", fill=SOFT))
    return _svg(width, height, title, body)

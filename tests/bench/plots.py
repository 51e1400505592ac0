"""Bars as an SVG, for the README: on a background of any colour, in words that a screen reader has too.

A simple writer of our own: what there is to draw is one bar a program, and a library's pictures
are ten times as large and have a background of their own.
"""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from .clients import BARE, ENGINE, WINDOW
from .contest import Contest
from .transfers import CPU, SPEED, WALL

_NAMES = {ENGINE: "Torrpeddo, engine alone", WINDOW: "Torrpeddo, window open", BARE: "bare libtorrent loop"}
_WIDTH, _LABEL, _FIGURE = 720, 190, 70
_ROW, _BAR, _TOP = 30, 18, 44
_APART = 17
"""Of two words below one another."""
_LINES = "polyline { fill: none; stroke: #2f81f7; stroke-width: 2 } path { fill: none; stroke: #8c959f }\n"
_STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #6e7781 }
.title { font-weight: 600 } rect { fill: #8c959f } .ours { fill: #2f81f7 }
"""
"""Of colours that are legible on white as well as on black: a page's theme is not always the system's."""
_TITLES = {SPEED: "speed while bytes move", CPU: "processor, the less the better", WALL: "time, the less the better"}
_LESS = {CPU, WALL}


def draw(contest: Contest, what: str, path: Path) -> None:
    medians = {side.name: contest.median(side.name, what) for side in contest.sides}
    values = {name: value for name, value in medians.items() if value is not None}
    drawn = bars(f"{contest.what}: {_TITLES[what]}", contest.units[what], values, less=what in _LESS)
    path.write_text(drawn, "utf-8")


def bars(title: str, unit: str, values: dict[str, float], *, less: bool = False) -> str:
    """The best bar first: the longest, or with ``less`` the shortest."""
    ordered = sorted(values.items(), key=lambda each: each[1], reverse=not less)
    most = max(values.values())
    height = _TOP + _ROW * len(ordered) + 4
    said = ", ".join(f"{_NAMES.get(name, name)} {_short(value)}" for name, value in ordered)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(f"{title}, {unit}: {said}")}">',
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="0" y="20">{escape(title)}, {escape(unit)}</text>',
    ]
    for number, (name, value) in enumerate(ordered):
        top = _TOP + number * _ROW
        middle, length = top + _BAR / 2 + 4.5, max(1.0, (_WIDTH - _LABEL - _FIGURE) * value / most)
        ours = ' class="ours"' if name in (ENGINE, WINDOW) else ""
        lines += [
            f'<text x="{_LABEL - 10}" y="{middle}" text-anchor="end">{escape(_NAMES.get(name, name))}</text>',
            f'<rect{ours} x="{_LABEL}" y="{top}" width="{length:.1f}" height="{_BAR}" rx="3"/>',
            f'<text x="{_LABEL + length + 8:.1f}" y="{middle}">{_short(value)}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def lines(title: str, unit: str, step: float, series: Mapping[str, Sequence[float]]) -> str:
    """Each as a line with its name and its last value at the end, from 0; a value every ``step`` minutes."""
    height, left, right, top = 260, 40, 220, _TOP
    width, bottom = _WIDTH - left - right, height - 28
    most = max(max(values) for values in series.values()) * 1.05
    count = max(len(values) for values in series.values()) - 1
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    said = ", ".join(f"{name} {_short(values[0])} to {_short(values[-1])}" for name, values in series.items())
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(f"{title}, {unit}: {said}")}">',
        f"<style>{_STYLE}{_LINES}</style>",
        f'<text class="title" x="0" y="20">{escape(title)}, {escape(unit)}</text>',
        f'<path d="M{left} {top}V{bottom}H{left + width}"/>',
        f'<text x="{left - 8}" y="{bottom}" text-anchor="end">0</text>',
        f'<text x="{left - 8}" y="{top + 10}" text-anchor="end">{_short(most)}</text>',
        f'<text x="{left + width}" y="{height - 8}" text-anchor="end">{step * count:.0f} min</text>',
    ]
    free: float = bottom + _APART
    for name, values in sorted(series.items(), key=lambda each: each[1][-1]):
        places = [
            (left + width * at / max(1, count), bottom - (bottom - top) * value / most)
            for at, value in enumerate(values)
        ]
        free = min(places[-1][1] + 4, free - _APART)
        drawn.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        drawn.append(f'<text x="{left + width + 8}" y="{free:.1f}">{escape(name)} {_short(values[-1])}</text>')
    return "\n".join([*drawn, "</svg>", ""])


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"

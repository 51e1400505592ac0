"""Bars as an SVG, for the README: on a background of any colour, in words that a screen reader has too.

A simple writer of our own: what there is to draw is one bar a program, and a library's pictures
are ten times as large and have a background of their own.
"""

from collections.abc import Mapping, Sequence
from html import escape

from .clients import BARE, ENGINE, WINDOW

_NAMES = {ENGINE: "Torrpeddo, engine alone", WINDOW: "Torrpeddo, window open", BARE: "bare libtorrent loop"}
_NAMES |= {**dict.fromkeys(("ours", "program"), "Torrpeddo"), "bare": "bare window, bare loop"}
_WIDTH, _LABEL, _FIGURE = 720, 190, 70
_ROW, _BAR, _TOP = 30, 18, 44
_APART = 17
"""Of two words below one another."""
_PAIR, _THIN, _UNIT = 46, 9, 130
"""Of two bars below what they are of: height, that of each, and the place of a figure with its unit."""
_LINES = "polyline { fill: none; stroke: #2f81f7; stroke-width: 2 } path { fill: none; stroke: #8c959f }\n"
_STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #6e7781 }
.title { font-weight: 600 } .figure { font-size: 11px } rect { fill: #8c959f } .ours { fill: #2f81f7 }
"""
"""Of colours that are legible on white as well as on black: a page's theme is not always the system's."""
Row = tuple[str, str, float, float | None]
"""What it is of, its unit, our figure, and the one that ours is measured against where there is one."""


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


def pairs(title: str, ours: str, tables: Mapping[str, Sequence[Row]], *, common: bool = False) -> str:
    """Of each row our bar, and below it the other's, whose name is the table's; how many times as much ours is.

    The longer bar of each row has the whole width; with ``common``, that of all rows.
    """
    all_rows = [row for rows in tables.values() for row in rows]
    widest = max(_most(row) for row in all_rows)
    drawn, said, top = list[str](), list[str](), _TOP
    for other, rows in tables.items():
        drawn += _legend(top, ours, other if any(row[3] is not None for row in rows) else None)
        top += _ROW
        for row in rows:
            what, unit, mine, theirs = row
            least = f", {other} {_short(theirs)}" if theirs is not None else ""
            said.append(f"{what}: {_short(mine)}{least} {unit}")
            drawn += _pair(top, row, widest if common else _most(row))
            top += _PAIR if theirs is not None else _PAIR - _THIN - 2
        top += _APART
    size = f'viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" height="{top}"'
    label = escape(f"{title}: {'; '.join(said)}")
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">',
            f"<style>{_STYLE}</style>",
            f'<text class="title" x="0" y="20">{escape(title)}</text>',
            *drawn,
            "</svg>",
            "",
        ]
    )


def _legend(top: float, ours: str, other: str | None) -> list[str]:
    named = [(' class="ours"', ours), *([("", other)] if other else [])]
    drawn, left = list[str](), 0
    for style, name in named:
        drawn += [
            f'<rect{style} x="{left}" y="{top - 10}" width="12" height="12" rx="3"/>',
            f'<text x="{left + 18}" y="{top}">{escape(_NAMES.get(name, name))}</text>',
        ]
        left += _WIDTH // 3
    return drawn


def _pair(top: float, row: Row, widest: float) -> list[str]:
    what, unit, mine, theirs = row
    drawn = [f'<text x="0" y="{top + 4}">{escape(what)}</text>']
    if theirs:
        drawn.append(f'<text class="title" x="{_WIDTH}" y="{top + 4}" text-anchor="end">{mine / theirs:.2f} ×</text>')
    for number, (style, value) in enumerate([(' class="ours"', mine), ("", theirs)]):
        if value is None:
            continue
        place, length = top + 10 + number * (_THIN + 3), max(1.0, (_WIDTH - _UNIT) * value / (widest or 1))
        figure = escape(f"{_short(value)} {unit}")
        drawn += [
            f'<rect{style} x="0" y="{place}" width="{length:.1f}" height="{_THIN}" rx="3"/>',
            f'<text class="figure" x="{length + 8:.1f}" y="{place + _THIN}">{figure}</text>',
        ]
    return drawn


def _most(row: Row) -> float:
    return max(row[2], row[3] or 0)


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

"""Figures of several programs that did the same in turns, each as a ratio to the bare loop's of the same round."""

import json
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .clients import BARE, Side
from .results import FOLDER, about

Samples = dict[str, list[float]]


@dataclass(frozen=True)
class Ratio:
    """Of paired rounds."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f}–{self.most:.2f})"


@dataclass
class Contest:
    """``units``: of each thing that is measured, in the order of the columns. ``ratios``: what is compared."""

    what: str
    units: Mapping[str, str]
    ratios: Sequence[str]
    sides: Sequence[Side]
    rounds: int = 0
    samples: dict[str, Samples] = field(default_factory=dict)

    def hold(self, rounds: int, once: Callable[[Side, str], Mapping[str, float]], seconds: float = math.inf) -> None:
        """``once`` measures a side, and is given a name that is no other time's. A first time warms up the machine.

        No round begins that would probably not end within ``seconds``, but for the first.
        """
        once(next(side for side in self.sides if side.name == BARE), f"{self.what} warming")
        dice = random.Random(self.what)
        began = time.monotonic()
        for number in range(rounds):
            if number and (time.monotonic() - began) * (number + 1) / number > seconds:
                break
            for side in dice.sample(self.sides, len(self.sides)):
                told = once(side, f"{self.what} {number} {side.name}")
                for name, value in told.items():
                    self.samples.setdefault(side.name, {}).setdefault(name, []).append(value)
                print(".", end="", file=sys.stderr, flush=True)
            self.rounds = number + 1
        print(file=sys.stderr)

    def median(self, side: str, name: str) -> float | None:
        taken = self.samples.get(side, {}).get(name)
        return statistics.median(taken) if taken else None

    def ratio(self, side: str, name: str, to: str = BARE) -> Ratio | None:
        ours, bare = (self.samples.get(each, {}).get(name, []) for each in (side, to))
        both = [mine / theirs for mine, theirs in zip(ours, bare, strict=False) if theirs]
        return Ratio(statistics.median(both), min(both), max(both)) if both else None

    def table(self) -> list[str]:
        """Of Markdown."""
        measured = [name for name in self.units if any(self.median(side.name, name) for side in self.sides)]
        compared = [name for name in self.ratios if name in measured]
        heads = [*(f"{name}, {self.units[name]}" for name in measured), *(f"{name} ÷ {BARE}" for name in compared)]
        lines = [f"| {self.what} | {' | '.join(heads)} |", f"|---|{'--:|' * len(heads)}"]
        for side in self.sides:
            figures = [_short(self.median(side.name, name)) for name in measured]
            figures += [str(self.ratio(side.name, name) or "–") for name in compared]
            lines.append(f"| {side.name} | {' | '.join(figures)} |")
        return lines

    def figures(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []
        for name, unit in self.units.items():
            medians = {side.name: self.median(side.name, name) for side in self.sides}
            row = {side: round(value, 3) for side, value in medians.items() if value is not None}
            told.append({"name": f"{self.what}: {name}", "unit": unit, **row})
        return told

    def paired(self) -> list[dict[str, Any]]:
        return [
            {
                "name": f"{self.what}: {name} ÷ {BARE}",
                **{
                    side.name: _three(ratio)
                    for side in self.sides
                    if (ratio := self.ratio(side.name, name)) is not None
                },
            }
            for name in self.ratios
        ]


def show(contests: Sequence[Contest]) -> None:
    for contest in contests:
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in contest.table()]
        widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
        del cells[1]
        print()
        for first, *rest in cells:
            print(first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)))


def told(contests: Sequence[Contest], size: str) -> dict[str, Any]:
    versions = {side.name: side.version for contest in contests for side in contest.sides if side.version}
    return {
        "about": {**about(), "content": size, "rounds": max(contest.rounds for contest in contests), **versions},
        "figures": [row for contest in contests for row in contest.figures()],
        "ratios": [row for contest in contests for row in contest.paired()],
    }


def keep(name: str, contests: Sequence[Contest], size: str) -> Path:
    """As JSON and Markdown. Returns the former."""
    result = told(contests, size)
    said = ", ".join(f"{what} {value}" for what, value in result["about"].items())
    lines = [f"# `npm run bench -- {name}`", "", f"{said}.", ""]
    lines += ["Medians; ratios are medians of paired rounds, with the least and the most.", ""]
    for contest in contests:
        lines += [*contest.table(), ""]
    FOLDER.mkdir(exist_ok=True)
    kept = FOLDER / f"{name}.json"
    kept.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")
    kept.with_suffix(".md").write_text("\n".join(lines), "utf-8")
    print(f"\nKept in tests/bench/results/{name}.json and .md", file=sys.stderr)
    return kept


def _short(value: float | None) -> str:
    if not value:
        return "–"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def _three(ratio: Ratio) -> list[float]:
    return [round(ratio.median, 3), round(ratio.least, 3), round(ratio.most, 3)]

"""Figures of this run beside those of an earlier one that was kept: every bench has ``--compare FILE``."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_NOT_FIGURES = {"name", "unit", "count"}

Result = Mapping[str, Any]


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keep", action="store_true", help="write the figures to tests/bench/results")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="an earlier JSON of the same bench")


def read(path: Path) -> Result:
    result: Result = json.loads(path.read_text("utf-8"))
    return result


def show(earlier: Result, now: Result) -> None:
    """What is in only one of them is left out."""
    print(f"\nThis run ÷ that of {earlier['about']['date']}\n")
    for line in lines(earlier, now):
        print(line)


def lines(earlier: Result, now: Result) -> list[str]:
    before, after = dict(_figures(earlier)), dict(_figures(now))
    both = [what for what in after if what in before]
    width = max((len(what) for what in both), default=0)
    told = []
    for what in both:
        (old, unit), (new, _) = before[what], after[what]
        ratio = f"× {new / old:6.2f}" if old else f"{'–':>8}"
        told.append(f"{what:{width}}  {new:10.2f} {old:10.2f} {ratio}  {unit}".rstrip())
    return told


def _figures(result: Result) -> Iterator[tuple[str, tuple[float, str]]]:
    for row in (*result.get("figures", ()), *result.get("milliseconds", ())):
        for column, value in row.items():
            if column not in _NOT_FIGURES and value is not None:
                yield f"{row['name']}, {column}", (value, row.get("unit", "ms"))
    for row in result.get("ratios", ()):
        for column, (median, *_range) in ((name, value) for name, value in row.items() if name != "name"):
            yield f"{row['name']}, {column}", (median, "")

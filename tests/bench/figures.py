"""Figures of a run, as a table a person reads. Times are milliseconds."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    name: str
    count: int
    mean: float
    p50: float
    p99: float
    most: float


def figures(name: str, samples: Sequence[float]) -> Figures:
    ordered = sorted(samples)
    return Figures(
        name,
        len(ordered),
        statistics.fmean(ordered),
        ordered[len(ordered) // 2],
        ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)],
        ordered[-1],
    )


def show(rows: Sequence[Figures], unit: str = "ms") -> None:
    width = max(len(row.name) for row in rows)
    print(f"{'':{width}}  {'count':>7} {'mean':>8} {'p50':>8} {'p99':>8} {'max':>8}  {unit}")
    for row in rows:
        print(f"{row.name:{width}}  {row.count:7} {row.mean:8.2f} {row.p50:8.2f} {row.p99:8.2f} {row.most:8.2f}")


def ratio(name: str, ours: Figures, bare: Figures) -> None:
    print(
        f"{name}: mean × {ours.mean / bare.mean:.2f}, p50 × {ours.p50 / bare.p50:.2f}, p99 × {ours.p99 / bare.p99:.2f}"
    )


class Table:
    """Single figures of ours and of what they are measured against, with the ratio of the two."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, float, float | None]] = []

    def add(self, name: str, unit: str, ours: float, bare: float | None = None) -> None:
        """``bare`` is None where there is nothing to compare with."""
        self.rows.append((name, unit, ours, bare))
        print(".", end="", flush=True)

    def show(self, ours: str, bare: str) -> None:
        width = max(len(row[0]) for row in self.rows)
        print(f"\n{'':{width}}  {ours:>10} {bare:>10} {'ratio':>8}")
        for name, unit, mine, theirs in self.rows:
            against = f"{theirs:10.2f} × {mine / theirs:6.2f}" if theirs else f"{'–':>10} {'':8}"
            print(f"{name:{width}}  {mine:10.2f} {against}  {unit}")

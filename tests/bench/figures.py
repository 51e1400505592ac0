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

"""Figures of one run, kept in ``tests/bench/results``: as JSON, as a table that people read, and drawn."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import libtorrent as lt

from . import comparing, plots
from .figures import Figures, Table

FOLDER = Path(__file__).parent / "results"
MEMORY_KEPT = "TORRPEDDO_BENCH_MEMORY"
"""Set where ``build/own_memory.py`` found something to do."""


def about() -> dict[str, str]:
    """The run: when, where, with what."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{machine}, free memory kept from its host" if MEMORY_KEPT in os.environ else machine,
        "python": platform.python_version(),
        "libtorrent": lt.version,
    }


def finish(
    name: str,
    table: Table,
    latencies: Sequence[Figures],
    ours: str,
    bare: str,
    options: argparse.Namespace,
    size: str = "",
    others: Mapping[str, Table] | None = None,
    drawn: str | None = None,
) -> None:
    """After the figures were shown: what else ``options`` ask for, those of ``comparing``.

    ``size``: of what was measured, where that is not the usual; it is kept beside the others. ``others``: what ours
    was measured against besides, by its name. ``drawn``: the unit of what is worth a picture, where that is not
    everything; what ours is measured against, if there is anything.
    """
    tables = {bare: table, **(others or {})}
    told = _told(tables, latencies, ours)
    if options.compare:
        comparing.show(comparing.read(options.compare), told)
    if options.keep:
        command = f"{name} {size}".strip()
        _keep(command, told, tables, latencies, ours)
        _draw(command, tables, ours, drawn)


def _draw(command: str, tables: Mapping[str, Table], ours: str, unit: str | None) -> None:
    rows = {other: [row for row in table.rows if unit in (None, row[1])] for other, table in tables.items()}
    compared = {other: [row for row in some if row[3] is not None] for other, some in rows.items()}
    shown = {other: some for other, some in (compared if any(compared.values()) else rows).items() if some}
    if shown:
        picture = plots.pairs(f"npm run bench -- {command}", ours, shown, common=unit is not None)
        (FOLDER / f"{command.replace(' ', '-')}.svg").write_text(picture, "utf-8")


def _keep(
    command: str, told: Mapping[str, Any], tables: Mapping[str, Table], latencies: Sequence[Figures], ours: str
) -> None:
    FOLDER.mkdir(exist_ok=True)
    name = command.replace(" ", "-")
    (FOLDER / f"{name}.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    lines = _lines(command, told["about"], tables, latencies, ours)
    (FOLDER / f"{name}.md").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"\nKept in tests/bench/results/{name}.json and .md, and drawn", file=sys.stderr)


def _told(tables: Mapping[str, Table], latencies: Sequence[Figures], ours: str) -> dict[str, Any]:
    rows = [
        {"name": what, "unit": unit, ours: round(mine, 3), other: None if theirs is None else round(theirs, 3)}
        for other, table in tables.items()
        for what, unit, mine, theirs in table.rows
    ]
    times = [
        {"name": each.name, "count": each.count, "p50": round(each.p50, 2), "p99": round(each.p99, 2)}
        for each in latencies
    ]
    return {"about": about(), "figures": rows, "milliseconds": times}


def _lines(
    command: str, about: Mapping[str, str], tables: Mapping[str, Table], latencies: Sequence[Figures], ours: str
) -> list[str]:
    told = ", ".join(f"{what} {value}" for what, value in about.items())
    lines = [f"# `npm run bench -- {command}`", "", f"{told}."]
    for other, table in tables.items():
        lines += ["", f"| | {ours} | {other} | ratio | |", "|---|--:|--:|--:|---|"]
        for what, unit, mine, theirs in table.rows:
            against = f"{theirs:.2f} | {mine / theirs:.2f}" if theirs else "– | –"
            lines.append(f"| {what} | {mine:.2f} | {against} | {unit} |")
    lines += ["", "| milliseconds | count | p50 | p99 | max |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {each.name} | {each.count} | {each.p50:.2f} | {each.p99:.2f} | {each.most:.2f} |" for each in latencies
    ]
    return lines

"""What `npm test` checks, in the order in which it does: the quick ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from paths import FRONTEND, ROOT


@dataclass(frozen=True, slots=True)
class Check:
    """One program and its arguments; it passes by exiting with 0."""

    name: str
    command: Sequence[str]
    folder: Path = ROOT
    memory: str | None = None
    """Where pytest keeps what failed, below the checkout."""


STATIC = (
    Check("mypy", ("mypy",)),
    Check("svelte-check", ("svelte-check", "--fail-on-warnings", "--tsconfig", "./tsconfig.json"), FRONTEND),
    Check("eslint", ("eslint", "--max-warnings=0", "."), FRONTEND),
    Check("prettier", ("prettier", "--check", "--log-level=warn", "."), FRONTEND),
    Check("dependency-cruiser", ("depcruise", "--config", ".dependency-cruiser.cjs", "src"), FRONTEND),
    Check("ruff", ("ruff", "check")),
    Check("ruff format", ("ruff", "format", "--check")),
    Check("import-linter", ("lint-imports", "--no-logo", "--cache-dir=.cache/import-linter")),
    Check("contract", ("python", "build/contract.py", "--check")),
    Check("icons", ("python", "build/icons/draw.py", "--check")),
)
"""Types, style and layers; each is a process of its own, and they run side by side."""

FIXES = (
    Check("ruff", ("ruff", "check", "--fix")),
    Check("ruff format", ("ruff", "format")),
    Check("eslint", ("eslint", "--fix", "."), FRONTEND),
    Check("prettier", ("prettier", "--write", "--log-level=warn", "."), FRONTEND),
)

VITEST = Check("vitest", ("vitest", "run"), FRONTEND)

SIDE_BY_SIDE = ("--numprocesses=3", "--dist=loadfile")
"""Tests wait more than they work; those of a file share what is slow to make."""

APART = ("tests/ui", "tests/window", "tests/package", "tests/bench")


def _tests(name: str, *arguments: str) -> Check:
    memory = ".cache/" + name.replace(" ", "-").replace("/", "-")
    return Check(name, ("pytest", "--cache-clear", "-o", f"cache_dir={memory}", *arguments), memory=memory)


PYTEST = (
    _tests("pytest", *SIDE_BY_SIDE, "tests", *(f"--ignore={folder}" for folder in APART)),
    _tests("pytest tests/ui", "--numprocesses=2", "--dist=loadfile", "tests/ui"),
)
"""Apart from each other: Playwright keeps an event loop in the thread, which others could not start theirs in."""

WINDOW = _tests("pytest tests/window", "--numprocesses=2", "--dist=loadfile", "tests/window")
"""On a screen for each process; beside nothing else, since the driver loses windows that are slow to start."""

PACKAGE = _tests("pytest tests/package", "tests/package")
"""What `npm run package` makes; last, since it makes it first when it is out of date."""

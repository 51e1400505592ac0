"""The virtual environment in .venv/, filled from the lock files; every download is checked against its hash."""

import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import stamps
from paths import LOCKS, ROOT, VENV, script
from shell import run, say

RUNTIME = ("build-tools", "cairo", "runtime")
"""Installed in this order: without build isolation, what compiles a package must be there before it."""

PIP = (
    *("-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"),
    *("install", "--no-build-isolation", "--use-pep517"),
)


def ensure(*, development: bool) -> None:
    """Make .venv/ hold what the locks say and the project itself, editable."""
    _ensure_step("python-runtime", RUNTIME, "Installing Python packages (the first time takes a minute or two)")
    if development:
        _ensure_step("python-development", ("development",), "Installing Python packages for development")


def ensure_packaging() -> None:
    """What `npm run package` needs besides."""
    _ensure_step("python-packaging", ("packaging",), "Installing Python packages for packaging")


def ensure_fuzzing() -> None:
    """What `npm run torture -- fuzz` needs besides; it is for Linux."""
    _ensure_step("python-fuzzing", ("fuzzing",), "Installing Python packages for fuzzing")


def ensure_tool(requirement: str) -> None:
    """Put one more tool into .venv/, such as ``uv==1.2.3``: one that works on the locks, so is not in them."""
    _ensure_venv()
    _pip(requirement)


def _ensure_step(step: str, locks: Sequence[str], heading: str) -> None:
    files = [LOCKS / f"{lock}.txt" for lock in locks]
    state = stamps.digest([*files, ROOT / "pyproject.toml"], str(ROOT), platform.python_version())
    if script("torrpeddo").exists() and script("python").exists() and stamps.is_current(step, state):
        return
    say(heading)
    _ensure_venv()
    for file in files:
        _pip("--require-hashes", "--requirement", file)
    _pip("--no-deps", "--editable", ROOT)
    stamps.write(step, state)


def _ensure_venv() -> None:
    if script("python").exists() and script("pip").exists():
        return
    failure = f"Python could not make a virtual environment in {VENV}; its message is above."
    run([sys.executable, "-m", "venv", "--clear", VENV], failure)


def _pip(*arguments: str | Path) -> None:
    failure = "pip could not install the Python packages; its message is above. Is the network reachable?"
    run([script("python"), *PIP, *arguments], failure)

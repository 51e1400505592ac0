"""Runs PyInstaller on the spec of this system."""

import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import stamps
from bundle.contents import BACKEND, FOLDER, NAME
from paths import CACHE, INTERFACE, LOCKS, ROOT
from shell import run

OUTPUT = CACHE / "package" / "frozen"
_WORK = CACHE / "package" / "work"
_FILE = f"{NAME}.exe" if sys.platform == "win32" else NAME
EXECUTABLE = OUTPUT / _FILE
"""Where the program as one file is made; not on macOS …"""
PROGRAM_FOLDER = OUTPUT / FOLDER
"""… and where as a folder."""
PROGRAM = PROGRAM_FOLDER / _FILE


def freeze(system: str) -> None:
    """Make them from the spec in ``build/bundle/SYSTEM``; the interface must be built."""
    for folder in (OUTPUT, _WORK):
        shutil.rmtree(folder, ignore_errors=True)
    run(
        [
            *("pyinstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--workpath", _WORK, "--distpath", OUTPUT),
            ROOT / "build" / "bundle" / system / f"{NAME}.spec",
        ],
        "PyInstaller could not package the program; its message is above.",
        # Its cache beside ours; the same order of everything, every time; no module of build/ in the program.
        env={"PYINSTALLER_CONFIG_DIR": str(CACHE / "pyinstaller"), "PYTHONHASHSEED": "1", "PYTHONPATH": ""},
    )


def state() -> str:
    """Stands for everything that products are made of: while it is the same, so are they."""
    return stamps.digest(_sources(), sys.platform, platform.machine(), platform.python_version())


def _sources() -> Iterator[Path]:
    for folder in (BACKEND, ROOT / "build" / "bundle", ROOT / "build" / "icons"):
        yield from (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    yield from (INTERFACE.parent / name for name in ("index.html", "words.json"))
    yield from (LOCKS / f"{name}.txt" for name in ("runtime", "packaging"))
    yield ROOT / "LICENSE"

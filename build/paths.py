"""Where things are in a checkout."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "build" / "locks"
CACHE = ROOT / ".cache"
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
FRONTEND = ROOT / "frontend"
NODE_MODULES = ROOT / "node_modules"
INTERFACE = ROOT / "dist" / "interface" / "index.html"


def script(name: str) -> Path:
    """A program of the virtual environment, such as ``python`` or ``torrpeddo``."""
    return SCRIPTS / (f"{name}.exe" if sys.platform == "win32" else name)


def environment() -> dict[str, str]:
    """This process's environment, with the project's own programs first on the PATH."""
    own = [str(SCRIPTS), str(NODE_MODULES / ".bin")]
    return {**os.environ, "PATH": os.pathsep.join([*own, os.environ.get("PATH", "")])}

"""`npm start`: sets up what is missing and opens the window. Arguments go to ``torrpeddo``."""

import os
import subprocess
import sys

from paths import ROOT, environment, script
from setup import set_up
from shell import stop

WITHOUT_WINDOW = frozenset({"engine", "websocket", "-h", "--help", "--version"})


def main() -> None:
    arguments = sys.argv[1:]
    set_up()
    if not _has_display() and not WITHOUT_WINDOW.intersection(arguments[:1]):
        stop(
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            f"To run Torrpeddo without a window: {script('torrpeddo').relative_to(ROOT)} engine"
        )
    _become([str(script("torrpeddo")), *arguments])


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _become(command: list[str]) -> None:
    """Replace this process where the system can, so that signals reach the program itself."""
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(command, env=environment(), check=False).returncode)
    os.execve(command[0], command, environment())


if __name__ == "__main__":
    main()

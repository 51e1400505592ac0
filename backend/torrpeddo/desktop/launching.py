"""How the system starts this very program again: for its menus, its handlers and the login."""

import sys
from pathlib import Path

from ..packaged import is_packaged

NAME = "Torrpeddo"
ID = "io.github.torrpeddo"
"""Of the desktop entry, the icon and the launch agent."""


def command() -> list[str]:
    return command_of(Path(sys.executable), frozen=is_packaged())


def command_of(executable: Path, *, frozen: bool) -> list[str]:
    """``executable`` is the packaged program or, in a checkout, the Python that runs it; its script is beside it."""
    if frozen:
        return [str(executable.resolve())]
    script = executable.with_name("torrpeddo" + executable.suffix)
    return [str(script)] if script.is_file() else [str(executable), "-m", "torrpeddo"]

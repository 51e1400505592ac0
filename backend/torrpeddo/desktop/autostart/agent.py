"""macOS: a launch agent of the person's (launchd.plist(5))."""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...contract.desktop import Autostart
from ...errors import Unavailable
from ...library.durable import write_whole
from ..launching import ID
from .words import HIDDEN, OFF, at_login


class LaunchAgent:
    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        """``folder`` is ``~/Library/LaunchAgents``; launchd reads it when the person logs in."""
        self.path = folder / f"{ID}.plist"
        self._command = command

    def get(self) -> Autostart:
        agent = self._read()
        if not agent.get("RunAtLoad") or agent.get("Disabled"):
            return OFF
        return Autostart(on=True, hidden=HIDDEN in self._arguments(agent))

    def set(self, *, on: bool, hidden: bool) -> Autostart:
        try:
            if on:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self.path, plistlib.dumps(agent_of(self._command, hidden=hidden)))
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.path} can't be written ({error.strerror or error}).") from error
        return self.get()

    def refresh(self) -> None:
        now, arguments = self.get(), self._arguments(self._read())
        if now.on and not (arguments and Path(arguments[0]).exists()):
            self.set(on=True, hidden=now.hidden)

    def _read(self) -> dict[str, Any]:
        try:
            found = plistlib.loads(self.path.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return {}
        return found if isinstance(found, dict) else {}

    def _arguments(self, agent: dict[str, Any]) -> list[str]:
        found = agent.get("ProgramArguments")
        return [str(word) for word in found] if isinstance(found, list) else []


def agent_of(command: Sequence[str], *, hidden: bool) -> dict[str, Any]:
    return {
        "Label": ID,
        "ProgramArguments": at_login(command, hidden=hidden),
        "RunAtLoad": True,
        # Only with a screen to show a window on, and not again when the person quits.
        "LimitLoadToSessionType": "Aqua",
        "KeepAlive": False,
        "ProcessType": "Interactive",
    }

"""Windows: a value in the Run key, and what the Task Manager says of it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from ...contract.desktop import Autostart
from ...errors import Unavailable
from ..handlers.registry import program_of
from ..launching import NAME
from ..ports import Registry
from .words import HIDDEN, OFF, at_login

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager notes what was switched off there: the first of twelve bytes is then odd."""


class RunKey:
    def __init__(self, registry: Registry, command: Sequence[str]) -> None:
        self._registry = registry
        self._command = command

    def get(self) -> Autostart:
        line, approved = self._registry.read(RUN, NAME), self._registry.read(APPROVED, NAME)
        if not isinstance(line, str) or (isinstance(approved, bytes) and approved[:1] and approved[0] % 2):
            return OFF
        return Autostart(on=True, hidden=HIDDEN in line.split())

    def set(self, *, on: bool, hidden: bool) -> Autostart:
        try:
            self._registry.delete(APPROVED, NAME)
            if on:
                self._registry.write(RUN, NAME, subprocess.list2cmdline(at_login(self._command, hidden=hidden)))
            else:
                self._registry.delete(RUN, NAME)
        except OSError as error:
            raise Unavailable(f"Windows refused the change ({error.strerror or error}).") from error
        return self.get()

    def refresh(self) -> None:
        now, line = self.get(), self._registry.read(RUN, NAME)
        if now.on and isinstance(line, str) and not Path(program_of(line)).exists():
            self.set(on=True, hidden=now.hidden)

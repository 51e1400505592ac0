"""Linux: an entry in the autostart folder (freedesktop.org Desktop Application Autostart Specification)."""

from collections.abc import Sequence
from pathlib import Path

from ...contract.desktop import Autostart
from ...errors import Unavailable
from ...library.durable import write_whole
from ..handlers.entry import FILE_NAME, exec_line, program_of
from ..launching import ID, NAME
from .words import HIDDEN, OFF, at_login

_SWITCHED_OFF = frozenset({"Hidden=true", "X-GNOME-Autostart-enabled=false"})
"""How the settings of desktops switch an entry off, without deleting it."""


class XdgAutostart:
    def __init__(self, config: Path, command: Sequence[str]) -> None:
        """``config`` is ``$XDG_CONFIG_HOME``."""
        self.path = config / "autostart" / FILE_NAME
        self._command = command

    def get(self) -> Autostart:
        lines = self._text().splitlines()
        if not any(line.startswith("Exec=") for line in lines) or _SWITCHED_OFF & set(lines):
            return OFF
        return Autostart(on=True, hidden=any(HIDDEN in line.split() for line in lines if line.startswith("Exec=")))

    def set(self, *, on: bool, hidden: bool) -> Autostart:
        try:
            if on:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self.path, autostart_text(self._command, hidden=hidden).encode())
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.path} can't be written ({error.strerror or error}).") from error
        return self.get()

    def refresh(self) -> None:
        now = self.get()
        if now.on and not Path(program_of(self._text()) or "").exists():
            self.set(on=True, hidden=now.hidden)

    def _text(self) -> str:
        try:
            return self.path.read_text("utf-8", "surrogateescape")
        except OSError:
            return ""


def autostart_text(command: Sequence[str], *, hidden: bool) -> str:
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        f"Exec={exec_line(at_login(command, hidden=hidden))}",
        f"Icon={ID}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    return "\n".join(lines) + "\n"

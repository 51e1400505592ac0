"""A desktop's services on the test's own D-Bus: the settings portal and the file manager."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import GUARD_S, running, wait_for
from .screen import Screen


@dataclass(frozen=True)
class FakeDesktop:
    """``folder`` is how it and the process that answers on the bus talk."""

    folder: Path

    def set_dark(self, dark: bool) -> None:
        staged = self.folder / "scheme.new"
        staged.write_text("1" if dark else "2")
        staged.replace(self.folder / "scheme")

    def wait_for_shown(self) -> str:
        """The URI that the file manager was last asked to show."""
        shown = self.folder / "shown"
        wait_for(shown.exists, GUARD_S, "the file manager to be asked")
        return shown.read_text()


@contextmanager
def open_fake_desktop(screen: Screen) -> Iterator[FakeDesktop]:
    """Dark to begin with."""
    folder = screen.home / "fake-desktop"
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    desktop = FakeDesktop(folder)
    desktop.set_dark(True)
    service = Path(__file__).with_name("desktop_service.py")
    with running([sys.executable, service, folder], screen.env, screen.home / "fake-desktop.log"):
        wait_for((folder / "ready").exists, GUARD_S, "the desktop's services")
        yield desktop

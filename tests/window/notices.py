"""The notifications on the screen, as a person sees them and presses their buttons."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .processes import GUARD_S, running, wait_for
from .screen import Screen


@dataclass(frozen=True)
class Notices:
    folder: Path

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Oldest first; see ``notification_service.py``."""
        found: list[dict[str, Any]] = json.loads((self.folder / "shown").read_text())
        return found

    def sees(self, title: str, seconds: float = GUARD_S) -> dict[str, Any]:
        """The notification of this title, once it is there."""
        found = wait_for(
            lambda: next((one for one in self.shown if one["title"] == title), None), seconds, f"“{title}”"
        )
        assert found is not None
        return found

    def press(self, button: str) -> None:
        """A button of the newest one; it goes with that."""
        staged = self.folder / "press.new"
        staged.write_text(button)
        staged.rename(self.folder / "press")


@contextmanager
def open_notices(screen: Screen, folder: Path) -> Iterator[Notices]:
    folder.mkdir()
    service = Path(__file__).with_name("notification_service.py")
    with running([sys.executable, service, folder], screen.env, folder.with_suffix(".log")):
        wait_for((folder / "shown").exists, GUARD_S, "the notification service")
        yield Notices(folder)

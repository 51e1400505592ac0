"""A small program with the real window, a scratch page and a method for each thing the tests ask it.

``python scratch.py PAGE REPORT``: every event is appended to REPORT as a JSON line.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

import webview

from torrpeddo.contract.theme import Theme
from torrpeddo.desktop.drops import Drop
from torrpeddo.desktop.places import Places, places_from
from torrpeddo.desktop.platforms import open_platform, opener
from torrpeddo.desktop.shell import Shell
from torrpeddo.desktop.system import System
from torrpeddo.library.glance import Glance


class Program:
    def __init__(self, page: Path, report: Path) -> None:
        self._report = report
        self._lock = threading.Lock()
        self.stuck = threading.Event()
        settings = page.with_suffix(".json")
        stored = json.loads(settings.read_text()) if settings.exists() else None
        self.platform = open_platform(Glance(), page)
        self.shell = Shell(
            page,
            Api(self),
            self.platform,
            places_from(stored),
            dropped=self.dropped,
            closing=self.closing,
            last=lambda: None,
        )
        self.system = System(lambda: self.shell.window, opener())

    def tell(self, **event: Any) -> None:
        with self._lock, self._report.open("a") as out:
            out.write(json.dumps(event) + "\n")

    def dropped(self, drop: Drop) -> None:
        self.tell(event="dropped", magnets=drop.links, paths=drop.paths, refused=drop.refused)

    def closing(self, places: Places | None) -> None:
        self.tell(event="closing", placement=places.last.to_view() if places else None)

    def push(self, rows: int) -> str:
        """One message of ``rows`` rows to ``window.receive``, as the pusher sends it; the message."""
        row = {"name": "Käse \u2028\u2029 🧀 \u0000 'quoted\" \\back </script>", "size": 2**53 - 1}
        message = json.dumps([row | {"id": number} for number in range(rows)])
        script = f"window.receive({json.dumps(message)});0"
        threading.Thread(target=self.shell.run_js, args=(script,), daemon=True).start()
        return message


class Api:
    """Bait: everything the page must not reach hangs on it."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @property
    def _window(self) -> webview.Window:
        return self.program.shell.window

    def rpc(self, text: str) -> str:
        method, *arguments = json.loads(text)
        return json.dumps(getattr(Methods(self.program), method)(*arguments))

    def other(self, text: str) -> str:
        self.program.tell(event="reached", by=text)
        return text


class Methods:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._window = program.shell.window

    def echo(self, value: Any) -> Any:
        return value

    def ready(self) -> None:
        self._program.tell(event="ready")

    def entered(self) -> None:
        """What is dragged is over the page, and the page knows."""
        self._program.tell(event="entered")

    def seen(self, uris: str, text: str, files: int) -> None:
        """What the page itself was given of a drop."""
        self._program.tell(event="seen", uris=uris, text=text, files=files)

    def icon_size(self) -> int:
        native: Any = self._window.native
        return int(native.get_icon().get_width())

    def callbacks(self) -> int:
        return len(self._window._callbacks)  # noqa: SLF001  what the test is about

    def push(self, rows: int) -> str:
        return self._program.push(rows)

    def choose_theme(self, theme: str) -> None:
        self._program.platform.choose_theme(Theme(theme))

    def copy(self, text: str) -> str:
        self._program.system.write_clipboard(text)
        return self._program.system.read_clipboard()

    def choose_folder(self, start: str) -> list[str]:
        return self._program.system.choose_folder(start)

    def show_in_folder(self, path: str) -> None:
        self._program.system.show_in_folder(path)

    def get_stuck(self) -> None:
        """A call that never ends, like one that waits for a page that is gone."""
        self._program.stuck.wait()


def main() -> None:
    page, report = (Path(word) for word in sys.argv[1:])
    program = Program(page, report)
    program.shell.run()
    program.tell(event="ended")


if __name__ == "__main__":
    main()

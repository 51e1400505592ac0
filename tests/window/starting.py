"""Starts of the program beside one another: first ones and later ones, on one profile."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .processes import Process, running
from .product_window import OFFLINE
from .screen import Screen

ADDING = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Adding</title></head><body><script>
let left = ENOUGH;
const rpc = (method, params = {}) =>
  window.pywebview.api.rpc(JSON.stringify({jsonrpc: '2.0', id: 1, method, params}));
async function add(uri) {
  const reply = JSON.parse(await rpc('add_magnet', {uri}));
  if (reply.result && --left === 0) await rpc('shutdown');
}
window.torrpeddo = {receive: text => {
  for (const event of [JSON.parse(text)].flat())
    if (event.type === 'add_request') event.magnets.forEach(add);
}};
addEventListener('pywebviewready', () => rpc('subscribe'));
</script></body></html>
"""
"""A page that adds each link it is handed, and ends the program when it has added enough."""


@dataclass(frozen=True)
class Starts:
    screen: Screen
    profile: Path
    page: Path
    stack: ExitStack
    log: Path

    def enough(self, links: int) -> None:
        """The program ends when it was given so many."""
        self.page.write_text(ADDING.replace("ENOUGH", str(links)), encoding="utf-8")

    def begin(self, *words: str | Path, entry: str = "product.py", **env: str) -> Process:
        command = [*self._command(entry), *words]
        return self.stack.enter_context(running(command, self.screen.env | env, self.log))

    def ran(self, *words: str | Path, cwd: Path | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
        """One that ends by itself, with what it said."""
        command = [str(word) for word in (*self._command("product.py"), *words)]
        return subprocess.run(
            command, check=False, cwd=cwd, env=self.screen.env | env, capture_output=True, text=True, timeout=60
        )

    def wait_for_window(self, process: Process) -> str:
        """The X server's id of it."""
        return self.screen.window("Torrpeddo", process.pid)

    def _command(self, entry: str) -> list[str | Path]:
        switches = [word for setting in OFFLINE for word in ("--set", setting)]
        return [sys.executable, Path(__file__).with_name(entry), self.page, "--profile", self.profile, *switches]


@contextmanager
def open_starts(screen: Screen, folder: Path) -> Iterator[Starts]:
    """A profile in ``folder``, and a page that adds what it is handed."""
    page = folder / "adding.html"
    with ExitStack() as stack:
        starts = Starts(screen, folder / "profile", page, stack, folder / "starts.log")
        starts.enough(-1)
        yield starts

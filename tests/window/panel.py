"""A desktop's panel on the test's own D-Bus, with a tray that the test looks at and presses."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .processes import GUARD_S, wait_for
from .screen import Screen


@dataclass(frozen=True)
class Panel:
    process: "subprocess.Popen[str]"
    folder: Path

    def ask(self, command: str, *arguments: Any) -> Any:
        """The answer of ``panel_service.Panel``'s method of that name; an AssertionError with what refused it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([command, *arguments]) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        assert "error" not in reply, reply["error"]
        return reply["answer"]

    def wait_for_icon(self, count: int = 1) -> None:
        """So many registrations, and a menu."""
        wait_for(lambda: self.ask("registered") >= count and self.labels(), GUARD_S, "the icon")

    def entries(self) -> dict[str, tuple[int, dict[str, Any]]]:
        """Of the whole menu, by label: number and properties. Of equal labels the first."""
        found: dict[str, tuple[int, dict[str, Any]]] = {}
        for id, properties in walk(self.ask("layout")):
            found.setdefault(properties.get("label", f"line {id}"), (id, properties))
        return found

    def labels(self) -> list[str]:
        """Of the menu itself."""
        return [properties.get("label", "") for _, properties, _ in self.ask("layout")[2]]

    def click(self, label: str) -> None:
        found = wait_for(lambda: self.entries().get(label), GUARD_S, f"the entry {label}")
        assert found is not None
        self.ask("click", found[0])

    def wait_for_label(self, label: str) -> None:
        wait_for(lambda: label in self.labels(), GUARD_S, f"the entry {label}")

    def lines(self, name: str) -> list[Any]:
        """What the service has noted there."""
        path = self.folder / name
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def walk(node: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    id, properties, children = node
    if id:
        yield id, properties
    for child in children:
        yield from walk(child)


@contextmanager
def open_panel(screen: Screen, folder: Path) -> Iterator[Panel]:
    folder.mkdir(exist_ok=True)
    service = Path(__file__).with_name("panel_service.py")
    with (folder / "panel.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(service), str(folder)],
            env=screen.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with process:  # which closes its pipes, and then waits: it ends when nobody can ask it any more
        panel = Panel(process, folder)
        panel.ask("registered")  # it answers, so its names are asked for
        yield panel

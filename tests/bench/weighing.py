"""What a program and all the processes it has started take: processor and memory."""

from dataclasses import dataclass
from pathlib import Path

import psutil

from .measured import Measured

PAGE = "WebKit"
"""How the processes that draw a page are called."""


class _One(Measured):
    def __init__(self, pid: int) -> None:
        self.pid = pid


@dataclass(frozen=True)
class Weight:
    """Seconds of processor so far, and the most bytes of memory that the process had until now.

    ``heap`` is what is its own and in no file; ``page``: processor of the processes that draw its page.
    """

    cpu: float
    page: float
    memory: int
    heap: int


class Scales:
    """``pid``: the program's first process. Memory is that one's."""

    def __init__(self, pid: int) -> None:
        self._first = psutil.Process(pid)
        self._memory = self._heap = 0

    def look(self) -> None:
        """At the memory; the most that was seen counts."""
        status = Path(f"/proc/{self._first.pid}/status")
        if not status.exists():
            self._memory = max(self._memory, self._first.memory_info().rss)
            return
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        self._memory = _bytes(lines["VmHWM"])
        self._heap = max(self._heap, _bytes(lines["RssAnon"]))

    def weigh(self) -> Weight:
        self.look()
        host = page = 0.0
        for process in [self._first, *self._first.children(recursive=True)]:
            took = _One(process.pid).cpu()
            if process.name().startswith(PAGE):
                page += took
            else:
                host += took
        return Weight(host, page, self._memory, self._heap)


def _bytes(text: str) -> int:
    return int(text.split()[0]) * 1024

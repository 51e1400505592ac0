"""What every program that is measured can be asked, however it wants to be asked."""

import os
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.window.processes import wait_for

from ..content import Content

STARTING_S = 20.0
CHECKING_S = 60.0
ENDING_S = 20.0


class Client(ABC):
    """A running program. It sends and receives on 127.0.0.1 alone, and seeks nobody."""

    pid: int

    @abstractmethod
    def port(self) -> int:
        """Where peers reach it."""

    @abstractmethod
    def add(self, content: Content, folder: Path) -> None:
        """Have it downloaded into ``folder``; peers may call from now on."""

    @abstractmethod
    def finished(self) -> bool:
        """Whether it says that it has all of it."""

    @abstractmethod
    def end(self) -> None: ...

    def seed(self, content: Content) -> None:
        """Have it given to others, from where it is; whoever must check it first does."""
        self.add(content, content.folder)
        wait_for(self.finished, CHECKING_S, "the files to be checked")

    @abstractmethod
    def begin(self) -> None:
        """Until it can be asked; what was started is ended whatever becomes of that."""

    def __enter__(self) -> Self:
        try:
            self.begin()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


class Daemon(Client):
    """Another's program, in the foreground, with a home of its own."""

    def __init__(self, place: Path, command: Sequence[object]) -> None:
        place.mkdir(parents=True, exist_ok=True)
        env = {**os.environ, "HOME": str(place), "XDG_CONFIG_HOME": str(place), "XDG_DATA_HOME": str(place)}
        with (place / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [str(word) for word in command], env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.pid = self._process.pid

    def has_ended(self) -> bool:
        """By itself, or as it was asked to."""
        return self._process.poll() is not None

    def end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(ENDING_S)


def until_listens(port: int) -> None:
    """A program that was just started."""

    def listens() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_for(listens, STARTING_S, f"something to listen on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""The real window, driven as a person would: WebKitWebDriver starts the program and clicks in it."""

import socket
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psutil
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.webkitgtk.options import Options
from urllib3.exceptions import ReadTimeoutError

from .processes import GUARD_S, running, wait_for
from .screen import Screen

_ENTRY = Path(__file__).with_name("automation_entry.py")
_READY = "return Boolean(window.pywebview && window.pywebview.api && window.pywebview.api.rpc)"


@dataclass
class DrivenWindow:
    """A program whose page is up. ``page`` is Selenium's driver."""

    page: webdriver.Remote
    process: psutil.Process
    screen: Screen

    def rpc(self, method: str, *arguments: Any) -> Any:
        """Call the scratch program's method through the page's own bridge."""
        script = (
            "const [request, done] = arguments;"
            "window.pywebview.api.rpc(JSON.stringify(request)).then(JSON.parse)"
            ".then(done, error => done({failed: String(error)}))"
        )
        return self.page.execute_async_script(script, [method, *arguments])

    def run(self, script: str) -> Any:
        """Run a script in the page; what it returns."""
        return self.page.execute_script(script)

    def wait_until(self, script: str, seconds: float = GUARD_S) -> Any:
        """What ``script`` returns as soon as that is true."""
        return wait_for(lambda: self.run(script), seconds, script)

    def wait_ready(self) -> None:
        self.wait_until(_READY)

    def position(self) -> tuple[int, int, int, int]:
        """``x, y, width, height`` on the screen."""
        return self.screen.position(self.native())

    def native(self) -> str:
        """The X server's id of the window."""
        return self.screen.window("Torrpeddo", self.process.pid)

    def close(self) -> None:
        """Close the window as its button does, and wait until the program is gone."""
        self.screen.close_window("Torrpeddo", self.process.pid)
        self.wait_gone()

    def wait_gone(self, seconds: float = GUARD_S) -> None:
        wait_for(lambda: not alive(self.process), seconds, "the program to end")


W = TypeVar("W", bound=DrivenWindow)


@contextmanager
def drive(window: type[W], screen: Screen, module: str, *arguments: str | Path) -> Iterator[W]:
    """Start ``python -m module arguments…`` with its window under control, and wait for its page."""
    with ExitStack() as stack:
        yield _open_insisting(stack, window, screen, [module, *arguments])


def _open_insisting(stack: ExitStack, window: type[W], screen: Screen, words: Sequence[str | Path]) -> W:
    """WebKitWebDriver now and then never hears of the window it has started; another one then does."""
    with suppress(ReadTimeoutError), ExitStack() as first:
        driven = _open(first, window, screen, words)
        stack.enter_context(first.pop_all())
        return driven
    return _open(stack, window, screen, words)


def _open(stack: ExitStack, window: type[W], screen: Screen, words: Sequence[str | Path]) -> W:
    """What it starts ends with ``stack``."""
    port = _free_port()
    pid_file = screen.home / f"pid-{port}"
    command = ["WebKitWebDriver", "--host=127.0.0.1", f"--port={port}"]
    stack.enter_context(running(command, screen.env, screen.home / "driver.log"))
    wait_for(lambda: _listens(port), GUARD_S, "WebKitWebDriver")
    options = Options()
    options.set_capability("browserName", "Torrpeddo")
    options.binary_location = sys.executable
    for word in (_ENTRY, pid_file, *words):
        options.add_argument(str(word))
    address = f"http://127.0.0.1:{port}"
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # Selenium's of itself
        page = webdriver.Remote(address, options=options, client_config=ClientConfig(address, timeout=30))
    driven = window(page, psutil.Process(int(pid_file.read_text())), screen)
    stack.callback(_leave, driven)
    page.set_script_timeout(20)
    driven.wait_ready()
    return driven


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _leave(window: DrivenWindow) -> None:
    """End the program if the test has not, then the session."""
    if alive(window.process):
        window.process.terminate()
        with suppress(AssertionError):
            window.wait_gone(5)
    if alive(window.process):
        window.process.kill()
    with suppress(WebDriverException, OSError):
        window.page.quit()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

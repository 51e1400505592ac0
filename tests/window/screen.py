"""A desktop for one test run: an X server, a window manager and a D-Bus session of their own."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from .manager import ask_to_close
from .processes import GUARD_S, running, wait_for

# No service directories: nothing of the machine's desktop is started by a message.
_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
# What a start tells a person who sees no terminal, in place of a window that would stay after the test.
_DIALOG = """#!/bin/sh
printf '%s\\n' "$@" > "$HOME/told.new" && mv "$HOME/told.new" "$HOME/told"
"""
_BACKEND = Path(__file__).resolve().parents[2] / "backend"


@dataclass(frozen=True)
class Screen:
    home: Path
    env: dict[str, str]

    @property
    def told(self) -> str:
        """By the last dialog that said why no window can open: a line for each argument."""
        told = self.home / "told"
        return told.read_text() if told.exists() else ""

    def xdotool(self, *words: str) -> str:
        """Runs xdotool on this screen; its output."""
        ran = subprocess.run(
            ["xdotool", *words], check=False, env=self.env, capture_output=True, text=True, timeout=GUARD_S
        )
        assert ran.returncode == 0, f"xdotool {' '.join(words)}: {ran.stderr}"
        return ran.stdout.strip()

    def active_window(self) -> str:
        """Its number; empty for a moment while the window manager goes from one to another."""
        command = ["xdotool", "getactivewindow"]
        ran = subprocess.run(command, check=False, env=self.env, capture_output=True, text=True, timeout=GUARD_S)
        return ran.stdout.strip() if ran.returncode == 0 else ""

    def screenshot(self, path: Path) -> Path:
        """All of the screen as a PNG."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True, timeout=GUARD_S)
        return path

    def colour_at(self, picture: Path, x: int, y: int) -> str:
        """``#RRGGBB`` of one pixel."""
        command = ["convert", str(picture), "-format", f"%[hex:u.p{{{x},{y}}}]", "info:"]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=GUARD_S)
        return f"#{ran.stdout.strip()[:6]}"

    def position(self, window: str) -> tuple[int, int, int, int]:
        """``x, y, width, height`` of a window's content."""
        words = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).splitlines())
        return int(words["X"]), int(words["Y"]), int(words["WIDTH"]), int(words["HEIGHT"])

    def centre(self, window: str) -> tuple[int, int]:
        x, y, width, height = self.position(window)
        return x + width // 2, y + height // 2

    def close_window(self, title: str, pid: int) -> None:
        """As the button in its title bar does."""
        self.close(self.window(title, pid))

    def close(self, window: str) -> None:
        """The same of a window that is on the screen."""
        ask_to_close(self.env["DISPLAY"], int(window))

    def drag(self, start: tuple[int, int], end: tuple[int, int], accepted: Callable[[], bool]) -> None:
        """Press at ``start``, move to ``end`` in steps as a hand does, and let go once the target has ``accepted``."""
        self.xdotool("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 11):
            point = (start[axis] + (end[axis] - start[axis]) * step // 10 for axis in (0, 1))
            self.xdotool("mousemove", "--sync", *map(str, point))
        wait_for(lambda: self._jiggle(end) and accepted(), GUARD_S, "the target to accept the drag")
        self.xdotool("mouseup", "1")

    def _jiggle(self, place: tuple[int, int]) -> bool:
        for offset in (2, 0):
            self.xdotool("mousemove", "--sync", str(place[0] + offset), str(place[1]))
        return True

    def window(self, title: str, pid: int | None = None) -> str:
        """The id of the only one with this title, as soon as it is on the screen."""
        found = wait_for(lambda: self.windows(title, pid), GUARD_S, f"the window {title}")
        return max(found, key=lambda one: self.position(one)[2])  # a tooltip is a window of the same title

    def windows(self, title: str, pid: int | None = None, *, visible: bool = True) -> list[str]:
        """Ids of the windows whose title is exactly this, of one process or of all; ``visible``: on the screen."""
        of_process = ["--pid", str(pid)] if pid is not None else []
        only = ["--onlyvisible"] if visible else []
        search = ["xdotool", "search", "--all", *only, *of_process, "--name", f"^{title}$"]
        ran = subprocess.run(search, check=False, env=self.env, capture_output=True, text=True, timeout=GUARD_S)
        return ran.stdout.split()

    def windows_of_family(self, title: str, pid: int) -> list[str]:
        """The same of a process and all that it has started."""
        family = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
        return [window for member in family for window in self.windows(title, member)]


@contextmanager
def open_screen(home: Path, size: str = "1400x1000", drawn_into: Path | None = None) -> Iterator[Screen]:
    """Everything a window needs, private to ``home``. ``drawn_into`` is a folder for a file that holds the pixels."""
    env = _private_environment(home)
    with ExitStack() as stack:
        env["DISPLAY"] = stack.enter_context(_x_server(env, home, size, drawn_into))
        env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(env, home))
        stack.enter_context(_window_manager(env, home))
        yield Screen(home, env)


def _private_environment(home: Path) -> dict[str, str]:
    env = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    folders = {
        "HOME": home,
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
    }
    for folder in folders.values():
        folder.mkdir(mode=0o700, exist_ok=True)
    env |= {name: str(folder) for name, folder in folders.items()}
    env |= {"GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "LC_ALL": "C.UTF-8"}
    env["PATH"] = f"{_programs(home)}:{env['PATH']}"
    return env | {"PYTHONPATH": str(_BACKEND), "PYTHONUNBUFFERED": "1"}


def _programs(home: Path) -> Path:
    """Those that come before the system's."""
    dialog = home / "bin" / "zenity"
    dialog.parent.mkdir()
    dialog.write_text(_DIALOG)
    dialog.chmod(0o755)
    return dialog.parent


@contextmanager
def _x_server(env: dict[str, str], home: Path, size: str, drawn_into: Path | None) -> Iterator[str]:
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    if drawn_into is not None:
        command += ["-fbdir", str(drawn_into)]
    with (home / "xvfb.log").open("wb") as log:
        process = subprocess.Popen(command, env=env, pass_fds=[writer], stdout=log, stderr=log, start_new_session=True)
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        assert number, f"Xvfb did not start: {(home / 'xvfb.log').read_text()}"
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(GUARD_S)


@contextmanager
def _bus(env: dict[str, str], home: Path) -> Iterator[str]:
    socket, config = home / "run" / "bus", home / "bus.conf"
    config.write_text(_BUS_CONFIG.format(socket=socket))
    with running(["dbus-daemon", f"--config-file={config}", "--nofork"], env, home / "bus.log"):
        wait_for(socket.exists, GUARD_S, "the D-Bus session")
        yield f"unix:path={socket}"


@contextmanager
def _window_manager(env: dict[str, str], home: Path) -> Iterator[None]:
    started = home / "window-manager-started"
    with running(["openbox", "--startup", f"touch {started}"], env, home / "openbox.log"):
        wait_for(started.exists, GUARD_S, "the window manager")
        yield

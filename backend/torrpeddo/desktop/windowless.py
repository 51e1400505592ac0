"""What kept the window from opening, for a person who clicked an icon and sees no terminal."""

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

_TITLE = "Torrpeddo"
_ICON_ERROR = 0x10


def tell(message: str) -> None:
    """Show ``message`` with whatever the system has for that, unless there is a terminal in which it is read anyway."""
    if _has_terminal():
        return
    if sys.platform == "win32":
        _message_box(message)
        return
    command = command_for(sys.platform, os.environ, shutil.which, message)
    if command is None:
        return
    with suppress(OSError):
        # It stays until it is read, and we don't.
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def command_for(
    platform: str, environ: "os._Environ[str] | dict[str, str]", find: Callable[[str], str | None], message: str
) -> Sequence[str] | None:
    """The program that shows ``message``, with its arguments; ``find`` is ``shutil.which``. None: nothing can."""
    if platform == "darwin":
        return _macos(message)
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return None
    choices = _linux(message)
    if "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        choices.sort(key=lambda command: command[0] != "kdialog")
    return next((command for command in choices if find(command[0])), None)


def _linux(message: str) -> list[list[str]]:
    """What desktops bring, the best first. To all of them the message is text: no markup, no escape, no option."""
    literal = message.replace("\\", r"\\")
    escaped = message.replace("&", "&amp;").replace("<", "&lt;")
    return [
        ["zenity", "--error", "--no-markup", f"--title={_TITLE}", "--width=460", f"--text={literal}"],
        ["kdialog", "--title", _TITLE, "--error", message],
        ["notify-send", f"--app-name={_TITLE}", "--urgency=critical", "--", _TITLE, escaped],
        ["xmessage", "-center", "-title", _TITLE, f"{_TITLE}: {message}"],
    ]


def _macos(message: str) -> list[str]:
    script = "on run words\ndisplay alert (item 1 of words) message (item 2 of words) as critical\nend run"
    return ["osascript", "-e", script, _TITLE, message]


def _message_box(message: str) -> None:
    ctypes: Any = importlib.import_module("ctypes")
    ctypes.windll.user32.MessageBoxW(None, message, _TITLE, _ICON_ERROR)


def _has_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()

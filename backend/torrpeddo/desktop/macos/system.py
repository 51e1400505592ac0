"""Files, links and the clipboard on macOS. Implements ``ports.Opener``."""

import os
import platform
import subprocess

from ...errors import Unavailable

_OPEN_S = 15.0
_CLIPBOARD_S = 5.0


class MacSystem:
    def describe(self) -> str:
        return f"macOS {platform.mac_ver()[0]}"

    def open(self, path: str) -> None:
        _run(open_command(path))

    def reveal(self, path: str) -> None:
        _run(reveal_command(path))

    def browse(self, url: str) -> None:
        _run(open_command(url))

    def read_clipboard(self) -> str:
        return _pasteboard("/usr/bin/pbpaste")

    def write_clipboard(self, text: str) -> None:
        _pasteboard("/usr/bin/pbcopy", text)


def open_command(path: str) -> list[str]:
    """``path`` is absolute, or an address with a scheme: it is never taken for an option."""
    return ["/usr/bin/open", path]


def reveal_command(path: str) -> list[str]:
    return ["/usr/bin/open", "-R", path]


def _run(command: list[str]) -> None:
    try:
        ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_OPEN_S)
    except subprocess.TimeoutExpired:
        return
    if ended.returncode != 0:
        raise Unavailable(f"macOS could not open it: {ended.stderr.strip() or 'no program is set for it.'}")


def _pasteboard(command: str, text: str | None = None) -> str:
    utf8 = {**os.environ, "LC_CTYPE": "UTF-8"}
    try:
        return subprocess.run(
            [command], check=True, input=text, capture_output=True, encoding="utf-8", env=utf8, timeout=_CLIPBOARD_S
        ).stdout
    except subprocess.SubprocessError:
        raise Unavailable("The clipboard does not answer. Copy the text again, then try once more.") from None

"""Who opens what on a Linux desktop: written by ``handlers.files``, asked of Gio. Implements ``handlers.ports``."""

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any

from gi.repository import Gio

from ...contract.desktop import Opened
from ...errors import Unavailable
from ..handlers.entry import FILE_NAME, MIME_TYPES
from ..handlers.files import EntryFiles
from ..handlers.ports import Owner

_TOOL_S = 10.0
_SETTLED_S = 2.0
"""Seconds that Gio may take to see what was written."""
_LOOK_S = 0.02


class LinuxAssociations:
    chosen_in_system = False

    def __init__(self, files: EntryFiles) -> None:
        self._files = files

    def owner(self, opens: Opened) -> Owner | None:
        found: Any = Gio.AppInfo.get_default_for_type(MIME_TYPES[opens], False)
        if found is None:
            return None
        id = found.get_id() or ""
        return Owner(id, found.get_name(), id == FILE_NAME)

    def name_of(self, id: str) -> str | None:
        try:
            found: Any = Gio.DesktopAppInfo.new(id)
        except TypeError:  # what PyGObject makes of a constructor that returns NULL
            return None
        return str(found.get_name()) if found is not None else None

    def take(self, opens: Sequence[Opened]) -> None:
        self._files.write()
        for kind in opens:
            self._files.make_default(MIME_TYPES[kind])
        self._tell_the_desktop()
        if not _soon(lambda: all(self._is_ours(kind) for kind in opens)):
            raise Unavailable(
                "This desktop kept the program it had. Choose Torrpeddo among the default programs of its settings."
            )

    def give(self, opens: Opened, to: str | None) -> None:
        mime = MIME_TYPES[opens]
        self._files.give(mime, to)
        if not _soon(lambda: not self._is_ours(opens)):
            self._files.refuse(mime)  # the only one installed that says it can
            _soon(lambda: not self._is_ours(opens))
        if not any(self._is_ours(kind) for kind in Opened):
            self._files.remove()
        self._tell_the_desktop()

    def refresh(self) -> None:
        self._files.refresh()

    def _is_ours(self, kind: Opened) -> bool:
        owner = self.owner(kind)
        return owner is not None and owner.ours

    def _tell_the_desktop(self) -> None:
        """Some desktops read an index of the entries rather than the entries."""
        folder = self._files.path.parent
        tool = shutil.which("update-desktop-database")
        if tool is None or not folder.is_dir():
            return
        try:
            subprocess.run([tool, str(folder)], check=False, capture_output=True, timeout=_TOOL_S)
        except subprocess.TimeoutExpired:
            return


def _soon(condition: Callable[[], bool]) -> bool:
    """Gio hears of changed files from a thread of its own."""
    end = time.monotonic() + _SETTLED_S
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(_LOOK_S)
    return True

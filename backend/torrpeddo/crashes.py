"""What is left of a program that ended by a fault: a small report, kept on this computer and sent nowhere.

``<profile>/crashes`` has at most ``KEPT`` of them. A fatal signal is written down by ``faulthandler`` while nothing
else works any more, an exception that nobody caught by the hook of the main thread. Of threads whose exception
nobody caught the log tells, for the program goes on.
"""

import faulthandler
import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from . import __version__
from .errors import TorrpeddoError
from .late import Late

if TYPE_CHECKING:
    import platform

    from . import scrubbing
else:
    platform = Late("platform")
    scrubbing = Late("torrpeddo.scrubbing")

KEPT = 10
_FATAL = "fatal.txt"
"""Where a fault is written down as it happens; the next start makes a report of it."""

_log = logging.getLogger(__name__)


class Crashes:
    """Watches this process from ``begin`` to ``end``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: IO[str] | None = None

    def begin(self) -> Path | None:
        """Watch from now on. Returns the report of the run before, if that one ended by a fault and nobody was told.

        A folder that can't be written is no reason to stop.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            last = self._take_over()
            self._file = (self.folder / _FATAL).open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError as error:
            _log.warning("No crash reports are kept: %s", error)
            last = None
        sys.excepthook = self._uncaught
        threading.excepthook = _thread_failed
        return last

    def end(self) -> None:
        """The program ends in order."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with suppress(OSError):
                (self.folder / _FATAL).unlink()

    def newest(self) -> Path | None:
        """The newest report there is."""
        return max(self.folder.glob("crash-*.txt"), default=None)

    def _take_over(self) -> Path | None:
        """What the run before left behind becomes a report."""
        fatal = self.folder / _FATAL
        if not fatal.is_file() or fatal.stat().st_size == 0:
            return None
        text = fatal.read_text(encoding="utf-8", errors="replace")
        report = self.folder / time.strftime("crash-%Y%m%d-%H%M%S.txt", time.localtime(fatal.stat().st_mtime))
        report.write_text(f"{_about()}\n\n{scrubbing.scrub_traceback(text)}\n", encoding="utf-8")
        fatal.unlink()
        for old in sorted(self.folder.glob("crash-*.txt"))[:-KEPT]:
            with suppress(OSError):
                old.unlink()
        return report

    # The GUI's callbacks end here too, and the program goes on after them: an end in order throws this away.
    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception) and self._file is not None:
            with suppress(OSError):
                self._file.write("".join(traceback.format_exception(kind, error, trace)))
                self._file.flush()


@contextmanager
def watched(folder: Path) -> Iterator[Path | None]:
    """Watch while the body runs; gives what ``begin`` returns. What ends the body in words is no fault."""
    crashes = Crashes(folder)
    last = crashes.begin()
    try:
        yield last
    except Exception as error:
        if isinstance(error, TorrpeddoError):
            crashes.end()
        raise
    except BaseException:
        crashes.end()
        raise
    crashes.end()


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_type is SystemExit:
        return
    name = failed.thread.name if failed.thread is not None else "?"
    value = failed.exc_value or failed.exc_type()
    _log.error("The thread %s failed.", name, exc_info=(failed.exc_type, value, failed.exc_traceback))


def _about() -> str:
    python = platform.python_version()
    return f"Torrpeddo {__version__}, Python {python}, {platform.system()} {platform.release()} {platform.machine()}"

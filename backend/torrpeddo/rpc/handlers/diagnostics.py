"""What somebody who helps needs to know of this program, without what is private in it."""

import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ... import __version__
from ...contract.commands import NoParams, Text
from ...contract.settings import Settings
from ...contract.torrents import TorrentRow
from ...crashes import Crashes
from ...engine import LIBTORRENT
from ...errors import NotFound
from ...late import Late
from ...log import recent
from ..context import Context
from .desktop import desktop_of

if TYPE_CHECKING:
    from ... import scrubbing
else:
    scrubbing = Late("torrpeddo.scrubbing")

_PRIVATE = frozenset({"save_path", "complete_path", "incomplete_path", "view", "listen_port"})
"""Settings of which only that they differ is told."""


def get_diagnostics(context: Context, params: NoParams) -> Text:
    """Versions, settings that were changed, torrents by state, the last warnings and the last crash report.

    Names, paths, addresses and info-hashes are taken out of it.
    """
    rows = context.engine.rows()
    parts = [
        _program(context),
        _torrents(rows),
        _settings(context.engine.preferences.current, context.engine.default_settings),
        _warnings(row.name for row in rows),
        _crash(context.engine.crashes),
    ]
    return Text(text="\n\n".join(part for part in parts if part) + "\n")


def show_crash_reports(context: Context, params: NoParams) -> None:
    """The newest one, in its folder. Raises NotFound where there is none."""
    desktop = desktop_of(context)
    report = Crashes(context.engine.crashes).newest()
    if report is None:
        raise NotFound("There is no crash report.")
    desktop.show_in_folder(str(report))


def _program(context: Context) -> str:
    lines = [
        f"Torrpeddo {__version__}",
        f"libtorrent {LIBTORRENT}, Python {platform.python_version()}",
        f"{_system()}, {platform.machine()}",
    ]
    if context.desktop is not None:
        lines += context.desktop.describe()
    return "\n".join(lines)


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"


def _torrents(rows: list[TorrentRow]) -> str:
    states = Counter(row.state.value for row in rows)
    errors = Counter(row.error.kind for row in rows if row.error is not None)
    lines = [f"{len(rows)} torrents", *_counted(states)]
    return "\n".join([*lines, "errors:", *_counted(errors)] if errors else lines)


def _counted(counter: Counter[str]) -> Iterator[str]:
    return (f"  {name} {count}" for name, count in counter.most_common())


def _settings(current: Settings, defaults: Settings) -> str:
    now, before = msgspec.to_builtins(current), msgspec.to_builtins(defaults)
    different = sorted(name for name in now if now[name] != before[name] and name != "view")
    lines = [f"  {name}" if name in _PRIVATE else f"  {name} = {scrubbing.scrub(str(now[name]))}" for name in different]
    return "\n".join(["settings that were changed:", *lines]) if lines else ""


def _warnings(names: Iterable[str]) -> str:
    known = tuple(names)
    lines = [scrubbing.scrub_traceback(line, known) for line in recent()]
    return "\n".join(["last warnings:", *lines]) if lines else ""


def _crash(folder: Path) -> str:
    report = Crashes(folder).newest()
    if report is None:
        return ""
    return f"last crash report:\n{report.read_text(encoding='utf-8', errors='replace').strip()}"

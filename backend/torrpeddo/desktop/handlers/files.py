"""The files of a Linux desktop that say who opens what: the entry, its icon, its link and the list of defaults.

Plain files, without a toolkit: ``linux/associations`` asks the desktop what became of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...library.durable import write_whole
from ..launching import ID
from . import mimeapps
from .entry import FILE_NAME, entry_text, is_own, is_plain, program_of

_ICON = Path(__file__).parents[1] / "icon.png"
_ICON_SIZE = "256x256"


@dataclass(frozen=True)
class Folders:
    data: Path
    """``$XDG_DATA_HOME``"""
    config: Path
    system_data: tuple[Path, ...]
    """``$XDG_DATA_DIRS``, where packages put their entries."""
    desktops: tuple[str, ...]
    """``$XDG_CURRENT_DESKTOP``: each may have a list of defaults of its own."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Folders":
        home = Path(environ.get("HOME", "/"))
        system = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        return cls(
            data=_absolute(environ.get("XDG_DATA_HOME")) or home / ".local" / "share",
            config=_absolute(environ.get("XDG_CONFIG_HOME")) or home / ".config",
            system_data=tuple(Path(folder) for folder in system.split(":") if folder),
            desktops=tuple(name.lower() for name in environ.get("XDG_CURRENT_DESKTOP", "").split(":") if name),
        )


class EntryFiles:
    """All raise OSError where they can't be written."""

    def __init__(self, folders: Folders, command: Sequence[str]) -> None:
        self._folders = folders
        self._command = list(command)
        self.path = folders.data / "applications" / FILE_NAME
        self.icon = folders.data / "icons" / "hicolor" / _ICON_SIZE / "apps" / f"{ID}.png"
        self.link = folders.data / ID / "torrpeddo"

    def write(self) -> None:
        """The entry that leads here, unless a package has installed one."""
        if self._is_packaged():
            self._remove_own()
            return
        _write(self.path, entry_text(self._linked()).encode())
        _write(self.icon, _ICON.read_bytes())

    def refresh(self) -> None:
        """Write it again if we wrote it and what it leads to has moved, or a package has one now."""
        text = _text(self.path)
        if is_own(text) and (self._is_packaged() or not Path(program_of(text) or "").exists()):
            self.write()

    def remove(self) -> None:
        """What we wrote, and nothing else."""
        self._remove_own()

    def make_default(self, mime: str) -> None:
        self._edit(lambda text: mimeapps.with_default(text, mime, FILE_NAME))

    def give(self, mime: str, to: str | None) -> None:
        """``to`` is another's entry that was the default, None leaves it to the desktop."""
        self._edit(lambda text: mimeapps.without(text, mime, FILE_NAME))
        if to is not None:
            self._edit(lambda text: mimeapps.with_default(text, mime, to))

    def refuse(self, mime: str) -> None:
        self._edit(lambda text: mimeapps.refusing(text, mime, FILE_NAME))

    def _edit(self, change: Callable[[str], str]) -> None:
        """The list for all desktops, and those of this desktop alone: it asks them first."""
        usual = self._folders.config / "mimeapps.list"
        own = [self._folders.config / f"{name}-mimeapps.list" for name in self._folders.desktops]
        for path in (usual, *(path for path in own if path.is_file())):
            before = _text(path)
            if (after := change(before)) != before:
                _write(path, after.encode("utf-8", "surrogateescape"))

    def _linked(self) -> list[str]:
        """The command, behind a link without spaces where it has some."""
        program, *rest = self._command
        if is_plain(program) or not is_plain(str(self.link)):
            return self._command
        self.link.parent.mkdir(parents=True, exist_ok=True)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(program)
        return [str(self.link), *rest]

    def _is_packaged(self) -> bool:
        return any((folder / "applications" / FILE_NAME).is_file() for folder in self._folders.system_data)

    def _remove_own(self) -> None:
        if not is_own(_text(self.path)):
            return
        for path in (self.path, self.icon, self.link):
            path.unlink(missing_ok=True)
        if self.link.parent.is_dir() and not any(self.link.parent.iterdir()):
            self.link.parent.rmdir()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""


def _write(path: Path, content: bytes) -> None:
    """Through a link, to where a person keeps such files."""
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content)


def _absolute(value: str | None) -> Path | None:
    """The specification: a relative one is as if it were not set."""
    return Path(value) if value and Path(value).is_absolute() else None

"""What each system has for being at home in it: who opens what, and what starts at login."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..contract import desktop as contract
from . import launching
from .handlers.handling import Before, Handling


class Autostart(Protocol):
    """``rpc.ports.Autostart``, and what the start of the program renews."""

    def get(self) -> contract.Autostart: ...

    def set(self, *, on: bool, hidden: bool) -> contract.Autostart: ...

    def refresh(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FittingIn:
    handlers: Handling | None
    """None on a Mac where the program runs outside of its bundle."""
    autostart: Autostart


def fitting_in(profile: Path) -> FittingIn:
    """``profile`` keeps who opened what before us. After ``open_platform``: Linux asks its toolkit."""
    before = Before(profile / "handlers.json")
    if sys.platform == "win32":
        return _windows(before)
    if sys.platform == "darwin":
        return _mac(before)
    return _linux(before)


def _linux(before: Before) -> FittingIn:
    from .autostart.xdg import XdgAutostart
    from .handlers.files import EntryFiles, Folders
    from .linux.associations import LinuxAssociations

    command, folders = launching.command(), Folders.of(os.environ)
    return FittingIn(
        Handling(LinuxAssociations(EntryFiles(folders, command)), before), XdgAutostart(folders.config, command)
    )


def _windows(before: Before) -> FittingIn:
    from .autostart.run_key import RunKey
    from .handlers.windows import WindowsAssociations
    from .windows.openers import name_of_opener, open_settings
    from .windows.registry import CurrentUser

    command, registry = launching.command(), CurrentUser()
    associations = WindowsAssociations(registry, command, name_of_opener, open_settings)
    return FittingIn(Handling(associations, before), RunKey(registry, command))


def _mac(before: Before) -> FittingIn:
    from .autostart.agent import LaunchAgent
    from .macos.associations import MacAssociations, in_bundle

    handlers = Handling(MacAssociations(), before) if in_bundle() else None
    return FittingIn(handlers, LaunchAgent(Path.home() / "Library" / "LaunchAgents", launching.command()))

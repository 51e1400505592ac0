"""Who opens what on macOS 12 and newer, by NSWorkspace. Implements ``handlers.ports.Associations``.

Only an app bundle can be chosen: its Info.plist says what it opens.
"""

import importlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

from ...contract.desktop import Opened
from ...errors import Unavailable
from ..handlers.bundle import TORRENT_TYPE
from ..handlers.ports import Owner
from ..launching import ID

_SCHEME, _ENDING = "magnet:", "torrent"
_ANSWER_S = 60.0
"""Seconds; macOS may ask the person whether the link's program is to change."""


def in_bundle() -> bool:
    return str(_appkit().NSBundle.mainBundle().bundleIdentifier() or "") == ID


class MacAssociations:
    chosen_in_system = False

    def owner(self, opens: Opened) -> Owner | None:
        workspace = _appkit().NSWorkspace.sharedWorkspace()
        if opens is Opened.MAGNET:
            place = workspace.URLForApplicationToOpenURL_(_appkit().NSURL.URLWithString_(_SCHEME))
        else:
            place = workspace.URLForApplicationToOpenContentType_(_torrent_type())
        return _owner_at(place) if place is not None else None

    def name_of(self, id: str) -> str | None:
        place = _place_of(id)
        return _owner_at(place).name if place is not None else None

    def take(self, opens: Sequence[Opened]) -> None:
        place = _appkit().NSBundle.mainBundle().bundleURL()
        for kind in opens:
            _choose(place, kind)

    def give(self, opens: Opened, to: str | None) -> None:
        """macOS has no way to set nobody: without another program it stays as it is."""
        place = _place_of(to) if to is not None else self._another(opens)
        if place is None:
            raise Unavailable("No other program on this Mac opens them. Install one, then choose it there.")
        _choose(place, opens)

    def refresh(self) -> None:
        """macOS finds a bundle that was moved by itself."""

    def _another(self, opens: Opened) -> Any:
        workspace = _appkit().NSWorkspace.sharedWorkspace()
        if opens is Opened.MAGNET:
            places = workspace.URLsForApplicationsToOpenURL_(_appkit().NSURL.URLWithString_(_SCHEME))
        else:
            places = workspace.URLsForApplicationsToOpenContentType_(_torrent_type())
        return next((place for place in places or [] if not _owner_at(place).ours), None)


def _choose(place: Any, opens: Opened) -> None:
    workspace = _appkit().NSWorkspace.sharedWorkspace()
    if opens is Opened.MAGNET:
        _wait(lambda done: workspace.setDefaultApplicationAtURL_toOpenURLsWithScheme_completionHandler_(
            place, _SCHEME.rstrip(":"), done
        ))  # fmt: skip
    else:
        _wait(lambda done: workspace.setDefaultApplicationAtURL_toOpenContentType_completionHandler_(
            place, _torrent_type(), done
        ))  # fmt: skip


def _wait(ask: Callable[[Callable[[Any], None]], object]) -> None:
    answered = threading.Event()
    errors: list[Any] = []

    def done(error: Any) -> None:
        if error is not None:
            errors.append(error)
        answered.set()

    ask(done)
    if not answered.wait(_ANSWER_S) or errors:
        raise Unavailable("macOS kept the program it had.")


def _owner_at(place: Any) -> Owner:
    bundle = _appkit().NSBundle.bundleWithURL_(place)
    id = str(bundle.bundleIdentifier() or "") if bundle is not None else ""
    return Owner(id, str(place.lastPathComponent()).removesuffix(".app"), id == ID)


def _place_of(id: str) -> Any:
    return _appkit().NSWorkspace.sharedWorkspace().URLForApplicationWithBundleIdentifier_(id)


def _torrent_type() -> Any:
    kinds: Any = importlib.import_module("UniformTypeIdentifiers").UTType
    return kinds.typeWithIdentifier_(TORRENT_TYPE) or kinds.typeWithFilenameExtension_(_ENDING)


def _appkit() -> Any:
    return importlib.import_module("AppKit")

"""Dark or light, as the desktop says and live when it changes its mind.

WebKitGTK takes ``prefers-color-scheme`` from GTK, and GTK 3 doesn't know the
desktop's setting: the portal does.
"""

import logging
from collections.abc import Callable
from typing import Any

from gi.repository import Gio, GLib, Gtk

from ...contract.theme import Theme
from ..look import is_dark

_log = logging.getLogger(__name__)

_NAMESPACE, _SETTING = "org.freedesktop.appearance", "color-scheme"
_PREFER_DARK = 1
_WAIT_MS = 500
_PROPERTY = "gtk-application-prefer-dark-theme"
_READ = ("Read", GLib.Variant("(ss)", (_NAMESPACE, _SETTING)), Gio.DBusCallFlags.NONE)
"""``Read`` is deprecated in favour of ``ReadOne``, but older portals have nothing else and newer ones keep it."""


class SystemTheme:
    """The portal's colour scheme."""

    def __init__(self) -> None:
        self._portal = _connect()

    def dark(self, otherwise: bool) -> bool:
        """``otherwise`` where no portal tells. Waits for a slow one, but not long: ``follow`` has its answer."""
        if self._portal is None:
            return otherwise
        try:
            return _is_dark(self._portal.call_sync(*_READ, _WAIT_MS, None))
        except GLib.Error as error:
            _log.debug("The portal does not tell its colour scheme: %s", error.message)
            return otherwise

    def follow(self, changed: Callable[[bool], None]) -> None:
        """Call ``changed`` on the GUI thread with whether it is dark now: once, and whenever that changes."""

        def heard(_portal: Any, _sender: str, signal: str, parameters: Any) -> None:
            if signal == "SettingChanged" and parameters.unpack()[:2] == (_NAMESPACE, _SETTING):
                changed(parameters.unpack()[2] == _PREFER_DARK)

        def answered(portal: Any, result: Any) -> None:
            try:
                changed(_is_dark(portal.call_finish(result)))
            except GLib.Error as error:
                _log.debug("The portal does not tell its colour scheme: %s", error.message)

        if self._portal is not None:
            self._portal.connect("g-signal", heard)
            self._portal.call(*_READ, -1, None, answered)


class Appearance:
    """What the person chose, or the system where they left it to the system, applied to GTK and so to the page."""

    def __init__(self, theme: Theme, system: SystemTheme) -> None:
        self._theme = theme
        self._system = system  # it hears of changes for as long as it is kept
        self._system_dark = system.dark(otherwise=Gtk.Settings.get_default().get_property(_PROPERTY))
        system.follow(self._system_changed)
        self._apply()

    @property
    def dark(self) -> bool:
        return is_dark(self._theme, self._system_dark)

    def choose(self, theme: Theme) -> None:
        """On the GUI thread."""
        self._theme = theme
        self._apply()

    def _system_changed(self, dark: bool) -> None:
        self._system_dark = dark
        self._apply()

    def _apply(self) -> None:
        Gtk.Settings.get_default().set_property(_PROPERTY, self.dark)


def _is_dark(answer: Any) -> bool:
    """``answer`` is ``(v)``: the setting, in as many variants as the portal likes."""
    return bool(answer.unpack()[0] == _PREFER_DARK)


def _connect() -> Any | None:
    try:
        return Gio.DBusProxy.new_for_bus_sync(
            Gio.BusType.SESSION,
            # Not at construction: a portal that fails to start would hold the window back for 25 s.
            Gio.DBusProxyFlags.DO_NOT_LOAD_PROPERTIES | Gio.DBusProxyFlags.DO_NOT_AUTO_START_AT_CONSTRUCTION,
            None,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
            None,
        )
    except GLib.Error as error:
        _log.debug("No portal: %s", error.message)
        return None

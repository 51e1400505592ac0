"""Keeps a Linux computer awake, through whichever of its services answers. Implements ``power.ports.Inhibitor``.

GNOME's session manager, KDE's and Xfce's power management, the portal, and logind, which is there without a desktop
too. None is started for this: whoever manages the power runs already.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gi.repository import Gio, GLib

_log = logging.getLogger(__name__)

_NAME = "torrpeddo"
_WAIT_MS = 3_000
_SUSPEND = 4
"""Both the session manager's and the portal's flag for: no suspending."""

Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Service:
    bus: Any
    name: str
    path: str
    interface: str

    def ask(self, method: str, parameters: Any, answer: str | None = None) -> Any:
        """The answer's values. Raises GLib.Error."""
        bus = Gio.bus_get_sync(self.bus, None)
        kind = GLib.VariantType(answer) if answer else None
        flags = Gio.DBusCallFlags.NO_AUTO_START
        reply = bus.call_sync(self.name, self.path, self.interface, method, parameters, kind, flags, _WAIT_MS, None)
        return reply.unpack()


_GNOME = _Service(
    Gio.BusType.SESSION, "org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"
)
_POWER = _Service(
    Gio.BusType.SESSION,
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)
_PORTAL = _Service(
    Gio.BusType.SESSION,
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Inhibit",
)
_LOGIND = _Service(
    Gio.BusType.SYSTEM, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
)


class LinuxInhibitor:
    def __init__(self) -> None:
        self._undo: Undo | None = None

    def hold(self, reason: str) -> None:
        if self._undo is not None:
            return
        for way in (_by_gnome, _by_power_management, _by_portal, _by_logind):
            try:
                self._undo = way(reason)
            except GLib.Error as error:
                _log.debug("%s does not keep the computer awake: %s", way.__name__, error.message)
            else:
                return
        raise OSError("no service of this desktop keeps it awake.")

    def release(self) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            return
        try:
            undo()
        except GLib.Error as error:
            raise OSError(error.message) from error


def _by_gnome(reason: str) -> Undo:
    (cookie,) = _GNOME.ask("Inhibit", GLib.Variant("(susu)", (_NAME, 0, reason, _SUSPEND)), "(u)")
    return lambda: _GNOME.ask("Uninhibit", GLib.Variant("(u)", (cookie,)))


def _by_power_management(reason: str) -> Undo:
    (cookie,) = _POWER.ask("Inhibit", GLib.Variant("(ss)", (_NAME, reason)), "(u)")
    return lambda: _POWER.ask("UnInhibit", GLib.Variant("(u)", (cookie,)))


def _by_portal(reason: str) -> Undo:
    options = {"reason": GLib.Variant("s", reason)}
    (handle,) = _PORTAL.ask("Inhibit", GLib.Variant("(sua{sv})", ("", _SUSPEND, options)), "(o)")
    request = _Service(_PORTAL.bus, _PORTAL.name, handle, "org.freedesktop.portal.Request")
    return lambda: request.ask("Close", None)


def _by_logind(reason: str) -> Undo:
    """Holds for as long as the descriptor it answers with is open."""
    bus = Gio.bus_get_sync(_LOGIND.bus, None)
    _reply, descriptors = bus.call_with_unix_fd_list_sync(
        _LOGIND.name,
        _LOGIND.path,
        _LOGIND.interface,
        "Inhibit",
        GLib.Variant("(ssss)", ("sleep:idle", "Torrpeddo", reason, "block")),
        GLib.VariantType("(h)"),
        Gio.DBusCallFlags.NO_AUTO_START,
        _WAIT_MS,
        None,
        None,
    )
    descriptor = descriptors.get(0)
    return lambda: os.close(descriptor)

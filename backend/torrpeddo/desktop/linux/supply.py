"""UPower tells of the battery and NetworkManager of a metered connection, live. Implements ``ports.SupplyWatch``.

Neither is started for this. All of it happens on GTK's thread, which waits for nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from gi.repository import Gio, GLib

from ..power.ports import Supply

_log = logging.getLogger(__name__)

_PROPERTIES = "org.freedesktop.DBus.Properties"
_METERED = (1, 3)
"""NetworkManager's NM_METERED_YES and NM_METERED_GUESS_YES."""
_WAIT_MS = 5_000


@dataclass(frozen=True, slots=True)
class _Fact:
    """A property of a service on the system's bus."""

    name: str
    path: str
    property: str


_BATTERY = _Fact("org.freedesktop.UPower", "/org/freedesktop/UPower", "OnBattery")
_NETWORK = _Fact("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager", "Metered")


class LinuxSupply:
    def __init__(self) -> None:
        self._told: Callable[[Supply], None] = lambda _supply: None
        self._supply = Supply()
        self._bus: Any = None
        self._ended = False

    def start(self, told: Callable[[Supply], None]) -> None:
        self._told = told
        Gio.bus_get(Gio.BusType.SYSTEM, None, self._connected)

    def stop(self) -> None:
        self._ended = True

    def _connected(self, _source: Any, result: Any) -> None:
        try:
            self._bus = Gio.bus_get_finish(result)
        except GLib.Error as error:
            _log.info("Nothing tells how the computer is powered and connected: %s", error.message)
            return
        for fact in (_BATTERY, _NETWORK):
            self._follow(fact)

    def _follow(self, fact: _Fact) -> None:
        def changed(_bus: Any, _sender: Any, _path: Any, _interface: Any, _signal: Any, parameters: Any) -> None:
            _, values, _ = parameters.unpack()
            if fact.property in values:
                self._note(fact, values[fact.property])

        def came(*_: Any) -> None:
            self._ask(fact)

        def went(*_: Any) -> None:
            self._note(fact, None)

        flags = Gio.DBusSignalFlags.NONE
        self._bus.signal_subscribe(fact.name, _PROPERTIES, "PropertiesChanged", fact.path, fact.name, flags, changed)
        Gio.bus_watch_name_on_connection(self._bus, fact.name, Gio.BusNameWatcherFlags.NONE, came, went)

    def _ask(self, fact: _Fact) -> None:
        def answered(bus: Any, result: Any) -> None:
            try:
                (value,) = bus.call_finish(result).unpack()
            except GLib.Error as error:
                _log.info("%s does not tell %s: %s", fact.name, fact.property, error.message)
            else:
                self._note(fact, value)

        parameters = GLib.Variant("(ss)", (fact.name, fact.property))
        flags, kind = Gio.DBusCallFlags.NO_AUTO_START, GLib.VariantType("(v)")
        self._bus.call(fact.name, fact.path, _PROPERTIES, "Get", parameters, kind, flags, _WAIT_MS, None, answered)

    def _note(self, fact: _Fact, value: Any) -> None:
        if fact is _BATTERY:
            now = replace(self._supply, on_battery=None if value is None else bool(value))
        else:
            now = replace(self._supply, metered=None if value is None else value in _METERED)
        if now != self._supply and not self._ended:
            self._supply = now
            self._told(now)

"""Says how the computer is powered and connected, as UPower and NetworkManager do.

``python supply_service.py FILE READY``: FILE holds ``{"OnBattery": bool, "Metered": number}`` and is looked at ten
times a second; READY is there once both can be asked.
"""

import json
import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FILE, READY = Path(sys.argv[1]), Path(sys.argv[2])
KINDS = {"OnBattery": "b", "Metered": "u"}
PLACES = {"org.freedesktop.UPower": "OnBattery", "org.freedesktop.NetworkManager": "Metered"}
INTERFACE = '<node><interface name="{name}"><property name="{what}" type="{kind}" access="read"/></interface></node>'
told: dict[str, Any] = {}
names: set[str] = set()


def path_of(name: str) -> str:
    return "/" + name.replace(".", "/")


def answer(_bus: Any, _sender: str, _path: str, _interface: str, what: str) -> Any:
    return GLib.Variant(KINDS[what], told[what])


def look(bus: Any) -> bool:
    now = json.loads(FILE.read_text())
    for name, what in PLACES.items():
        if now[what] != told.get(what):
            told[what] = now[what]
            news = GLib.Variant("(sa{sv}as)", (name, {what: GLib.Variant(KINDS[what], now[what])}, []))
            bus.emit_signal(None, path_of(name), "org.freedesktop.DBus.Properties", "PropertiesChanged", news)
    return True


def owned(_bus: Any, name: str) -> None:
    names.add(name)
    if len(names) == len(PLACES):
        READY.touch()


def main() -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM, None)
    look(bus)
    for name, what in PLACES.items():
        text = INTERFACE.format(name=name, what=what, kind=KINDS[what])
        interface = Gio.DBusNodeInfo.new_for_xml(text).interfaces[0]
        bus.register_object(path_of(name), interface, None, answer, None)
        Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, owned, None)
    GLib.timeout_add(100, look, bus)
    GLib.MainLoop().run()


main()

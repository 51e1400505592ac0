"""Answers on the bus as a desktop's power management would.

``python power_service.py FOLDER NAME``: NAME is the service it plays; who keeps the computer awake, and why, is in
FOLDER/held, a line each.
"""

import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FOLDER, NAME = Path(sys.argv[1]), sys.argv[2]
INTERFACES = """<node>
  <interface name="org.gnome.SessionManager">
    <method name="Inhibit">
      <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/>
      <arg direction="in" type="u"/><arg direction="out" type="u"/>
    </method>
    <method name="Uninhibit"><arg direction="in" type="u"/></method>
  </interface>
  <interface name="org.freedesktop.PowerManagement.Inhibit">
    <method name="Inhibit">
      <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="out" type="u"/>
    </method>
    <method name="UnInhibit"><arg direction="in" type="u"/></method>
  </interface>
</node>"""
PLACES = {
    "org.gnome.SessionManager": ("/org/gnome/SessionManager", 0),
    "org.freedesktop.PowerManagement": ("/org/freedesktop/PowerManagement/Inhibit", 1),
}
held: dict[int, str] = {}


def called(_bus: Any, _sender: str, _path: str, _interface: str, method: str, parameters: Any, invocation: Any) -> None:
    given = parameters.unpack()
    if method == "Inhibit":
        cookie = len(held) + 7
        held[cookie] = given[2] if len(given) == 4 else given[1]
        note()
        invocation.return_value(GLib.Variant("(u)", (cookie,)))
    else:
        del held[given[0]]
        note()
        invocation.return_value(None)


def note() -> None:
    staged = FOLDER / "held.new"
    staged.write_text("\n".join(held.values()))
    staged.replace(FOLDER / "held")


def main() -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    path, index = PLACES[NAME]
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces[index]
    bus.register_object(path, interface, called, None, None)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: note(), None)
    GLib.MainLoop().run()


main()

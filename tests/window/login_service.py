"""Answers on the bus as logind would.

``python login_service.py FOLDER SLEEP``: FOLDER/ready is there when it does, and FOLDER/ordered has what was ordered, a
line each: the word, and whether a person may be asked for a password. SLEEP is its answer to whether it can sleep.
"""

import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FOLDER, SLEEP = Path(sys.argv[1]), sys.argv[2]
INTERFACE = """<node><interface name="org.freedesktop.login1.Manager">
  <method name="CanSuspend"><arg direction="out" type="s"/></method>
  <method name="CanPowerOff"><arg direction="out" type="s"/></method>
  <method name="Suspend"><arg direction="in" type="b"/></method>
  <method name="PowerOff"><arg direction="in" type="b"/></method>
</interface></node>"""
ANSWERS = {"CanSuspend": SLEEP, "CanPowerOff": "yes"}


def called(_bus: Any, _sender: str, _path: str, _of: str, method: str, parameters: Any, invocation: Any) -> None:
    if method in ANSWERS:
        invocation.return_value(GLib.Variant("(s)", (ANSWERS[method],)))
        return
    with (FOLDER / "ordered").open("a") as ordered:
        ordered.write(f"{method} {parameters.unpack()[0]}\n")
    invocation.return_value(None)


def main() -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM, None)
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object("/org/freedesktop/login1", interface, called, None, None)
    flags = Gio.BusNameOwnerFlags.NONE
    Gio.bus_own_name_on_connection(bus, "org.freedesktop.login1", flags, lambda *_: (FOLDER / "ready").touch(), None)
    GLib.MainLoop().run()


main()

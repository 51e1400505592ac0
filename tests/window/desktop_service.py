"""Answers on the bus as the settings portal and the file manager of a desktop would.

``python desktop_service.py FOLDER``: the colour scheme is read from FOLDER/scheme and
followed; what ``ShowItems`` is asked goes into FOLDER/shown.
"""

import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FOLDER = Path(sys.argv[1])
INTERFACES = """<node>
  <interface name="org.freedesktop.portal.Settings">
    <method name="Read">
      <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="out" type="v"/>
    </method>
    <signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal>
  </interface>
  <interface name="org.freedesktop.FileManager1">
    <method name="ShowItems"><arg direction="in" type="as"/><arg direction="in" type="s"/></method>
  </interface>
</node>"""
PORTAL, SETTINGS, MANAGER = Gio.DBusNodeInfo.new_for_xml(INTERFACES), 0, 1


def scheme() -> Any:
    return GLib.Variant("u", int((FOLDER / "scheme").read_text()))


def called(_bus: Any, _sender: str, _path: str, _interface: str, method: str, parameters: Any, invocation: Any) -> None:
    if method == "Read":
        invocation.return_value(GLib.Variant("(v)", (GLib.Variant("v", scheme()),)))
        return
    staged = FOLDER / "shown.new"
    staged.write_text(parameters.unpack()[0][0])
    staged.replace(FOLDER / "shown")
    invocation.return_value(None)


def changed(bus: Any) -> None:
    setting = ("org.freedesktop.appearance", "color-scheme", scheme())
    bus.emit_signal(
        None,
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
        "SettingChanged",
        GLib.Variant("(ssv)", setting),
    )


def main() -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.register_object("/org/freedesktop/portal/desktop", PORTAL.interfaces[SETTINGS], called, None, None)
    bus.register_object("/org/freedesktop/FileManager1", PORTAL.interfaces[MANAGER], called, None, None)
    names = ("org.freedesktop.portal.Desktop", "org.freedesktop.FileManager1")
    missing = set(names)

    def owned(_bus: Any, name: str) -> None:
        missing.remove(name)
        if not missing:
            (FOLDER / "ready").touch()

    for name in names:
        Gio.bus_own_name_on_connection(bus, name, Gio.BusNameOwnerFlags.NONE, owned, None)
    monitor = Gio.File.new_for_path(str(FOLDER)).monitor_directory(Gio.FileMonitorFlags.WATCH_MOVES, None)
    monitor.connect("changed", lambda *_: changed(bus) if (FOLDER / "scheme").exists() else None)
    GLib.MainLoop().run()


main()

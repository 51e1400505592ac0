"""Answers on the bus as a desktop's notifications would.

``python notification_service.py FOLDER``: what is on the screen is in FOLDER/shown, as a JSON list of objects with
``number``, ``title``, ``body``, ``actions`` and ``hints``; a name written to FOLDER/press is the button that is then
pressed on the newest, ``close`` closes it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FOLDER = Path(sys.argv[1])
NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
INTERFACE = """<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg direction="out" type="as"/></method>
  <method name="Notify">
    <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/>
    <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="in" type="as"/>
    <arg direction="in" type="a{sv}"/><arg direction="in" type="i"/><arg direction="out" type="u"/>
  </method>
  <method name="CloseNotification"><arg direction="in" type="u"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""
BY_PERSON, BY_CALL = 2, 3
shown: dict[int, dict[str, Any]] = {}
given = 0


def called(bus: Any, _sender: str, _path: str, _of: str, method: str, parameters: Any, invocation: Any) -> None:
    global given  # noqa: PLW0603
    if method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["actions", "body", "body-markup"],)))
    elif method == "Notify":
        _program, replaced, icon, title, body, actions, hints, _expires = parameters.unpack()
        given += 0 if replaced else 1
        number = replaced or given
        told = {"number": number, "title": title, "body": body, "actions": actions, "hints": hints, "icon": icon}
        shown.pop(number, None)
        shown[number] = told
        note()
        invocation.return_value(GLib.Variant("(u)", (number,)))
    else:
        close(bus, parameters.unpack()[0], BY_CALL)
        invocation.return_value(None)


def close(bus: Any, number: int, why: int) -> None:
    if shown.pop(number, None) is not None:
        note()
        bus.emit_signal(None, PATH, NAME, "NotificationClosed", GLib.Variant("(uu)", (number, why)))


def pressed(bus: Any) -> None:
    press = FOLDER / "press"
    if not press.exists():
        return
    button = press.read_text()
    press.unlink()
    number = next(reversed(shown))
    if button != "close":
        bus.emit_signal(None, PATH, NAME, "ActionInvoked", GLib.Variant("(us)", (number, button)))
    close(bus, number, BY_PERSON)


def note() -> None:
    staged = FOLDER / "shown.new"
    staged.write_text(json.dumps(list(shown.values())))
    staged.replace(FOLDER / "shown")


def main() -> None:
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called, None, None)
    monitor = Gio.File.new_for_path(str(FOLDER)).monitor_directory(Gio.FileMonitorFlags.WATCH_MOVES, None)
    monitor.connect("changed", lambda *_: pressed(bus))
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: note(), None)
    GLib.MainLoop().run()


main()

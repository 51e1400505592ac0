"""Answers on the bus as a desktop's panel would: takes icons for its tray, and reads and presses them.

``python panel_service.py FOLDER``: commands are lines of JSON on stdin, each answered by one on stdout. What the icon
signals goes into FOLDER/signals, the notifications into FOLDER/notifications, a line each.
"""

import json
import sys
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

FOLDER = Path(sys.argv[1])
WATCHER, ITEM, MENU = "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
NOTIFICATIONS = "org.freedesktop.Notifications"
INTERFACES = Gio.DBusNodeInfo.new_for_xml(f"""<node>
  <interface name="{WATCHER}">
    <method name="RegisterStatusNotifierItem"><arg direction="in" type="s"/></method>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <signal name="StatusNotifierHostRegistered"/>
  </interface>
  <interface name="{NOTIFICATIONS}">
    <method name="Notify">
      <arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/>
      <arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="in" type="as"/>
      <arg direction="in" type="a{{sv}}"/><arg direction="in" type="i"/><arg direction="out" type="u"/>
    </method>
  </interface>
</node>""").interfaces
DONE = GLib.Variant("(u)", (1,))


class Panel:
    def __init__(self) -> None:
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.items: list[str] = []
        self.shows = True
        self.bus.register_object("/StatusNotifierWatcher", INTERFACES[0], self.called, self.hosted, None)
        self.bus.register_object("/org/freedesktop/Notifications", INTERFACES[1], self.called, None, None)
        for name in (ITEM, MENU):
            self.bus.signal_subscribe(None, name, None, None, None, Gio.DBusSignalFlags.NONE, self.signalled)
        self.owned = self.own(WATCHER)
        self.own(NOTIFICATIONS)

    def own(self, name: str) -> int:
        return int(Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, None, None))

    def called(self, _bus: Any, _sender: str, _path: str, _interface: str, name: str, given: Any, call: Any) -> None:
        if name == "Notify":
            note("notifications", list(given.unpack()[3:5]))
            call.return_value(DONE)
        else:
            self.items.append(given.unpack()[0])
            call.return_value(None)

    def hosted(self, *_: Any) -> Any:
        return GLib.Variant("b", self.shows)

    def signalled(self, _bus: Any, _sender: str, _path: str, _interface: str, signal: str, given: Any) -> None:
        note("signals", [signal, *given.unpack()])

    def ask(self, path: str, interface: str, method: str, given: Any = None) -> Any:
        flags = Gio.DBusCallFlags.NONE
        return self.bus.call_sync(self.items[-1], path, interface, method, given, None, flags, 10_000, None).unpack()

    # The commands.

    def registered(self) -> int:
        return len(self.items)

    def properties(self) -> dict[str, Any]:
        """Of the icon; of its pictures the sizes and how many bytes each has."""
        (found,) = self.ask("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "GetAll", string(ITEM))
        for name in ("IconPixmap", "AttentionIconPixmap"):
            found[name] = [[width, height, len(pixels)] for width, height, pixels in found[name]]
        return dict(found)

    def layout(self, parent: int = 0, depth: int = -1) -> Any:
        return self.ask("/MenuBar", MENU, "GetLayout", GLib.Variant("(iias)", (parent, depth, [])))[1]

    def group(self, ids: list[int], names: list[str]) -> Any:
        return self.ask("/MenuBar", MENU, "GetGroupProperties", GLib.Variant("(aias)", (ids, names)))[0]

    def click(self, id: int) -> None:
        self.ask("/MenuBar", MENU, "AboutToShow", GLib.Variant("(i)", (0,)))
        event = GLib.Variant("(isvu)", (id, "clicked", GLib.Variant("i", 0), 0))
        self.ask("/MenuBar", MENU, "Event", event)

    def activate(self) -> None:
        self.ask("/StatusNotifierItem", ITEM, "Activate", GLib.Variant("(ii)", (0, 0)))

    def leave(self) -> None:
        Gio.bus_unown_name(self.owned)

    def come_back(self) -> None:
        self.owned = self.own(WATCHER)

    def show_icons(self, shows: bool) -> None:
        self.shows = shows
        self.bus.emit_signal(None, "/StatusNotifierWatcher", WATCHER, "StatusNotifierHostRegistered", None)


def string(text: str) -> Any:
    return GLib.Variant("(s)", (text,))


def note(name: str, what: Any) -> None:
    with (FOLDER / name).open("a", encoding="utf-8") as out:
        out.write(json.dumps(what) + "\n")


def main() -> None:
    panel = Panel()
    loop = GLib.MainLoop()

    def heard(source: Any, _condition: Any) -> bool:
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        command, *arguments = json.loads(line)
        try:
            answer = {"answer": getattr(panel, command)(*arguments)}
        except (GLib.Error, LookupError) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, heard)
    loop.run()


main()

"""A StatusNotifierItem on the session's bus. Implements ``tray.ports.Icon``; its thread is the GUI's.

https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ as KDE has it. It is there when a watcher has
taken it and somebody shows what that has.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from gi.repository import Gio, GLib

from ..tray.look import NAME, SIZES, Look, picture
from ..tray.ports import Told
from . import tray_menu
from .gui import soon
from .pixmaps import pixmap
from .tray_menu import TrayMenu

_log = logging.getLogger(__name__)

WATCHER = "org.kde.StatusNotifierWatcher"
_WATCHER_PATH = "/StatusNotifierWatcher"
PATH = "/StatusNotifierItem"
_ITEM = "org.kde.StatusNotifierItem"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_NOTIFICATIONS = "org.freedesktop.Notifications"
_INTERFACE = f"""<node><interface name="{_ITEM}">
  <property name="Category" type="s" access="read"/>
  <property name="Id" type="s" access="read"/>
  <property name="Title" type="s" access="read"/>
  <property name="Status" type="s" access="read"/>
  <property name="WindowId" type="i" access="read"/>
  <property name="ItemIsMenu" type="b" access="read"/>
  <property name="Menu" type="o" access="read"/>
  <property name="IconName" type="s" access="read"/>
  <property name="IconPixmap" type="a(iiay)" access="read"/>
  <property name="AttentionIconName" type="s" access="read"/>
  <property name="AttentionIconPixmap" type="a(iiay)" access="read"/>
  <property name="OverlayIconName" type="s" access="read"/>
  <property name="ToolTip" type="(sa(iiay)ss)" access="read"/>
  <method name="Activate"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
  <method name="SecondaryActivate"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
  <method name="ContextMenu"><arg type="i" direction="in"/><arg type="i" direction="in"/></method>
  <method name="ProvideXdgActivationToken"><arg type="s" direction="in"/></method>
  <method name="Scroll"><arg type="i" direction="in"/><arg type="s" direction="in"/></method>
  <signal name="NewIcon"/>
  <signal name="NewToolTip"/>
  <signal name="NewStatus"><arg type="s"/></signal>
</interface></node>"""


class LinuxTray:
    def __init__(self) -> None:
        self._look: Look | None = None
        self._bus: Any = None
        self._watched = 0
        self._watcher: str | None = None
        """Whose answers count."""
        self._there = False
        self._token = ""

    def start(self, told: Told) -> None:
        self._told = told
        self._menu = TrayMenu(told.chosen)
        self._watched = Gio.bus_watch_name(
            Gio.BusType.SESSION, WATCHER, Gio.BusNameWatcherFlags.NONE, self._appeared, self._vanished
        )

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        def run() -> bool:
            work()
            return bool(GLib.SOURCE_REMOVE)

        GLib.timeout_add(int(seconds * 1000), run)

    def show(self, look: Look) -> None:
        before, self._look = self._look, look
        self._menu.show(look)
        if before is None or before.text != look.text:
            self._signal("NewToolTip")
        if before is None or before.attention != look.attention:
            self._signal("NewStatus", GLib.Variant("(s)", (self._status(),)))

    def explain(self, title: str, text: str) -> None:
        if self._bus is not None:
            said = GLib.Variant("(susssasa{sv}i)", (NAME, 0, "torrpeddo", title, text, [], {}, -1))
            path = "/" + _NOTIFICATIONS.replace(".", "/")
            self._call(_NOTIFICATIONS, path, _NOTIFICATIONS, "Notify", said, lambda _answer: None)

    def stop(self) -> None:
        soon(self._leave)

    def _leave(self) -> None:
        if self._watched:
            Gio.bus_unwatch_name(self._watched)
            self._watched = 0

    def _appeared(self, bus: Any, _name: str, owner: str) -> None:
        self._watcher = owner
        if self._bus is None:
            self._bus = bus
            interface = Gio.DBusNodeInfo.new_for_xml(_INTERFACE).interfaces[0]
            bus.register_object(PATH, interface, self._called, self._property, None)
            self._menu.publish(bus)
            bus.signal_subscribe(
                WATCHER, WATCHER, None, _WATCHER_PATH, None, Gio.DBusSignalFlags.NONE, self._watcher_says
            )
        # By our connection's own name: one that must be asked for first is not to be had everywhere.
        us = GLib.Variant("(s)", (bus.get_unique_name(),))
        self._call(WATCHER, _WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", us, self._registered)

    def _vanished(self, _bus: Any, _name: str) -> None:
        self._watcher = None
        self._set(False)

    def _watcher_says(self, _bus: Any, _sender: str, _path: str, _interface: str, signal: str, _given: Any) -> None:
        if signal in ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"):
            self._ask_for_host()

    def _registered(self, answer: Any | None) -> None:
        if answer is not None:
            self._ask_for_host()

    def _ask_for_host(self) -> None:
        """A watcher alone shows nothing."""
        asked, watcher = GLib.Variant("(ss)", (WATCHER, "IsStatusNotifierHostRegistered")), self._watcher

        def answered(answer: Any | None) -> None:
            if watcher is not None and watcher == self._watcher:
                self._set(answer is None or bool(answer.unpack()[0]))  # one that does not know is taken at its word

        self._call(WATCHER, _WATCHER_PATH, _PROPERTIES, "Get", asked, answered)

    def _set(self, there: bool) -> None:
        if there is not self._there:
            self._there = there
            self._told.there(there)

    def _call(
        self, name: str, path: str, interface: str, method: str, given: Any, then: Callable[[Any | None], None]
    ) -> None:
        """Without waiting; ``then`` gets None where it is refused."""

        def answered(bus: Any, result: Any) -> None:
            try:
                answer = bus.call_finish(result)
            except GLib.Error as error:
                _log.info("%s.%s: %s", interface, method, error.message)
                answer = None
            then(answer)

        self._bus.call(name, path, interface, method, given, None, Gio.DBusCallFlags.NONE, -1, None, answered)

    def _called(
        self, _bus: Any, _sender: str, _path: str, _interface: str, method: str, given: Any, invocation: Any
    ) -> None:
        invocation.return_value(None)
        if method == "ProvideXdgActivationToken":  # for what follows
            (self._token,) = given.unpack()
        elif method in ("Activate", "SecondaryActivate"):  # some panels open the menu on the first button
            token, self._token = self._token, ""
            self._told.activated(token)

    def _property(self, _bus: Any, _sender: str, _path: str, _interface: str, name: str) -> Any:
        return _FIXED[name]() if name in _FIXED else {"Status": self._status_value, "ToolTip": self._tooltip}[name]()

    def _status(self) -> str:
        return "NeedsAttention" if self._look is not None and self._look.attention else "Active"

    def _status_value(self) -> Any:
        return GLib.Variant("s", self._status())

    def _tooltip(self) -> Any:
        return GLib.Variant("(sa(iiay)ss)", ("", [], NAME, self._look.text if self._look is not None else ""))

    def _signal(self, name: str, given: Any = None) -> None:
        if self._bus is not None:
            self._bus.emit_signal(None, PATH, _ITEM, name, given)


@cache
def _pictures(attention: bool) -> Any:
    """``a(iiay)``."""
    pixmaps = [pixmap(picture(size, attention)) for size in SIZES]
    return GLib.Variant.new_array(GLib.VariantType("(iiay)"), pixmaps)


_FIXED: dict[str, Callable[[], Any]] = {
    "Category": lambda: GLib.Variant("s", "ApplicationStatus"),
    "Id": lambda: GLib.Variant("s", "torrpeddo"),
    "Title": lambda: GLib.Variant("s", NAME),
    "WindowId": lambda: GLib.Variant("i", 0),
    "ItemIsMenu": lambda: GLib.Variant("b", False),
    "Menu": lambda: GLib.Variant("o", tray_menu.PATH),
    # No names: a panel would look for the icon in its own theme first, where another may be called so.
    "IconName": lambda: GLib.Variant("s", ""),
    "AttentionIconName": lambda: GLib.Variant("s", ""),
    "OverlayIconName": lambda: GLib.Variant("s", ""),
    "IconPixmap": lambda: _pictures(attention=False),
    "AttentionIconPixmap": lambda: _pictures(attention=True),
}

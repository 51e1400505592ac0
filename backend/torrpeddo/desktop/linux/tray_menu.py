"""The tray's menu on the bus: com.canonical.dbusmenu. Everything on the GUI thread."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gi.repository import Gio, GLib

from ..tray.layout import ROOT, Layout, Numbers, Value, difference
from ..tray.look import Look

PATH = "/MenuBar"
_NAME = "com.canonical.dbusmenu"
_VERSION = 3
_INTERFACE = f"""<node><interface name="{_NAME}">
  <property name="Version" type="u" access="read"/>
  <property name="TextDirection" type="s" access="read"/>
  <property name="Status" type="s" access="read"/>
  <property name="IconThemePath" type="as" access="read"/>
  <method name="GetLayout">
    <arg type="i" direction="in"/><arg type="i" direction="in"/><arg type="as" direction="in"/>
    <arg type="u" direction="out"/><arg type="(ia{{sv}}av)" direction="out"/>
  </method>
  <method name="GetGroupProperties">
    <arg type="ai" direction="in"/><arg type="as" direction="in"/><arg type="a(ia{{sv}})" direction="out"/>
  </method>
  <method name="GetProperty">
    <arg type="i" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/>
  </method>
  <method name="Event">
    <arg type="i" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="in"/>
    <arg type="u" direction="in"/>
  </method>
  <method name="EventGroup"><arg type="a(isvu)" direction="in"/><arg type="ai" direction="out"/></method>
  <method name="AboutToShow"><arg type="i" direction="in"/><arg type="b" direction="out"/></method>
  <method name="AboutToShowGroup">
    <arg type="ai" direction="in"/><arg type="ai" direction="out"/><arg type="ai" direction="out"/>
  </method>
  <signal name="ItemsPropertiesUpdated"><arg type="a(ia{{sv}})"/><arg type="a(ias)"/></signal>
  <signal name="LayoutUpdated"><arg type="u"/><arg type="i"/></signal>
</interface></node>"""


class TrayMenu:
    def __init__(self, chosen: Callable[[str], None]) -> None:
        self._chosen = chosen
        self._numbers = Numbers()
        self._layout = Layout()
        self._right_to_left = False
        self._bus: Any = None
        self._methods: dict[str, Callable[..., Any]] = {
            "GetLayout": self._get_layout,
            "GetGroupProperties": self._get_group_properties,
            "GetProperty": self._get_property,
            "Event": self._event,
            "EventGroup": self._event_group,
            "AboutToShow": lambda _id: GLib.Variant("(b)", (False,)),
            "AboutToShowGroup": lambda ids: GLib.Variant("(aiai)", ([], self._unknown(ids))),
        }

    def publish(self, bus: Any) -> None:
        self._bus = bus
        interface = Gio.DBusNodeInfo.new_for_xml(_INTERFACE).interfaces[0]
        bus.register_object(PATH, interface, self._called, self._property, None)

    def show(self, look: Look) -> None:
        before = self._layout
        self._layout = self._numbers.lay_out(look.menu, before)
        self._right_to_left = look.right_to_left
        changed = difference(before, self._layout)
        if changed.whole:
            self._signal("LayoutUpdated", GLib.Variant("(ui)", (self._layout.revision, ROOT)))
        elif changed:
            updated = [(id, _values(properties)) for id, properties in changed.updated.items()]
            removed = [(id, list(names)) for id, names in changed.removed.items()]
            self._signal("ItemsPropertiesUpdated", GLib.Variant("(a(ia{sv})a(ias))", (updated, removed)))

    def _signal(self, name: str, given: Any) -> None:
        if self._bus is not None:
            self._bus.emit_signal(None, PATH, _NAME, name, given)

    def _called(
        self, _bus: Any, _sender: str, _path: str, _interface: str, method: str, given: Any, invocation: Any
    ) -> None:
        try:
            answer = self._methods[method](*given.unpack())
        except LookupError:
            invocation.return_dbus_error(f"{_NAME}.Error", "The menu has no such entry or property.")
        else:
            invocation.return_value(answer)

    def _property(self, _bus: Any, _sender: str, _path: str, _interface: str, name: str) -> Any:
        return {
            "Version": lambda: GLib.Variant("u", _VERSION),
            "TextDirection": lambda: GLib.Variant("s", "rtl" if self._right_to_left else "ltr"),
            "Status": lambda: GLib.Variant("s", "normal"),
            "IconThemePath": lambda: GLib.Variant("as", []),
        }[name]()

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> Any:
        """``depth``: how many levels of entries below ``parent``; -1 for all. Raises KeyError."""
        return GLib.Variant("(u(ia{sv}av))", (self._layout.revision, self._branch(parent, depth, names)))

    def _branch(self, id: int, depth: int, names: list[str]) -> tuple[int, dict[str, Any], list[Any]]:
        children = self._layout.nodes[id].children if depth != 0 else ()
        below = [GLib.Variant("(ia{sv}av)", self._branch(child, depth - 1, names)) for child in children]
        return id, _values(self._layout.properties(id, names)), below

    def _get_group_properties(self, ids: list[int], names: list[str]) -> Any:
        known = [id for id in ids or self._layout.nodes if id in self._layout.nodes]
        return GLib.Variant("(a(ia{sv}))", ([(id, _values(self._layout.properties(id, names))) for id in known],))

    def _get_property(self, id: int, name: str) -> Any:
        """Raises KeyError."""
        return GLib.Variant("(v)", (_value(self._layout.nodes[id].properties[name]),))

    def _event(self, id: int, event: str, _data: Any, _time: int) -> None:
        """Raises KeyError. Hosts also tell when the menu opens and what is pointed at."""
        node = self._layout.nodes[id]
        if event == "clicked" and not node.children:
            self._chosen(node.key)

    def _event_group(self, events: list[tuple[int, str, Any, int]]) -> Any:
        for event in events:
            if event[0] in self._layout.nodes:
                self._event(*event)
        return GLib.Variant("(ai)", (self._unknown(id for id, *_ in events),))

    def _unknown(self, ids: Iterable[int]) -> list[int]:
        return [id for id in ids if id not in self._layout.nodes]


def _values(properties: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _value(value) for name, value in properties.items()}


def _value(value: Value) -> Any:
    # A bool is an int, too.
    return GLib.Variant("b" if isinstance(value, bool) else "i" if isinstance(value, int) else "s", value)

"""A window to drag from: offers its arguments as ``text/uri-list``, as a file manager does, or one ``--text``."""

import sys
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")

from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def tell(_drag: Any, action: Any, window: Any) -> None:
    """Show in the title whether a drop would be taken here."""
    window.set_title("Accepted" if action else "Drag source")


def main() -> None:
    GLib.set_prgname("drag-source")
    window = Gtk.Window(title="Drag source")
    window.set_default_size(120, 80)
    button = Gtk.EventBox()
    button.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    if sys.argv[1] == "--text":
        button.drag_source_add_text_targets()
        button.connect("drag-data-get", lambda _widget, _drag, data, _info, _time: data.set_text(sys.argv[2], -1))
    else:
        button.drag_source_add_uri_targets()
        button.connect("drag-data-get", lambda _widget, _drag, data, _info, _time: data.set_uris(sys.argv[1:]))
    button.connect("drag-begin", lambda _widget, drag: drag.connect("action-changed", tell, window))
    window.add(button)
    window.show_all()
    Gtk.main()


main()

"""One line on the screen that needs no page. GUI thread only."""

from typing import Any

from webview.platforms import gtk as _backend  # noqa: F401  first: it chooses the version of GTK

from gi.repository import Gdk, Gtk  # isort: skip

_MARGIN = 24
_WIDTH = 360


class Note:
    """A small window that takes no keys and can't be closed: it goes with the program."""

    def __init__(self) -> None:
        self._label: Any = None

    def say(self, title: str, text: str) -> None:
        if self._label is None:
            self._label = self._open(title)
        self._label.set_text(text)

    def _open(self, title: str) -> Any:
        window = Gtk.Window(
            title=title,
            type_hint=Gdk.WindowTypeHint.DIALOG,
            window_position=Gtk.WindowPosition.CENTER,
            resizable=False,
            deletable=False,
            accept_focus=False,
            focus_on_map=False,
        )
        window.connect("delete-event", lambda *_: True)
        row = Gtk.Box(spacing=_MARGIN // 2, margin=_MARGIN)
        row.set_size_request(_WIDTH, -1)
        spinner, label = Gtk.Spinner(active=True), Gtk.Label(wrap=True, xalign=0.0)
        row.add(spinner)
        row.add(label)
        window.add(row)
        window.show_all()
        return label

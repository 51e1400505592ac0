"""Files, links and text dropped on the window.

The page is never told the paths of dropped files, and pywebview's own way of
adding them misses what file managers offer (``text/uri-list``), so the drop is
read here, from GTK.
"""

from collections.abc import Callable
from typing import Any

from gi.repository import Gtk

from ..drops import Drop, read_drop


class DropTarget:
    """Watches the webview's drags. WebKit fetches what is dragged while it hovers, so it is kept until the drop."""

    def __init__(self, webview: Any, dropped: Callable[[Drop], None]) -> None:
        self._dropped = dropped
        self._drag: Any = None
        self._uris: list[str] = []
        self._text = ""
        webview.connect("drag-data-received", self._received)
        webview.connect("drag-drop", self._dropped_here)

    def _received(self, _view: Any, drag: Any, _x: int, _y: int, data: Any, _info: int, _time: int) -> None:
        if drag != self._drag:
            self._drag, self._uris, self._text = drag, [], ""
        self._uris = list(data.get_uris() or self._uris)
        self._text = data.get_text() or self._text

    def _dropped_here(self, _view: Any, drag: Any, _x: int, _y: int, _time: int) -> bool:
        """Never claims the drop: WebKit must end the drag for its source."""
        within = Gtk.drag_get_source_widget(drag) is not None
        if drag == self._drag and not within and (drop := read_drop(self._uris, self._text)):
            self._dropped(drop)
        self._drag = None
        return False

"""The view that draws the page, made before pywebview is loaded: WebKit's processes start meanwhile.

pywebview makes a view of its own when its window is made, which is late: until then all of it was loaded, and GTK's
application began. So it finds one that is on its way (``native_view``) where it would make one. GUI thread only.
"""

from types import SimpleNamespace
from typing import Any

from gi.repository import Gtk, WebKit2  # noqa: F401  GTK with it, or nothing of it is ready

from . import native_view
from .native import Turns
from .native_view import Begun


class Ahead:
    """``turns`` end with it, for GTK's loop runs by itself then."""

    def __init__(self, begun: Begun, turns: Turns) -> None:
        self.view = native_view.named(begun.view)
        self.view.load_uri = self._load  # pywebview tells it to load what is on its way
        self._lock, self._veil = begun.lock, begun.veil
        self._turns = turns

    def let_in(self) -> None:
        """The page may come: it is heard from now on."""
        self._turns.end()
        self._lock.open()

    def switch_off(self) -> None:
        """Once pywebview has switched on what it likes to have."""
        settings = self.view.get_settings()
        for name in native_view.OFF:
            if settings.find_property(name) is not None:
                settings.set_property(name, False)

    def _load(self, uri: str) -> None:
        if self.view.get_uri() != uri:
            WebKit2.WebView.load_uri(self.view, uri)

    # What pywebview makes of WebKit's module: this stands in its place.

    @property
    def WebContext(self) -> Any:  # noqa: N802  WebKit's name
        return SimpleNamespace(new_ephemeral=self.view.get_context)

    def UserContentManager(self) -> Any:  # noqa: N802  WebKit's name
        return self.view.get_user_content_manager()

    def WebView(self, **_: Any) -> Any:  # noqa: N802  WebKit's name
        return self.view

    def __getattr__(self, name: str) -> Any:
        return getattr(WebKit2, name)

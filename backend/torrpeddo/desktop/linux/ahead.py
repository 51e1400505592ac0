"""The view that draws the page, made before pywebview is loaded: WebKit's processes start meanwhile.

pywebview makes a view of its own when its window is made, which is late: until then all of it was loaded, and GTK's
application began. So the view is made here, with all that it must and must not do, and begins to load; pywebview finds
it where it would make one. GUI thread only.
"""

import logging
from types import SimpleNamespace
from typing import Any

from gi.repository import GLib, Gtk, WebKit2  # noqa: F401  GTK with it, or nothing of it is ready

from ...library.glance import Glance
from ..navigation import is_page
from . import binding

_log = logging.getLogger(__name__)

_OFF = (
    # The page plays, records and renders nothing: without all that its process starts faster, and offers less.
    "enable-media",
    "enable-media-stream",
    "enable-mediasource",
    "enable-webaudio",
    "enable-webgl",
    "enable-webrtc",
    # It reads no file of the person's, and what it has to remember, the program does.
    "allow-file-access-from-file-urls",
    "enable-html5-database",
    "enable-html5-local-storage",
)
_TURNS = 8
"""Of GTK's loop in one go; there is always more to do than this takes."""


class View(WebKit2.WebView):  # type: ignore[misc]
    """pywebview tells it to load what is on its way."""

    def load_uri(self, uri: str) -> None:
        if self.get_uri() != uri:
            super().load_uri(uri)


class Ahead:
    """One view that loads ``url`` and nothing else, ever: pywebview gives its API to any page that gets in."""

    def __init__(self, url: str, look: Glance) -> None:
        self._context = WebKit2.WebContext.new_ephemeral()
        self._manager = WebKit2.UserContentManager()
        name_a_language(self._context)
        binding.bind(self._manager, look)
        self.view = View(user_content_manager=self._manager, web_context=self._context)
        self.switch_off()
        lock_navigation(self.view, url)
        self.view.load_uri(url)
        go_on()

    def switch_off(self) -> None:
        """Also once pywebview has switched on what it likes to have."""
        settings = self.view.get_settings()
        for name in _OFF:
            if settings.find_property(name) is not None:  # some came later than the oldest WebKitGTK that we run on
                settings.set_property(name, False)

    # What pywebview makes of WebKit's module: this stands in its place.

    @property
    def WebContext(self) -> Any:  # noqa: N802  WebKit's name
        return SimpleNamespace(new_ephemeral=lambda: self._context)

    def UserContentManager(self) -> Any:  # noqa: N802  WebKit's name
        return self._manager

    def WebView(self, **_: Any) -> Any:  # noqa: N802  WebKit's name
        return self.view

    def __getattr__(self, name: str) -> Any:
        return getattr(WebKit2, name)


def go_on() -> None:
    """Let WebKit hear what its processes say, where there is no loop of GTK's yet that would."""
    loop = GLib.MainContext.default()
    for _ in range(_TURNS):
        if not loop.iteration(False):
            return


def lock_navigation(view: Any, url: str) -> None:
    """Let the view load ``url`` and nothing else. It is asked before whoever asks later."""

    def decide(_view: Any, decision: Any, kind: Any) -> bool:
        if kind == WebKit2.PolicyDecisionType.RESPONSE:
            allowed = is_page(decision.get_request().get_uri(), url)
        else:
            target = decision.get_navigation_action().get_request().get_uri()
            allowed = kind == WebKit2.PolicyDecisionType.NAVIGATION_ACTION and is_page(target, url)
        if not allowed:
            _log.warning("Refused to leave the interface.")
            decision.ignore()
        return not allowed

    view.connect("decide-policy", decide)


def name_a_language(context: Any) -> None:
    """In the C locale WebKit tells the page that its language is “C”, which JavaScript's own formatters refuse."""
    if GLib.get_language_names()[0].partition(".")[0] in ("C", "POSIX"):
        context.set_preferred_languages(["en-US"])

"""The page's process died, or was killed for memory: the page comes back, unless it does so again and again.

WebKit keeps what the page put into ``history.state`` and gives it to the new one. GUI thread only.
"""

import logging
import time
from typing import Any

from webview.platforms import gtk as _backend  # noqa: F401  first: it chooses the version of GTK

from gi.repository import GLib, Gtk  # isort: skip

from ..crashing import Crashes
from ..ports import Hooks

_log = logging.getLogger(__name__)

_AFTER_MS = 250
"""A pause, so that a page that crashes at once does not keep a processor busy."""


class Reviving:
    """For one view, in its window."""

    def __init__(self, window: Any, view: Any, hooks: Hooks) -> None:
        self._window = window
        self._view = view
        self._hooks = hooks
        self._crashes = Crashes()

    def begin(self) -> None:
        self._view.connect("web-process-terminated", self._terminated)

    def _terminated(self, _view: Any, reason: Any) -> None:
        if self._crashes.another(time.monotonic()):
            _log.error("The interface's process ended (%s); loading it again.", reason.value_nick)
            GLib.timeout_add(_AFTER_MS, self._reload)
        else:
            _log.error("The interface's process ended (%s), as it did before; asking what to do.", reason.value_nick)
            self._ask()

    def _reload(self) -> bool:
        self._view.reload()
        return bool(GLib.SOURCE_REMOVE)

    def _ask(self) -> None:
        """Without waiting: downloads go on, and so does everything that GTK's thread does for them."""
        say = self._hooks.say
        dialog = Gtk.MessageDialog(
            transient_for=self._window,
            modal=True,
            message_type=Gtk.MessageType.ERROR,
            title=say("crashed_title"),
            text=say("crashed_title"),
            secondary_text=say("crashed_text"),
        )
        dialog.add_button(say("tray_quit"), Gtk.ResponseType.CLOSE)
        dialog.add_button(say("crashed_again"), Gtk.ResponseType.OK)
        dialog.set_default_response(Gtk.ResponseType.OK)
        dialog.connect("response", self._answered)
        dialog.show()

    def _answered(self, dialog: Any, answer: Any) -> None:
        """Closed without an answer it is the same as trying again: a window that shows nothing helps nobody."""
        dialog.destroy()
        if answer == Gtk.ResponseType.CLOSE:
            self._hooks.close()
        else:
            self._crashes.forgive()
            self._reload()

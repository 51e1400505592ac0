"""The desktop's notifications, through D-Bus. Implements ``notifications.ports.Notifier``.

https://specifications.freedesktop.org/notification-spec/
"""

import html
import logging
from pathlib import Path
from typing import Any

from gi.repository import Gio, GLib

from ..notifications.ports import Action, Answered, Notification

_log = logging.getLogger(__name__)

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_ICON = Path(__file__).parents[1] / "icon.png"
_ENTRY = "io.github.torrpeddo"
_WAIT_MS = 3_000
_NORMAL, _CRITICAL = 1, 2
_NEW = 0
_AS_LONG_AS_USUAL = -1


class LinuxNotifier:
    def __init__(self) -> None:
        self._bus: Any = None
        self._able: frozenset[str] = frozenset()
        self._slots: dict[int, str] = {}
        """What is on the screen, by the service's number."""

    @property
    def has_actions(self) -> bool:
        return "actions" in self._able

    def open(self, answered: Answered) -> bool:
        try:
            self._bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
            (able,) = self._ask("GetCapabilities", None, "(as)")
        except GLib.Error as error:
            _log.debug("No notifications: %s", error.message)
            return False
        self._able = frozenset(able)
        for signal in ("ActionInvoked", "NotificationClosed"):
            flags = Gio.DBusSignalFlags.NONE
            self._bus.signal_subscribe(_NAME, _NAME, signal, _PATH, None, flags, self._signalled, answered)
        return True

    def show(self, notification: Notification) -> None:
        replaced = self._number(notification.slot)
        shown = (
            "Torrpeddo",
            _NEW if replaced is None else replaced,
            _ICON.as_uri(),
            notification.title,
            body(notification.body, markup="body-markup" in self._able),
            action_words(notification.actions) if self.has_actions else [],
            _hints(notification),
            _AS_LONG_AS_USUAL,
        )
        try:
            (number,) = self._ask("Notify", GLib.Variant("(susssasa{sv}i)", shown), "(u)")
        except GLib.Error as error:
            _log.info("No notification was shown: %s", error.message)
            return
        if replaced is not None:
            self._slots.pop(replaced, None)
        self._slots[number] = notification.slot

    def withdraw(self, slot: str) -> None:
        number = self._number(slot)
        if number is None:
            return
        self._slots.pop(number, None)
        try:
            self._ask("CloseNotification", GLib.Variant("(u)", (number,)))
        except GLib.Error as error:
            _log.debug("A notification was not closed: %s", error.message)

    def _number(self, slot: str) -> int | None:
        return next((number for number, of in tuple(self._slots.items()) if of == slot), None)

    def _ask(self, method: str, parameters: Any, answer: str | None = None) -> Any:
        """The answer's values. Raises GLib.Error."""
        kind = GLib.VariantType(answer) if answer else None
        flags = Gio.DBusCallFlags.NONE
        return self._bus.call_sync(_NAME, _PATH, _NAME, method, parameters, kind, flags, _WAIT_MS, None).unpack()

    def _signalled(
        self, _bus: Any, _sender: str, _path: str, _of: str, signal: str, parameters: Any, answered: Answered
    ) -> None:
        """On the GUI thread. Everybody's notifications are told of: only ours are known."""
        number, said = parameters.unpack()
        slot = self._slots.pop(number, None)
        if slot is not None:
            answered(slot, said if signal == "ActionInvoked" else None)
            if signal == "ActionInvoked":
                self._dismiss(number)

    def _dismiss(self, number: int) -> None:
        """Some keep one that was answered."""
        number_of_it, flags = GLib.Variant("(u)", (number,)), Gio.DBusCallFlags.NONE
        self._bus.call(_NAME, _PATH, _NAME, "CloseNotification", number_of_it, None, flags, _WAIT_MS, None, None)


def body(text: str, *, markup: bool) -> str:
    """As text, also for a service that would read markup in it."""
    return html.escape(text, quote=False) if markup else text


def action_words(actions: tuple[Action, ...]) -> list[str]:
    """Identifiers and labels in turn."""
    return [word for action in actions for word in (action.id, action.label)]


def _hints(notification: Notification) -> dict[str, Any]:
    return {
        "desktop-entry": GLib.Variant("s", _ENTRY),
        "urgency": GLib.Variant("y", _CRITICAL if notification.urgent else _NORMAL),
        "category": GLib.Variant("s", "transfer.error" if notification.urgent else "transfer.complete"),
    }

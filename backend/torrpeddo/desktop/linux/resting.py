"""Sleep and the end of the computer, by systemd's logind or what answers in its place. Implements
``finale.ports.Computer``.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import logging
from typing import Any

from gi.repository import Gio, GLib

_log = logging.getLogger(__name__)

_NAME, _PATH, _MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
_ASK_MS = 2_000
_DO_MS = 30_000
"""A person may be asked for the password."""


class LinuxComputer:
    def can_sleep(self) -> bool:
        return _can("CanSuspend")

    def can_shut_down(self) -> bool:
        return _can("CanPowerOff")

    def sleep(self) -> None:
        _do("Suspend")

    def shut_down(self) -> None:
        _do("PowerOff")


def may(answer: str) -> bool:
    """``na`` is that the hardware can't, ``challenge`` that a password is asked for first."""
    return answer in ("yes", "challenge")


def _can(question: str) -> bool:
    try:
        (answer,) = _call(question, None, "(s)", _ASK_MS)
    except GLib.Error as error:
        _log.debug("%s: %s", question, error.message)
        return False
    return may(answer)


def _do(order: str) -> None:
    try:
        _call(order, GLib.Variant("(b)", (True,)), None, _DO_MS)
    except GLib.Error as error:
        raise OSError(error.message) from error


def _call(method: str, parameters: Any, answer: str | None, wait_ms: int) -> Any:
    """The answer's values. Raises GLib.Error."""
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM, None)
    kind = GLib.VariantType(answer) if answer else None
    flags = Gio.DBusCallFlags.ALLOW_INTERACTIVE_AUTHORIZATION
    return bus.call_sync(_NAME, _PATH, _MANAGER, method, parameters, kind, flags, wait_ms, None).unpack()

"""Notifications on macOS, by its own command. Implements ``notifications.ports.Notifier``."""

import logging
import subprocess

from ..notifications.ports import Answered, Notification

_log = logging.getLogger(__name__)

_SCRIPT = (
    "on run told",
    "display notification (item 2 of told) with title (item 1 of told)",
    "end run",
)
_SHOW_S = 10.0


class MacNotifier:
    has_actions = False

    def open(self, answered: Answered) -> bool:
        return True

    def show(self, notification: Notification) -> None:
        try:
            subprocess.run(
                notify_command(notification), check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SHOW_S
            )
        except (OSError, subprocess.SubprocessError) as error:
            _log.info("No notification was shown: %s", error)

    def withdraw(self, slot: str) -> None:
        """The system keeps them for as long as it likes."""


def notify_command(notification: Notification) -> list[str]:
    """The words are the script's arguments, never part of it. ``--`` ends osascript's own options."""
    lines = [word for line in _SCRIPT for word in ("-e", line)]
    return ["/usr/bin/osascript", *lines, "--", notification.title, notification.body]

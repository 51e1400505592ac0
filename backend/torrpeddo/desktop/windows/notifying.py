"""Notifications on Windows, by its own PowerShell. Implements ``notifications.ports.Notifier``."""

import logging
import os
import subprocess
from collections.abc import Mapping

from ..notifications.ports import Answered, Notification

_log = logging.getLogger(__name__)

_NO_WINDOW = 0x0800_0000
"""``CREATE_NO_WINDOW``."""
_SHOW_S = 20.0
TITLE, BODY, SLOT = "TORRPEDDO_TITLE", "TORRPEDDO_BODY", "TORRPEDDO_SLOT"
_OWNER = r"{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe"
"""Who shows it, as the start menu knows them: Windows shows nothing of programs that are not in it."""
SCRIPT = f"""
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $toast.GetElementsByTagName('text')
$null = $texts.Item(0).AppendChild($toast.CreateTextNode($env:{TITLE}))
$null = $texts.Item(1).AppendChild($toast.CreateTextNode($env:{BODY}))
$shown = [Windows.UI.Notifications.ToastNotification]::new($toast)
$shown.Tag = $env:{SLOT}
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('{_OWNER}').Show($shown)
"""
"""The same for every notification: what it says comes through the environment, and is text in the document."""


class WindowsNotifier:
    has_actions = False

    def open(self, answered: Answered) -> bool:
        return True

    def show(self, notification: Notification) -> None:
        try:
            subprocess.run(
                powershell(os.environ),
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env={**os.environ, **said(notification)},
                creationflags=_NO_WINDOW,
                timeout=_SHOW_S,
            )
        except (OSError, subprocess.SubprocessError) as error:
            _log.info("No notification was shown: %s", error)

    def withdraw(self, slot: str) -> None:
        """The system takes it away by itself."""


def powershell(environ: Mapping[str, str]) -> list[str]:
    """Windows' own, which can reach the notifications without anything installed; not one that PATH leads to."""
    program = environ.get("SystemRoot", r"C:\Windows") + r"\System32\WindowsPowerShell\v1.0\powershell.exe"
    return [program, "-NoProfile", "-NonInteractive", "-Command", SCRIPT]


def said(notification: Notification) -> dict[str, str]:
    return {TITLE: notification.title, BODY: notification.body, SLOT: notification.slot}

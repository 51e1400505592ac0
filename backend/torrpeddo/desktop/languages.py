"""The languages that the system is set to, best first, as its webview tells them to the page."""

import locale
import os
import plistlib
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

_ASK_S = 2.0


def of_system() -> list[str]:
    """Tags such as ``de_AT`` or ``pt-BR``; none where the system does not say."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        return _of_mac()
    return of_environment(os.environ)


def of_environment(environ: Mapping[str, str]) -> list[str]:
    """As gettext reads them: LANGUAGE is a list, and counts only where a locale is set at all."""
    chosen = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C")
    tag = chosen.partition(".")[0].partition("@")[0]
    if tag in ("C", "POSIX"):
        return []
    return [*filter(None, environ.get("LANGUAGE", "").split(":")), tag]


def _of_windows() -> list[str]:
    import ctypes

    kernel: Any = vars(ctypes)["windll"].kernel32
    tag = locale.windows_locale.get(kernel.GetUserDefaultUILanguage())
    return [tag] if tag else []


def _of_mac() -> list[str]:
    asked = ["/usr/bin/defaults", "export", "-g", "-"]
    try:
        answer = subprocess.run(asked, check=True, capture_output=True, timeout=_ASK_S)
        found = plistlib.loads(answer.stdout).get("AppleLanguages", [])
    except (OSError, subprocess.SubprocessError, plistlib.InvalidFileException, ValueError):
        return []
    return [str(tag) for tag in found]

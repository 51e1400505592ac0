"""Whether Windows has what draws the window. Without it pywebview would fall back to Internet Explorer."""

from collections.abc import Callable

from ...errors import Unavailable

Read = Callable[[str, str], str | bytes | None]
"""A value by its key and name in HKEY_CURRENT_USER or in HKEY_LOCAL_MACHINE; None when it is not there."""

_RUNTIME = "{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
KEYS = (
    rf"SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{_RUNTIME}",
    rf"SOFTWARE\Microsoft\EdgeUpdate\Clients\{_RUNTIME}",
)
"""For all of the machine, and for one person alone; a 32-bit Windows has the machine's there too."""
_NONE = frozenset({"", "0.0.0.0"})


def require(*read: Read) -> None:
    """Raises ``Unavailable`` with the way to get it when no ``read`` finds the runtime."""
    versions = [each(key, "pv") for each in read for key in KEYS]
    if not any(isinstance(version, str) and version not in _NONE for version in versions):
        raise missing()


def missing() -> Unavailable:
    return Unavailable(
        "Torrpeddo needs Microsoft's WebView2 to draw its window. Install the “Evergreen” runtime from "
        "https://developer.microsoft.com/microsoft-edge/webview2/ and start it again.",
        needs="webview2",
    )

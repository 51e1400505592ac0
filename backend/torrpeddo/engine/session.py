"""The libtorrent session itself: made with our settings, ended within a deadline."""

from typing import Any

import libtorrent as lt


def open_session(pack: dict[str, Any]) -> Any:
    """``pack``: libtorrent's settings, complete before the first socket opens."""
    params = lt.session_params()
    settings: Any = {**lt.default_settings(), **pack}
    params.settings = settings
    return lt.session(params)

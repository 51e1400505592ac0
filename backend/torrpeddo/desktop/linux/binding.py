"""pywebview is told when the page may be spoken to, and kept from bringing a bridge of its own."""

from typing import Any

from gi.repository import WebKit2


def stand_in(backend: Any, view: Any, window: Any) -> None:
    """Say to pywebview when the page may be spoken to, and keep its own bridge out of the page."""

    def changed(_view: Any, state: Any) -> None:
        if state == WebKit2.LoadEvent.COMMITTED:
            window.events.before_load.set()
            window.events._pywebviewready.set()  # noqa: SLF001  answers wait for it

    def finished(_renderer: str, _window: Any) -> None:
        window.events.loaded.set()

    view.connect("load-changed", changed)
    vars(backend)["inject_pywebview"] = finished

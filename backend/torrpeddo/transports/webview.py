"""To the window: a thread that pushes events. Its requests come through ``facade``."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ..contract.events import Event
from ..rpc.outbox import Outbox

_log = logging.getLogger(__name__)

CHUNK = 256 * 1024
"""Characters a script may have before the events that follow get one of their own."""

RunJs = Callable[[str], Any]
"""Runs a script in the page and waits for its value; None or False says that there is no page to run it in."""


class Pusher(threading.Thread):
    """Takes from the outbox and runs ``window.torrpeddo.receive(text)`` in the page, one script at a time.

    ``run_js`` waits for the page, so a busy page is sent fewer, fuller messages. When
    it finds no page (its process crashed), nothing is pushed until the next page
    subscribes.
    """

    def __init__(self, outbox: Outbox, run_js: RunJs) -> None:
        super().__init__(name="webview-pusher", daemon=True)
        self._outbox = outbox
        self._run_js = run_js

    def run(self) -> None:
        while (events := self._outbox.take()) is not None:
            subscription = self._outbox.subscription
            if not all(self._push(script) for script in scripts(events)):
                self._outbox.end_subscription(subscription)

    def stop(self, timeout: float = 5.0) -> bool:
        """Before the window goes, and not on its GUI thread, which a script may be waiting for."""
        self._outbox.close()
        self.join(timeout)
        return not self.is_alive()

    def _push(self, script: str) -> bool:
        try:
            value = self._run_js(script)
        except Exception:
            _log.exception("The page could not be told what changed.")
            return False
        return value is not None and value is not False


def scripts(events: list[Event]) -> Iterator[str]:
    """The events in as few scripts as their sizes allow, in order, and in ASCII whatever they hold."""
    batch: list[str] = []
    size = 0
    for event in events:
        text = msgspec.json.encode(event).decode()
        if batch and size + len(text) > CHUNK:
            yield _script(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield _script(batch)


def _script(batch: list[str]) -> str:
    # ASCII, for the GTK backend counts characters where WebKit wants bytes. An error in the page must not look like
    # a page that is gone; and run_js returns the last value, so it is kept small.
    told = json.dumps("[" + ",".join(batch) + "]", ensure_ascii=True)
    return f"try{{window.torrpeddo.receive({told})}}catch(error){{console.error(error)}};0"

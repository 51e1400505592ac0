"""The navigation lock of a view, from its first moment."""

import ctypes
import logging
from typing import Any

from ..navigation import is_page
from .native import Address, Native, Text

_log = logging.getLogger(__name__)

_NAVIGATION, _NEW_WINDOW, _RESPONSE = range(3)
"""``WebKitPolicyDecisionType``."""
_Decide = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Lock:
    """Lets a view load ``url`` and nothing else: pywebview gives its API to any page that gets in.

    The view is asked before whoever asks later. The page itself is let in once there is somebody to hear what it asks.
    """

    def __init__(self, native: Native, view: Address, url: str) -> None:
        self._native = native
        self._url = url
        self._waiting: list[Address] | None = []
        """What may come in; None once it is open."""
        self._decide = _Decide(self._decided)  # kept for as long as it may be called
        native.call("g_signal_connect_data", view, Text(b"decide-policy"), self._decide, None, None, 0)

    @property
    def keeps_waiting(self) -> bool:
        """Whether the page has come and is not let in."""
        return bool(self._waiting)

    def open(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for decision in waiting:
            self._native.call("webkit_policy_decision_use", decision)
            self._native.call("g_object_unref", decision)

    def _decided(self, _view: Any, address: int, kind: int, _data: Any) -> bool:
        """True: it is decided, or will be."""
        decision = Address(address)
        if not self._is_allowed(decision, kind):
            _log.warning("Refused to leave the interface.")
            self._native.call("webkit_policy_decision_ignore", decision)
            return True
        if kind == _RESPONSE and self._waiting is not None:
            self._waiting.append(self._native.address("g_object_ref", decision))
            return True
        return False

    def _is_allowed(self, decision: Address, kind: int) -> bool:
        try:
            return kind != _NEW_WINDOW and is_page(self._target(decision, kind), self._url)
        except Exception:  # to C it would be a word of consent
            _log.exception("Where the page wants to go can't be told.")
            return False

    def _target(self, decision: Address, kind: int) -> str:
        native = self._native
        if kind == _RESPONSE:
            request = native.address("webkit_response_policy_decision_get_request", decision)
        else:
            action = native.address("webkit_navigation_policy_decision_get_navigation_action", decision)
            request = native.address("webkit_navigation_action_get_request", action)
        return (native.text("webkit_uri_request_get_uri", request) or b"").decode("utf-8", "replace")

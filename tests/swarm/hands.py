"""A hand on the engine's clock."""

import time

import pytest

from torrpeddo.engine import clock


class Hands:
    """Time goes on as always, and leaps when asked to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._ahead = 0.0
        monkeypatch.setattr(clock, "monotonic", lambda: time.monotonic() + self._ahead)

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

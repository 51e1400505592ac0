"""A hand on the engine's clock."""

import time

import pytest

from torrpeddo.engine import clock


class Hands:
    """Time stands still, so that a slow machine sees the same, and leaps when asked to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = time.monotonic()
        monkeypatch.setattr(clock, "monotonic", lambda: self._now)

    def advance(self, seconds: float) -> None:
        self._now += seconds

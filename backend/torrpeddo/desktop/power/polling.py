"""Asks a system that tells of no changes, now and then. What macOS and Windows answer is read here."""

import threading
from collections.abc import Callable

from .ports import Supply

EVERY_S = 30.0

_NO_BATTERY, _UNKNOWN = 128, 255
"""``SYSTEM_POWER_STATUS.BatteryFlag``."""


class PolledSupply:
    """Implements ``ports.SupplyWatch``. ``ask`` may wait a little, on a thread of its own, and raise OSError."""

    def __init__(self, ask: Callable[[], bool | None]) -> None:
        self._ask = ask
        self._ended = threading.Event()
        self._told: Callable[[Supply], None] = lambda _supply: None

    def start(self, told: Callable[[Supply], None]) -> None:
        self._told = told
        threading.Thread(target=self._run, name="power-supply", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()

    def _run(self) -> None:
        before = Supply()
        while not self._ended.is_set():
            try:
                supply = Supply(on_battery=self._ask())
            except OSError:
                supply = Supply()
            if supply != before:
                self._told(supply)
                before = supply
            self._ended.wait(EVERY_S)


def read_pmset(answer: str) -> bool | None:
    """What ``pmset -g batt`` says; None without a battery."""
    if "InternalBattery" not in answer:
        return None
    return "'Battery Power'" in answer.partition("\n")[0]


def read_power_status(ac_line: int, battery: int) -> bool | None:
    """Two bytes of Windows' ``SYSTEM_POWER_STATUS``; None without a battery."""
    if battery in (_NO_BATTERY, _UNKNOWN) or ac_line == _UNKNOWN:
        return None
    return ac_line == 0

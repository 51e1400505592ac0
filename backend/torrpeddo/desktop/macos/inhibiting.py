"""Keeps a Mac awake, by its own command. Implements ``power.ports.Inhibitor``."""

import os
import subprocess

_END_S = 2.0


class MacInhibitor:
    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def hold(self, reason: str) -> None:
        if self._running is None:
            self._running = subprocess.Popen(awake_command(os.getpid()), stdin=subprocess.DEVNULL)

    def release(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.terminate()
            running.wait(_END_S)


def awake_command(process: int) -> list[str]:
    """No idle sleep for as long as ``process`` lives, should it end without a word."""
    return ["/usr/bin/caffeinate", "-i", "-w", str(process)]

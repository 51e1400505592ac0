"""Sleep and the end of a Mac, by its own commands. Implements ``finale.ports.Computer``."""

import subprocess

SLEEP = ("/usr/bin/pmset", "sleepnow")
SHUT_DOWN = ("/usr/bin/osascript", "-e", 'tell application "System Events" to shut down')
_DO_S = 30.0
"""The first time, a person is asked whether the program may."""


class MacComputer:
    def can_sleep(self) -> bool:
        return True

    def can_shut_down(self) -> bool:
        return True

    def sleep(self) -> None:
        _run(SLEEP)

    def shut_down(self) -> None:
        _run(SHUT_DOWN)


def _run(command: tuple[str, ...]) -> None:
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=_DO_S)
    except subprocess.SubprocessError as error:
        raise OSError(str(error)) from error

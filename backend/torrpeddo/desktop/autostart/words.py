"""What the modules share: how a start at login is asked for."""

from collections.abc import Sequence

from ...contract.desktop import Autostart

HIDDEN = "--hidden"
OFF = Autostart(on=False, hidden=False)


def at_login(command: Sequence[str], *, hidden: bool) -> list[str]:
    return [*command, *([HIDDEN] if hidden else [])]

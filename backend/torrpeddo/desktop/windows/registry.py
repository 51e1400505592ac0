"""Windows' registry: what is the person's implements ``desktop.ports.Registry``; of the machine's we only read."""

import importlib
from contextlib import suppress
from typing import Any


def read_machine(key: str, name: str) -> str | bytes | None:
    """A value in HKEY_LOCAL_MACHINE; None when it is not there."""
    winreg: Any = importlib.import_module("winreg")
    return _read(winreg, winreg.HKEY_LOCAL_MACHINE, key, name)


def _read(winreg: Any, root: Any, key: str, name: str) -> str | bytes | None:
    try:
        with winreg.OpenKey(root, key) as opened:
            value, _kind = winreg.QueryValueEx(opened, name)
    except OSError:
        return None
    return value if isinstance(value, str | bytes) else None


class CurrentUser:
    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")
        self._root = self._winreg.HKEY_CURRENT_USER

    def read(self, key: str, name: str) -> str | bytes | None:
        return _read(self._winreg, self._root, key, name)

    def write(self, key: str, name: str, value: str) -> None:
        with self._winreg.CreateKey(self._root, key) as opened:
            self._winreg.SetValueEx(opened, name, 0, self._winreg.REG_SZ, value)

    def delete(self, key: str, name: str) -> None:
        with (
            suppress(FileNotFoundError),
            self._winreg.OpenKey(self._root, key, 0, self._winreg.KEY_SET_VALUE) as opened,
        ):
            self._winreg.DeleteValue(opened, name)

    def delete_key(self, key: str) -> None:
        """``DeleteKey`` takes none that has others in it."""
        with suppress(FileNotFoundError):
            with self._winreg.OpenKey(self._root, key) as opened:
                inside = [self._winreg.EnumKey(opened, at) for at in range(self._winreg.QueryInfoKey(opened)[0])]
            for name in inside:
                self.delete_key(rf"{key}\{name}")
            self._winreg.DeleteKey(self._root, key)

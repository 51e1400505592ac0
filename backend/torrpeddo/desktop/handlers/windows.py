"""Windows' side of it, on a registry that may be any: ``windows/registry`` is the real one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ...contract.desktop import Opened
from ..launching import NAME
from ..ports import Registry
from . import registry as texts
from .ports import Owner


class WindowsAssociations:
    chosen_in_system = True

    def __init__(
        self,
        registry: Registry,
        command: Sequence[str],
        name_of_opener: Callable[[str], str | None],
        open_settings: Callable[[str], None],
    ) -> None:
        """``name_of_opener`` tells the program that opens ``magnet`` or ``.torrent``, as Windows shows it."""
        self._registry = registry
        self._command = command
        self._name_of_opener = name_of_opener
        self._open_settings = open_settings

    def owner(self, opens: Opened) -> Owner | None:
        chosen = self._registry.read(texts.USER_CHOICE[opens], "ProgId")
        if chosen == texts.PROG_IDS[opens]:
            return Owner(chosen, NAME, ours=True)
        name = self._name_of_opener(texts.NAMES[opens])
        return Owner(str(chosen or ""), name) if name else None

    def name_of(self, id: str) -> str | None:
        """Nobody can be given anything back: Windows asks the person."""
        return None

    def take(self, opens: Sequence[Opened]) -> None:
        for kind in opens:
            self._offer(kind)
        self._open_settings(texts.SETTINGS)

    def give(self, opens: Opened, to: str | None) -> None:
        """Off the list: the next click asks the person for another program."""
        self._registry.delete_key(texts.class_key(opens))
        for key, name in texts.single_values(opens):
            self._registry.delete(key, name)
        if not any(self._offered(kind) for kind in Opened):
            self._registry.delete_key(texts.CAPABILITIES)
            self._registry.delete(texts.REGISTERED, NAME)

    def refresh(self) -> None:
        for kind in Opened:
            line = self._offered(kind)
            if line and not Path(texts.program_of(line)).exists():
                self._offer(kind)

    def _offer(self, kind: Opened) -> None:
        for values in (texts.shared_values(self._command), texts.values(kind, self._command)):
            for key, entries in values.items():
                for name, value in entries.items():
                    self._registry.write(key, name, value)

    def _offered(self, kind: Opened) -> str | None:
        """The command line that Windows has for us."""
        found = self._registry.read(texts.command_key(kind), "")
        return found if isinstance(found, str) else None

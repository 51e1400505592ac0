"""Implements ``rpc.ports.Handlers`` on what the system offers."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from ...contract.desktop import Handler, Handlers, Opened
from ...errors import Unavailable
from ...library.durable import write_whole
from .ports import Associations

_log = logging.getLogger(__name__)


class Before:
    """Who opened what until we took it over, in a small file of the profile's."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, opens: Opened) -> str | None:
        found = self._read().get(opens.value)
        return found if isinstance(found, str) else None

    def put(self, opens: Opened, id: str | None) -> None:
        """None forgets it."""
        kept = {name: value for name, value in self._read().items() if name != opens.value}
        write_whole(self._path, json.dumps(kept | ({opens.value: id} if id else {})).encode())

    def _read(self) -> dict[str, object]:
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


class Handling:
    def __init__(self, associations: Associations, before: Before) -> None:
        self._associations = associations
        self._before = before
        self._turn = Lock()

    def who(self) -> Handlers:
        return Handlers(
            handlers=[self._handler(opens) for opens in Opened],
            chosen_in_system=self._associations.chosen_in_system,
        )

    def take(self, opens: Sequence[Opened]) -> Handlers:
        with self._turn:
            for kind in opens:
                owner = self._associations.owner(kind)
                if owner is None or not owner.ours:
                    self._before.put(kind, owner.id if owner else None)
            try:
                self._associations.take(opens)
            except OSError as error:
                raise _refused(error) from error
            return self.who()

    def give_back(self, opens: Sequence[Opened]) -> Handlers:
        """What is not ours stays as it is."""
        with self._turn:
            for kind in opens:
                owner = self._associations.owner(kind)
                if owner is not None and owner.ours:
                    self._give(kind)
                self._before.put(kind, None)
            return self.who()

    def refresh(self) -> None:
        """At the start of the program, on a thread that may wait. What fails is logged."""
        with self._turn:
            try:
                self._associations.refresh()
            except (OSError, Unavailable) as error:
                _log.warning("What opens magnet links could not be renewed: %s", error)

    def _give(self, kind: Opened) -> None:
        before = self._before.get(kind)
        if before is not None and self._associations.name_of(before) is None:
            before = None
        try:
            self._associations.give(kind, before)
        except OSError as error:
            raise _refused(error) from error

    def _handler(self, kind: Opened) -> Handler:
        owner = self._associations.owner(kind)
        ours = owner is not None and owner.ours
        before = self._before.get(kind) if ours else None
        return Handler(
            opens=kind,
            owner=owner.name if owner else None,
            ours=ours,
            before=self._associations.name_of(before) if before else None,
        )


def _refused(error: OSError) -> Unavailable:
    return Unavailable(f"The system's list of default programs can't be written ({error.strerror or error}).")

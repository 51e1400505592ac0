"""What was asked of thousands of torrents at once: kept in a moment, and brought into their rows little by little.

Ten thousand rows take a tenth of a second to write, in which nothing else could be saved. So such a change is kept as
it was asked (table ``asked``), in parts, which is as good as done: whoever reads the rows reads those too. The
library's thread brings in a part at a time while it serves others, and before anything else changes one of its rows.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from .operations import apply
from .records import AddTorrent, Operation, SaveIntents, SaveTorrent
from .rows import intents_from_row
from .saving import TOGETHER, batched
from .together import Together

log = logging.getLogger(__name__)

PART = 50
"""Torrents that are written in one step; what is asked of no more than that needs no such way."""


def parts(connection: sqlite3.Connection, where: str = "", *values: int) -> Iterator[tuple[int, SaveIntents]]:
    """What is left, in the order in which it was asked, with the number of each part."""
    rows = connection.execute(f"SELECT number, ids, intent, since FROM asked {where} ORDER BY number", values)
    for number, ids, intent, since in rows.fetchall():
        try:
            yield number, intents_from_row({"ids": ids, "intent": intent, "since": since})
        except ValueError:
            log.exception("What was asked of many torrents (part %d) can't be read", number)


class Asked:
    """Of one connection. Its caller holds a transaction around all but ``__bool__`` and ``look``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._part_of: dict[str, int] = {}
        self._ids_of: dict[int, Sequence[str]] = {}
        """The same the other way round, in the order in which it was asked."""
        self.look()

    def __bool__(self) -> bool:
        """Whether something is left to bring in."""
        return bool(self._ids_of)

    def look(self) -> None:
        """See what is left: at the beginning, and after a transaction that failed."""
        self._ids_of = {number: operation.ids for number, operation in parts(self._connection)}
        self._part_of = {id: number for number, ids in self._ids_of.items() for id in ids}

    def apply_all(self, operations: Iterable[Operation]) -> None:
        """As if each were applied after the other."""
        together = Together()
        for operation in operations:
            if not together.take(operation):
                self._write(together)
                together = Together()
                if not together.take(operation):
                    self.apply(operation)
        self._write(together)

    def _write(self, together: Together) -> None:
        self._bring_in_those_of(together.ids)
        together.write(self._connection)

    def apply(self, operation: Operation) -> None:
        """As ``operations.apply``, and in order with what was asked before."""
        match operation:
            case SaveIntents(ids) if len(ids) > PART:
                # Parts of two such changes would overlap.
                self.bring_in_all()
                self._keep(operation)
                return
            case SaveIntents(ids):
                self._bring_in_those_of(ids)
            case AddTorrent(record) | SaveTorrent(record):
                self._bring_in_those_of((record.id,))
        apply(operation, self._connection)

    def bring_in_some(self) -> None:
        """One part."""
        self._bring_in(next(iter(self._ids_of)))

    def bring_in_all(self) -> None:
        while self._ids_of:
            self.bring_in_some()

    def _bring_in_those_of(self, ids: Sequence[str]) -> None:
        if self._part_of:
            for number in {number for id in ids if (number := self._part_of.get(id)) is not None}:
                self._bring_in(number)

    def _bring_in(self, number: int) -> None:
        for _, operation in parts(self._connection, "WHERE number = ?", number):
            apply(operation, self._connection)
        for id in self._ids_of.pop(number):
            # What was asked of it after that is another part.
            if self._part_of.get(id) == number:
                del self._part_of[id]
        self._connection.execute("DELETE FROM asked WHERE number = ?", (number,))

    def _keep(self, operation: SaveIntents) -> None:
        parts = list(batched(operation.ids, PART))
        rows = [(operation.intent, operation.since, " ".join(ids)) for ids in parts]
        for some in batched(rows, TOGETHER):
            values = ", ".join(["(?, ?, ?)"] * len(some))
            self._connection.execute(
                f"INSERT INTO asked (intent, since, ids) VALUES {values}", [value for row in some for value in row]
            )
        last = int(self._connection.execute("SELECT max(number) FROM asked").fetchone()[0])
        for number, ids in enumerate(parts, last - len(parts) + 1):
            self._ids_of[number] = ids
            self._part_of.update(dict.fromkeys(ids, number))

"""The engine's side and a client's side of an outbox."""

from collections.abc import Iterable

from torrpeddo.contract.events import DeltaEvent, Event, SnapshotEvent
from torrpeddo.contract.session import SessionInfo
from torrpeddo.contract.torrents import TorrentRow
from torrpeddo.engine.feed import Feed

from .samples import QUIET, row, torrent_id


class Source:
    """Changes rows as the engine does: first the row, then the word that it changed."""

    def __init__(self) -> None:
        self.feed = Feed(QUIET)

    def put(self, *numbers: int, done: int = 0) -> None:
        for number in numbers:
            self.feed.rows[torrent_id(number)] = row(number, done)
        self.feed.changed([torrent_id(number) for number in numbers])

    def remove(self, *numbers: int) -> None:
        gone = [id for id in map(torrent_id, numbers) if self.feed.rows.pop(id, None)]
        self.feed.changed((), gone)

    def session(self, session: SessionInfo) -> None:
        self.feed.session = session
        self.feed.changed(())


class Model:
    """What a client knows that applies events as they come. A gap in ``seq`` is an assertion error."""

    def __init__(self) -> None:
        self.rows: dict[str, TorrentRow] = {}
        self.session: SessionInfo | None = None
        self.total = 0
        self.others: list[Event] = []
        self._seq: int | None = None

    def apply(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case SnapshotEvent():
                    self._seq = event.seq
                    self.rows = {row.id: row for row in event.rows}
                    self.session, self.total = event.session, event.total
                case DeltaEvent():
                    assert self._seq is not None, "a change came before the snapshot"
                    assert event.seq == self._seq + 1, "a gap"
                    self._seq = event.seq
                    self._apply_delta(event)
                case _:
                    self.others.append(event)

    def _apply_delta(self, event: DeltaEvent) -> None:
        sent = {row.id for row in event.rows}
        assert not sent & set(event.removed), "a row came and went in one change"
        assert sent or event.removed or event.session, "a change of nothing"
        self.rows |= {row.id: row for row in event.rows}
        for id in event.removed:
            self.rows.pop(id, None)
        self.session = event.session or self.session

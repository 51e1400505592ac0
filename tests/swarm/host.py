"""The real engine in the test's process, with ears: what it tells is kept, and waiting is for conditions."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import libtorrent as lt
import msgspec
import pytest
from tests.library.whole import whole

from torrpeddo.contract.adding import AcceptPreview, AddMagnet, AddTorrentFile, Preview
from torrpeddo.contract.deleting import Delete, Deleted, DeletePreview, PreviewDelete
from torrpeddo.contract.details import Details
from torrpeddo.contract.events import DetailsEvent, Event, NoticeEvent, PreviewEvent, ProgressEvent
from torrpeddo.contract.settings import Settings, SettingsChanges
from torrpeddo.contract.torrents import State, TorrentRow
from torrpeddo.engine import Engine, alerts
from torrpeddo.engine.deletion.record import REQUESTED, Body
from torrpeddo.engine.facts import TorrentFact
from torrpeddo.errors import WrongState
from torrpeddo.library.profile import Profile
from torrpeddo.library.records import DeleteJob, Operation, SaveJob, StoredTorrent
from torrpeddo.library.store import Library

from .metadata_giver import MetadataGiver
from .seeder import Seeder

T = TypeVar("T")

LOOPBACK = [
    "listen_interfaces=127.0.0.1:0",
    "enable_dht=false",
    "enable_lsd=false",
    "enable_upnp=false",
    "enable_natpmp=false",
    "tick_interval=100",
    "min_reconnect_time=1",
    "allow_multiple_connections_per_ip=true",
    # A session that ends waits seconds for its uTP peers to say goodbye.
    "enable_outgoing_utp=false",
    "enable_incoming_utp=false",
]
TIMEOUT = 60.0
"""Seconds; far more than anything here takes on a busy machine with a slow disk."""


class StateChanged(TorrentFact, frozen=True):
    state: int
    """libtorrent's own ``torrent_status.states``."""


def hear_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let engines report libtorrent's own states too, so that a recheck can't pass unseen."""
    readers: dict[Any, Any] = alerts.READERS
    monkeypatch.setitem(readers, lt.state_changed_alert, lambda a: StateChanged(a.handle, int(a.state)))


class Ears:
    """A listener of the feed. Every wait is woken by what the engine tells."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._heard = threading.Condition()
        self.count = 0
        self.events: list[Event] = []
        self.shown: defaultdict[str, list[TorrentRow]] = defaultdict(list)
        """Every row that was published, by id, oldest first."""

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        with self._heard:
            for id in changed:
                self.shown[id].append(self._engine.feed.rows[id])
            self._count_one()

    def tell(self, event: Event) -> None:
        with self._heard:
            self.events.append(event)
            self._count_one()

    def wait_for_more(self, count: int, timeout: float) -> int:
        """Wait until more than ``count`` things were told; returns how many were."""
        with self._heard:
            self._heard.wait_for(lambda: self.count > count, timeout)
            return self.count

    def _count_one(self) -> None:
        self.count += 1
        self._heard.notify_all()


class Host:
    """A profile with an engine on it, which can be ended and begun again."""

    def __init__(self, folder: Path, overrides: Iterable[str] = ()) -> None:
        self.folder = folder
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self._overrides = [*LOOPBACK, *overrides]
        self._running = False
        self.begin()

    def begin(self) -> None:
        self.profile = Profile.open(self.folder / "profile")
        try:
            self.engine = Engine(self.profile, self._overrides)
        except BaseException:
            self.profile.close()
            raise
        self.ears = Ears(self.engine)
        self.engine.feed.attach(self.ears)
        self._engine_states: defaultdict[str, list[int]] = defaultdict(list)
        self._hear_from_the_first()
        self.engine.start()
        self._running = True

    def end(self) -> bool:
        """Returns whether all was saved. Harmless when it has ended."""
        if not self._running:
            return True
        self._running = False
        saved = self.engine.stop()
        self.profile.close()
        return saved

    def again(self) -> None:
        """End in order, and begin on what was kept."""
        assert self.end()
        self.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    # asking

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it on the engine's thread, as a request would."""
        return self.engine.submit(work).result(TIMEOUT)

    def on_engine(self, work: Callable[[], T]) -> T:
        """Look at what only the engine's thread may touch."""

        async def run() -> T:
            return work()

        return self.call(run())

    def add_magnet(self, uri: str, **options: Any) -> str:
        options.setdefault("save_path", str(self.downloads))
        return self.call(self.engine.adding.add_magnet(AddMagnet(uri=uri, **options)))

    def add_file(self, path: Path, **options: Any) -> str:
        options.setdefault("save_path", str(self.downloads))
        return self.call(self.engine.adding.add_torrent_file(AddTorrentFile(path=str(path), **options)))

    def look_at(self, uri: str) -> Preview:
        return self.call(self.engine.previews.start_magnet(uri))

    def accept(self, preview: Preview, **options: Any) -> str:
        options.setdefault("save_path", str(self.downloads))
        return self.call(self.engine.previews.accept(AcceptPreview(preview=preview.preview, **options)))

    def pause(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.pause(ids))

    def resume(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.resume(ids))

    def force(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.force(ids))

    def stop(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.stop(ids))

    def restart(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.restart(ids))

    def recheck(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.recheck(ids))

    def remove(self, *ids: str) -> None:
        self.call(self.engine.lifecycle.remove(ids))

    def preview_delete(self, *ids: str) -> DeletePreview:
        return self.call(self.engine.deletions.preview(PreviewDelete(ids=list(ids))))

    def delete(self, *ids: str, token: str | None = None, trash: bool = False) -> Deleted:
        return self.call(self.engine.deletions.delete(Delete(ids=list(ids), token=token, trash=trash)))

    def undo(self, deleted: Deleted) -> list[str]:
        return self.call(self.engine.deletions.undo(deleted.undo))

    def change(self, **changes: Any) -> Settings:
        return self.call(self.engine.preferences.update(SettingsChanges(**changes)))

    def connect(self, id: str, seeder: Seeder | MetadataGiver) -> None:
        """As soon as it is in the session: it may be out of it for a moment."""

        def connected() -> bool:
            try:
                self.call(self.engine.lifecycle.connect_peer(id, seeder.address))
            except WrongState:
                return False
            return True

        self.until(connected)

    # hearing

    def row(self, id: str) -> TorrentRow | None:
        return self.engine.feed.rows.get(id)

    def until(self, condition: Callable[[], object], timeout: float = TIMEOUT) -> None:
        """Wait until it is so; it is looked at again whenever the engine tells something."""
        deadline = time.monotonic() + timeout
        heard = self.ears.count
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"it did not come about; the list is {self._summary()}"
            # Not for ever: libtorrent's own flags change without a word.
            heard = self.ears.wait_for_more(heard, min(left, 0.2))

    def until_shown(self, id: str, *states: State, timeout: float = TIMEOUT) -> TorrentRow:
        self.until(lambda: (row := self.row(id)) is not None and row.state in states, timeout)
        row = self.row(id)
        assert row is not None
        return row

    def until_gone(self, *ids: str) -> None:
        """Out of the list, and out of the session."""
        self.until(lambda: not any(self.row(id) for id in ids))
        self.settle()

    def until_done(self, id: str, size: int) -> TorrentRow:
        self.until(lambda: (row := self.row(id)) is not None and row.done >= size)
        row = self.row(id)
        assert row is not None
        return row

    def settle(self) -> None:
        """Wait until no torrent is on its way out of the session."""
        self.call(self.engine.membership.all_left())

    def states(self, id: str) -> list[State]:
        """The states it was shown in since the engine began, without repetitions."""
        shown = [row.state for row in list(self.ears.shown[id])]
        return [state for state, before in zip(shown, [None, *shown], strict=False) if state is not before]

    def engine_states(self, id: str) -> list[int]:
        """libtorrent's own states it has been in since the engine began (``torrent_status.states``)."""
        return list(self._engine_states[id])

    def notices(self) -> list[NoticeEvent]:
        return [event for event in list(self.ears.events) if isinstance(event, NoticeEvent)]

    def progress(self) -> list[ProgressEvent]:
        return [event for event in list(self.ears.events) if isinstance(event, ProgressEvent)]

    def previews(self, preview: str) -> list[Preview]:
        told = [event.preview for event in list(self.ears.events) if isinstance(event, PreviewEvent)]
        return [each for each in told if each.preview == preview]

    def details(self) -> list[Details]:
        return [event.details for event in list(self.ears.events) if isinstance(event, DetailsEvent)]

    def in_session(self) -> set[str]:
        """Ids of the torrents that libtorrent has."""
        return self.on_engine(
            lambda: {str(handle.info_hashes().get_best()) for handle in self.engine.core.session.get_torrents()}
        )

    def until_entered(self, *ids: str) -> None:
        """Wait until they are in the session, as after a start."""
        catalog = self.engine.core.catalog
        self.until(lambda: self.on_engine(lambda: all(catalog.need(id).handle is not None for id in ids)))

    def flags(self, id: str) -> int:
        """libtorrent's own flags of the torrent."""
        return self.ask_handle(id, lambda handle: int(handle.flags()))

    def ask_handle(self, id: str, question: Callable[[Any], T]) -> T:
        """What libtorrent itself says of the torrent."""
        return self.on_engine(lambda: question(self.engine.core.catalog.need(id).handle))

    def _hear_from_the_first(self) -> None:
        """Torrents enter while the engine starts: who asks to hear of them then may have missed some."""
        build = self.engine._build  # noqa: SLF001 - between making the rooms and using them

        def build_and_listen() -> None:
            build()
            self.engine.core.pump.on(StateChanged, self._note_state)

        self.engine._build = build_and_listen  # type: ignore[method-assign]  # noqa: SLF001

    def _note_state(self, fact: StateChanged) -> None:
        entry = self.engine.core.catalog.by_handle(fact.handle)
        if entry is not None:
            self._engine_states[entry.id].append(fact.state)

    def _summary(self) -> list[tuple[str, str, float, object]]:
        return [(row.name, row.state, row.progress, row.error) for row in self.engine.rows()]


def refuse(host: Host, on: bool) -> Future[Any]:
    """Whether the library's disk takes nothing more."""
    writer = host.engine.core.library._writer  # noqa: SLF001 - its connection is nobody else's
    return writer.ask(lambda connection: connection.execute(f"PRAGMA query_only = {int(on)}").fetchall())


def left_by(host: Host) -> list[StoredTorrent]:
    """What its library has. The host has ended."""
    library = Library.open(host.profile.database)
    torrents = whole(library).torrents
    library.close(clean=True)
    return torrents


def leave(host: Host, *acknowledged: Operation) -> None:
    """In its library, as a run that was killed does. The host has ended."""
    library = Library.open(host.profile.database)
    library.commit(*acknowledged).result()
    library.close(clean=False)


def deletion_of(*ids: str) -> SaveJob:
    """Asked for and acknowledged, and nothing of it done."""
    body = msgspec.msgpack.encode(Body(ids))
    return SaveJob(DeleteJob(id="asked", created_at=time.time(), trash=False, phase=REQUESTED, body=body))


def row_of(host: Host, id: str) -> TorrentRow:
    row = host.row(id)
    assert row is not None, "it is not in the list"
    return row

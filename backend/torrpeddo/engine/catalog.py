"""Every torrent the engine knows, by id and by handle."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from weakref import WeakValueDictionary

from msgspec import Struct, structs

from ..contract.torrents import Intent, Reason, TorrentError
from ..errors import NotFound, WrongState
from ..library.records import TorrentRecord
from .collisions.marks import is_guarded, is_kept_out
from .facts import Handle, Status, StatusUpdate
from .layout import Layout
from .looking import Search
from .state import UPLOAD_MODE_FLAG

GUARD_LINGERS = 3.0
"""Seconds in which a status may still be from before the leave to write."""


class Entry(Struct, eq=False):
    """One torrent. ``record`` is what the library keeps; the rest is this run's."""

    record: TorrentRecord
    handle: Handle | None = None
    status: Status | None = None
    layout: Layout | None = None
    placings: int = 0
    """How often its files were given other names or another folder."""
    suffixed: frozenset[int] = frozenset()
    """By libtorrent's index: the files that carry the suffix of incomplete ones on the disk now."""
    tops: tuple[str, ...] | None = None
    """The first component of each of its paths, once known. A set of one is four times as large."""
    missing: bool = False
    """Its files are not where they were; it is out of the session and its resume data is kept."""
    deleting: bool = False
    keeps_files: bool = False
    """While it is ``deleting``: it leaves the list alone."""
    """On its way out of the list; whatever is still under way must not write it back."""
    holders: frozenset[str] = frozenset()
    """Jobs that move or rename its files, one after the other: it stays out of the session until all are over."""
    moving: float | None = None
    """Share of its bytes that a move has brought over (0–1); None while no move is asked for."""
    moving_to: str | None = None
    """The folder that such a move is to."""
    gone: asyncio.Event | None = None
    """Set when it is out of the list for good, or stays after all; None until it was on its way out."""
    removed: bool = False
    """Out of the library; not even what is under way on its way out may write it back."""
    error: TorrentError | None = None
    failed_at: float = 0.0
    """Monotonic: when ``error`` came."""
    doubtful: bool = False
    """A write failed after it had counted as whole: until its files were checked, nobody knows what it has."""
    unwritten: bool = False
    """It has finished, and nobody knows yet whether its last bytes are on the disk."""
    had_all: bool = False
    """All that was wanted of it had come since it entered the session, so far as libtorrent knew (``reunion``)."""
    rechecking: bool = False
    """Asked to check all of its files, and not through with it."""
    unchecked: bool = False
    """Its files could not be looked at: whatever it is asked, libtorrent checks it no more until it enters anew."""
    tracker_error: Reason | None = None
    state_since: float = 0.0
    last_payload_at: float = 0.0
    last_given_at: float = 0.0
    """Monotonic."""
    company_at: float = 0.0
    """Monotonic: when it last went from no peer to some."""
    unguarded_at: float = float("-inf")
    """Monotonic: when it got leave to write."""
    search: Search | None = None
    """While it is in the session without metadata."""
    entered_as: tuple[Intent, bool] | None = None
    """The intent, and whether it was guarded, by which libtorrent was last asked to take it."""
    place_in_line: int | None = None
    """How many downloads the queue starts before it, while it waits."""

    @property
    def membership(self) -> asyncio.Lock:
        """Held while the torrent enters or leaves the session."""
        lock = _MEMBERSHIPS.get(self)
        if lock is None:
            lock = _MEMBERSHIPS[self] = asyncio.Lock()
        return lock

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def intent(self) -> Intent:
        return self.record.intent

    @property
    def held(self) -> bool:
        """Its files are being moved or renamed."""
        return bool(self.holders)

    @property
    def kept_out(self) -> bool:
        """It stays out of the session: its files are being moved, or would lie where another torrent has its own."""
        return self.held or is_kept_out(self.record)

    @property
    def guarded(self) -> bool:
        """It may be in the session, but has no leave to write: nobody has looked yet whose files it would write."""
        return self.search is not None or is_guarded(self.record)

    def report(self, status: Status) -> Status:
        """What the session says of it. Upload mode that is our own guard is no disk that failed."""
        ours = self.guarded or time.monotonic() - self.unguarded_at < GUARD_LINGERS
        if ours and status.flags & UPLOAD_MODE_FLAG:
            status = structs.replace(status, flags=status.flags & ~UPLOAD_MODE_FLAG)
        # Only the clock's updates count copies: one that was asked for between them says nothing of them.
        if status.copies < 0 and self.status is not None:
            structs.force_setattr(status, "copies", self.status.copies)
        # Each comes with a handle of its own, which is equal to the one that is kept anyway.
        structs.force_setattr(status, "handle", self.handle)
        self.status = status
        return status

    @property
    def stopped(self) -> bool:
        return self.record.intent is Intent.STOPPED

    def leave_list(self, keep_files: bool = False) -> None:
        """From now on it counts as gone, though the work has yet to be done."""
        self.deleting, self.gone, self.keeps_files = True, asyncio.Event(), keep_files

    def stay_in_list(self) -> None:
        self.deleting = self.removed = False
        self.left_list()

    def left_list(self) -> None:
        """Whoever waits for the end of its way out may go on."""
        if self.gone is not None:
            self.gone.set()


_MEMBERSHIPS: WeakValueDictionary[Entry, asyncio.Lock] = WeakValueDictionary()
"""There as long as somebody holds it or waits for it; ten thousand that nobody wants would take two megabytes."""


class Catalog:
    """Engine thread only."""

    def __init__(self) -> None:
        self._by_id: dict[str, Entry] = {}
        self._by_handle: dict[Handle, Entry] = {}
        self._aliases: dict[str, str] = {}
        """Other hashes a torrent answers to: the truncated v2 of a hybrid."""
        self._first_rank, self._last_rank = 0, -1
        self.on_placed: Callable[[Entry], None] | None = None
        """Told of each whose files have other names, or another folder."""
        self._update: StatusUpdate | None = None
        self._told_of: list[tuple[Entry, Status]] = []
        self.changed: set[Entry] = set()
        """Entries that are new, or whose folder or names are; who compares paths takes them from here."""

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id.values())

    def add(self, entry: Entry) -> None:
        self._by_id[entry.id] = entry
        rank = entry.record.queue_position or 0
        self._first_rank, self._last_rank = min(self._first_rank, rank), max(self._last_rank, rank)
        self.learn_hashes(entry)

    def ranks_behind(self, count: int) -> range:
        """So many for ``queue_position``, behind all others that ever were given out."""
        self._last_rank += count
        return range(self._last_rank - count + 1, self._last_rank + 1)

    def ranks_before(self, count: int) -> range:
        self._first_rank -= count
        return range(self._first_rank, self._first_rank + count)

    def learn_hashes(self, entry: Entry) -> None:
        """Whatever else became known of it with them: its files."""
        self.changed.add(entry)
        for alias in _aliases(entry):
            if alias not in self._by_id:
                self._aliases[alias] = entry.id

    def placed(self, entry: Entry) -> None:
        """Its files have other names, or another folder."""
        entry.layout = entry.tops = None
        entry.placings += 1
        self.changed.add(entry)
        if self.on_placed is not None:
            self.on_placed(entry)

    def remove(self, entry: Entry) -> None:
        self.detach(entry)
        entry.left_list()
        self.changed.discard(entry)
        if self._by_id.get(entry.id) is not entry:
            return  # It was added again meanwhile.
        del self._by_id[entry.id]
        for alias in _aliases(entry):
            if self._aliases.get(alias) == entry.id:
                del self._aliases[alias]

    def attach(self, entry: Entry, handle: Handle) -> None:
        entry.handle = handle
        entry.had_all = entry.rechecking = entry.unchecked = False
        entry.last_payload_at = 0.0
        self._by_handle[handle] = entry

    def detach(self, entry: Entry) -> None:
        """Forget the handle. A status of it that is still under way finds nobody."""
        if entry.handle is not None:
            self._by_handle.pop(entry.handle, None)
            self._update, self._told_of = None, []
        entry.handle = None
        entry.status = None

    def by_handle(self, handle: Handle) -> Entry | None:
        return self._by_handle.get(handle)

    def told_of(self, update: StatusUpdate) -> list[tuple[Entry, Status]]:
        """Its statuses that are of torrents here. Many rooms ask, and a handle takes libtorrent to be found by."""
        if update is not self._update:
            pairs = [(self._by_handle.get(status.handle), status) for status in update.statuses]
            self._update, self._told_of = update, [(entry, status) for entry, status in pairs if entry is not None]
        return self._told_of

    def find(self, *hashes: str | None) -> Entry | None:
        """By id or by any other hash of the torrent; None among the hashes is passed over."""
        for text in hashes:
            if text is None:
                continue
            entry = self._by_id.get(self._aliases.get(text, text))
            if entry is not None:
                return entry
        return None

    def need(self, id: str) -> Entry:
        """Raises NotFound."""
        entry = self.find(id)
        if entry is None or entry.deleting:
            raise NotFound("This torrent is not in the list any more.", id=id)
        return entry

    def need_all(self, ids: Sequence[str]) -> list[Entry]:
        """All of them, each once, or NotFound before any is touched."""
        return list({entry.id: entry for entry in map(self.need, ids)}.values())


def _aliases(entry: Entry) -> list[str]:
    record = entry.record
    hashes = (record.v1, record.v2[:40] if record.v2 else None)
    return [alias for alias in hashes if alias and alias != entry.id]


def refuse_stopped(entries: Iterable[Entry], what: str) -> None:
    """Raises WrongState for the first cancelled torrent: it can be restarted, not ``what``."""
    for entry in entries:
        if entry.stopped:
            raise WrongState(
                f"“{entry.record.name}” is cancelled, so it can't be {what}. Restart it first.", id=entry.id
            )


def refuse_moving(entries: Iterable[Entry], what: str) -> None:
    """Raises WrongState for the first torrent whose files are being moved: until that is over it can't be ``what``."""
    for entry in entries:
        if entry.moving is not None:
            raise WrongState(
                f"“{entry.record.name}” is being moved, so it can't be {what}. Wait until it is there, "
                "or cancel the move.",
                id=entry.id,
            )

"""Downloads that a disk refused: held without touching anybody's intent, and brought back by themselves.

libtorrent puts a torrent whose write failed into upload mode and leaves it there. On a full
volume the other downloads would only find out one by one, so all of that volume are held
with it; who seeds goes on, and so does every other volume. A held download is taken from the
queue too, where it would keep the place of one that could run. What can't be read or written for another
reason is tried again after waits that grow. A person who resumes one tries now; who pauses one has it paused.
"""

import asyncio
import time
from functools import partial

from msgspec import Struct, field, structs

from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..contract.torrents import Intent, TorrentError
from . import alerts, clock, state
from .catalog import Entry
from .core import Core
from .facts import FileError, Handle
from .flags import FLAGS
from .guarded import Guarded
from .membership import Membership
from .storage import devices_of, may_be_written, usage_of
from .waiting import Backoff, Fullness, full_words

LOOK_EVERY = 3.0
"""Seconds between looks at what refused, while anything does."""


class _Held(Struct):
    handle: Handle
    error: TorrentError
    """As long as this is the entry's, nobody changed their mind."""


class _Volume(Struct):
    device: int
    name: str
    folder: str
    fullness: Fullness
    held: dict[Entry, _Held] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        return sum(_rest(entry) for entry in self.held)


class _Refused(Struct):
    """A torrent whose files can't be written, or read. ``held`` is None while it is tried."""

    path: str
    backoff: Backoff
    held: _Held | None = None
    blind: bool = False
    """Nothing but a try tells whether one could succeed."""


class Recovery:
    """After ``Tracking``: it has put the failure into the entry when this room hears of it."""

    def __init__(self, core: Core, membership: Membership) -> None:
        self._core = core
        self._membership = membership
        self._volumes: dict[int, _Volume] = {}
        self._refused: dict[Entry, _Refused] = {}
        self._quotas: dict[int, Backoff] = {}
        self._devices: dict[str, int] = {}
        """Of save paths; as long as anything is held, since volumes come and go."""
        self._something = asyncio.Event()
        self._turn = asyncio.Lock()
        core.pump.on(FileError, self._on_file_error)

    async def watch(self) -> None:
        """Look for what can go on, for as long as the engine runs; asleep while nothing waits."""
        guarded = Guarded()
        while True:
            await self._something.wait()
            await asyncio.sleep(LOOK_EVERY)
            async with self._turn:
                for volume in list(self._volumes.values()):
                    await guarded.wait_for(f"Looking for room on {volume.name}", partial(self._look_at, volume))
                for entry, refused in list(self._refused.items()):
                    look = partial(self._look_at_refused, entry, refused)
                    await guarded.wait_for(f"Looking whether {entry.id} can be written", look)
                if not self._volumes and not self._refused:
                    self._devices.clear()
                    self._something.clear()

    def _on_file_error(self, fact: FileError) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None:
            return
        now = fact.handle.status(0)
        failed = bool(now.errc.value()) or self._membership.check_failed(entry)
        # Somebody may have tried again since. And a check that is under way tells in the end, unless it fails itself.
        if failed or (now.flags & FLAGS.upload_mode and not entry.doubtful):
            self.take_up(entry)

    def take_up(self, entry: Entry) -> None:
        """Hold it, if its failure is one that is waited out."""
        if entry.error is None or entry.missing or entry.deleting:
            return
        if entry.error.kind == "disk_full":
            self._core.spawn(self._volume_is_full(entry), f"{entry.id} found its disk full")
        elif entry.error.kind in ("not_writable", "storage"):
            self._refuse(entry, entry.error)

    # A full volume

    async def _volume_is_full(self, entry: Entry) -> None:
        async with self._turn:
            save_path = entry.record.save_path
            usage = await self._core.on_disk(usage_of, save_path)
            if entry.handle is None or entry.error is None:
                return
            # The last update may be from before it began to download.
            entry.status = alerts.status(entry.handle.status(0))
            if usage is None:
                self._refuse(entry, entry.error)
                return
            volume = self._volumes.get(usage.device)
            if volume is None:
                fullness = Fullness(free=usage.free, total=usage.total, low=usage.free)
                volume = _Volume(usage.device, usage.volume, save_path, fullness)
            volume.fullness.note(usage.free, usage.total)
            for each in [entry, *await self._others_on(usage.device, entry)]:
                known = volume.held.get(each)
                if _wants(each) and (known is None or not _still(each, known)):
                    volume.held[each] = self._hold(each, _FULL)
            # Somebody may have changed their mind about those that were held before.
            self._drop_changed(volume.held)
            if not volume.held:
                return
            if usage.device not in self._volumes:
                self._begin(volume, entry)
            self._say(volume)

    def _begin(self, volume: _Volume, entry: Entry) -> None:
        self._volumes[volume.device] = volume
        self._something.set()
        if volume.fullness.unexplained(volume.needed):
            self._quotas.setdefault(volume.device, Backoff()).failed(clock.monotonic())
        self._tell(entry, TorrentError(kind="disk_full", message=_words(volume), path=entry.record.save_path))

    async def _others_on(self, device: int, but: Entry) -> list[Entry]:
        downloads = [entry for entry in self._core.catalog if entry is not but and _wants(entry)]
        unknown = {entry.record.save_path for entry in downloads} - self._devices.keys()
        self._devices.update(await self._core.on_disk(devices_of, unknown))
        return [entry for entry in downloads if self._devices.get(entry.record.save_path) == device]

    async def _look_at(self, volume: _Volume) -> None:
        self._drop_changed(volume.held)
        if not volume.held:
            del self._volumes[volume.device]
            return
        usage = await self._core.on_disk(usage_of, volume.folder)
        if usage is None:
            return
        self._drop_changed(volume.held)
        volume.fullness.note(usage.free, usage.total)
        quota = self._quotas.get(volume.device) if volume.fullness.unexplained(volume.needed) else None
        if quota is not None and clock.monotonic() >= quota.due:
            self._end(volume)
        elif usage.device != volume.device or volume.fullness.has_room(volume.needed):
            self._quotas.pop(volume.device, None)
            self._end(volume)
        else:
            self._say(volume)

    def _end(self, volume: _Volume) -> None:
        del self._volumes[volume.device]
        for entry, held in volume.held.items():
            if _still(entry, held):
                self._let_go(entry)
        self._core.session.post_torrent_updates(0)

    def _say(self, volume: _Volume) -> None:
        """How much is free changes, and so does what is told."""
        words = _words(volume)
        quota = self._quotas.get(volume.device) if volume.fullness.unexplained(volume.needed) else None
        for entry, held in volume.held.items():
            if held.error.message != words:
                held.error = TorrentError(
                    kind="disk_full",
                    message=words,
                    path=entry.record.save_path,
                    retry_at=quota.wall_time(clock.monotonic()) if quota is not None else None,
                )
                entry.error = held.error
                self._core.rows.refresh(entry)

    # Files or a folder that can't be written, or read

    def _refuse(self, entry: Entry, error: TorrentError) -> None:
        if entry.intent not in (Intent.RUN, Intent.FORCED) or entry.handle is None:
            return
        refused = self._refused.setdefault(entry, _Refused(error.path or entry.record.save_path, Backoff()))
        now = clock.monotonic()
        if refused.held is None or refused.held.handle != entry.handle:
            refused.path = error.path or entry.record.save_path
            refused.backoff.failed(now)
        # Else several writes were under way.
        refused.blind = error.kind == "storage"
        retry_at = refused.backoff.wall_time(now) if refused.blind else None
        if refused.held is None and refused.backoff.failures == 1:
            self._tell(entry, error)
        refused.held = self._hold(entry, structs.replace(error, retry_at=retry_at))
        self._something.set()

    async def _look_at_refused(self, entry: Entry, refused: _Refused) -> None:
        now = clock.monotonic()
        if refused.held is None:
            # A failure right after the try counts on; later it begins anew.
            if now >= refused.backoff.due + LOOK_EVERY or entry.deleting or entry.stopped:
                del self._refused[entry]
            return
        if not _still(entry, refused.held):
            self._forget(entry, refused.held)
            del self._refused[entry]
            return
        if now < refused.backoff.due:
            return
        if refused.blind or await self._core.on_disk(may_be_written, refused.path):
            held, refused.held = refused.held, None
            if _still(entry, held):
                refused.backoff.due = now + LOOK_EVERY
                self._let_go(entry)

    # One torrent

    def _hold(self, entry: Entry, error: TorrentError) -> _Held:
        assert entry.handle is not None
        entry.handle.set_flags(FLAGS.upload_mode)
        entry.handle.unset_flags(FLAGS.auto_managed)
        entry.error = error
        entry.failed_at = time.monotonic()
        self._core.rows.refresh(entry)
        return _Held(entry.handle, error)

    def _let_go(self, entry: Entry) -> None:
        handle = entry.handle
        assert handle is not None
        entry.error = None
        entry.last_payload_at = time.monotonic()
        if entry.intent is Intent.RUN and handle.flags() & FLAGS.paused and not handle.status(0).errc.value():
            # It waited in the queue: that is where it goes on.
            handle.unset_flags(FLAGS.upload_mode)
            handle.set_flags(FLAGS.auto_managed)
        else:
            self._membership.enforce(entry)

    def _tell(self, entry: Entry, error: TorrentError) -> None:
        message = f"“{entry.record.name}”: {error.message}"
        reason = {"kind": error.kind, "message": error.message, "path": error.path}
        facts = {"name": entry.record.name, "reason": reason}
        self._core.feed.tell(
            NoticeEvent(kind=NoticeKind.ERROR, level="error", message=message, id=entry.id, facts=facts)
        )

    def _drop_changed(self, held: dict[Entry, _Held]) -> None:
        for entry, each in list(held.items()):
            if not _still(entry, each):
                del held[entry]
                self._forget(entry, each)

    def _forget(self, entry: Entry, held: _Held) -> None:
        """It is out of the session, elsewhere by now, or somebody tried again."""
        if entry.error is held.error and not entry.deleting:
            entry.error = None
            self._core.rows.refresh(entry)


_FULL = TorrentError(kind="disk_full", message="The disk is full. It goes on by itself when there is room.")


def _words(volume: _Volume) -> str:
    return full_words(volume.name, volume.fullness, volume.needed)


def _wants(entry: Entry) -> bool:
    """It is in the session to download, now or when its turn comes."""
    status = entry.status
    return (
        entry.handle is not None
        and entry.intent in (Intent.RUN, Intent.FORCED)
        and not (entry.deleting or entry.missing or entry.held or entry.guarded)
        and entry.search is None
        and status is not None
        and status.state == state.DOWNLOADING
    )


def _still(entry: Entry, held: _Held) -> bool:
    return entry.handle == held.handle and entry.error is held.error and not entry.deleting


def _rest(entry: Entry) -> int:
    status = entry.status
    return max(0, status.wanted - status.wanted_done) if status is not None else 0

"""The engine as others see it: a thread with an event loop that alone owns the session and every handle.

Rooms and what they do: ``adding``, ``adding_many``, ``collisions``, ``previews`` with ``accepting``, ``fetching``,
``creating``, ``exporting``, ``lifecycle``, ``deletion``, ``moving``, ``queueing``, ``options``, ``trackers``,
``web_seeds``, ``bans``, ``details``, ``preferences``, ``backups`` and ``storage`` answer what a person asks;
``tracking``, ``missing``, ``recovery``, ``resume``, ``reunion``, ``hybrids``, ``vitals``, ``rates``, ``statistics``,
``chronicler`` and ``gauge`` follow what the session reports; ``magnets`` decides who looks for metadata;
``membership`` and ``restoring`` move torrents in and out of the session.

Other threads use ``submit`` and ``feed``; what leaves is immutable.
"""

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from .. import __version__
from ..contract.events import NoticeEvent
from ..contract.session import AppInfo, SessionInfo
from ..contract.torrents import TorrentRow
from ..errors import NotFound, ShuttingDown
from ..library import settings as stored_settings
from ..library.profile import Profile
from ..library.records import Loaded, SaveSettings
from ..library.store import Library
from . import ending, memory, tuning
from .adding import Adding
from .adding_many import AddingMany
from .asides import Asides
from .at_need import RoomsAtNeed
from .backups import Backups
from .bans import Bans
from .catalog import Catalog
from .chronicler import Chronicler
from .collisions.finder import Finder
from .collisions.retrying import Retrying
from .collisions.settling import Settling
from .collisions.standing import Standing
from .core import Core
from .crossing import Crossing
from .deletion.manifests import Manifests
from .deletion.undoable import Undoable
from .details import Details
from .dht import Dht
from .diagnosis import Diagnosis
from .doubts import Doubts
from .feed import Feed
from .gauge import Gauge
from .hybrids import Hybrids
from .incomplete.marks import on_disk
from .incomplete.suffixes import Suffixes
from .layouts import Layouts
from .lifecycle import Lifecycle
from .magnets import Magnets
from .membership import Membership
from .missing import MissingFiles
from .moving.completion import Completion
from .options import Options
from .preferences import Preferences
from .previews import Previews
from .pump import Pump
from .queueing import Queueing
from .rates import RateHistories
from .recovery import Recovery
from .restoring import Restoring
from .resume import ResumeSaver
from .reunion import Reunion
from .rows import Rows
from .seldom import Seldom
from .session import open_session
from .statistics import TrafficCount
from .storage import Storage
from .ticking import Ticking
from .trackers import Trackers
from .tracking import Tracking
from .turns import Turns
from .vitals import EMPTY, Vitals

log = logging.getLogger(__name__)

T = TypeVar("T")

TICK = 1.0
SWITCH_INTERVAL = 0.001
"""Seconds until a thread that works in Python (planning a deletion of many files) gives way to this one;
Python's own five add up, since every system call here is a turn."""
STOP_DEADLINE = 7.0
"""Seconds for the orderly end (``ending``) before what is left is given up. All take less than ten (``closing``)."""
LIBRARY_DEADLINE = 1.0
"""Seconds more for the library, at least; what was acknowledged is on the disk before."""

_STUCK: list[Core] = []
"""Sessions with a disk that hangs; the end of the process is theirs."""


class Engine(RoomsAtNeed):
    """Made and started on any thread. Raises LibraryError and InvalidSetting while it is made."""

    def __init__(self, profile: Profile, overrides: list[str] | None = None) -> None:
        self._overrides = tuning.overrides(overrides or [])
        memory.hold()
        self._profile = profile
        self._library = Library.open(profile.database, home=profile.home)
        self._loaded: Loaded | None = self._library.load()
        self.default_settings = stored_settings.defaults(profile.default_downloads)
        loaded = stored_settings.load(self._loaded.settings, Path(self.default_settings.save_path))
        self._settings = loaded.settings
        if loaded.chosen:
            self._library.commit(SaveSettings(loaded.chosen))
        self.notices = [*self._library.notices, *loaded.notices]
        self.feed = Feed(EMPTY)
        self.shutdown_requested = threading.Event()
        self._on_shutdown: Callable[[], None] | None = None
        self._loop = asyncio.SelectorEventLoop()
        self._turns = Turns()
        self._crossing = Crossing(self._loop, self._turns)
        self._ready: Future[None] = Future()
        self._closing = False
        self._stopping = threading.Lock()
        self._saved: bool | None = None
        self._stuck = False
        """The disk does not take what has come."""
        self._progress = ending.Progress()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=False)

    def start(self) -> None:
        """Returns when the list is whole; torrents then enter the session one after the other."""
        self._thread.start()
        self._ready.result()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the engine's thread. Fails with ShuttingDown once the end has begun."""
        if self._closing:
            work.close()
            refused: Future[T] = Future()
            refused.set_exception(ShuttingDown("Torrpeddo is closing."))
            return refused
        return self._crossing.run(work)

    def stop(self, deadline: float = STOP_DEADLINE) -> bool:
        """End in order: save what changed, close the session, close the library. Returns whether all was saved.

        If not, the log says what was late. Calling it again returns the same.
        """
        with self._stopping:
            if self._saved is None:
                self._closing = True
                until = time.monotonic() + deadline + LIBRARY_DEADLINE
                with suppress(RuntimeError):  # it ended by itself
                    self._loop.call_soon_threadsafe(self._end.set)
                self._thread.join(deadline)
                ended, step = not self._thread.is_alive(), self._progress.step
                # What the engine did not need is the library's: a slow disk may take all of it.
                left = max(LIBRARY_DEADLINE, until - time.monotonic())
                written = self._library.close(ended and not self._stuck, left)
                self._saved = ended and written and not self._stuck
                if not ended:
                    log.warning("Not all was saved: after %.1f s the engine was still %s", deadline, step)
                if self._stuck:
                    log.warning("Not all was saved: the disk did not take in time what had come")
                if not written:
                    log.warning("Not all was saved: the library could not write everything in time")
            return self._saved

    @property
    def progress(self) -> ending.Progress:
        """How far the end has come. From any thread."""
        return self._progress

    def when_asked_to_stop(self, callback: Callable[[], None]) -> None:
        """``callback`` is called, on the engine's thread, when a client asks for ``shutdown``."""
        self._on_shutdown = callback

    def request_shutdown(self) -> None:
        self.shutdown_requested.set()
        if self._on_shutdown is not None:
            self._on_shutdown()

    def rows(self) -> list[TorrentRow]:
        return list(self.feed.rows.values())

    def session_info(self) -> SessionInfo:
        return self.feed.session

    @property
    def profile_path(self) -> Path:
        return self._profile.path

    def app_info(self, capabilities: list[str]) -> AppInfo:
        return AppInfo(
            version=__version__,
            platform={"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux"),
            profile=str(self._profile.path),
            capabilities=capabilities,
            notices=self.notices,
        )

    async def path_of(self, id: str, index: int | None) -> Path:
        """Where a file of the torrent is, or with no index its top folder (or only file). Raises NotFound."""
        entry = self.core.catalog.need(id)
        layout = await self.layouts.of(entry)
        root = Path(entry.record.save_path)
        if layout is None:
            return root
        if index is None:
            return root / on_disk(layout.files[0], entry.suffixed).split("/", 1)[0]
        if index >= len(layout.files):
            raise NotFound(f"“{entry.record.name}” has no file number {index + 1}.", id=id)
        return root / on_disk(layout.files[index], entry.suffixed)

    def _run(self) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        try:
            # The runner also cancels what is still waiting at the end, so that no caller waits for ever.
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._live())
        except BaseException as error:
            log.exception("The engine ended")
            if not self._ready.done():
                self._ready.set_exception(error)

    async def _live(self) -> None:
        self._end = asyncio.Event()
        self._build()
        loaded, self._loaded = self._loaded, None
        waiting = self.restoring.list_all(loaded.torrents) if loaded is not None else []
        self.core.rows.flush()
        self.chronicler.begin()
        self._ready.set_result(None)
        if loaded is not None:
            self._carry_on(loaded)
        entering = self.core.spawn(self.restoring.enter_all(waiting), "restoring")
        entering.add_done_callback(lambda _: self.retrying.begin() if not self._end.is_set() else None)
        del waiting, loaded
        self.core.spawn(self.core.on_disk(self.asides.clear), "clearing away what an earlier run left")
        self.core.spawn(self.missing.watch(), "watching for missing files")
        self.core.spawn(self.recovery.watch(), "watching for room on the disk")
        self._ticking.begin()
        await self._end.wait()
        entering.cancel()
        self._ticking.end()
        await self._close()

    def _carry_on(self, loaded: Loaded) -> None:
        """With what the last run left half done."""
        if loaded.moves:
            self.moves.recover(loaded.moves)
            self.renaming.recover(loaded.moves)
        if loaded.jobs:
            self.deletions.recover(loaded.jobs, loaded.taken)

    def _build(self) -> None:
        session = open_session({**tuning.pack(self._settings), **self._overrides})
        pump = Pump(session, self._loop, self._turns)
        rows = Rows(self.feed, self._loop)
        disk = ThreadPoolExecutor(2, thread_name_prefix="disk")
        core = self.core = Core(
            self._loop,
            session,
            self._turns,
            pump,
            Catalog(),
            rows,
            self.feed,
            self._library,
            self._profile,
            self._crossing,
            disk,
        )
        clean = self._loaded is None or self._loaded.clean
        self.layouts = Layouts(core, clean=clean)
        self.storage = Storage(core)
        self.saver = ResumeSaver(core)
        self.suffixes = Suffixes(core, self.layouts, self.saver, self._settings, clean=clean)
        self.membership = Membership(core, self.saver, self.suffixes)
        self.missing = MissingFiles(core, self.membership, self.layouts)
        self.preferences = Preferences(core, self._settings, self._overrides, self.membership, self.storage)
        self.preferences.on_change(self.suffixes.changed)
        self.tracking = Tracking(core, rows, self.saver)
        self.doubts = Doubts(core, self.membership, self.saver)
        self.recovery = Recovery(core, self.membership)
        self.doubts.refused = self.recovery.take_up
        self.lifecycle = Lifecycle(core, self.membership, self.saver, self.missing, self.layouts)
        Reunion(core)
        self.manifests = Manifests(core, self.layouts)
        finder = Finder(core, self.manifests)
        settling = Settling(core, finder)
        self.collisions = Standing(core, self.membership, self.missing, self.layouts, finder, settling)
        self.adding = Adding(core, self.membership, self.saver, self.storage, self.preferences, settling)
        self.previews = Previews(core, self.adding, self.membership, self.saver, self.suffixes, finder, settling)
        self.adding_many = AddingMany(core, self.adding, self.previews)
        self.hybrids = Hybrids(core, self.adding, self.membership, self.missing, self.saver, self.previews)
        seldom = Seldom(core)
        self.details = Details(core, self.layouts, Diagnosis(core, self.preferences, seldom), seldom)
        self.asides = Asides(self._profile.unfinished)
        self.undoable = Undoable()
        self.retrying = Retrying(core, self.collisions, self.undoable)
        self.tracking.downloaded = Completion(core, lambda: self.moves, self.preferences, self.suffixes).downloaded
        self.vitals = Vitals(core, self.preferences)
        self.gauge = Gauge(core, self.preferences)
        self.rates = RateHistories(core)
        self.traffic = TrafficCount(core)
        self.chronicler = Chronicler(core)
        self.queueing = Queueing(core, self.membership, self.preferences.in_force)
        self.magnets = Magnets(core, self.membership, self.preferences)
        self.dht = Dht(core, self.preferences)
        self.options = Options(core, self.membership, self.layouts)
        self.trackers = Trackers(core, self.saver)
        self.bans = Bans(core, self._loaded.bans if self._loaded is not None else ())
        self.backups = Backups(core)
        self.restoring = Restoring(core, self.membership, self.missing, self.suffixes)
        rooms = (self.vitals, self.tracking, self.rates, self.traffic, self.queueing, self.magnets, self.backups)
        self._ticking = Ticking(core, TICK, rooms, self.details, self.saver)
        self.preferences.put_in_force()
        self.bans.put_in_force()

    async def _close(self) -> None:
        core = self.core
        self._progress.step = ending.Step.PAUSING
        core.session.pause()
        self.end("moves", "links")
        self.previews.drop_all()
        self.end("creations", "measuring")
        written = await ending.save_all(core, self.suffixes, self.membership, self.saver, self.traffic, self._progress)
        self._progress.step = ending.Step.CLOSING
        self.chronicler.flush()
        self.end("deletions")
        core.cancel_tasks()
        core.disk.shutdown(wait=False, cancel_futures=True)
        # A question that is under way when the session ends would wait for ever.
        core.asking.shutdown(cancel_futures=True)
        for entry in list(core.catalog):
            core.catalog.detach(entry)
        if written:
            core.session = None
            core.pump.close()
        else:
            # A session waits for its disk when it is let go, and nothing in this process would run meanwhile.
            self._stuck = True
            _STUCK.append(core)

    @property
    def crashes(self) -> Path:
        """The folder with reports of runs that ended by a fault."""
        return self._profile.crashes

    def tell(self, notice: NoticeEvent) -> None:
        """From any thread: say something to every client."""
        self._loop.call_soon_threadsafe(self.feed.tell, notice)

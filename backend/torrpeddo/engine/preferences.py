"""A person's settings in force: kept by the library, put into the session, told to everyone."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from ..contract.events import SettingsEvent
from ..contract.session import HeldBy
from ..contract.settings import Settings, SettingsChanges
from ..contract.torrents import Intent
from ..library import settings as stored
from ..library.records import SaveSettings
from . import tuning
from .core import Core
from .flags import FLAGS
from .holds import Holds
from .limits import connections
from .membership import Membership
from .storage import Storage

log = logging.getLogger(__name__)

_GLOBAL_CLASS = 0
"""libtorrent's id of the peer class that the global rate limits hold for."""


class Preferences:
    def __init__(
        self, core: Core, current: Settings, overrides: dict[str, Any], membership: Membership, storage: Storage
    ) -> None:
        self._core = core
        self._overrides = overrides
        self._membership = membership
        self._storage = storage
        self.current = current
        self._holds = Holds()
        self._turn = asyncio.Lock()
        self._listeners: list[Callable[[Settings], None]] = []
        self._packed: dict[str, Any] = {}
        self._packed_for: Settings | None = None

    def on_change(self, listener: Callable[[Settings], None]) -> None:
        """Told of the settings each time they have changed."""
        self._listeners.append(listener)

    def put_in_force(self) -> None:
        """Before the first torrent enters."""
        self._apply(self.current)

    def in_force(self, name: str) -> Any:
        """The value of one of libtorrent's settings that we set, without asking the session."""
        if self._packed_for is not self.current:
            self._packed_for, self._packed = self.current, {**tuning.pack(self.current), **self._overrides}
        return self._packed[name]

    @property
    def paused(self) -> bool:
        """Nothing runs: a person has paused it all, or something else holds it."""
        return self.current.all_paused or self._holds.by is not None

    def hold(self, causes: frozenset[HeldBy]) -> None:
        """These and no others hold the session from now on, unless a person has set them aside."""
        before = self._holds.by
        self._holds.set(causes)
        self._follow_holds(before)

    def go_on(self) -> None:
        """A person wants to, whatever holds."""
        before = self._holds.by
        self._holds.set_aside()
        self._follow_holds(before)

    async def update(self, changes: SettingsChanges) -> Settings:
        """Raises InvalidSetting, InvalidPath or StorageError; then nothing has changed. One after the other."""
        async with self._turn:
            return await self._update(changes)

    async def _update(self, changes: SettingsChanges) -> Settings:
        wanted = stored.changed(self.current, changes)
        if wanted.save_path != self.current.save_path:
            wanted = stored.changed(wanted, SettingsChanges(save_path=await self._storage.ready(wanted.save_path)))
        for path in (wanted.complete_path, wanted.incomplete_path):
            if path is not None and path not in (self.current.complete_path, self.current.incomplete_path):
                await self._storage.ready(path)
        before = self.current
        difference = stored.difference(before, wanted)
        if not difference:
            return wanted
        self.current = wanted
        try:
            await self._core.commit(SaveSettings(difference))
        except BaseException:
            self.current = before
            raise
        self._apply(wanted, before)
        for listener in self._listeners:
            listener(wanted)
        self._core.feed.tell(SettingsEvent(settings=wanted))
        return wanted

    def _apply(self, wanted: Settings, before: Settings | None = None) -> None:
        pack = {**tuning.pack(wanted), **self._overrides}
        if before is not None:
            old = {**tuning.pack(before), **self._overrides}
            pack = {name: value for name, value in pack.items() if old[name] != value}
        if pack:
            self._core.session.apply_settings(pack)
        if before is None or wanted.limit_local != before.limit_local:
            self._limit_local(wanted.limit_local)
        self._for_each_torrent(wanted, before)
        if wanted.all_paused != (before is not None and before.all_paused):
            self._put_holds_in_force()
        if before is not None and (wanted.all_paused, wanted.ignore_slow) != (before.all_paused, before.ignore_slow):
            self._membership.look_at_queue()

    def _for_each_torrent(self, wanted: Settings, before: Settings | None) -> None:
        self._membership.extra_flags = 0 if wanted.pex else int(FLAGS.disable_pex)
        self._membership.max_connections = wanted.connections_per_torrent
        if before is None:
            return
        present = [(entry, entry.handle) for entry in self._core.catalog if entry.handle is not None]
        if wanted.pex != before.pex:
            for _, handle in present:
                handle.unset_flags(FLAGS.disable_pex) if wanted.pex else handle.set_flags(FLAGS.disable_pex)
        if wanted.connections_per_torrent != before.connections_per_torrent:
            for entry, handle in present:
                handle.set_max_connections(connections(entry.record.options, wanted.connections_per_torrent))

    def _limit_local(self, limited: bool) -> None:
        """Peers on the local network are outside the global class, and so its limits, by default."""
        session = self._core.session
        rules = lt.ip_filter()
        local = 0 if not limited else 1 << _GLOBAL_CLASS
        everywhere = 1 << _GLOBAL_CLASS
        rules.add_rule("0.0.0.0", "255.255.255.255", everywhere)
        rules.add_rule("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", everywhere)
        for start, end in _LOCAL_RANGES:
            rules.add_rule(start, end, local)
        session.set_peer_class_filter(rules)

    def _follow_holds(self, before: HeldBy | None) -> None:
        if self._holds.by is not before:
            self._put_holds_in_force()
            self._membership.look_at_queue()

    def _put_holds_in_force(self) -> None:
        session = self._core.session
        session.pause() if self.paused else session.resume()
        feed = self._core.feed
        feed.session = replace(feed.session, paused=self.current.all_paused, held_by=self._holds.by)
        feed.changed((), ())
        self._core.rows.session_paused = self.paused
        self._core.rows.held_by = None if self.current.all_paused else self._holds.by
        for entry in self._core.catalog:
            if self.paused and entry.rechecking and entry.intent is Intent.RUN:
                self._membership.enforce(entry)  # back to the queue, where its check was out of turn
            self._core.rows.refresh(entry)


_LOCAL_RANGES = (
    ("10.0.0.0", "10.255.255.255"),
    ("172.16.0.0", "172.31.255.255"),
    ("192.168.0.0", "192.168.255.255"),
    ("169.254.0.0", "169.254.255.255"),
    ("127.0.0.0", "127.255.255.255"),
    ("::1", "::1"),
    ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
)

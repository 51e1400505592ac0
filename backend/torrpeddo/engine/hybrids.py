"""Two rows that turn out to be one torrent: a hybrid (BEP 52) that was added by its v1 and by its v2 hash.

libtorrent puts an error on both and lets neither go on. The older one stays, with its
intent, its folder and its id, and learns what the other one knew: the metadata, and
trackers, web seeds and peers unless the torrent is private.
"""

from typing import Any

import libtorrent as lt
from msgspec.structs import replace

from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..library.records import RemoveTorrents, SaveMetadata, SaveResume, SaveTorrent, TorrentRecord
from .adding import Adding
from .catalog import Entry
from .collisions.marks import UNEXAMINED
from .core import Core
from .facts import Conflict, MetadataReceived
from .membership import Membership
from .missing import MissingFiles
from .parsing import hashes_of
from .previews import Previews
from .resume import ResumeSaver, torrent_of
from .stored import params_of, stored_of
from .trackers import parted


class Hybrids:
    def __init__(
        self,
        core: Core,
        adding: Adding,
        membership: Membership,
        missing: MissingFiles,
        saver: ResumeSaver,
        previews: Previews,
    ) -> None:
        self._core = core
        self._adding = adding
        self._membership = membership
        self._missing = missing
        self._saver = saver
        self._previews = previews
        core.pump.on(Conflict, self._on_conflict)
        core.pump.on(MetadataReceived, self._on_metadata)

    def _on_conflict(self, fact: Conflict) -> None:
        if fact.metadata is None:
            return
        catalog = self._core.catalog
        entries = [entry for entry in map(catalog.by_handle, (fact.handle, fact.other)) if entry is not None]
        self._core.spawn(self._settle(entries, fact), "making one torrent of two")

    def _on_metadata(self, fact: MetadataReceived) -> None:
        """The other one may be cancelled or away, so that the session knows nothing of it."""
        entry = self._core.catalog.by_handle(fact.handle)
        info = fact.handle.torrent_file() if entry is not None else None
        if entry is None or info is None:
            return
        v1, v2 = hashes_of(info.info_hashes())
        others = [self._core.catalog.find(hash) for hash in (v1, v2[:40] if v2 else None)]
        twin = next((each for each in others if each is not None and each is not entry and not each.deleting), None)
        if twin is not None and twin.handle is None:
            self._core.spawn(self._merge(entry, twin, info.info_section()), "making one torrent of two")

    async def _settle(self, entries: list[Entry], fact: Conflict) -> None:
        for handle in (fact.handle, fact.other):
            await self._previews.give_way(handle)
        entries = [entry for entry in entries if not entry.deleting]
        if len(entries) == 2 and entries[0] is not entries[1] and fact.metadata is not None:
            await self._merge(entries[0], entries[1], fact.metadata)
        elif len(entries) == 1:
            # The other was but looked at, or is on its way out: this one goes on as if nothing had been.
            await self._membership.leave(entries[0], save=False)
            if not entries[0].stopped:
                await self._missing.bring_back(entries[0])

    async def _merge(self, one: Entry, other: Entry, info_section: bytes) -> None:
        older, younger = sorted((one, other), key=lambda entry: entry.record.added_at)
        if older.deleting or younger.deleting:
            return
        younger.deleting = True
        # With the peers they have found. While they are in the session its answers would undo what is written here.
        await self._membership.leave(younger, save=True, delete_partfile=True)
        out = merged = False
        while not out:
            await self._membership.leave(older, save=True)
            async with older.membership:
                if out := older.handle is None:
                    merged = await self._write(older, younger, info_section)
        self._core.rows.remove(younger.id)
        self._core.catalog.remove(younger)
        if not merged:
            return
        self._core.rows.refresh(older)
        message = f"“{older.record.name}” was in the list twice, by both of its hashes. It is there once now."
        facts = {"name": older.record.name}
        self._core.feed.tell(
            NoticeEvent(kind=NoticeKind.MERGED, level="info", message=message, id=older.id, facts=facts)
        )
        self._core.catalog.learn_hashes(older)
        older.error = None
        if not older.stopped:
            await self._missing.bring_back(older)
        self._core.rows.refresh(older)

    async def _write(self, older: Entry, younger: Entry, info_section: bytes) -> bool:
        """One torrent instead of two, in one transaction; False if it was taken off the list meanwhile."""
        stored, given = await stored_of(self._core, older), await stored_of(self._core, younger)
        younger.removed = True
        self._saver.forget(younger)
        if older.deleting:
            await self._core.commit(RemoveTorrents((younger.id,)))
            return False
        metadata = torrent_of(info_section)
        info: Any = lt.load_torrent_buffer(metadata).ti
        params = params_of(stored)
        if info.priv():
            _keep_own_trackers(params, older.record)
        else:
            _take_over(params, params_of(given))
        params.info_hashes, params.ti = info.info_hashes(), None
        self._adding.learn(older, info)
        kept = older.record
        older.record = replace(
            kept,
            trackers=list(params.trackers) or parted(kept)[0],
            merged=None,
            error_kind=kept.error_kind or UNEXAMINED,
        )
        await self._core.commit(
            SaveTorrent(older.record),
            SaveMetadata(older.id, metadata),
            SaveResume(older.id, lt.write_resume_data_buf(params)),
            RemoveTorrents((younger.id,)),
        )
        return True


def _keep_own_trackers(params: Any, record: TorrentRecord) -> None:
    strange = parted(record)[1]
    tiers = dict(zip(params.trackers, params.tracker_tiers, strict=False))
    own = {url: tier for url, tier in tiers.items() if url not in strange}
    params.trackers, params.tracker_tiers = list(own), list(own.values())


def _take_over(params: Any, given: Any) -> None:
    """Trackers behind those that are there; web seeds; peers."""
    tiers = dict(zip(params.trackers, params.tracker_tiers, strict=False))
    behind = max(tiers.values(), default=-1) + 1
    for url, tier in zip(given.trackers, [*given.tracker_tiers, *[0] * len(given.trackers)], strict=False):
        tiers.setdefault(url, min(behind + tier, 255))
    params.trackers, params.tracker_tiers = list(tiers), list(tiers.values())
    params.url_seeds = list(dict.fromkeys([*params.url_seeds, *given.url_seeds]))
    params.peers = list(dict.fromkeys([*params.peers, *given.peers]))

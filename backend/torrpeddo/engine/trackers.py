"""A torrent's list of trackers: edited, added to, merged into, and asked for figures."""

import asyncio
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any

from msgspec.structs import replace

from ..contract.events import NoticeEvent
from ..contract.notices import NoticeKind
from ..contract.sources import TrackerEntry
from ..errors import StorageError, WrongState
from ..library.records import SaveTorrent, TorrentRecord
from .catalog import Catalog, Entry, refuse_stopped
from .core import Core
from .facts import Handle, MetadataReceived
from .inspect import trackers_of
from .resume import ResumeSaver
from .rows import host_of
from .urls import TRACKERS, checked_url

LAST_TIER = 255

Present = tuple[Entry, Handle]


class Trackers:
    """Which tracker is in which tier is in the resume data; the record has the addresses alone."""

    def __init__(self, core: Core, saver: ResumeSaver) -> None:
        self._core = core
        self._saver = saver
        # After ``Adding``, which takes into the record what the metadata say.
        core.pump.on(MetadataReceived, self._on_metadata)

    async def edit(self, id: str, trackers: Sequence[TrackerEntry]) -> None:
        """Replace the whole list. Also of a private torrent: who was given a new passkey has to."""
        ((entry, handle),) = present(self._core.catalog, [id])
        wanted: dict[str, int] = {}
        for each in trackers:
            wanted.setdefault(_checked(each.url), each.tier)
        tiers = sorted(wanted.items(), key=lambda pair: pair[1])
        handle.replace_trackers([{"url": url, "tier": tier} for url, tier in tiers])
        entry.record = replace(entry.record, merged=None)
        await self._keep({entry: [url for url, _ in tiers]})

    async def add(self, ids: Sequence[str], urls: Sequence[str]) -> None:
        """Behind those that are there. Raises WrongState for a private torrent; then nothing has changed.

        A magnet without metadata may turn out private: then they are taken off it again.
        """
        torrents = present(self._core.catalog, ids)
        for entry, _ in torrents:
            _refuse_private(entry)
        wanted = list(dict.fromkeys(map(_checked, urls)))
        lists = {}
        for entry, handle in torrents:
            new = [url for url in wanted if url not in entry.record.trackers]
            first = _next_tier(handle)
            for number, url in enumerate(new):
                handle.add_tracker({"url": url, "tier": min(first + number, LAST_TIER)})
            lists[entry] = [*entry.record.trackers, *new]
            if entry.search is not None:
                entry.record = replace(entry.record, merged=[*(entry.record.merged or ()), *new])
        await self._keep(lists)

    async def scrape(self, ids: Sequence[str]) -> None:
        """Ask all trackers how many have the torrent; the answers show in rows and details."""
        for _, handle in present(self._core.catalog, ids):
            handle.scrape_tracker(-1)

    def _on_metadata(self, fact: MetadataReceived) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is None or entry.deleting or not entry.record.merged:
            return
        if entry.record.private:
            self._core.spawn(self._part_with_merged(entry, fact.handle), f"{entry.id} is private")
        else:
            entry.record = replace(entry.record, merged=None)

    async def _part_with_merged(self, entry: Entry, handle: Handle) -> None:
        own, strange = parted(entry.record)
        tiers = {row.url: row.tier for row in trackers_of(handle) or []}
        handle.replace_trackers([{"url": url, "tier": tiers.get(url, 0)} for url in own])
        entry.record = replace(entry.record, merged=None)
        self._core.feed.tell(
            NoticeEvent(
                kind=NoticeKind.PRIVATE,
                level="warning",
                message=_parted_words(entry, strange),
                id=entry.id,
                facts={"name": entry.record.name, "count": len(strange)},
            )
        )
        await self._keep({entry: own})

    async def _keep(self, lists: dict[Entry, list[str]]) -> None:
        for entry, urls in lists.items():
            entry.record = replace(entry.record, trackers=urls)
            entry.tracker_error = None
            self._core.rows.refresh(entry)
        # Both are asked for at once: by the time that one is kept the torrent may have left the session.
        kept = keep_resume(self._saver, list(lists))
        await asyncio.gather(self._core.commit(*(SaveTorrent(entry.record) for entry in lists)), kept)


def present(catalog: Catalog, ids: Sequence[str]) -> list[Present]:
    """Torrents in the session, with their handles. Raises NotFound and WrongState before any is touched."""
    entries = catalog.need_all(ids)
    refuse_stopped(entries, "changed")
    found = []
    for entry in entries:
        if entry.handle is None:
            raise WrongState(f"“{entry.record.name}” is not running yet. Try again when it is.", id=entry.id)
        found.append((entry, entry.handle))
    return found


def parted(record: TorrentRecord) -> tuple[list[str], list[str]]:
    """The trackers that came with the torrent, and those that were merged into its list."""
    strange = record.merged or []
    return [url for url in record.trackers if url not in strange], strange


def _parted_words(entry: Entry, strange: Sequence[str]) -> str:
    hosts = list(dict.fromkeys(host_of(url) or url for url in strange))
    named = " and ".join(hosts) if len(hosts) < 3 else f"{hosts[0]} and {len(hosts) - 1} more"
    return (
        f"“{entry.record.name}” turned out to be private, so it has only the trackers it came with. "
        f"What was added to them is not asked any more: {named}."
    )


def keep_resume(saver: ResumeSaver, entries: Sequence[Entry]) -> Coroutine[Any, Any, None]:
    """Ask for resume data with the change in it; what is returned ends when that is in the library.

    It raises StorageError.
    """
    return _kept([saver.save(entry) for entry in entries])


async def _kept(saves: Sequence[Awaitable[None]]) -> None:
    try:
        await asyncio.gather(*saves)
    except TimeoutError as error:
        raise StorageError(
            "The change is in force, but the disk does not answer, so it may be lost at the next start."
        ) from error


def _refuse_private(entry: Entry) -> None:
    if entry.record.private:
        raise WrongState(
            f"“{entry.record.name}” is private: trackers other than its own can get you banned there. "
            "If you mean it, edit its list.",
            id=entry.id,
        )


def _next_tier(handle: Handle) -> int:
    rows = trackers_of(handle) or []
    return max((row.tier for row in rows), default=-1) + 1


def _checked(url: str) -> str:
    return checked_url(url, TRACKERS, "tracker")

"""What a person sets for single torrents: kept in the library, in force at once and whenever they enter the session."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from ..contract.options import SetLimits, SharedLimits, TorrentOptions
from ..library.records import SaveTorrent
from . import limits
from .catalog import Entry
from .core import Core
from .ends import ends_of
from .facts import Checked, FilePriorities, Finished, MetadataReceived
from .layout import NORMAL
from .layouts import Layouts
from .membership import Membership

TOP = 7
"""libtorrent's highest priority."""


class Options:
    def __init__(self, core: Core, membership: Membership, layouts: Layouts) -> None:
        self._core = core
        self._membership = membership
        self._layouts = layouts
        membership.prefer_ends = self.prefer_ends
        core.pump.on(MetadataReceived, self._on_metadata)
        core.pump.on(FilePriorities, self._on_file_priorities)
        core.pump.on(Checked, self._on_checked)
        core.pump.on(Finished, self._on_checked)

    def limits(self, ids: Sequence[str]) -> SharedLimits:
        """Raises NotFound."""
        all_options = [entry.record.options for entry in self._core.catalog.need_all(ids)]
        return SharedLimits(
            down_limit=_common({options.down_limit for options in all_options}),
            up_limit=_common({options.up_limit for options in all_options}),
            connections=_common({options.connections for options in all_options}),
            upload_slots=_common({options.upload_slots for options in all_options}),
        )

    async def set_limits(self, params: SetLimits) -> None:
        wanted = {
            name: value
            for name in ("down_limit", "up_limit", "connections", "upload_slots")
            if (value := getattr(params, name)) is not None
        }
        await self._change(params.ids, wanted)

    async def set_super_seeding(self, ids: Sequence[str], on: bool) -> None:
        await self._change(ids, {"super_seeding": on})

    async def set_first_last(self, ids: Sequence[str], on: bool) -> None:
        await self._change(ids, {"first_last": on}, self._put_ends)

    def prefer_ends(self, entry: Entry) -> None:
        """Once more, after the torrent entered or its files got other priorities; libtorrent forgets it then."""
        if entry.record.options.first_last:
            self._core.spawn(self._put_ends(entry), f"preferring the ends of files of {entry.id}")

    async def _change(
        self, ids: Sequence[str], wanted: dict[str, Any], then: Callable[[Entry], Any] | None = None
    ) -> None:
        entries = self._core.catalog.need_all(ids)
        for entry in entries:
            options: TorrentOptions = replace(entry.record.options, **wanted)
            entry.record = replace(entry.record, options=options)
            self._core.rows.refresh(entry)
            if entry.handle is not None:
                limits.put_onto(entry.handle, options, self._membership.max_connections)
        saved = self._core.commit(*(SaveTorrent(entry.record) for entry in entries))
        if then is not None:
            for entry in entries:
                await then(entry)
        await saved

    async def _put_ends(self, entry: Entry) -> None:
        layout = await self._layouts.of(entry)
        if layout is None or entry.handle is None:
            return
        chosen = entry.record.priorities
        native = layout.to_native(chosen) if chosen is not None else list(entry.handle.get_file_priorities())
        plain = ends_of(layout, layout.from_native(native, missing=NORMAL))
        on = entry.record.options.first_last
        # A pair for each piece: a list of priorities that is too long ends the process.
        entry.handle.prioritize_pieces([(piece, TOP if on and usual else usual) for piece, usual in plain.items()])

    def _on_checked(self, fact: Checked | Finished) -> None:
        """libtorrent drops super-seeding from what turns out to be no seed yet."""
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and entry.record.options.super_seeding:
            fact.handle.set_flags(limits.SUPER_SEEDING)

    def _on_file_priorities(self, fact: FilePriorities) -> None:
        """They are in force later than they were asked for: what was put onto pieces meanwhile is gone."""
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and not entry.deleting:
            self.prefer_ends(entry)

    def _on_metadata(self, fact: MetadataReceived) -> None:
        entry = self._core.catalog.by_handle(fact.handle)
        if entry is not None and not entry.deleting:
            self.prefer_ends(entry)


def _common(values: set[int]) -> int | None:
    return next(iter(values)) if len(values) == 1 else None

"""Looking at a torrent before it is added: nothing of it is in the list, the library or on the disk.

A magnet is previewed in the session itself, in upload mode, so that the peers which
gave the metadata are kept when it is accepted. A .torrent file needs no session.
"""

import time
import uuid
from collections.abc import Callable

from msgspec.structs import replace

from ..contract.adding import AcceptPreview, CheckCollisions, Collisions, Preview, PreviewTorrentFile
from ..contract.events import PreviewEvent
from ..contract.torrents import TorrentError
from ..errors import Conflict, Duplicate
from .accepting import Accepting
from .adding import Adding, check_count
from .collisions.common import count_existing
from .collisions.finder import Finder, target_of
from .collisions.settling import Settling
from .core import Core
from .facts import Handle, MetadataFailed, MetadataReceived, StatusUpdate
from .flags import FLAGS
from .given import read_given
from .incomplete.suffixes import Suffixes
from .layout import Layout
from .looked_at import Look, Looks
from .membership import Membership
from .parsing import Source, hashes_of, parse_magnet
from .resume import ResumeSaver

_TWIN = TorrentError(kind="duplicate", message="This torrent is in the list already, under its other hash.")
MOVE_DEADLINE = 10.0
KEPT = 64
"""More previews than anybody has open at once; beyond it the oldest is dropped."""


class Previews:
    def __init__(
        self,
        core: Core,
        adding: Adding,
        membership: Membership,
        saver: ResumeSaver,
        suffixes: Suffixes,
        finder: Finder,
        settling: Settling,
    ) -> None:
        self._core = core
        self._adding = adding
        self._membership = membership
        self._finder = finder
        self._looks = looks = Looks(core)
        self._accepting = Accepting(core, looks, adding, membership, saver, suffixes, settling)
        membership.make_way = self._make_way
        core.pump.on(MetadataReceived, self._on_metadata)
        core.pump.on(MetadataFailed, self._on_failed)
        core.pump.on(StatusUpdate, self._on_status)

    async def start_magnet(
        self, uri: str, begun: Preview | None = None, still: Callable[[], bool] = lambda: True
    ) -> Preview:
        """Raises InvalidMagnet, Duplicate. Files follow by ``preview`` events.

        ``begun``: the link that led to it, which is of no use any more unless ``still`` says so.
        """
        source = parse_magnet(uri)
        self._adding.refuse_duplicate(source)
        known = next((look for look in self._looks if look.source.id == source.id and look.handle), None)
        if known is not None and begun is None:
            return known.preview
        if known is not None:
            raise Conflict("This link leads to a magnet link that is being looked at already.")
        await self._membership.left(source.id)
        if begun is not None and not still():
            return begun
        look = self._begin(source, "magnet", begun)
        self._enter_session(look)
        if begun is not None:
            self._tell(look, look.preview)
        return look.preview

    async def start_torrent_file(self, params: PreviewTorrentFile) -> Preview:
        """Raises InvalidInput, InvalidTorrent, StorageError. A duplicate is shown, not refused."""
        return self._show(await read_given(self._core, params.path, params.content), None).preview

    def show(self, source: Source, begun: Preview) -> None:
        """The torrent file that a link led to."""
        look = self._show(source, begun)
        self._tell(look, look.preview)

    def _show(self, source: Source, begun: Preview | None) -> Look:
        look = self._begin(source, "file", begun)
        look.layout = source.layout
        look.preview = look.with_files()
        try:
            self._adding.refuse_duplicate(source)
        except Duplicate as duplicate:
            look.preview = known_already(look.preview, duplicate)
        return look

    def source_of(self, preview: str) -> Source | None:
        """Of a torrent file; None for a magnet, which is in the session and has to be accepted. Raises NotFound."""
        look = self._looks.need(preview)
        return look.source if look.handle is None and look.layout is not None else None

    def forget(self, preview: str) -> None:
        """It was added by way of its source."""
        look = self._looks.get(preview)
        if look is not None:
            self._looks.forget(look)

    async def accept(self, params: AcceptPreview) -> str:
        """Add it, with the peers and the metadata it has found. Returns the torrent's id."""
        return await self._accepting.accept(self._looks.need(params.preview), params)

    async def collisions(self, params: CheckCollisions) -> Collisions:
        """What it would have in common with torrents and files that are there. Raises NotFound, InvalidPath."""
        look = self._looks.need(params.preview)
        if look.layout is None:
            return Collisions(torrents=[], existing=0)
        check_count(look.layout, params.files)
        chosen = params.files if params.files is not None else look.asked_for()
        folder = await self._adding.place_for(look.layout, params.save_path)
        target = target_of(look.source.id, look.source.name, folder, look.layout, chosen)
        found = await self._finder.find(target)
        existing = await self._core.on_disk(count_existing, target)
        return Collisions(torrents=[each.told() for each in found], existing=existing)

    async def cancel(self, preview: str) -> None:
        """Leaves nothing. An unknown preview is no error: it may have been dropped already, or is being accepted."""
        look = self._looks.get(preview)
        if look is not None and not look.accepting:
            await self._drop(look)

    def drop_all(self) -> None:
        """At the end of the session."""
        for look in list(self._looks):
            self._looks.forget(look)
            if look.handle is not None:
                self._core.session.remove_torrent(look.handle)

    def _begin(self, source: Source, kind: str, begun: Preview | None = None) -> Look:
        preview = Preview(
            preview=begun.preview if begun is not None else uuid.uuid4().hex,
            id=source.id,
            name=source.name,
            source=begun.source if begun is not None else kind,
            started_at=begun.started_at if begun is not None else time.time(),
            ready=False,
            trackers=len(source.trackers),
            private=source.private,
            comment=source.comment,
            selected=source.selected,
        )
        look = Look(preview, source)
        self._looks.add(look)
        idle = [each for each in self._looks if not each.accepting]
        if len(idle) > KEPT:
            self._core.spawn(self._drop(idle[0]), "dropping the oldest preview")
        return look

    def _enter_session(self, look: Look) -> None:
        params = look.source.params
        # Upload mode fetches metadata and writes nothing; its folder is never created.
        params.flags = int(FLAGS.upload_mode | FLAGS.update_subscribe | FLAGS.duplicate_is_error)
        params.save_path = str(self._core.profile.previews)
        params.file_priorities = []
        try:
            self._looks.entered(look, self._core.session.add_torrent(params))
        except RuntimeError as error:
            self._looks.forget(look)
            raise Conflict(f"“{look.source.name}” can't be looked at now: {error}.") from error

    async def _drop(self, look: Look) -> None:
        self._looks.forget(look)
        if look.handle is not None:
            await self._looks.take_out(look.handle)

    async def give_way(self, handle: Handle) -> None:
        """What is looked at is in the list already, under another hash."""
        look = self._looks.of(handle)
        if look is None:
            return
        self._looks.left(look)
        await self._looks.take_out(handle)
        self._tell(look, replace(look.preview, error=_TWIN))

    async def _make_way(self, id: str) -> None:
        """The torrent is added by another way than this preview."""
        for look in [look for look in self._looks if look.handle is not None and look.source.id == id]:
            await self._drop(look)

    def _on_metadata(self, fact: MetadataReceived) -> None:
        look = self._looks.of(fact.handle)
        info = fact.handle.torrent_file() if look is not None else None
        if look is None or info is None:
            return
        look.layout = Layout.of(info)
        v1, v2 = hashes_of(info.info_hashes())
        look.source = replace(look.source, v1=v1, v2=v2, name=look.layout.name, private=info.priv())
        chosen = look.asked_for()
        selected = [position for position, priority in enumerate(chosen) if priority] if chosen is not None else None
        preview = look.with_files()
        self._tell(look, replace(preview, private=info.priv(), selected=selected))

    def _on_failed(self, fact: MetadataFailed) -> None:
        look = self._looks.of(fact.handle)
        if look is not None:
            error = TorrentError(kind="metadata", message=f"The metadata can't be used: {fact.message}.")
            self._tell(look, replace(look.preview, error=error))

    def _on_status(self, fact: StatusUpdate) -> None:
        if not self._looks.in_session:
            return
        for status in fact.statuses:
            look = self._looks.of(status.handle)
            if look is not None and look.preview.peers != status.peers:
                self._tell(look, replace(look.preview, peers=status.peers))

    def _tell(self, look: Look, preview: Preview) -> None:
        look.preview = preview
        self._core.feed.tell(PreviewEvent(preview=preview))


def known_already(preview: Preview, duplicate: Duplicate) -> Preview:
    """The torrent is in the list."""
    data = duplicate.data
    return replace(preview, duplicate_of=data["name"], duplicate_id=data["id"], new_trackers=data["new_trackers"])

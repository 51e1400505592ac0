"""The torrents that are being looked at before they are added. Engine thread only."""

import asyncio
from collections.abc import Iterator

import libtorrent as lt
from msgspec import Struct
from msgspec.structs import replace

from ..contract.adding import Preview, PreviewFile
from ..errors import NotFound
from .core import Core
from .facts import Handle, Removed
from .layout import NORMAL, SKIP, Layout
from .parsing import Source

DEADLINE = 10.0
"""Seconds to wait for the session."""


class Look(Struct, eq=False):
    preview: Preview
    """What clients were told."""
    source: Source
    handle: Handle | None = None
    """While it is in the session: of a link alone."""
    layout: Layout | None = None
    accepting: bool = False
    """On its way into the list; it can't be cancelled any more."""

    def asked_for(self) -> list[int] | None:
        """The priorities of files for which the link itself asks (BEP 53); None where it doesn't."""
        selected = self.source.selected
        if selected is None or self.layout is None:
            return None
        wanted = set(selected)
        return [NORMAL if file.native in wanted else SKIP for file in self.layout.files]

    def with_files(self) -> Preview:
        """As it is to be told now, once the files are known."""
        if self.layout is None:
            return self.preview
        files = [PreviewFile(path=file.path, size=file.size) for file in self.layout.files]
        size = sum(file.size for file in files)
        return replace(self.preview, name=self.layout.name, ready=True, files=files, size=size)


class Looks:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._by_id: dict[str, Look] = {}
        self._by_handle: dict[Handle, Look] = {}

    def __iter__(self) -> Iterator[Look]:
        """Oldest first."""
        return iter(self._by_id.values())

    @property
    def in_session(self) -> bool:
        """Whether any of them is."""
        return bool(self._by_handle)

    def add(self, look: Look) -> None:
        self._by_id[look.preview.preview] = look

    def get(self, preview: str) -> Look | None:
        return self._by_id.get(preview)

    def need(self, preview: str) -> Look:
        """Raises NotFound."""
        look = self.get(preview)
        if look is None:
            raise NotFound("This preview has ended. Open the link again.", preview=preview)
        return look

    def of(self, handle: Handle) -> Look | None:
        return self._by_handle.get(handle)

    def entered(self, look: Look, handle: Handle) -> None:
        """It is in the session."""
        look.handle = handle
        self._by_handle[handle] = look

    def left(self, look: Look) -> None:
        """It is looked at still, without the session."""
        self._by_handle.pop(look.handle, None)
        look.handle = None

    def forget(self, look: Look) -> None:
        """Its end; what it has in the session is the caller's."""
        self._by_id.pop(look.preview.preview, None)
        self._by_handle.pop(look.handle, None)

    async def take_out(self, handle: Handle) -> None:
        """Out of the session, with nothing left of it."""
        removed = self._core.pump.expect(handle, Removed)
        self._core.session.remove_torrent(handle, lt.session.delete_partfile)
        await asyncio.wait([removed], timeout=DEADLINE)

"""Previews of http(s) links: each is fetched in the background, and goes on as the torrent it turned out to be."""

import asyncio
import logging
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ...contract.adding import Preview
from ...contract.events import PreviewEvent
from ...contract.torrents import TorrentError
from ...errors import Conflict, Duplicate, FetchError, TorrpeddoError
from ..core import Core
from ..parsing import parse_torrent
from ..previews import Previews, known_already
from ..text import printable
from .addresses import address_of, name_of
from .words import failed

if TYPE_CHECKING:
    from .download import Download, Fetched

log = logging.getLogger(__name__)

AT_ONCE = 4
DEADLINE = 120.0
"""Seconds for one link, however it trickles."""
BETWEEN = 0.2
"""Seconds between two words of how far it is."""
KEPT = 256
"""More links than anybody opens at once."""


class _Pending(Struct, eq=False):
    preview: Preview
    url: str
    download: "Download | None" = None
    told_at: float = 0.0


class Links:
    """Engine thread only."""

    def __init__(self, core: Core, previews: Previews) -> None:
        self._core = core
        self._previews = previews
        self._pending: dict[str, _Pending] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetching")

    async def start(self, url: str) -> Preview:
        """Raises InvalidInput, Conflict. What comes of it is told by ``preview`` events."""
        address = address_of(url)
        if len(self._pending) >= KEPT:
            raise Conflict(f"{KEPT} links are being fetched already. Wait until some of them are here.")
        preview = Preview(
            preview=uuid.uuid4().hex,
            id=None,
            name=printable(name_of(url), 255) or address.host,
            source="link",
            started_at=time.time(),
            ready=False,
        )
        pending = self._pending[preview.preview] = _Pending(preview, url)
        self._core.spawn(self._follow(pending), f"fetching from {address.host}")
        return preview

    def cancel(self, preview: str) -> None:
        """Harmless for one that is over."""
        pending = self._pending.pop(preview, None)
        if pending is not None and pending.download is not None:
            pending.download.cancel()

    def close(self) -> None:
        for preview in list(self._pending):
            self.cancel(preview)
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _follow(self, pending: _Pending) -> None:
        handle = pending.preview.preview
        try:
            fetched = await self._fetch(pending)
            if fetched is not None:
                await self._go_on(pending, fetched)
        except TorrpeddoError as error:
            kind = f"fetch_{error.data['reason']}" if isinstance(error, FetchError) else error.kind
            self._tell_error(pending, kind, error.message)
        except Exception:
            log.exception("A link could not be followed")
            message = f"“{pending.preview.name}” can't be fetched, for a reason that is in the log. Try again."
            self._tell_error(pending, "engine", message)
        finally:
            if self._wants(pending):
                del self._pending[handle]

    def _wants(self, pending: _Pending) -> bool:
        """It was not cancelled."""
        return self._pending.get(pending.preview.preview) is pending

    async def _fetch(self, pending: _Pending) -> "Fetched | None":
        """None when it was cancelled."""
        settings = await self._core.loop.run_in_executor(self._core.asking, self._core.session.get_settings)
        async with self._places:
            if not self._wants(pending):
                return None

            def progress(came: int, size: int | None) -> None:
                self._core.crossing.call(self._came, pending, came, size)

            made = await self._core.loop.run_in_executor(self._pool, _download)
            if not self._wants(pending):
                return None
            download = pending.download = made(pending.url, settings, progress)
            try:
                async with asyncio.timeout(DEADLINE):
                    return await self._core.loop.run_in_executor(self._pool, download.run)
            except FetchError:
                if self._wants(pending):
                    raise
                return None
            except TimeoutError:
                raise failed("timeout", address_of(pending.url).host) from None
            finally:
                download.cancel()

    async def _go_on(self, pending: _Pending, fetched: "Fetched") -> None:
        """It is a torrent file, or a magnet link, from now on: under the same handle."""
        preview = pending.preview
        try:
            if fetched.magnet is not None:
                await self._previews.start_magnet(fetched.magnet, preview, still=lambda: self._wants(pending))
                return
            source = await self._core.on_disk(parse_torrent, fetched.content)
            if self._wants(pending):
                self._previews.show(source, preview)
        except Duplicate as duplicate:
            if self._wants(pending):
                self._core.feed.tell(PreviewEvent(preview=known_already(preview, duplicate)))

    def _came(self, pending: _Pending, came: int, size: int | None) -> None:
        now = self._core.loop.time()
        if not self._wants(pending) or now - pending.told_at < BETWEEN:
            return
        pending.told_at = now
        pending.preview = replace(pending.preview, fetched=came, fetch_size=size)
        self._core.feed.tell(PreviewEvent(preview=pending.preview))

    def _tell_error(self, pending: _Pending, kind: str, message: str) -> None:
        if self._wants(pending):
            told = replace(pending.preview, error=TorrentError(kind=kind, message=message))
            self._core.feed.tell(PreviewEvent(preview=told))


def _download() -> "type[Download]":
    """HTTP and TLS take longer to load than most of the engine, and few runs follow a link."""
    from .download import Download

    return Download

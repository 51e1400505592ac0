"""Web servers that have a torrent's files (BEP 19)."""

from ..contract.sources import WebSeedRow
from ..errors import NotFound
from .core import Core
from .resume import ResumeSaver
from .text import printable
from .trackers import keep_resume, present
from .urls import WEB_SEEDS, checked_url


class WebSeeds:
    def __init__(self, core: Core, saver: ResumeSaver) -> None:
        self._core = core
        self._saver = saver

    async def list(self, id: str) -> list[WebSeedRow]:
        """Empty while the torrent is out of the session."""
        handle = self._core.catalog.need(id).handle
        return [WebSeedRow(url=printable(url, 2000)) for url in handle.url_seeds()] if handle is not None else []

    async def add(self, id: str, url: str) -> None:
        ((entry, handle),) = present(self._core.catalog, [id])
        handle.add_url_seed(checked_url(url, WEB_SEEDS, "web seed"))
        await keep_resume(self._saver, [entry])

    async def remove(self, id: str, url: str) -> None:
        """Raises NotFound when the torrent has no such web seed."""
        ((entry, handle),) = present(self._core.catalog, [id])
        known = next((seed for seed in handle.url_seeds() if url in (seed, printable(seed, 2000))), None)
        if known is None:
            raise NotFound(f"“{entry.record.name}” has no web seed {url}.", id=id)
        handle.remove_url_seed(known)
        await keep_resume(self._saver, [entry])

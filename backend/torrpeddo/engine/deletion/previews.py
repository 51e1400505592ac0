"""Previews of deletions, kept so that they can be paged through and agreed to.

A large one is written to the library while the person looks at it, so that ``delete``
is acknowledged by a small row that names it; a small one is written along with that row.
"""

import logging
import uuid
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from ...contract.deleting import DeletePreview
from ...errors import InvalidInput, NotFound, StorageError
from ...library.records import RemovePreview, SavePreview
from ..catalog import Entry
from ..core import Core
from .plan import Plan
from .trash import trash_available

log = logging.getLogger(__name__)

KEPT = 8
"""More than anybody looks at in turn; the oldest goes first."""
LARGE = 32 * 1024
"""Bytes of a preview that would be felt when written with the acknowledgement."""


class Shown(Struct):
    token: str
    plan: Plan
    can_trash: bool
    encoded: bytes
    stored: bool = False
    """The library has it, and no job has taken it over."""


class DeletePreviews:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._shown: dict[str, Shown] = {}

    async def keep(self, plan: Plan) -> str:
        shown = await self._core.on_disk(_prepare, plan)
        self._shown[shown.token] = shown
        if len(shown.encoded) >= LARGE:
            await self._store(shown)
        while len(self._shown) > KEPT:
            self._drop(next(iter(self._shown)))
        return shown.token

    def page(self, token: str, offset: int, limit: int) -> DeletePreview:
        """Raises NotFound when the preview was dropped."""
        shown = self._need(token)
        plan, end = shown.plan, offset + limit
        more = end < max(len(plan.goes), len(plan.stays), len(plan.folders))
        return DeletePreview(
            token=token,
            torrents=len(plan.torrents),
            goes=list(plan.goes[offset:end]),
            goes_count=len(plan.goes),
            goes_bytes=plan.goes_bytes,
            stays=list(plan.stays[offset:end]),
            stays_count=len(plan.stays),
            stays_bytes=plan.stays_bytes,
            folders=list(plan.folders[offset:end]),
            folders_count=len(plan.folders),
            trash_available=shown.can_trash,
            next_offset=end if more else None,
        )

    def agreed(self, token: str | None, entries: Sequence[Entry]) -> Shown | None:
        """The preview behind a token, for just these torrents. Raises NotFound, InvalidInput."""
        if token is None:
            return None
        shown = self._need(token)
        if set(shown.plan.torrents) != {entry.id for entry in entries}:
            raise InvalidInput("This preview is of other torrents. Look at what goes once more, then delete.")
        return shown

    async def _store(self, shown: Shown) -> None:
        try:
            await self._core.commit(SavePreview(shown.token, shown.encoded))
        except StorageError as problem:
            log.warning("A preview is kept in memory alone: %s", problem)
        else:
            shown.stored = True

    def _drop(self, token: str) -> None:
        if self._shown.pop(token).stored:
            self._core.library.commit(RemovePreview(token))

    def _need(self, token: str) -> Shown:
        shown = self._shown.get(token)
        if shown is None:
            raise NotFound("This preview is too old. Look at what goes once more.", token=token)
        return shown


def decode(blob: bytes) -> Plan:
    """``msgspec.MsgspecError`` when the bytes aren't a plan."""
    return msgspec.msgpack.decode(blob, type=Plan)


def _prepare(plan: Plan) -> Shown:
    """Everything about it that takes time with many files; on the disk pool."""
    _ = plan.goes, plan.folders, plan.goes_bytes, plan.stays_bytes
    can_trash = all(trash_available(place.folder) for place in plan.places)
    return Shown(uuid.uuid4().hex, plan, can_trash, msgspec.msgpack.encode(plan))

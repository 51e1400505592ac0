"""Previews of deletions, kept so that they can be paged through and agreed to."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ...contract.deleting import DeletePreview
from ...errors import InvalidInput, NotFound
from ..catalog import Entry
from .plan import Plan

KEPT = 8
"""More than anybody looks at in turn; the oldest goes first."""


@dataclass(frozen=True, slots=True)
class _Shown:
    plan: Plan
    can_trash: bool
    goes_bytes: int
    stays_bytes: int


class DeletePreviews:
    def __init__(self) -> None:
        self._shown: dict[str, _Shown] = {}

    def keep(self, plan: Plan, can_trash: bool) -> str:
        token = uuid.uuid4().hex
        self._shown[token] = _Shown(plan, can_trash, plan.goes_bytes, plan.stays_bytes)
        while len(self._shown) > KEPT:
            del self._shown[next(iter(self._shown))]
        return token

    def page(self, token: str, offset: int, limit: int) -> DeletePreview:
        """Raises NotFound when the preview was dropped."""
        shown = self._need(token)
        plan, end = shown.plan, offset + limit
        more = end < max(len(plan.goes), len(plan.stays))
        return DeletePreview(
            token=token,
            torrents=len(plan.torrents),
            goes=list(plan.goes[offset:end]),
            goes_count=len(plan.goes),
            goes_bytes=shown.goes_bytes,
            stays=list(plan.stays[offset:end]),
            stays_count=len(plan.stays),
            stays_bytes=shown.stays_bytes,
            folders=list(plan.folders[offset:end]),
            trash_available=shown.can_trash,
            next_offset=end if more else None,
        )

    def agreed(self, token: str | None, entries: Sequence[Entry]) -> Plan | None:
        """The plan behind a token, for just these torrents. Raises NotFound, InvalidInput."""
        if token is None:
            return None
        plan = self._need(token).plan
        if set(plan.torrents) != {entry.id for entry in entries}:
            raise InvalidInput("This preview is of other torrents. Look at what goes once more, then delete.")
        return plan

    def _need(self, token: str) -> _Shown:
        shown = self._shown.get(token)
        if shown is None:
            raise NotFound("This preview is too old. Look at what goes once more.", token=token)
        return shown

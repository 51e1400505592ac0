"""Deleting with files: the preview, the deed and the way back."""

from ...contract.deleting import (
    Delete,
    Deleted,
    DeletedTorrents,
    DeletePreview,
    PreviewDelete,
    UndoDelete,
)
from ..context import Context


async def preview_delete(context: Context, params: PreviewDelete) -> DeletePreview:
    return await context.engine.deletions.preview(params)


async def delete(context: Context, params: Delete) -> Deleted:
    return await context.engine.deletions.delete(params)


async def undo_delete(context: Context, params: UndoDelete) -> DeletedTorrents:
    return DeletedTorrents(ids=await context.engine.deletions.undo(params.undo))

"""The program itself: what it is, what a person set, what a client wants to hear, and its end."""

from ...contract.commands import NoParams, SetVisible, Watch
from ...contract.session import AppInfo
from ...contract.settings import Settings, UpdateSettings
from ..context import Context


async def subscribe(context: Context, params: NoParams) -> None:
    """Start events afresh with a snapshot. Also the answer to a gap in ``seq``."""
    context.client.subscribe()


async def watch(context: Context, params: Watch) -> None:
    context.engine.details.watch(context.client, params.id, params.parts)


async def set_visible(context: Context, params: SetVisible) -> None:
    context.client.set_visible(params.visible)


def get_app(context: Context, params: NoParams) -> AppInfo:
    desktop = context.desktop
    return context.engine.app_info(desktop.capabilities if desktop else [])


def get_settings(context: Context, params: NoParams) -> Settings:
    # Immutable and replaced whole, so any thread may read it: nobody has to wait for the engine's.
    return context.engine.preferences.current


def get_default_settings(context: Context, params: NoParams) -> Settings:
    """What each setting goes back to; a listen port of 0 is one chosen at random."""
    return context.engine.default_settings


async def update_settings(context: Context, params: UpdateSettings) -> Settings:
    return await context.engine.preferences.update(params.changes)


async def shutdown(context: Context, params: NoParams) -> None:
    """Ask the host to end. The reply comes first; the pipe or window closes after it."""
    context.engine.request_shutdown()

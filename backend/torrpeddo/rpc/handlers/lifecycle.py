"""What a person asks of torrents that are in the list."""

from ...contract.commands import ConnectPeer, NoParams, SetFilePriorities, SetSequential, Torrents
from ...contract.settings import SettingsChanges
from ..context import Context


async def pause(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.pause(params.ids)


async def resume(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.resume(params.ids)


async def force(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.force(params.ids)


async def stop(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.stop(params.ids)


async def restart(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.restart(params.ids)


async def recheck(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.recheck(params.ids)


async def cancel_check(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.cancel_check(params.ids)


async def reannounce(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.reannounce(params.ids)


async def remove(context: Context, params: Torrents) -> None:
    await context.engine.lifecycle.remove(params.ids)


async def pause_all(context: Context, params: NoParams) -> None:
    await context.engine.preferences.update(SettingsChanges(all_paused=True))


async def resume_all(context: Context, params: NoParams) -> None:
    context.engine.preferences.go_on()
    await context.engine.preferences.update(SettingsChanges(all_paused=False))


async def set_file_priorities(context: Context, params: SetFilePriorities) -> None:
    await context.engine.lifecycle.set_file_priorities(params.id, params.priorities)


async def set_sequential(context: Context, params: SetSequential) -> None:
    await context.engine.lifecycle.set_sequential(params.ids, params.sequential)


async def connect_peer(context: Context, params: ConnectPeer) -> None:
    await context.engine.lifecycle.connect_peer(params.id, params.address)

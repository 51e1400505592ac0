"""The index of the whole program: one row a method.

An ``async def`` handler runs on the engine's thread and must not block; a plain
``def`` one runs on a thread of the transport's and may. Parameter and result types
are read from the handler's annotations, so a row says nothing twice.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from .handlers import (
    adding,
    at_home,
    backups,
    creating,
    deleting,
    desktop,
    diagnostics,
    inspecting,
    lifecycle,
    moving,
    options,
    program,
    queueing,
    sources,
    storage,
)

Handler = Callable[..., Any]

EVERYWHERE = frozenset({"webview", "stdio", "websocket"})
WINDOW = frozenset({"webview", "websocket"})


class Method(Struct, frozen=True):
    name: str
    handler: Handler
    transports: frozenset[str] = EVERYWHERE


METHODS: tuple[Method, ...] = (
    # the list
    Method("get_status", inspecting.get_status),
    Method("get_torrent", inspecting.get_torrent),
    Method("get_files", inspecting.get_files),
    Method("get_peers", inspecting.get_peers),
    Method("get_trackers", inspecting.get_trackers),
    Method("get_pieces", inspecting.get_pieces),
    Method("get_piece_files", inspecting.get_piece_files),
    Method("get_rates", inspecting.get_rates),
    Method("get_statistics", inspecting.get_statistics),
    Method("get_log", inspecting.get_log),
    # events
    Method("subscribe", program.subscribe),
    Method("watch", program.watch),
    Method("set_visible", program.set_visible),
    # adding
    Method("add_magnet", adding.add_magnet),
    Method("add_torrent_file", adding.add_torrent_file),
    Method("add_torrents", adding.add_torrents),
    Method("preview_magnet", adding.preview_magnet),
    Method("preview_link", adding.preview_link),
    Method("preview_torrent_file", adding.preview_torrent_file),
    Method("accept_preview", adding.accept_preview),
    Method("cancel_preview", adding.cancel_preview),
    Method("check_collisions", adding.check_collisions),
    Method("settle_conflict", adding.settle_conflict),
    # making torrents
    Method("measure", creating.measure),
    Method("create_torrent", creating.create_torrent),
    Method("cancel_create", creating.cancel_create),
    Method("get_create", creating.get_create),
    Method("export_torrent", creating.export_torrent),
    # what a person asks of torrents
    Method("pause", lifecycle.pause),
    Method("resume", lifecycle.resume),
    Method("force", lifecycle.force),
    Method("stop", lifecycle.stop),
    Method("restart", lifecycle.restart),
    Method("recheck", lifecycle.recheck),
    Method("reannounce", lifecycle.reannounce),
    Method("remove", lifecycle.remove),
    Method("pause_all", lifecycle.pause_all),
    Method("resume_all", lifecycle.resume_all),
    Method("set_file_priorities", lifecycle.set_file_priorities),
    Method("set_sequential", lifecycle.set_sequential),
    Method("connect_peer", lifecycle.connect_peer),
    Method("get_limits", options.get_limits),
    Method("set_limits", options.set_limits),
    Method("set_first_last", options.set_first_last),
    Method("set_super_seeding", options.set_super_seeding),
    Method("queue_move", queueing.queue_move),
    # where the bytes come from
    Method("edit_trackers", sources.edit_trackers),
    Method("add_trackers", sources.add_trackers),
    Method("merge_trackers", sources.merge_trackers),
    Method("scrape", sources.scrape),
    Method("get_web_seeds", sources.get_web_seeds),
    Method("add_web_seed", sources.add_web_seed),
    Method("remove_web_seed", sources.remove_web_seed),
    Method("ban_peers", sources.ban_peers),
    Method("unban_peers", sources.unban_peers),
    Method("get_banned", sources.get_banned),
    # moving and renaming
    Method("move", moving.move),
    Method("cancel_move", moving.cancel_move),
    Method("cancel_check", lifecycle.cancel_check),
    Method("rename_file", moving.rename_file),
    Method("rename_folder", moving.rename_folder),
    Method("rename_torrent", moving.rename_torrent),
    # deleting
    Method("preview_delete", deleting.preview_delete),
    Method("delete", deleting.delete),
    Method("undo_delete", deleting.undo_delete),
    # the program
    Method("get_app", program.get_app),
    Method("get_settings", program.get_settings),
    Method("get_default_settings", program.get_default_settings),
    Method("update_settings", program.update_settings),
    Method("get_space", storage.get_space),
    Method("get_diagnostics", diagnostics.get_diagnostics),
    Method("show_crash_reports", diagnostics.show_crash_reports, WINDOW),
    Method("shutdown", program.shutdown),
    # copies of the library
    Method("get_snapshots", backups.get_snapshots),
    Method("take_snapshot", backups.take_snapshot),
    Method("restore_snapshot", backups.restore_snapshot),
    Method("cancel_restore", backups.cancel_restore),
    # the desktop
    Method("choose_folder", desktop.choose_folder, WINDOW),
    Method("choose_file", desktop.choose_file, WINDOW),
    Method("choose_torrents", desktop.choose_torrents, WINDOW),
    Method("open_file", desktop.open_file, WINDOW),
    Method("show_in_folder", desktop.show_in_folder, WINDOW),
    Method("show_created", desktop.show_created, WINDOW),
    Method("open_link", desktop.open_link, WINDOW),
    Method("read_clipboard", desktop.read_clipboard, WINDOW),
    Method("write_clipboard", desktop.write_clipboard, WINDOW),
    Method("get_handlers", at_home.get_handlers, WINDOW),
    Method("take_handlers", at_home.take_handlers, WINDOW),
    Method("give_back_handlers", at_home.give_back_handlers, WINDOW),
    Method("get_autostart", at_home.get_autostart, WINDOW),
    Method("set_autostart", at_home.set_autostart, WINDOW),
    Method("try_program", at_home.try_program, WINDOW),
)

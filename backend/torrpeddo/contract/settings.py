"""What a person can change. Every field has a default; ranges are checked on the way in."""

from enum import StrEnum
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from .base import Params, PathText
from .language import Language
from .theme import Theme

Rate = Annotated[int, Meta(ge=0, le=2**31 - 1)]
"""Bytes a second; 0 is no limit."""
Count = Annotated[int, Meta(ge=1, le=65535)]
QueueLimit = Annotated[int, Meta(ge=0, le=10_000)]
"""How many may be active; 0 is no limit."""
Port = Annotated[int, Meta(ge=0, le=65535)]


Arguments = Annotated[list[Annotated[str, Meta(max_length=4096)]], Meta(max_length=64)]


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Encryption(StrEnum):
    PREFER = "prefer"
    REQUIRE = "require"
    OFF = "off"


class WhenDone(StrEnum):
    """What to do when everything is done."""

    NOTHING = "nothing"
    QUIT = "quit"
    SLEEP = "sleep"
    SHUT_DOWN = "shut_down"


class Settings(Struct, frozen=True, kw_only=True):
    """All of them, with their defaults."""

    # folders
    save_path: PathText = "."
    """Where downloads go. The engine puts the platform's download folder here on the first start."""
    complete_path: PathText | None = None
    """Where a download is moved when it has finished; null: it stays where it is."""
    incomplete_path: PathText | None = None
    """Where a download is until it has finished and moves to its own folder; null: it begins there."""
    incomplete_suffix: bool = False
    """Files that are not complete have ``.part`` at the end of their names on the disk."""
    # limits
    down_limit: Rate = 0
    up_limit: Rate = 0
    slow_mode: bool = False
    """Use the two limits below instead: for calls and games."""
    slow_down_limit: Rate = 1_000_000
    slow_up_limit: Rate = 200_000
    limit_local: bool = False
    """Whether the limits hold for peers on the local network too."""
    connections: Count = 500
    connections_per_torrent: Count = 100
    upload_slots: Count = 20
    # queue
    active_downloads: QueueLimit = 5
    active_seeds: QueueLimit = 0
    ignore_slow: bool = True
    """Torrents that move nothing hold no place in the queue."""
    metadata_at_once: Count = 10
    """How many magnets look for their metadata at the same time; they hold no place in the queue."""
    all_paused: bool = False
    """Everything is held, each torrent's own intent untouched."""
    # connection
    listen_port: Port = 0
    """0: chosen once at random (49152–65535) and kept."""
    port_mapping: bool = True
    dht: bool = True
    lsd: bool = True
    pex: bool = True
    utp: bool = True
    encryption: Encryption = Encryption.PREFER
    # appearance
    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE
    # the desktop
    close_to_tray: bool = True
    """Closing the window leaves the program running in the tray, where there is one."""
    pause_on_battery: bool = False
    pause_on_metered: bool = False
    keep_awake: bool = True
    """The computer does not sleep by itself while something is unfinished."""
    awake_for_seeding: bool = False
    """Nor while something is being uploaded."""
    notify_finished: bool = True
    notify_problems: bool = True
    """What went wrong or needs a person."""
    notify_added: bool = True
    """What another program handed over waits in the Add dialog."""
    when_done: WhenDone = WhenDone.NOTHING
    when_done_always: bool = False
    """``when_done`` holds beyond this run and the first time it was done."""
    run_on_completion: Arguments = []
    """A program and its arguments, run for every download that has finished; none when empty. No shell reads them.
    %N, %F, %D, %I and %Z are the torrent's name, path, folder, info-hash and size in bytes, each as a whole argument.

    Whoever can change settings can have a program run: the window, and whoever started the engine and holds its
    pipes. Nothing that listens on the network may ever be given this method.
    """
    # adding and deleting
    start_added: bool = True
    delete_to_trash: bool = True
    view: dict[str, Any] = {}
    """What the interface remembers for itself: widths, sort order, what is collapsed."""


class SettingsChanges(Params, frozen=True, kw_only=True):
    """The fields to change; the others stay. Mirrors ``Settings`` (a test compares the two)."""

    save_path: PathText | UnsetType = UNSET
    complete_path: PathText | UnsetType | None = UNSET
    incomplete_path: PathText | UnsetType | None = UNSET
    incomplete_suffix: bool | UnsetType = UNSET
    down_limit: Rate | UnsetType = UNSET
    up_limit: Rate | UnsetType = UNSET
    slow_mode: bool | UnsetType = UNSET
    slow_down_limit: Rate | UnsetType = UNSET
    slow_up_limit: Rate | UnsetType = UNSET
    limit_local: bool | UnsetType = UNSET
    connections: Count | UnsetType = UNSET
    connections_per_torrent: Count | UnsetType = UNSET
    upload_slots: Count | UnsetType = UNSET
    active_downloads: QueueLimit | UnsetType = UNSET
    active_seeds: QueueLimit | UnsetType = UNSET
    ignore_slow: bool | UnsetType = UNSET
    metadata_at_once: Count | UnsetType = UNSET
    all_paused: bool | UnsetType = UNSET
    listen_port: Port | UnsetType = UNSET
    port_mapping: bool | UnsetType = UNSET
    dht: bool | UnsetType = UNSET
    lsd: bool | UnsetType = UNSET
    pex: bool | UnsetType = UNSET
    utp: bool | UnsetType = UNSET
    encryption: Encryption | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    theme: Theme | UnsetType = UNSET
    density: Density | UnsetType = UNSET
    close_to_tray: bool | UnsetType = UNSET
    pause_on_battery: bool | UnsetType = UNSET
    pause_on_metered: bool | UnsetType = UNSET
    keep_awake: bool | UnsetType = UNSET
    awake_for_seeding: bool | UnsetType = UNSET
    notify_finished: bool | UnsetType = UNSET
    notify_problems: bool | UnsetType = UNSET
    notify_added: bool | UnsetType = UNSET
    when_done: WhenDone | UnsetType = UNSET
    when_done_always: bool | UnsetType = UNSET
    run_on_completion: Arguments | UnsetType = UNSET
    start_added: bool | UnsetType = UNSET
    delete_to_trash: bool | UnsetType = UNSET
    view: dict[str, Any] | UnsetType = UNSET


class UpdateSettings(Params, frozen=True, kw_only=True):
    changes: SettingsChanges

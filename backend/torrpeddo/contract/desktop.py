"""How the program fits in with the system it runs on."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from .base import Params, Wire


class Opened(StrEnum):
    """What a person clicks elsewhere, and a torrent program opens."""

    MAGNET = "magnet"
    """Links that begin with ``magnet:``."""
    TORRENT = "torrent"
    """``.torrent`` files."""


class Handler(Wire, frozen=True, kw_only=True):
    """Who opens one of them now."""

    opens: Opened
    owner: str | None
    """The program's name; null where no program is set."""
    ours: bool
    before: str | None
    """Who gets it back: the program that had it until we took it, if that is still there."""


class Handlers(Wire, frozen=True, kw_only=True):
    handlers: list[Handler]
    """One of each kind."""
    chosen_in_system: bool
    """The system lets nobody but the person choose (Windows): taking over offers Torrpeddo and opens its settings."""


class Openings(Params, frozen=True, kw_only=True):
    opens: Annotated[list[Opened], Meta(min_length=1, max_length=2)]


class Autostart(Wire, frozen=True, kw_only=True):
    """As the system has it, whoever set it."""

    on: bool
    """Whether the program starts when the person logs in."""
    hidden: bool
    """Without showing its window."""


class SetAutostart(Params, frozen=True, kw_only=True):
    on: bool
    hidden: bool = False

"""The only room that imports libtorrent. ``Engine`` is its door; see ``engine`` for the rooms within."""

from .engine import Engine
from .session import LIBTORRENT

__all__ = ["LIBTORRENT", "Engine"]

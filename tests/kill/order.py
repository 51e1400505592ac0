"""One order to the program, and what is so once it is acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .ledger import Fact

LISTED = "listed"
"""The fact whether a torrent is in the list: ``yes``, ``removed`` with its files kept, or ``deleted``."""
OPTIONS = ("down_limit", "up_limit", "connections", "upload_slots", "super_seeding", "first_last")
SETTINGS: dict[str, Sequence[Any]] = {
    "down_limit": (0, 50_000_000, 60_000_000),
    "up_limit": (0, 70_000_000),
    "slow_down_limit": (1_000_000, 30_000_000),
    "slow_mode": (False, True),
    "connections": (100, 200, 300),
    "upload_slots": (10, 20),
    "active_downloads": (2, 3, 8),
    "metadata_at_once": (5, 10),
    "incomplete_suffix": (False, True),
    "theme": ("dark", "light", "system"),
    "density": ("comfortable", "compact"),
    "language": ("en", "de", "system"),
    "delete_to_trash": (True, False),
    "view": ({}, {"sort": "name"}, {"widths": [1, 2, 3]}),
}
BANNED = [f"192.0.2.{number}" for number in range(4)]
TRACKERS = [f"http://127.0.0.1:9/{number}/announce" for number in range(5)]
WEB_SEEDS = [f"http://127.0.0.1:9/{number}/" for number in range(3)]


@dataclass
class Order:
    method: str
    params: dict[str, Any]
    facts: dict[Fact, Any] = field(default_factory=dict)
    """What is so once it is acknowledged."""
    slow: tuple[str, ...] = ()
    """The torrents that nothing else of the kind is asked of before the answer."""
    ends_moves: bool = False
    """Of the torrents, at whatever point they are."""
    perhaps: dict[Fact, Any] = field(default_factory=dict)
    """What may be so from then on, or not."""
    either: tuple[Fact, ...] = ()
    """Facts about the queue of which nothing is known from then on."""
    adds: tuple[str, ...] = ()
    """The torrents that it puts into the list. What was there of them is another's, or nobody's, by now."""
    first: dict[Fact, Any] = field(default_factory=dict)
    """What is so for a moment before it is acknowledged."""

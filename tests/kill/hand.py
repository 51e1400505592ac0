"""What whoever gives orders has to remember: the world, the ledger, and what is under way."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .ledger import Ledger
from .order import LISTED, Order
from .world import One, World

Kind = tuple[int, Callable[[], Order | None]]
"""How often it is given, beside the others; and what makes one, or None where there is nothing to ask."""


@dataclass
class Hand:
    world: World
    ledger: Ledger
    chance: random.Random
    busy: set[str] = field(default_factory=set)
    """Torrents of which something slow is asked."""
    moving: dict[str, list[str]] = field(default_factory=dict)
    """Torrents whose move may not be over, with the folders that they may come from."""
    undos: dict[str, list[str]] = field(default_factory=dict)
    """What can be undone, with the torrents it brings back."""
    previews: dict[str, str] = field(default_factory=dict)
    """Those that are open, with the torrents they show."""
    ready: set[str] = field(default_factory=set)
    """Previews whose files are known."""
    creations: list[str] = field(default_factory=list)
    making: set[str] = field(default_factory=set)
    """Torrents that are being made: nobody knows when each comes into the list, behind those that are there then."""

    def pulled(self) -> None:
        """The plug: what was open is no more."""
        self.busy.clear()
        self.undos.clear()
        self.previews.clear()
        self.ready.clear()
        self.creations.clear()
        self.making.clear()

    def pick(self, listed: str = "yes", *, still: bool = False) -> One | None:
        """A torrent that is surely in the list, or surely not. ``still``: nothing slow is asked of it."""
        found = [
            one
            for one in self.world.torrents
            if self.ledger.sure((one.id, LISTED)) == listed and not (still and one.id in self.busy)
        ]
        return self.chance.choice(found) if found else None

    def pick_alone(self) -> One | None:
        """One in the list whose files are its own, and of which nothing slow is asked: they may be moved about."""
        one = self.pick(still=True)
        return one if one is not None and not one.twin and one.id not in self.moving else None

    def some(self, values: list[Any]) -> list[Any]:
        return self.chance.sample(values, self.chance.randrange(len(values) + 1))

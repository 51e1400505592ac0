"""Orders about the queue, and what is so of each pair in it."""

from collections.abc import Collection, Iterable
from itertools import combinations

from .hand import Hand, Kind
from .ledger import Fact
from .order import LISTED, Order
from .world import One

Pairs = dict[Fact, bool]
QUEUE = "queue"
"""In the place of a torrent's id, of facts about two."""


def behind(hand: Hand, newcomers: Iterable[One]) -> Pairs:
    """What is added is behind all others, those too that come back when a deletion is undone. Many are in line."""
    new = list(newcomers)
    others = [one for one in hand.world.torrents if one not in new]
    pairs = [_before(other, one) for one in new for other in others]
    return dict(pairs + [_before(one, later) for one, later in combinations(new, 2)])


def on_top(hand: Hand, newcomers: Iterable[One], staying: Collection[One]) -> Pairs:
    """What is sure of those that are added on top: ``staying``, which can't finish meanwhile, are before all others."""
    new = list(newcomers)
    others = [one for one in hand.world.torrents if one not in new]
    pairs = [_before(one, other) for one in new if one in staying for other in others]
    return dict(pairs + [_before(one, later) for one, later in combinations(new, 2) if one in staying])


def unsure(hand: Hand, pairs: Pairs) -> tuple[Fact, ...]:
    """Two that are asked at once come in any order."""
    return tuple(fact for fact in pairs if (hand.busy | hand.making).intersection(fact[1].split()))


class LiningUp:
    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._chance = hand.chance

    def kinds(self) -> list[Kind]:
        return [(3, self._to_an_end), (3, self._anywhere)]

    def _to_an_end(self) -> Order | None:
        """Before or behind all others, and in their own order among each other."""
        steady = [one for one in self._hand.world.torrents if self._has_a_place(one)]
        if not steady:
            return None
        chosen = self._chance.sample(steady, min(len(steady), self._chance.choice([1, 1, 2])))
        others = [one for one in self._hand.world.torrents if one not in chosen]
        to = self._chance.choice(["top", "bottom"])
        pairs = [_before(one, other) if to == "top" else _before(other, one) for one in chosen for other in others]
        facts = dict(pairs)
        ids = [one.id for one in chosen]
        return Order("queue_move", {"ids": ids, "to": to}, facts, either=unsure(self._hand, facts))

    def _anywhere(self) -> Order | None:
        """Whether it has a place, and who is next to it, only the program knows; nor does it ask those that are gone,
        but may come back."""
        if (one := self._hand.pick()) is None:
            return None
        to = self._chance.choice(["top", "up", "down", "bottom", 0, 1, 3, 1000])
        ledger, torrents = self._hand.ledger, self._hand.world.torrents
        moves = [each for each in torrents if each is one or ledger.sure((each.id, LISTED)) != "yes"]
        pairs = [_before(each, other)[0] for each in moves for other in torrents if other is not each]
        return Order("queue_move", {"ids": [one.id], "to": to}, either=tuple(pairs))

    def _has_a_place(self, one: One) -> bool:
        """Finished and cancelled ones have none. It is surely listed, running or waiting, and nobody has its files."""
        ledger = self._hand.ledger
        priorities = ledger.allowed((one.id, "priorities"))
        return (
            one.lonely
            and ledger.sure((one.id, LISTED)) == "yes"
            and "stopped" not in ledger.allowed((one.id, "intent"))
            and all(each is None or any(each) for each in priorities)
        )


def _before(one: One, other: One) -> tuple[Fact, bool]:
    """The fact that tells which of the two is first, and what it is when ``one`` is."""
    first, second = sorted([one.id, other.id])
    return (QUEUE, f"{first} {second}"), one.id == first

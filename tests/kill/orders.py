"""Every order a person can give, at random."""

from .arriving import Arriving
from .changing import Changing
from .hand import Hand
from .lining_up import LiningUp
from .order import Order
from .program_wide import ProgramWide
from .sources import Sources


class Orders:
    def __init__(self, hand: Hand) -> None:
        self._chance = hand.chance
        rooms = (Arriving(hand), Changing(hand), LiningUp(hand), Sources(hand), ProgramWide(hand))
        self._kinds = [kind for room in rooms for kind in room.kinds()]

    def next(self) -> Order:
        while True:
            weights = [weight for weight, _ in self._kinds]
            ((_, kind),) = self._chance.choices(self._kinds, weights)
            if (order := kind()) is not None:
                return order

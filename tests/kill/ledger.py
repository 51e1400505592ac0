"""What must be so after the plug was pulled: of each fact the value last acknowledged, or one that was under way."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Fact = tuple[str, str]
"""A torrent's id, or nothing for the program as a whole, and what is told of it."""


_NEVER = -1
"""The number of no order."""


@dataclass
class _Told:
    order: int
    value: Any
    acknowledged: bool


class Ledger:
    def __init__(self) -> None:
        self._told: defaultdict[Fact, list[_Told]] = defaultdict(list)

    def ask(self, order: int, facts: Mapping[Fact, Any]) -> None:
        """These will be so once the order is acknowledged; orders are counted in the order in which they are sent."""
        for fact, value in facts.items():
            self._told[fact].append(_Told(order, value, acknowledged=False))

    def acknowledged(self, order: int) -> None:
        for told in self._told.values():
            for each in told:
                each.acknowledged |= each.order == order

    def refused(self, order: int, *, of: str = "") -> None:
        """An order that was answered with an error has changed nothing. ``of``: only of this torrent was it refused."""
        for fact, told in self._told.items():
            if of in fact[0] or of in fact[1]:
                self._told[fact] = [each for each in told if each.order != order]

    def also(self, fact: Fact, value: Any) -> None:
        """May be so as well from now on, until a later order is acknowledged."""
        self._told[fact].append(_Told(_NEVER, value, acknowledged=False))

    def settled(self, fact: Fact, value: Any) -> None:
        """It was seen."""
        self._told[fact] = [_Told(0, value, acknowledged=True)]

    def allowed(self, fact: Fact) -> list[Any]:
        """Empty when nothing was ever told of it."""
        told = self._told[fact]
        last = max((place for place, each in enumerate(told) if each.acknowledged), default=0)
        return [each.value for each in told[last:]]

    def sure(self, fact: Fact) -> Any:
        """The one value it has, or None if it may have several."""
        allowed = self.allowed(fact)
        return allowed[0] if len(allowed) == 1 else None

    def facts(self) -> list[Fact]:
        return [fact for fact, told in self._told.items() if told]

    def forget(self, *facts: Fact) -> None:
        for fact in facts:
            self._told.pop(fact, None)

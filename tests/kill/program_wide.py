"""Orders to the program as a whole."""

from .hand import Hand, Kind
from .order import BANNED, SETTINGS, Order


class ProgramWide:
    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._chance = hand.chance

    def kinds(self) -> list[Kind]:
        return [(5, self._set), (1, self._set_apart), (2, self._ban), (1, self._snapshot)]

    def _set(self) -> Order:
        if self._chance.random() < 0.3:
            paused = self._chance.random() < 0.3
            return Order("pause_all" if paused else "resume_all", {}, {("", "all_paused"): paused})
        name = self._chance.choice(list(SETTINGS))
        value = self._chance.choice(SETTINGS[name])
        return Order("update_settings", {"changes": {name: value}}, {("", name): value})

    def _ban(self) -> Order:
        address, banned = self._chance.choice(BANNED), self._chance.random() < 0.6
        method = "ban_peers" if banned else "unban_peers"
        return Order(method, {"addresses": [address]}, {("", f"ban {address}"): banned})

    def _set_apart(self) -> Order:
        """Where downloads are until they have finished."""
        place = self._chance.choice([None, None, str(self._hand.world.apart)])
        return Order("update_settings", {"changes": {"incomplete_path": place}}, {("", "incomplete_path"): place})

    def _snapshot(self) -> Order:
        return Order("take_snapshot", {})

"""Orders about where the bytes come from."""

from typing import Any

from .hand import Hand, Kind
from .order import TRACKERS, WEB_SEEDS, Order


class Sources:
    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._chance = hand.chance

    def kinds(self) -> list[Kind]:
        return [(3, self._set_trackers), (2, self._add_trackers), (3, self._web_seed), (4, self._meet)]

    def _set_trackers(self) -> Order | None:
        if (one := self._hand.pick(still=True)) is None:
            return None
        tiers = {url: self._chance.randrange(3) for url in self._hand.some(TRACKERS)}
        params = {"id": one.id, "trackers": [{"url": url, "tier": tier} for url, tier in tiers.items()]}
        return Order("edit_trackers", params, {(one.id, "trackers"): tiers}, slow=(one.id,))

    def _add_trackers(self) -> Order | None:
        """Each in a tier of its own behind the others."""
        one, urls = self._hand.pick(still=True), self._hand.some(TRACKERS)
        before = self._hand.ledger.sure((one.id, "trackers")) if one is not None else None
        if one is None or before is None or not urls:
            return None
        first, new = max(before.values(), default=-1) + 1, [url for url in urls if url not in before]
        after = before | {url: first + number for number, url in enumerate(new)}
        method, names = self._chance.choice([("add_trackers", "ids"), ("merge_trackers", "id")])
        params: dict[str, Any] = {"ids": [one.id], "urls": urls} if names == "ids" else {"id": one.id, "trackers": urls}
        return Order(method, params, {(one.id, "trackers"): after}, slow=(one.id,))

    def _web_seed(self) -> Order | None:
        one, url = self._hand.pick(still=True), self._chance.choice(WEB_SEEDS)
        before = self._hand.ledger.sure((one.id, "web seeds")) if one is not None else None
        if one is None or before is None:
            return None
        method, after = ("remove_web_seed", before - {url}) if url in before else ("add_web_seed", before | {url})
        return Order(method, {"id": one.id, "url": url}, {(one.id, "web seeds"): after}, slow=(one.id,))

    def _meet(self) -> Order | None:
        if (one := self._hand.pick()) is None or one.seeder is None:
            return None
        return Order("connect_peer", {"id": one.id, "address": one.seeder.address})

"""Every order a person can give, at random, and what is so once it is acknowledged."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .ledger import Fact, Ledger
from .world import One, World

LISTED = "listed"
"""The fact whether a torrent is in the list: ``yes``, ``removed`` with its files kept, or ``deleted``."""
OPTIONS = ("down_limit", "up_limit", "connections", "upload_slots", "super_seeding", "first_last")
SETTINGS: dict[str, Sequence[Any]] = {
    "down_limit": (0, 50_000_000, 60_000_000),
    "up_limit": (0, 70_000_000),
    "connections": (100, 200, 300),
    "active_downloads": (2, 3, 8),
    "theme": ("dark", "light", "system"),
    "delete_to_trash": (True, False),
    "view": ({}, {"sort": "name"}, {"widths": [1, 2, 3]}),
}
BANNED = [f"192.0.2.{number}" for number in range(4)]
TRACKERS = [f"http://127.0.0.1:9/{number}/announce" for number in range(5)]


@dataclass
class Order:
    method: str
    params: dict[str, Any]
    facts: dict[Fact, Any] = field(default_factory=dict)
    """What is so once it is acknowledged."""
    slow: str | None = None
    """The torrent that nothing else of the kind is asked of before the answer."""
    ends_moves: bool = False
    """Of the torrent, at whatever point they are."""
    perhaps: dict[Fact, Any] = field(default_factory=dict)
    """What may be so from then on, or not."""


class Orders:
    def __init__(self, world: World, ledger: Ledger, chance: random.Random) -> None:
        self._world, self._ledger, self._chance = world, ledger, chance
        self.busy: set[str] = set()
        """Torrents of which something slow is asked."""
        self.moving: dict[str, str] = {}
        """Torrents whose move may not be over, with the folder they come from."""
        self.undos: dict[str, list[str]] = {}
        """What can be undone, with the torrents it brings back."""
        self._kinds: list[tuple[int, Callable[[], Order | None]]] = [
            (8, self._add),
            (12, self._intend),
            (3, self._remove),
            (5, self._delete),
            (3, self._undo),
            (5, self._move),
            (1, self._cancel_move),
            (3, self._rename_file),
            (2, self._rename_folder),
            (2, self._rename_torrent),
            (4, self._prioritize),
            (3, self._limit),
            (2, self._switch),
            (3, self._set_trackers),
            (2, self._queue),
            (4, self._set),
            (2, self._ban),
            (3, self._recheck),
            (4, self._meet),
        ]

    def next(self) -> Order:
        while True:
            weights = [weight for weight, _ in self._kinds]
            ((_, kind),) = self._chance.choices(self._kinds, weights)
            if (order := kind()) is not None:
                return order

    def _pick(self, listed: str = "yes", *, still: bool = False) -> One | None:
        """A torrent that is surely in the list, or surely not. ``still``: nothing slow is asked of it."""
        found = [
            one
            for one in self._world.torrents
            if self._ledger.sure((one.id, LISTED)) == listed and not (still and one.id in self.busy)
        ]
        return self._chance.choice(found) if found else None

    def _add(self) -> Order | None:
        if (one := self._pick(self._chance.choice(["removed", "deleted"]), still=True)) is None:
            return None
        folder, paused = self._chance.choice(self._world.folders), self._chance.random() < 0.2
        params: dict[str, Any] = {"save_path": str(folder), "paused": paused}
        if one.seeder is not None and self._chance.random() < 0.5:
            method, params["uri"] = "add_magnet", f"{one.sample.magnet}&x.pe={one.seeder.address}"
        else:
            method, params["path"] = "add_torrent_file", str(one.torrent)
        facts: dict[str, Any] = {
            LISTED: "yes",
            "intent": "paused" if paused else "run",
            "folder": str(folder),
            "name": None,
            "sequential": False,
            "trackers": set(),
            "priorities": None,
        }
        facts |= {option: False if option in OPTIONS[4:] else 0 for option in OPTIONS}
        facts |= {f"path {index}": path for index, path in enumerate(one.paths)}
        return Order(method, params, {(one.id, name): value for name, value in facts.items()}, slow=one.id)

    def _intend(self) -> Order | None:
        intents = {"pause": "paused", "resume": "run", "force": "forced", "stop": "stopped", "restart": "run"}
        if (one := self._pick()) is None:
            return None
        stopped = self._ledger.sure((one.id, "intent")) == "stopped"
        method = "restart" if stopped and self._chance.random() < 0.8 else self._chance.choice(list(intents))
        facts = {(one.id, "intent"): intents[method]}
        return Order(method, {"ids": [one.id]}, facts, ends_moves=method == "stop")

    def _remove(self) -> Order | None:
        if (one := self._pick(still=True)) is None:
            return None
        return Order("remove", {"ids": [one.id]}, {(one.id, LISTED): "removed"}, slow=one.id, ends_moves=True)

    def _delete(self) -> Order | None:
        if (one := self._pick(still=True)) is None:
            return None
        near = all(
            not Path(folder).is_relative_to(self._world.far) for folder in self._ledger.allowed((one.id, "folder"))
        )
        params = {"ids": [one.id], "trash": near and self._chance.random() < 0.5}
        return Order("delete", params, {(one.id, LISTED): "deleted"}, slow=one.id, ends_moves=True)

    def _undo(self) -> Order | None:
        if not self.undos:
            return None
        undo = self._chance.choice(list(self.undos))
        ids = self.undos.pop(undo)
        if any(self._ledger.sure((id, LISTED)) != "deleted" or id in self.busy for id in ids):
            return None
        return Order("undo_delete", {"undo": undo}, {(id, LISTED): "yes" for id in ids}, slow=ids[0])

    def _move(self) -> Order | None:
        if (one := self._pick(still=True)) is None or one.id in self.moving:
            return None
        goal = self._chance.choice(self._world.folders)
        if not self._world.is_clear(one, goal):
            return None
        return Order("move", {"ids": [one.id], "path": str(goal)}, {(one.id, "folder"): str(goal)}, slow=one.id)

    def _cancel_move(self) -> Order | None:
        if not self.moving:
            return None
        id = self._chance.choice(sorted(self.moving))
        return Order("cancel_move", {"ids": [id]}, ends_moves=True, slow=id)

    def _rename_file(self) -> Order | None:
        if (one := self._pick(still=True)) is None or one.id in self.moving:
            return None
        index = self._chance.randrange(len(one.paths))
        path = self._ledger.sure((one.id, f"path {index}"))
        if path is None:
            return None
        name = self._chance.choice(["ä.bin", "x.bin", "y.bin", one.paths[index].rpartition("/")[2]])
        new = "/".join([*path.split("/")[:-1], name])
        return Order(
            "rename_file", {"id": one.id, "index": index, "name": name}, {(one.id, f"path {index}"): new}, one.id
        )

    def _rename_folder(self) -> Order | None:
        if (one := self._pick(still=True)) is None or one.id in self.moving:
            return None
        paths = [self._ledger.sure((one.id, f"path {index}")) for index in range(len(one.paths))]
        if None in paths:
            return None
        old = paths[2].rpartition("/")[0]
        name = self._chance.choice(["sub", "other", "Üb"])
        new = "/".join([*old.split("/")[:-1], name])
        if old.count("/") != 1:
            return None
        facts = {
            (one.id, f"path {index}"): new + path[len(old) :]
            for index, path in enumerate(paths)
            if path.startswith(f"{old}/")
        }
        return Order("rename_folder", {"id": one.id, "path": old, "name": name}, facts, slow=one.id)

    def _rename_torrent(self) -> Order | None:
        if (one := self._pick()) is None:
            return None
        name = f"Name {self._chance.randrange(1000)}"
        return Order("rename_torrent", {"id": one.id, "name": name}, {(one.id, "name"): name})

    def _prioritize(self) -> Order | None:
        if (one := self._pick()) is None:
            return None
        priorities = [self._chance.choice([0, 1, 4, 4, 7]) for _ in one.paths]
        params = {"id": one.id, "priorities": priorities}
        return Order("set_file_priorities", params, {(one.id, "priorities"): priorities})

    def _limit(self) -> Order | None:
        if (one := self._pick()) is None:
            return None
        option, value = self._chance.choice(OPTIONS[:4]), self._chance.choice([0, 50, 60_000])
        return Order("set_limits", {"ids": [one.id], option: value}, {(one.id, option): value})

    def _switch(self) -> Order | None:
        if (one := self._pick()) is None:
            return None
        fact, on = self._chance.choice(["sequential", "first_last", "super_seeding"]), self._chance.random() < 0.5
        params = {"ids": [one.id], "sequential" if fact == "sequential" else "on": on}
        return Order(f"set_{fact}", params, {(one.id, fact): on})

    def _set_trackers(self) -> Order | None:
        if (one := self._pick(still=True)) is None:
            return None
        urls = self._chance.sample(TRACKERS, self._chance.randrange(4))
        params = {"id": one.id, "trackers": [{"url": url, "tier": tier} for tier, url in enumerate(urls)]}
        return Order("edit_trackers", params, {(one.id, "trackers"): set(urls)}, slow=one.id)

    def _queue(self) -> Order | None:
        if (one := self._pick()) is None:
            return None
        return Order("queue_move", {"ids": [one.id], "to": self._chance.choice(["top", "up", "down", "bottom", 1])})

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

    def _recheck(self) -> Order | None:
        if (one := self._pick(still=True)) is None:
            return None
        if self._chance.random() < 0.7:
            return Order("recheck", {"ids": [one.id]}, slow=one.id)
        # What was never checked can't go on without: it is paused then.
        return Order("cancel_check", {"ids": [one.id]}, slow=one.id, perhaps={(one.id, "intent"): "paused"})

    def _meet(self) -> Order | None:
        if (one := self._pick()) is None or one.seeder is None:
            return None
        return Order("connect_peer", {"id": one.id, "address": one.seeder.address})

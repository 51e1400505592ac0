"""Orders to torrents in the list."""

from pathlib import Path

from .hand import Hand, Kind
from .order import LISTED, OPTIONS, Order


class Changing:
    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._chance = hand.chance

    def kinds(self) -> list[Kind]:
        return [
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
            (3, self._switch),
            (3, self._recheck),
            (2, self._settle),
        ]

    def _intend(self) -> Order | None:
        intents = {"pause": "paused", "resume": "run", "force": "forced", "stop": "stopped", "restart": "run"}
        ids = self._several()
        if not ids:
            return None
        stopped = self._hand.ledger.sure((ids[0], "intent")) == "stopped"
        method = "restart" if stopped and self._chance.random() < 0.8 else self._chance.choice(list(intents))
        facts = {(id, "intent"): intents[method] for id in ids}
        return Order(method, {"ids": ids}, facts, ends_moves=method == "stop")

    def _remove(self) -> Order | None:
        ids = self._several(still=True)
        facts = {(id, LISTED): "removed" for id in ids}
        return Order("remove", {"ids": ids}, facts, slow=tuple(ids), ends_moves=True) if ids else None

    def _delete(self) -> Order | None:
        ids = self._several(still=True)
        if not ids:
            return None
        folders = [Path(folder) for id in ids for folder in self._hand.ledger.allowed((id, "folder"))]
        near = not any(folder.is_relative_to(self._hand.world.far) for folder in folders)
        params = {"ids": ids, "trash": near and self._chance.random() < 0.5}
        return Order("delete", params, {(id, LISTED): "deleted" for id in ids}, slow=tuple(ids), ends_moves=True)

    def _undo(self) -> Order | None:
        if not self._hand.undos:
            return None
        undo = self._chance.choice(list(self._hand.undos))
        ids = self._hand.undos.pop(undo)
        if any(self._hand.ledger.sure((id, LISTED)) != "deleted" or id in self._hand.busy for id in ids):
            return None
        return Order("undo_delete", {"undo": undo}, {(id, LISTED): "yes" for id in ids}, slow=tuple(ids))

    def _move(self) -> Order | None:
        if (one := self._hand.pick_alone()) is None:
            return None
        goal = self._chance.choice(self._hand.world.folders)
        if not self._hand.world.is_clear(one, goal):
            return None
        return Order("move", {"ids": [one.id], "path": str(goal)}, {(one.id, "folder"): str(goal)}, slow=(one.id,))

    def _cancel_move(self) -> Order | None:
        if not self._hand.moving:
            return None
        id = self._chance.choice(sorted(self._hand.moving))
        return Order("cancel_move", {"ids": [id]}, ends_moves=True, slow=(id,))

    def _rename_file(self) -> Order | None:
        if (one := self._hand.pick_alone()) is None:
            return None
        index = self._chance.randrange(len(one.paths))
        path = self._hand.ledger.sure((one.id, f"path {index}"))
        if path is None:
            return None
        name = self._chance.choice(["ä.bin", "x.bin", "y.bin", one.paths[index].rpartition("/")[2]])
        new = "/".join([*path.split("/")[:-1], name])
        return Order(
            "rename_file", {"id": one.id, "index": index, "name": name}, {(one.id, f"path {index}"): new}, (one.id,)
        )

    def _rename_folder(self) -> Order | None:
        if (one := self._hand.pick_alone()) is None:
            return None
        paths = [self._hand.ledger.sure((one.id, f"path {index}")) for index in range(len(one.paths))]
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
        return Order("rename_folder", {"id": one.id, "path": old, "name": name}, facts, slow=(one.id,))

    def _rename_torrent(self) -> Order | None:
        if (one := self._hand.pick()) is None:
            return None
        name = f"Name {self._chance.randrange(1000)}"
        return Order("rename_torrent", {"id": one.id, "name": name}, {(one.id, "name"): name})

    def _prioritize(self) -> Order | None:
        if (one := self._hand.pick()) is None or one.twin:
            return None
        priorities = [self._chance.choice([0, 1, 4, 4, 7]) for _ in one.paths]
        params = {"id": one.id, "priorities": priorities}
        return Order("set_file_priorities", params, {(one.id, "priorities"): priorities})

    def _limit(self) -> Order | None:
        ids = self._several()
        option, value = self._chance.choice(OPTIONS[:4]), self._chance.choice([0, 50, 60_000])
        return Order("set_limits", {"ids": ids, option: value}, {(id, option): value for id in ids}) if ids else None

    def _switch(self) -> Order | None:
        ids = self._several()
        if not ids:
            return None
        fact, on = self._chance.choice(["sequential", "first_last", "super_seeding"]), self._chance.random() < 0.5
        params = {"ids": ids, "sequential" if fact == "sequential" else "on": on}
        return Order(f"set_{fact}", params, {(id, fact): on for id in ids})

    def _recheck(self) -> Order | None:
        if (one := self._hand.pick(still=True)) is None:
            return None
        if self._chance.random() < 0.7:
            return Order("recheck", {"ids": [one.id]}, slow=(one.id,))
        # What was never checked can't go on without: it is paused then.
        return Order("cancel_check", {"ids": [one.id]}, slow=(one.id,), perhaps={(one.id, "intent"): "paused"})

    def _settle(self) -> Order | None:
        """Let one go on that is kept out, if it is."""
        if (one := self._hand.pick(still=True)) is None or not one.twin:
            return None
        how = self._chance.choice(["share", "rename"])
        perhaps = {(one.id, "names"): "free" if how == "rename" else "own"}
        return Order("settle_conflict", {"id": one.id, "how": how}, slow=(one.id,), perhaps=perhaps)

    def _several(self, *, still: bool = False) -> list[str]:
        """One, mostly."""
        found = [self._hand.pick(still=still) for _ in range(self._chance.choice([1, 1, 1, 3]))]
        return list(dict.fromkeys(one.id for one in found if one is not None))

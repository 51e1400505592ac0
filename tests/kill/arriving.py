"""Orders that bring torrents into the list: one, many, by way of a preview, or made of files."""

from typing import Any

from .hand import Hand, Kind
from .ledger import Fact
from .lining_up import behind, on_top, unsure
from .order import LISTED, OPTIONS, Order
from .world import One


class Arriving:
    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._chance = hand.chance

    def kinds(self) -> list[Kind]:
        return [
            (8, self._add),
            (3, self._add_many),
            (4, self._preview),
            (3, self._accept),
            (2, self._cancel_preview),
            (2, self._create),
            (1, self._cancel_creation),
            (1, self._export),
        ]

    def _add(self) -> Order | None:
        if (one := self._absent()) is None:
            return None
        source, how = self._source(one), self._how()
        facts = self._facts(one, how, magnet="uri" in source)
        chosen = self._share_or_not(how, facts) if one.twin else self._choose(one, facts)
        method = "add_magnet" if "uri" in source else "add_torrent_file"
        return self._adding(method, {**how, **source, **chosen}, {one: facts})

    def _add_many(self) -> Order | None:
        absent = {one for one in (self._absent() for _ in range(4)) if one is not None and not one.twin}
        if len(absent) < 2:
            return None
        how, torrents, facts = self._how(), [], {}
        for one in sorted(absent, key=lambda one: one.id):
            source = self._source(one)
            facts[one] = self._facts(one, how, magnet="uri" in source)
            torrents.append({**source, **self._choose(one, facts[one])})
        return self._adding("add_torrents", {**how, "torrents": torrents}, facts)

    def _preview(self) -> Order | None:
        if (one := self._absent()) is None or one.twin:
            return None
        if one.seeder is not None and self._chance.random() < 0.7:
            return Order("preview_magnet", {"uri": _link(one)}, slow=(one.id,))
        return Order("preview_torrent_file", {"path": str(one.torrent)}, slow=(one.id,))

    def _accept(self) -> Order | None:
        preview = self._open_preview()
        if preview is None:
            return None
        one, ready = self._hand.world.by_id[self._hand.previews[preview]], preview in self._hand.ready
        if self._hand.ledger.sure((one.id, LISTED)) not in ("removed", "deleted") or one.id in self._hand.busy:
            return None
        how = self._how()
        facts = self._facts(one, how, magnet=not ready)
        del self._hand.previews[preview]
        return self._adding("accept_preview", {**how, **self._choose(one, facts), "preview": preview}, {one: facts})

    def _cancel_preview(self) -> Order | None:
        preview = self._open_preview()
        if preview is None:
            return None
        del self._hand.previews[preview]
        return Order("cancel_preview", {"preview": preview})

    def _create(self) -> Order | None:
        """Of files that nobody has but the person; what comes of it is the torrent with these files."""
        one = self._absent()
        if one is None or not one.ours:
            return None
        self._hand.world.restore(one)
        folder = str(one.sample.folder)
        params = {
            "path": f"{folder}/{one.sample.name}",
            "output": str(self._hand.world.free_output()),
            "format": one.kind,
            "piece_length": 16 * 1024,
            "seed": True,
        }
        how = {"save_path": folder, "paused": False}
        perhaps: dict[Fact, Any] = {
            (one.id, name): value for name, value in self._facts(one, how, magnet=False).items()
        }
        return Order("create_torrent", params, perhaps=perhaps | behind(self._hand, [one]), adds=(one.id,))

    def _cancel_creation(self) -> Order | None:
        if not self._hand.creations:
            return None
        return Order("cancel_create", {"job": self._hand.creations.pop()})

    def _export(self) -> Order | None:
        if (one := self._hand.pick()) is None:
            return None
        return Order("export_torrent", {"id": one.id, "path": str(self._hand.world.free_output())})

    def _absent(self) -> One | None:
        return self._hand.pick(self._chance.choice(["removed", "deleted"]), still=True)

    def _open_preview(self) -> str | None:
        return self._chance.choice(list(self._hand.previews)) if self._hand.previews else None

    def _how(self) -> dict[str, Any]:
        return {
            "save_path": str(self._chance.choice(self._hand.world.folders)),
            "paused": self._chance.random() < 0.2,
            "sequential": self._chance.random() < 0.2,
            "top": self._chance.random() < 0.15,
        }

    def _source(self, one: One) -> dict[str, Any]:
        if one.seeder is not None and self._chance.random() < 0.5:
            return {"uri": _link(one)}
        return {"path": str(one.torrent)}

    def _choose(self, one: One, facts: dict[str, Any]) -> dict[str, Any]:
        """Now and then its files."""
        if self._chance.random() < 0.7:
            return {}
        facts["priorities"] = [self._chance.choice([0, 1, 4, 7]) for _ in one.paths]
        return {"files": facts["priorities"]}

    def _share_or_not(self, how: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
        """Where its twin has its files, or may have."""
        how["save_path"] = facts["folder"] = str(self._hand.world.folders[0])
        choice = self._chance.choice([None, "share", "rename"])
        facts["names"] = "free" if choice == "rename" else "own"
        return {"on_conflict": choice} if choice is not None else {}

    def _facts(self, one: One, how: dict[str, Any], *, magnet: bool) -> dict[str, Any]:
        facts: dict[str, Any] = {
            LISTED: "yes",
            "intent": "paused" if how["paused"] else "run",
            "folder": how["save_path"],
            "name": None,
            "sequential": how.get("sequential", False),
            "trackers": {},
            "web seeds": set(),
            "priorities": None,
            "metadata": None if magnet else True,
        }
        facts |= {option: False if option in OPTIONS[4:] else 0 for option in OPTIONS}
        return facts | {f"path {index}": path for index, path in enumerate(one.paths)}

    def _adding(self, method: str, params: dict[str, Any], of: dict[One, dict[str, Any]]) -> Order:
        facts: dict[Fact, Any] = {(one.id, name): value for one, known in of.items() for name, value in known.items()}
        line = behind(self._hand, of)
        ids = tuple(one.id for one in of)
        perhaps: dict[Fact, Any] = {(one.id, "folder"): str(self._hand.world.apart) for one in of}
        if not params["top"]:
            return Order(
                method, params, facts | line, slow=ids, perhaps=perhaps, either=unsure(self._hand, line), adds=ids
            )
        # One that has finished by then has no place, and stays last. The others are so for a moment.
        staying = [one for one, known in of.items() if one.lonely and any(known["priorities"] or [True])]
        top = on_top(self._hand, of, staying)
        either = (*(fact for fact in line if fact not in top), *unsure(self._hand, top))
        first = {fact: line[fact] for fact in top}
        return Order(
            method, params, facts | line | top, first=first, slow=ids, perhaps=perhaps, either=either, adds=ids
        )


def _link(one: One) -> str:
    assert one.seeder is not None
    return f"{one.sample.magnet}&x.pe={one.seeder.address}"

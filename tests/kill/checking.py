"""After a start: is everything as it was asked for, and every file as it was?"""

from pathlib import Path
from typing import Any

import libtorrent as lt
from tests.swarm.program import Program

from .driver import PATIENCE, Driver
from .lining_up import QUEUE
from .looking import Kept
from .order import LISTED, OPTIONS
from .world import One

COLLISIONS = ("path_conflict", "shared_differs", "shared_waits")
"""Why a torrent is kept out."""


class Check:
    def __init__(self, driver: Driver, program: Program, kept: dict[str, Kept]) -> None:
        self._driver, self._program, self._kept = driver, program, kept
        self._ledger, self._world = driver.ledger, driver.world
        self._torrents = driver.world.torrents

    def all(self) -> None:
        self._program.until(lambda: self._program.listed, PATIENCE)
        self._queue()
        # A deletion may be taken back: what it took comes into the list when its files are there again.
        self._program.until(self._driver.nothing_goes, PATIENCE)
        # It is in the library before its row is told.
        self._program.until(lambda: self._program.rows.keys() == self._driver.listed(), PATIENCE)
        self._list()
        self._settings()
        for one in self._listed():
            self._wishes(one)
        self._settle()
        self._folders()
        for one in self._listed():
            self._pieces(one)
            self._files(one)
        for one in self._torrents:
            self._left_behind(one)
        if not any(one.twin for one in self._listed()):
            self._world.restore_twins()
        self._own_files()
        self._written()
        self._line()
        self._errors()

    # at once

    def _queue(self) -> None:
        """As the killed program has left it."""
        for fact in [fact for fact in self._ledger.facts() if fact[0] == QUEUE]:
            one, other = fact[1].split()
            if one in self._kept and other in self._kept:
                self._is(*fact, self._kept[one].place < self._kept[other].place)

    def _list(self) -> None:
        rows = self._program.rows
        self._program.until(lambda: not any(row["state"] == "deleting" for row in rows.values()), PATIENCE)
        for one in self._torrents:
            allowed = self._ledger.allowed((one.id, LISTED))
            listed = one.id in rows
            assert listed in {each == "yes" for each in allowed}, f"{one.id} {'is' if listed else 'is not'} listed"
            if len(allowed) > 1:
                self._ledger.settled((one.id, LISTED), "yes" if listed else _gone(allowed))
        assert rows.keys() <= {one.id for one in self._torrents}

    def _listed(self) -> list[One]:
        return [one for one in self._torrents if one.id in self._program.rows]

    def _settings(self) -> None:
        settings = self._program.call("get_settings")
        banned = {row["address"] for row in self._program.call("get_banned")}
        for _, name in [fact for fact in self._ledger.facts() if fact[0] == ""]:
            if name.startswith("ban "):
                self._is("", name, name.removeprefix("ban ") in banned)
            else:
                self._is("", name, settings[name])

    def _wishes(self, one: One) -> None:
        row = self._program.rows[one.id]
        options = self._program.call("get_torrent", id=one.id)["options"]
        self._is(one.id, "intent", row["intent"])
        if self._ledger.sure((one.id, "metadata")):
            assert row["has_metadata"], row
        self._is(one.id, "sequential", row["sequential"])
        for option in OPTIONS:
            self._is(one.id, option, options[option])
        if self._ledger.allowed((one.id, "name")) != [None]:
            self._is(one.id, "name", row["name"], None)
        files = self._program.call("get_files", id=one.id)
        if self._ledger.allowed((one.id, "priorities")) != [None] and files:
            self._is(one.id, "priorities", [file["priority"] for file in files], None)

    def _is(self, id: str, name: str, value: Any, *unknown: None) -> None:
        """``unknown``: a value that the ledger has for what was never chosen."""
        allowed = self._ledger.allowed((id, name))
        assert value in allowed or (unknown and None in allowed), (
            f"{name} of {id or 'the program'} is {value!r}, not one of {allowed}"
        )
        self._ledger.settled((id, name), value)

    # when what was under way is over

    def _settle(self) -> None:
        program = self._program
        program.call("resume_all")
        self._ledger.settled(("", "all_paused"), False)
        program.until(lambda: not any(_busy(row) for row in program.rows.values()), PATIENCE)
        program.until(lambda: not self._staging(), PATIENCE)

    def _staging(self) -> list[Path]:
        return [path for folder in self._world.places for path in folder.glob(".torrpeddo-*")]

    def _folders(self) -> None:
        self._driver.hand.moving.clear()
        for one in self._listed():
            row = self._program.rows[one.id]
            self._folder(one, row["save_path"])
            if row["state"] != "cancelled" and row["error"] is None:
                trackers = {row["url"]: row["tier"] for row in self._program.call("get_trackers", id=one.id)}
                self._is(one.id, "trackers", trackers)
                web_seeds = {row["url"] for row in self._program.call("get_web_seeds", id=one.id)}
                self._is(one.id, "web seeds", web_seeds)

    def _folder(self, one: One, place: str) -> None:
        """Where it is until it has finished, it may leave at any time."""
        own = [path for path in self._ledger.allowed((one.id, "folder")) if path != str(self._world.apart)]
        self._is(one.id, "folder", place)
        if place == str(self._world.apart):
            for path in own:
                self._ledger.also((one.id, "folder"), path)

    def _pieces(self, one: One) -> None:
        pieces = self._program.call("get_pieces", id=one.id)
        kept = self._kept.get(one.id)
        if kept is None or not pieces["total"] or self._program.rows[one.id]["state"] == "cancelled":
            return
        have = {index for index, share in enumerate(pieces["have"]) if share == "9"}
        assert kept.pieces <= have, f"{one.id} lost the pieces {sorted(kept.pieces - have)}"

    def _files(self, one: One) -> None:
        """A file that is whole stays whole. What a skipped one has of its pieces is not at its path."""
        folder = Path(self._program.rows[one.id]["save_path"])
        stopped = self._program.rows[one.id]["state"] == "cancelled"
        for file in self._program.call("get_files", id=one.id):
            if not one.twin or self._ledger.sure((one.id, "names")) == "own":
                self._is(one.id, f"path {file['index']}", file["path"])
            if file["done"] == file["size"] and file["priority"] and not stopped:
                one.whole.add(file["index"])
            if file["index"] in one.whole:
                self._holds(folder / file["path"], one.contents[file["index"]])

    def _holds(self, path: Path, content: bytes) -> None:
        """Soon: libtorrent counts as had what is on its way to the disk."""
        try:
            self._program.until(lambda: path.is_file() and path.read_bytes() == content)
        except AssertionError as error:
            found = _differing(path.read_bytes(), content) if path.is_file() else "not there"
            raise AssertionError(f"{path} is {found}; beside it {sorted(map(str, self._world.files()))}") from error

    def _left_behind(self, one: One) -> None:
        """A torrent that was removed leaves its files as they are, and one that was deleted none."""
        listed = self._ledger.sure((one.id, LISTED))
        if listed == "yes" or not one.whole or one.twin:
            return
        for index in one.whole:
            places = [
                Path(folder) / path
                for folder in self._ledger.allowed((one.id, "folder"))
                for path in self._ledger.allowed((one.id, f"path {index}"))
            ]
            there = [path for path in places if path.exists()]
            if listed == "deleted":
                assert not there, f"{there} is still there"
            else:
                assert any(path.read_bytes() == one.contents[index] for path in there), f"{places} is gone"
        one.whole.clear()

    # always

    def _own_files(self) -> None:
        """At their places, or come along with a folder that got another name."""
        files = self._world.files()
        found = {path.read_bytes() for path in files if path.name == "mine.txt"}
        for path, content in self._world.own.items():
            assert content in found, f"{path} is gone or changed"
            assert path.parent.name == "sub" or path.read_bytes() == content

    def _errors(self) -> None:
        for row in self._program.rows.values():
            twin = self._world.by_id[row["id"]].twin
            assert row["error"] is None or (twin and row["error"]["kind"] in COLLISIONS), row
            assert row["state"] != "missing_files" or (twin and not self._world.by_id[row["id"]].whole), row
        said = self._driver.said.read_text()
        assert "Traceback" not in said, said
        assert " ERROR " not in said, said

    def _written(self) -> None:
        """Torrent files are whole or not there, with nothing beside them, and a preview has left nothing."""
        for path in self._world.made.glob("[0-9]*"):
            assert lt.load_torrent_buffer(path.read_bytes()).ti is not None, path
        assert all(Path(path).exists() for path in self._world.exported), self._world.exported
        self._program.until(lambda: not list(self._world.made.glob(".*")), PATIENCE)
        assert not (self._world.profile / "previews").exists()

    def _line(self) -> None:
        """The queue is in the order that the library has."""

        def in_line() -> bool:
            rows = [row for row in self._program.rows.values() if row["queue_position"] is not None]
            rows = [row for row in rows if row["id"] in self._kept]
            places = [self._kept[row["id"]].place for row in sorted(rows, key=lambda row: row["queue_position"])]
            return places == sorted(places)

        self._program.until(in_line, PATIENCE)


def _gone(allowed: list[str]) -> str:
    """Both may have been asked; what was asked last, and was not taken back, counts."""
    return [each for each in allowed if each != "yes"][-1]


def _differing(found: bytes, content: bytes) -> str:
    """In words, for whoever looks into it."""
    places = [place for place, (one, other) in enumerate(zip(found, content, strict=False)) if one != other]
    where = f"differs in {len(places)} from {places[0]} to {places[-1]}" if places else "is the same as far as it goes"
    return f"of {len(found)} bytes, not {len(content)}, and {where}"


def _busy(row: dict[str, Any]) -> bool:
    return row["state"] in ("moving", "deleting", "checking")

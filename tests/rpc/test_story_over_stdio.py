"""A torrent's whole life with nothing but ``torrpeddo engine`` and a pipe, for a program in place of the window."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Condition
from typing import Any

import pytest
from tests.swarm.samples import tree
from tests.window.swarm import Seeder, open_seeder

from .engine_process import PATIENCE, EngineProcess
from .running import LOOPBACK

FILES = {"film.mkv": 400_000, "extras/making of.mkv": 150_000, "notes.txt": 20}
Row = dict[str, Any]


class Listener:
    """What a client knows that reads the events and asks for nothing twice."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.shown: defaultdict[str, list[Row]] = defaultdict(list)
        """Every row that was told, by id, oldest first."""
        self.previews: dict[str, dict[str, Any]] = {}
        self._heard = Condition()

    def hear(self, event: dict[str, Any]) -> None:
        with self._heard:
            if event["type"] == "preview":
                self.previews[event["preview"]["preview"]] = event["preview"]
            for row in event.get("rows", ()):
                self.rows[row["id"]] = row
                self.shown[row["id"]].append(row)
            for id in event.get("removed", ()):
                self.rows.pop(id, None)
            self._heard.notify_all()

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Looked at again whenever something is told."""
        with self._heard:
            assert self._heard.wait_for(condition, PATIENCE), f"Waited for {what}, in vain: {list(self.rows.values())}"

    def until_shown(self, id: str, state: str) -> Row:
        self.until(lambda: id in self.rows and self.rows[id]["state"] == state, f"it to be {state}")
        return self.rows[id]


class Program(Listener):
    """One run of the engine on the profile, with what it told."""

    engine: EngineProcess


@contextmanager
def run(profile: Path) -> Iterator[Program]:
    program = Program()
    with EngineProcess(profile, [*LOOPBACK, "allow_multiple_connections_per_ip=true"], program.hear) as program.engine:
        yield program


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def add(program: Program, seeder: Seeder, downloads: Path, skip: str | None = None) -> None:
    """Look at what the link holds, then take its files, without ``skip``."""
    preview = program.engine.call("preview_magnet", uri=seeder.magnet)["preview"]
    program.until(lambda: program.previews.get(preview, {}).get("ready"), "the files of the preview")
    paths = [file["path"].split("/", 1)[1] for file in program.previews[preview]["files"]]
    assert sorted(paths) == sorted(FILES)
    assert not downloads.exists()
    files = [0 if path == skip else 4 for path in paths]
    program.engine.call("accept_preview", preview=preview, save_path=str(downloads), files=files)


def test_as_the_person_left_it_through_restarts(tmp_path: Path, profile: Path, downloads: Path) -> None:
    with ExitStack() as stack:
        seeder = stack.enter_context(open_seeder(os.environ, tmp_path, FILES))
        with run(profile) as program:
            add(program, seeder, downloads)
            program.until_shown(seeder.id, "seeding")
            seeder.until_matches(downloads)
            program.engine.call("pause", ids=[seeder.id])
            program.until_shown(seeder.id, "paused")
        with run(profile) as program:
            before = program.until_shown(seeder.id, "paused")
            program.engine.call("resume", ids=[seeder.id])
            program.until_shown(seeder.id, "seeding")
            program.engine.call("stop", ids=[seeder.id])
            program.until_shown(seeder.id, "cancelled")
    with run(profile) as program:
        program.until_shown(seeder.id, "cancelled")
        program.engine.call("restart", ids=[seeder.id])
        after = program.until_shown(seeder.id, "seeding")
        assert after["downloaded"] == before["downloaded"]
        assert not any(checks(row) for row in program.shown[seeder.id])


def checks(row: Row) -> bool:
    """Whether the row says that the disk is being read to see what is there; starting is shown as checking too."""
    return bool(row["state"] == "checking" and (row["reason"] or {}).get("kind") != "starting")


def test_what_was_shown_goes_and_nothing_else(tmp_path: Path, profile: Path, downloads: Path) -> None:
    with open_seeder(os.environ, tmp_path, FILES, "a torrent") as seeder, run(profile) as program:
        add(program, seeder, downloads, skip="extras/making of.mkv")
        program.until_shown(seeder.id, "finished")
        seeder.until_matches(downloads, "film.mkv", "notes.txt")
        (downloads / "a torrent" / "mine.txt").write_text("not the torrent's")
        shown = program.engine.call("preview_delete", ids=[seeder.id])
        goes = {Path(file["path"]).relative_to(downloads).as_posix() for file in shown["goes"]}
        assert {"a torrent/film.mkv", "a torrent/notes.txt"} <= goes
        assert [(Path(file["path"]).name, file["reason"]) for file in shown["stays"]] == [("mine.txt", "foreign")]
        before = tree(downloads)

        undo = program.engine.call("delete", ids=[seeder.id], token=shown["token"], trash=False)["undo"]
        program.until(lambda: seeder.id not in program.rows, "it to leave the list")
        assert goes.isdisjoint(tree(downloads))
        program.engine.call("undo_delete", undo=undo)
        program.until_shown(seeder.id, "finished")
        assert tree(downloads) == before

        token = program.engine.call("preview_delete", ids=[seeder.id])["token"]
        program.engine.call("delete", ids=[seeder.id], token=token, trash=False)
        program.until(lambda: seeder.id not in program.rows, "it to leave the list")
        assert goes.isdisjoint(tree(downloads))
        assert "a torrent/mine.txt" in tree(downloads)

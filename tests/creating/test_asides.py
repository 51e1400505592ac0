"""A program that is killed while it writes a torrent file leaves part of it; the next start takes exactly that away."""

import os
import shutil
import sys
import time
from pathlib import Path

from tests.swarm.host import Host
from tests.swarm.program import Program
from tests.swarm.samples import Sample, make

from torrpeddo.engine.asides import Asides

FALLS = """
import os, signal
from torrpeddo import __main__
from torrpeddo.engine import torrent_files
torrent_files._put = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
__main__.run()
"""
"""Torrpeddo that falls dead when a torrent file is written and has yet to get its name."""


def export_and_fall(profile: Path, sample: Sample, target: Path) -> None:
    with Program(profile, command=(sys.executable, "-c", FALLS)) as program:
        torrent = sample.torrent_file(profile.parent)
        added = program.call("add_torrent_file", path=str(torrent), save_path=str(sample.folder), paused=True)
        program.ask("export_torrent", id=added["id"], path=str(target))
        program._process.wait(60)  # noqa: SLF001 - it ends by itself


def test_a_killed_export_leaves_nothing_after_the_next_start(tmp_path: Path) -> None:
    sample, folder, profile = make(tmp_path / "seed"), tmp_path / "out", tmp_path / "host" / "profile"
    folder.mkdir()
    profile.parent.mkdir()
    foreign = folder / f".{'0123456789abcdef' * 2}.torrent.part"
    foreign.write_bytes(b"of another program, or another profile")
    export_and_fall(profile, sample, folder / "demo.torrent")
    (left,) = set(folder.iterdir()) - {foreign}
    assert left.read_bytes()
    with Host(profile.parent) as host:
        host.until(lambda: list(folder.iterdir()) == [foreign] and not list((profile / "unfinished").iterdir()))


def test_what_came_into_its_place_stays(tmp_path: Path) -> None:
    """A folder of that name, and a link, are not what was written."""
    notes, folder = tmp_path / "notes", tmp_path / "out"
    folder.mkdir()
    for _ in range(3):
        lose(notes, folder / "a.torrent")
    first, second, third = folder.iterdir()
    first.unlink()
    first.mkdir()
    second.unlink()
    second.symlink_to(tmp_path / "mine")
    (tmp_path / "mine").write_bytes(b"mine")
    Asides(notes).clear()
    assert set(folder.iterdir()) == {first, second}
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert not third.exists()


def test_a_drive_that_is_away_is_waited_for(tmp_path: Path) -> None:
    notes, drive, away = tmp_path / "notes", tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    lose(notes, drive / "a.torrent")
    drive.rename(away)
    Asides(notes).clear()
    away.rename(drive)
    assert list(drive.iterdir())
    Asides(notes).clear()
    assert not list(drive.iterdir())
    assert not list(notes.iterdir())


def test_a_folder_that_stays_away_is_forgotten_in_the_end(tmp_path: Path) -> None:
    notes, gone = tmp_path / "notes", tmp_path / "gone"
    gone.mkdir()
    lose(notes, gone / "a.torrent")
    shutil.rmtree(gone)
    Asides(notes).clear()
    (note,) = notes.iterdir()
    os.utime(note, (0, time.time() - 31 * 86_400))
    Asides(notes).clear()
    assert not list(notes.iterdir())


def test_notes_that_were_cut_off_harm_nothing(tmp_path: Path) -> None:
    notes, mine = tmp_path / "notes", tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    notes.mkdir()
    (notes / "cut").write_bytes(b"")
    (notes / "odd").write_bytes(os.fsencode(mine))
    Asides(notes).clear()
    assert mine.read_bytes() == b"mine"
    assert not list(notes.iterdir())


def test_without_room_for_notes_it_is_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Asides(tmp_path / "file" / "notes").beside(tmp_path / "a.torrent") as aside:
        aside.write_bytes(b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def lose(notes: Path, path: Path) -> None:
    """What a kill leaves."""
    child = os.fork()
    if child == 0:
        with Asides(notes).beside(path) as aside:
            aside.write_bytes(b"d")
            os._exit(0)
    os.waitpid(child, 0)

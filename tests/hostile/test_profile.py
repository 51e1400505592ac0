"""A profile that somebody, or a dying disk, has been at: the program starts and says what it found, or says why not."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from tests.rounds import rounds
from tests.swarm.host import LOOPBACK

from torrpeddo.contract.settings import Settings

from .victim import Victim

NOISE = random.Random("noise")
SETTINGS = ("x", "[", "null", "[[[[", '"' + "x" * 100_000 + '"', "1e400", "NaN", "-1", '{"a":' * 5000, "\ufeff0")
START_SECONDS = 60


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as library:
        for statement in statements:
            library.execute(statement)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing is left": lambda path: os.truncate(path, 0),
    "half is left": lambda path: os.truncate(path, path.stat().st_size // 2),
    "random bytes": lambda path: path.write_bytes(NOISE.randbytes(60_000)),
    "random bytes in it": lambda path: overwrite(path, 9000, NOISE.randbytes(12_000)),
    "a text": lambda path: path.write_text("Dear friend\n" * 500),
    "other tables": lambda path: change(path, "ALTER TABLE torrent RENAME TO recipe"),
    "other columns": lambda path: change(path, "ALTER TABLE torrent RENAME COLUMN intent TO soup"),
    "columns too few": lambda path: change(path, "ALTER TABLE torrent DROP COLUMN save_path"),
}


@pytest.mark.parametrize("damage", list(DAMAGES)[:: rounds(3, 1)])
def test_a_damaged_library_is_kept_and_told_of(victim: Victim, damage: str) -> None:
    victim.program.end()
    library = victim.folder / "profile" / "library.db"
    DAMAGES[damage](library)
    before = library.read_bytes()
    victim.again()
    (notice,) = victim.call("get_app")["notices"]
    assert "library" in notice["message"]
    assert notice["message"].endswith("."), notice
    assert before in {path.read_bytes() for path in library.parent.iterdir() if path.is_file()}, "the file is not kept"
    id = victim.call("add_magnet", uri=f"magnet:?xt=urn:btih:{'e' * 40}")["id"]
    victim.again()
    assert victim.call("get_app")["notices"] == []
    assert id in victim.rows()
    assert victim.sample.on_disk(victim.downloads) == set(victim.sample.files)


@pytest.mark.parametrize("shift", range(rounds(1, len(SETTINGS))))
def test_settings_that_make_no_sense_give_way(victim: Victim, shift: int) -> None:
    """Each to its default; the others stay, and so do the torrents."""
    victim.call("update_settings", changes={"theme": "dark", "connections": 123})
    victim.program.end()
    with closing(sqlite3.connect(victim.folder / "profile" / "library.db")) as library, library:
        names = [*(name for name in Settings.__struct_fields__ if name != "theme"), "no such setting"]
        values = [(name, SETTINGS[(number + shift) % len(SETTINGS)]) for number, name in enumerate(names)]
        library.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", values)
    victim.again()
    assert victim.call("get_settings")["theme"] == "dark"
    victim.call("update_settings", changes={"connections": 321})
    victim.again()
    assert victim.call("get_settings")["connections"] == 321
    victim.unharmed()


def test_a_library_that_another_holds_is_left_alone(victim: Victim) -> None:
    victim.program.end()
    library = victim.folder / "profile" / "library.db"
    # Whoever reads the file while it is held lets go of it (POSIX), so it is read before.
    before = library.read_bytes()
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("SELECT count(*) FROM torrent")
        other.execute("BEGIN EXCLUSIVE")
        assert "another program" in refusal(victim.folder / "profile")
    assert library.read_bytes() == before
    victim.again()
    victim.unharmed()


PLACES = ("library.db", "lock", "logs", "snapshots", "restore.json")
IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "fifo": os.mkfifo,
    "loop": lambda place: place.symlink_to(place),
    "device": lambda place: place.symlink_to("/dev/zero"),
    "folder": lambda place: place.mkdir(),
    "file": lambda place: place.write_bytes(b"\xff" * 100),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
@pytest.mark.parametrize(("name", "what"), list(product(PLACES, IN_THE_WAY))[:: rounds(7, 1)])
def test_something_else_in_the_place_of_a_file(victim: Victim, name: str, what: str) -> None:
    """It starts without, or says in a sentence what is in the way. It waits for nobody."""
    victim.program.end()
    profile = victim.folder / "profile"
    place = profile / name
    if place.exists():
        place.rename(profile / "before")
    IN_THE_WAY[what](place)
    said = refusal(profile)
    assert said == "" or said.startswith("torrpeddo: "), said
    assert said == "" or said.endswith((".", "?")), said
    assert victim.sample.on_disk(victim.downloads) == set(victim.sample.files)
    victim.program = victim.on(victim.folder / "another")


def refusal(profile: Path) -> str:
    """What it says as it ends by itself, or nothing if it starts."""
    words = [word for pair in LOOPBACK for word in ("--set", pair)]
    ended = subprocess.run(
        [sys.executable, "-m", "torrpeddo", "engine", "--profile", str(profile), *words],
        input=b"",
        capture_output=True,
        timeout=START_SECONDS,
        check=False,
    )
    said = ended.stderr.decode()
    assert "Traceback" not in said, said
    assert ended.returncode in (0, 1), said
    return said.strip() if ended.returncode else ""

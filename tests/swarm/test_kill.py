"""The plug is pulled at any moment: what was acknowledged is kept, and what is going on disk goes on."""

import random
import tempfile
import threading
from pathlib import Path

import pytest

from .conftest import NewSample, NewSeeder
from .program import Program
from .samples import PIECE, place, tree
from .volumes import slow_to_write

FILES = {"a.bin": 20 * PIECE, "b.bin": 1000}
RUNNING = {"metadata", "downloading", "stalled", "seeding"}
AT_REST = {"paused": {"paused"}, "stopped": {"cancelled"}}
INTENTS = {"pause": "paused", "resume": "run", "force": "forced", "stop": "stopped", "restart": "run"}


@pytest.mark.parametrize("seed", range(4))
def test_acknowledged_intents_survive(samples: NewSample, new_seeder: NewSeeder, tmp_path: Path, seed: int) -> None:
    """Orders one after the other, and the plug pulled after some of them: each torrent is as it was last told."""
    chance = random.Random(seed)
    many = [samples(f"kill-{number}", FILES) for number in range(3)]
    seeders = [new_seeder(each) for each in many]
    told: dict[str, str] = {}
    with Program(tmp_path / "profile") as program:
        for each, seeder in zip(many, seeders, strict=True):
            uri = f"{each.magnet}&x.pe={seeder.address}"
            told[program.call("add_magnet", uri=uri, save_path=str(tmp_path / "downloads"))["id"]] = "run"
        for _ in range(chance.randrange(4, 16)):
            id, order = chance.choice(list(told)), chance.choice(list(INTENTS))
            if (order == "restart") == (told[id] == "stopped"):
                program.call(order, ids=[id])
                told[id] = INTENTS[order]
        removed = chance.choice(list(told))
        program.call("remove", ids=[removed])
        del told[removed]
        last = chance.choice(list(told))
        order = "restart" if told[last] == "stopped" else chance.choice(["pause", "force", "stop"])
        number = program.ask(order, ids=[last])
        program.kill()
        either = {INTENTS[order]} if program.answered(number) else {INTENTS[order], told[last]}
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.listed)
        found = {id: row["intent"] for id, row in program.rows.items()}
        assert found.pop(last) in either
        told[last] = program.rows[last]["intent"]
        assert {**found, last: told[last]} == told
        running = [id for id, intent in told.items() if intent in ("run", "forced")]
        program.until(lambda: all(program.rows[id]["state"] in RUNNING for id in running))
        for id, intent in told.items():
            assert program.rows[id]["state"] in AT_REST.get(intent, RUNNING)


@pytest.mark.parametrize("milliseconds", [0, 3, 10, 40])
def test_a_deletion_that_was_acknowledged_is_finished(samples: NewSample, tmp_path: Path, milliseconds: int) -> None:
    each = samples("kill-delete", FILES)
    downloads = tmp_path / "downloads"
    place(each, downloads)
    (downloads / each.name / "mine.txt").write_text("mine")
    with Program(tmp_path / "profile") as program:
        path = str(each.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=path, save_path=str(downloads), seed_mode=True)["id"]
        program.until(lambda: program.rows.get(id, {}).get("state") == "seeding")
        program.call("delete", ids=[id], trash=False)
        pulling = threading.Timer(milliseconds / 1000, program.kill)
        pulling.start()
        pulling.join()
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.listed)
        program.until(lambda: id not in program.rows and tree(downloads) == {f"{each.name}/mine.txt"})
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.listed)
        assert program.rows == {}


def test_a_choice_of_files_survives_at_once(samples: NewSample, tmp_path: Path) -> None:
    each = samples("kill-choice", FILES)
    with Program(tmp_path / "profile") as program:
        path = str(each.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=path, save_path=str(tmp_path / "downloads"))["id"]
        program.call("set_file_priorities", id=id, priorities=[0, 7])
    with Program(tmp_path / "profile") as program:
        assert [file["priority"] for file in program.call("get_files", id=id)] == [0, 7]
        program.until(lambda: program.rows.get(id, {}).get("state") == "downloading")
        assert program.rows[id]["size"] <= PIECE
        program.end()
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.listed)
        assert program.rows[id]["intent"] == "run"


@pytest.mark.parametrize("first", [0, 1, 2], ids=["first", "second", "third"])
def test_a_move_that_goes_on_at_the_start_keeps_its_place(samples: NewSample, tmp_path: Path, first: int) -> None:
    """libtorrent puts it behind those that entered meanwhile."""
    many = [samples(f"kill-queue-{number}", FILES) for number in range(4)]
    downloads = tmp_path / "downloads"

    def are_in_order() -> bool:
        rows = [program.rows.get(id) for id in ids]
        return all(row and row["done"] >= 19 * PIECE and row["queue_position"] == at for at, row in enumerate(rows))

    with tempfile.TemporaryDirectory(dir="/dev/shm") as far:
        with Program(tmp_path / "profile", quick=True) as program:
            ids: list[str] = []
            for each in many:
                place(each, downloads, "a.bin")
                path = str(each.torrent_file(tmp_path))
                ids.append(program.call("add_torrent_file", path=path, save_path=str(downloads))["id"])
            program.until(are_in_order)
            program.call("move", ids=[ids[first]], path=far)
        with Program(tmp_path / "profile", quick=True) as program:
            program.until(lambda: program.rows.get(ids[first], {}).get("save_path") == far)
            program.until(are_in_order)


@pytest.mark.parametrize("files", [FILES, {"a.bin": FILES["a.bin"]}])
def test_what_was_whole_in_the_cache_alone_is_not_believed(
    samples: NewSample, new_seeder: NewSeeder, tmp_path: Path, files: dict[str, int]
) -> None:
    """libtorrent takes a download for a seed, also in its resume data, before its last bytes are on the disk."""
    each = samples("cached", files)
    downloads = tmp_path / "downloads"
    file = downloads / each.name / "a.bin"
    file.parent.mkdir(parents=True)
    # Whoever writes its end first makes a file as large as the whole.
    file.write_bytes(bytes(FILES["a.bin"]))
    seeder = new_seeder(each)
    with Program(tmp_path / "profile") as program, slow_to_write(file):
        torrent = str(each.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=torrent, save_path=str(downloads))["id"]
        program.call("connect_peer", id=id, address=seeder.address)
        program.until(lambda: program.rows.get(id, {}).get("state") == "seeding")
        # Brings what is kept of it up to date.
        program.call("export_torrent", id=id, path=str(tmp_path / "exported.torrent"))
        program.kill()
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.rows.get(id, {}).get("state") in RUNNING)
        program.call("connect_peer", id=id, address=seeder.address)
        program.until(lambda: each.on_disk(downloads) == set(each.files))

"""Files that are not complete carry a suffix on the disk, and get their own names one by one."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import libtorrent as lt
import msgspec
import pytest

from torrpeddo.contract.moving import RenameFile
from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine.moving.job import Phase
from torrpeddo.engine.moving.under_way import Body
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.errors import InvalidInput
from torrpeddo.library.records import MoveJob, SaveIntents, SaveMove

from .conftest import NewSample, NewSeeder
from .host import Host, deletion_of, leave, row_of
from .program import Program
from .samples import PIECE, Kind, Sample, place, tree
from .seeder import Seeder

WHOLE = {"demo/a.bin", "demo/readme.txt", "demo/sub/b.bin"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torrpeddo.engine.incomplete.suffixes.BREATH", 0.05)


@pytest.fixture
def host(host: Host) -> Host:
    host.change(incomplete_suffix=True)
    return host


@pytest.fixture
def giver(sample: Sample, new_seeder: NewSeeder) -> Seeder:
    """Has nothing but a.bin."""
    return new_seeder(sample, only=("a.bin",))


@pytest.fixture
def half(host: Host, sample: Sample, giver: Seeder, tmp_path: Path) -> str:
    """A download that has a.bin whole, and a part of the last file."""
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, giver)
    host.until_done(id, len(sample.files["a.bin"]))
    until_tree(host, {"demo/a.bin"})
    host.until(lambda: "a.bin" in sample.on_disk(host.downloads))
    return id


def until_tree(host: Host, names: set[str]) -> None:
    """These files and nothing else, but for libtorrent's part file."""
    host.until(lambda: names_in(host.downloads) == names)


def names_in(folder: Path) -> set[str]:
    return {path for path in tree(folder) if not path.endswith(".parts")}


def until_whole(host: Host, sample: Sample) -> None:
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    until_tree(host, {f"{sample.name}/{path}" for path in sample.files})


def shown(host: Host, id: str) -> list[str]:
    return [file.path for file in host.call(host.engine.details.files(id))]


def slow(new_seeder: NewSeeder, sample: Sample) -> Seeder:
    return new_seeder(sample, rate=300_000)


def until_begun(host: Host, id: str) -> None:
    """Something of each file is on the disk, and none is complete."""
    host.until(lambda: row_of(host, id).done > 2 * PIECE)


@pytest.mark.parametrize("kind", ["v1", "v2", "hybrid"])
def test_each_file_gets_its_name_as_it_completes(
    host: Host, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path, kind: Kind
) -> None:
    each = samples(f"named-{kind}", {"a.bin": 20 * PIECE, "b.bin": 30 * PIECE, "empty": 0, "c.part": 9}, kind=kind)
    id = host.add_file(each.torrent_file(tmp_path))
    host.connect(id, new_seeder(each, only=("b.bin",)))
    name = each.name
    until_tree(host, {f"{name}/b.bin", f"{name}/empty"})
    assert shown(host, id) == [f"{name}/{path}" for path in each.files]
    host.connect(id, new_seeder(each))
    host.until_shown(id, State.SEEDING)
    until_whole(host, each)
    assert CHECKING_FILES not in host.engine_states(id)
    host.again()
    host.until_shown(id, State.SEEDING)
    assert CHECKING_FILES not in host.engine_states(id)


def test_what_is_under_way_has_the_suffix(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    seeder = slow(new_seeder, sample)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until(lambda: any(path.endswith(".part") for path in tree(host.downloads)))
    assert not (host.downloads / "demo/a.bin").exists() or sample.on_disk(host.downloads) >= {"a.bin"}
    opened = host.call(host.engine.path_of(id, sample.position("a.bin")))
    assert opened.name in ("a.bin.part", "a.bin")
    seeder.give(0)
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)
    assert host.call(host.engine.path_of(id, sample.position("a.bin"))) == host.downloads / "demo/a.bin"


def test_nothing_has_it_unless_asked_for(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    host.change(incomplete_suffix=False)
    seeder = slow(new_seeder, sample)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until(lambda: names_in(host.downloads))
    assert names_in(host.downloads) <= WHOLE


@pytest.mark.parametrize("preview", [False, True])
def test_a_magnet(host: Host, sample: Sample, new_seeder: NewSeeder, preview: bool) -> None:
    seeder = new_seeder(sample, only=("readme.txt", "sub/b.bin"))
    uri = f"{sample.magnet}&x.pe={seeder.address}"
    if preview:
        look = host.look_at(uri)
        host.until(lambda: (told := host.previews(look.preview)) and told[-1].ready)
        id = host.accept(look)
    else:
        id = host.add_magnet(uri)
    index = sample.position("a.bin")
    host.until(lambda: host.on_engine(lambda: index in host.engine.core.catalog.need(id).suffixed))
    host.connect(id, slow(new_seeder, sample))
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)
    assert shown(host, id) == [f"demo/{path}" for path in sample.files]


def test_files_that_are_there_keep_their_names(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    place(sample, host.downloads, "a.bin")
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until(lambda: row_of(host, id).done >= 39 * PIECE)
    assert names_in(host.downloads) == {"demo/a.bin"}
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)


def test_an_earlier_download_is_taken_up_again(host: Host, sample: Sample, tmp_path: Path) -> None:
    place(sample, host.downloads, "a.bin")
    (host.downloads / "demo/a.bin").rename(host.downloads / "demo/a.bin.part")
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until(lambda: row_of(host, id).done >= 39 * PIECE)
    until_tree(host, {"demo/a.bin"} if row_of(host, id).done >= 40 * PIECE else {"demo/a.bin.part"})


def test_something_in_the_way_stays(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until_entered(id)
    (host.downloads / "demo").mkdir(exist_ok=True)
    (host.downloads / "demo/a.bin").write_text("mine")
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    until_tree(host, WHOLE | {"demo/a.bin.part"})
    host.until(lambda: any(notice.kind == "name_taken" for notice in host.notices()))
    assert (host.downloads / "demo/a.bin").read_text() == "mine"
    assert (host.downloads / "demo/a.bin.part").read_bytes() == sample.files["a.bin"]
    assert row_of(host, id).error is None
    [notice] = [notice for notice in host.notices() if notice.kind == "name_taken"]
    assert "“a.bin” is complete but keeps the name “a.bin.part”" in notice.message
    # It seeds under that name, also after a restart; and gets its own once the way is free.
    host.again()
    host.until_shown(id, State.SEEDING)
    assert (host.downloads / "demo/a.bin").read_text() == "mine"
    (host.downloads / "demo/a.bin").unlink()
    host.again()
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)
    assert CHECKING_FILES not in host.engine_states(id)


def test_turned_on_and_off_while_it_runs(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    host.change(incomplete_suffix=False)
    seeder = new_seeder(sample, rate=200_000)
    id = host.add_file(sample.torrent_file(tmp_path), sequential=True)
    host.connect(id, seeder)
    host.until(lambda: row_of(host, id).done > 2 * PIECE and (host.downloads / "demo/a.bin").exists())
    host.change(incomplete_suffix=True)
    host.until(lambda: names_in(host.downloads) == {"demo/a.bin.part"})
    host.change(incomplete_suffix=False)
    host.until(lambda: names_in(host.downloads) == {"demo/a.bin"})
    host.change(incomplete_suffix=True)
    host.until(lambda: names_in(host.downloads) == {"demo/a.bin.part"})
    assert row_of(host, id).peers == 1
    seeder.give(0)
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)


def test_turned_off_while_it_is_cancelled(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), sequential=True)
    host.connect(id, slow(new_seeder, sample))
    host.until(lambda: row_of(host, id).done > 2 * PIECE)
    host.stop(id)
    host.settle()
    host.change(incomplete_suffix=False)
    assert names_in(host.downloads) == {"demo/a.bin.part"}
    assert shown(host, id) == [f"demo/{path}" for path in sample.files]
    host.restart(id)
    until_tree(host, {"demo/a.bin"})
    assert CHECKING_FILES not in host.engine_states(id)


def test_what_is_shown_is_deleted(host: Host, half: str, sample: Sample, new_seeder: NewSeeder) -> None:
    host.connect(half, slow(new_seeder, sample))
    host.until(lambda: "demo/sub/b.bin.part" in tree(host.downloads))
    (host.downloads / "demo/mine.part").write_text("mine")
    shown = host.preview_delete(half)
    assert {Path(file.path).name for file in shown.goes} >= {"a.bin", "b.bin.part"}
    host.delete(half, token=shown.token)
    host.until_gone(half)
    host.until(lambda: {path for path in tree(host.downloads) if ".torrpeddo" not in path} == {"demo/mine.part"})


def test_moved_while_incomplete(host: Host, half: str, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    host.connect(half, slow(new_seeder, sample))
    host.until(lambda: "demo/sub/b.bin.part" in tree(host.downloads))
    goal = tmp_path / "new"
    from torrpeddo.contract.moving import Move

    host.call(host.engine.moves.move(Move(ids=[half], path=str(goal))))
    host.until(lambda: row_of(host, half).save_path == str(goal) and row_of(host, half).state is not State.MOVING)
    host.until(lambda: not host.on_engine(lambda: host.engine.moves.busy))
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files) and names_in(goal) == WHOLE)
    assert CHECKING_FILES not in host.engine_states(half)


def test_moves_to_its_folder_under_its_names(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    goal = tmp_path / "done"
    host.change(complete_path=str(goal))
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample))
    host.until(lambda: row_of(host, id).save_path == str(goal) and row_of(host, id).state is State.SEEDING)
    host.until(lambda: sample.on_disk(goal) == set(sample.files) and names_in(goal) == WHOLE)
    assert names_in(host.downloads) == set()


def test_renamed_while_incomplete(host: Host, half: str, sample: Sample, new_seeder: NewSeeder) -> None:
    host.connect(half, slow(new_seeder, sample))
    host.until(lambda: "demo/sub/b.bin.part" in tree(host.downloads))
    rename(host, half, sample.position("sub/b.bin"), "z.bin")
    host.call(host.engine.renaming.folder(half, "demo", "film"))
    assert shown(host, half) == ["film/a.bin", "film/readme.txt", "film/sub/z.bin"]
    assert "film/sub/z.bin.part" in tree(host.downloads)
    with pytest.raises(InvalidInput, match="marks files"):
        rename(host, half, sample.position("a.bin"), "a.part")
    host.until_entered(half)
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    until_tree(host, {"film/a.bin", "film/readme.txt", "film/sub/z.bin"})
    host.until(lambda: (host.downloads / "film/sub/z.bin").read_bytes() == sample.files["sub/b.bin"])


def test_skipped_and_wanted_again(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path), files=sample.choose("a.bin"))
    host.connect(id, new_seeder(sample))
    until_tree(host, {"demo/a.bin"})
    host.call(host.engine.lifecycle.set_file_priorities(id, [4, 4, 4]))
    # It finds its seeder again by itself.
    host.until_shown(id, State.SEEDING)
    until_whole(host, sample)


def test_a_file_found_bad_stays_under_its_name(
    host: Host, half: str, sample: Sample, giver: Seeder, new_seeder: NewSeeder
) -> None:
    # Or it would give what is found bad before anybody has seen that.
    giver.rest(True)
    with (host.downloads / "demo/a.bin").open("r+b") as file:
        file.write(b"rubbish")
    host.recheck(half)
    host.until(lambda: CHECKING_FILES in host.engine_states(half) and row_of(host, half).done == 39 * PIECE)
    assert names_in(host.downloads) == {"demo/a.bin"}
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    until_whole(host, sample)


def resume_says_suffixed(host: Host, id: str, sample: Sample) -> None:
    with sqlite3.connect(host.profile.database) as library:
        [[blob]] = library.execute("SELECT blob FROM resume WHERE id = ?", (id,))
        params: Any = lt.read_resume_data(blob)
        params.renamed_files = {**dict(params.renamed_files), sample.position("a.bin"): "demo/a.bin.part"}
        library.execute("UPDATE resume SET blob = ? WHERE id = ?", (lt.write_resume_data_buf(params), id))
    library.close()


def got_its_name(host: Host, id: str, sample: Sample) -> None:
    resume_says_suffixed(host, id, sample)


def gets_its_name(host: Host, id: str, sample: Sample) -> None:
    resume_says_suffixed(host, id, sample)
    path = host.downloads / "demo/a.bin"
    path.with_name("a.bin.part").hardlink_to(path)


Ahead = Callable[[Host, str, Sample], None]
AHEAD: list[Ahead] = [got_its_name, gets_its_name]
"""How the disk may be a step ahead of the resume data when the plug is pulled, which knows of a file's name with the
suffix alone."""


@pytest.mark.parametrize("moment", ["both names", "new name alone"])
def test_killed_between_renaming_and_saving(
    host: Host, half: str, sample: Sample, new_seeder: NewSeeder, moment: str
) -> None:
    """The disk is a step ahead of the resume data: nothing is checked, and nothing is missing."""
    host.end()
    path = host.downloads / "demo/a.bin"
    resume_says_suffixed(host, half, sample)
    if moment == "both names":
        path.with_name("a.bin.part").hardlink_to(path)
    host.begin()
    host.until(lambda: row_of(host, half).state in (State.STALLED, State.DOWNLOADING))
    until_tree(host, {"demo/a.bin"})
    assert CHECKING_FILES not in host.engine_states(half)
    assert State.MISSING_FILES not in host.states(half)
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)
    until_whole(host, sample)


@pytest.mark.parametrize("ahead", AHEAD)
def test_what_was_to_be_deleted_when_it_was_killed_goes_by_the_name_it_has(
    host: Host, half: str, sample: Sample, ahead: Ahead
) -> None:
    """It never enters the session, where its names would be put right."""
    host.end()
    ahead(host, half, sample)
    leave(host, deletion_of(half))
    host.begin()
    host.until_gone(half)
    host.until(lambda: tree(host.downloads) == set())


@pytest.mark.parametrize("ahead", AHEAD)
def test_what_was_to_be_moved_when_it_was_killed_takes_all_along(
    host: Host, half: str, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, ahead: Ahead
) -> None:
    host.end()
    ahead(host, half, sample)
    goal = tmp_path / "new"
    body = msgspec.msgpack.encode(Body(str(goal), use_existing=False))
    asked = MoveJob(id="asked", torrent=half, created_at=time.time(), phase=Phase.REQUESTED, body=body)
    leave(host, SaveMove(asked))
    host.begin()
    host.until(lambda: row_of(host, half).save_path == str(goal))
    host.until(lambda: row_of(host, half).state in (State.STALLED, State.DOWNLOADING))
    host.until(lambda: names_in(goal) == {"demo/a.bin"})
    assert tree(host.downloads) == set()
    assert CHECKING_FILES not in host.engine_states(half)
    host.connect(half, new_seeder(sample))
    host.until_shown(half, State.SEEDING)


@pytest.mark.parametrize("ahead", AHEAD)
def test_what_was_cancelled_when_it_was_killed_is_deleted_by_the_name_it_has(
    host: Host, half: str, sample: Sample, ahead: Ahead
) -> None:
    host.end()
    ahead(host, half, sample)
    leave(host, SaveIntents((half,), Intent.STOPPED, time.time()))
    host.begin()
    host.until_shown(half, State.CANCELLED)
    assert [Path(file.path).name for file in host.preview_delete(half).stays] == []
    host.delete(half)
    host.until_gone(half)
    host.until(lambda: tree(host.downloads) == set())


@pytest.mark.parametrize("after", range(2))
def test_killed_at_any_moment(samples: NewSample, new_seeder: NewSeeder, tmp_path: Path, after: int) -> None:
    """The plug is pulled as files complete; in the end each has its name, and nothing was lost on the way."""
    each = samples("suffix-kill", {f"{number}.bin": 3 * PIECE + number for number in range(12)})
    downloads = tmp_path / "downloads"
    seeder = new_seeder(each, rate=600_000)
    uri = f"{each.magnet}&x.pe={seeder.address}"
    with Program(tmp_path / "profile") as program:
        program.call("update_settings", changes={"incomplete_suffix": True})
        path = str(each.torrent_file(tmp_path))
        id = program.call("add_torrent_file", path=path, save_path=str(downloads))["id"]
        program.call("connect_peer", id=id, address=seeder.address)
        program.until(lambda: any(not name.endswith(".part") for name in names_in(downloads)) or not after)
        program.until(lambda: program.rows.get(id, {}).get("done", 0) > after * 10 * PIECE)
        program.kill()
    before = names_in(downloads)
    assert uri
    seeder.give(0)
    with Program(tmp_path / "profile") as program:
        program.until(lambda: program.rows.get(id, {}).get("state") in ("downloading", "stalled", "seeding"))
        program.call("connect_peer", id=id, address=seeder.address)
        program.until(lambda: program.rows[id]["state"] == "seeding")
        program.until(lambda: names_in(downloads) == {f"{each.name}/{path}" for path in each.files})
        assert each.on_disk(downloads) == set(each.files), before


def rename(host: Host, id: str, index: int, name: str) -> None:
    params = RenameFile(id=id, index=index, name=name)
    host.call(host.engine.renaming.file(params.id, params.index, params.name))


def test_two_torrents_with_the_same_files(
    host: Host, sample: Sample, samples: NewSample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    """One is complete first: the other shares what it has, once that is checked, and gets its own by the suffix."""
    twin = samples("demo", {"a.bin": len(sample.files["a.bin"]), "extra.bin": 5 * PIECE})
    assert twin.files["a.bin"] == sample.files["a.bin"]
    id = host.add_file(sample.torrent_file(tmp_path))
    (tmp_path / "twin").mkdir()
    other = host.add_file(twin.torrent_file(tmp_path / "twin"), paused=True, on_conflict="share")
    host.until_entered(id, other)
    host.connect(id, new_seeder(sample))
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.until(lambda: host.on_engine(lambda: not host.engine.core.catalog.need(id).suffixed))
    host.force(other)
    host.recheck(other)
    host.until(lambda: row_of(host, other).done >= len(sample.files["a.bin"]))
    # It is out of the session for a moment when what it shares is found to be complete.
    host.connect(other, new_seeder(twin))
    host.until_shown(other, State.SEEDING)
    until_tree(host, WHOLE | {"demo/extra.bin"})
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))
    host.until(lambda: twin.on_disk(host.downloads) == set(twin.files))

"""What is made holds: others download it, libtorrent's own check agrees, and it says what was asked."""

from collections.abc import Callable
from pathlib import Path

import libtorrent as lt
import pytest
from tests.swarm.host import Host, row_of

from torrpeddo import __version__
from torrpeddo.contract.creating import TorrentFormat
from torrpeddo.contract.torrents import State
from torrpeddo.errors import InvalidPath, TorrpeddoError

from .creator import Creator, document, fill

KIB = 2**10
FILES = {"10.bin": 300 * KIB + 5, "2.bin": 40 * KIB, "empty": 0, "sub/Übung 日本.txt": 3000, "sub/z.bin": 16 * KIB}
SIZE = sum(FILES.values())


def contents(folder: Path) -> dict[str, bytes]:
    """Of those of the files that are there."""
    return {path: (folder / path).read_bytes() for path in FILES if (folder / path).is_file()}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared" / "Große Fahrt"
    fill(folder, FILES)
    return folder


@pytest.mark.parametrize("format", list(TorrentFormat))
def test_it_seeds_at_once_and_others_get_the_same_bytes(
    creator: Creator, new_host: Callable[..., Host], shared: Path, format: TorrentFormat
) -> None:
    made = creator.make(shared, format=format, seed=True)
    assert made.seeding
    assert made.id is not None
    seeder = creator.host
    assert seeder.until_shown(made.id, State.SEEDING).done == SIZE
    assert lt.torrent_status.checking_files not in seeder.engine_states(made.id)
    other = new_host(name="other")
    assert made.magnet is not None
    id = other.add_magnet(made.magnet)
    port = seeder.on_engine(seeder.engine.core.session.listen_port)
    other.call(other.engine.lifecycle.connect_peer(id, f"127.0.0.1:{port}"))
    other.until_done(id, SIZE)
    # The last bytes may still be on their way to the disk.
    other.until(lambda: contents(other.downloads / shared.name) == contents(shared))


@pytest.mark.parametrize("format", list(TorrentFormat))
def test_libtorrents_own_check_finds_it_whole(
    creator: Creator, new_host: Callable[..., Host], shared: Path, format: TorrentFormat
) -> None:
    made = creator.make(shared, format=format)
    checker = new_host(name="checker")
    id = checker.add_file(Path(made.output), save_path=str(shared.parent))
    assert id == made.id
    checker.until_shown(id, State.SEEDING)
    assert row_of(checker, id).done == SIZE
    hashes = lt.load_torrent_buffer(Path(made.output).read_bytes()).info_hashes
    assert hashes.has_v1() is (format is not TorrentFormat.V2)
    assert hashes.has_v2() is (format is not TorrentFormat.V1)


def test_one_file_goes_beside_itself(creator: Creator, shared: Path) -> None:
    made = creator.make(shared / "2.bin", format="v1")
    assert made.output == str(shared / "2.bin.torrent")
    assert (made.name, made.files, made.total, made.done) == ("2.bin", 1, 40 * KIB, 40 * KIB)
    assert document(made.output)[b"info"][b"name"] == b"2.bin"
    assert not made.seeding
    assert creator.host.engine.rows() == []


def test_it_says_what_was_asked(creator: Creator, shared: Path) -> None:
    made = creator.make(
        shared,
        format="v1",
        piece_length=64 * KIB,
        private=True,
        trackers=[
            ["https://a.example/announce?key=1", "udp://b.example:80"],
            [],
            ["wss://c.example", "udp://b.example:80"],
        ],
        web_seeds=["https://files.example/a%20b"],
        source="SRC",
        comment="Grüße",
    )
    told = document(made.output)
    assert told[b"announce-list"] == [
        [b"https://a.example/announce?key=1", b"udp://b.example:80"],
        [b"wss://c.example"],
    ]
    assert told[b"url-list"] == b"https://files.example/a%20b"
    assert (told[b"comment"], told[b"created by"]) == ("Grüße".encode(), f"Torrpeddo {__version__}".encode())
    assert told[b"creation date"] > 1_700_000_000
    info = told[b"info"]
    assert (info[b"private"], info[b"source"], info[b"piece length"]) == (1, b"SRC", 64 * KIB)
    assert [b"/".join(file[b"path"]).decode() for file in info[b"files"]] == [
        "2.bin", "10.bin", "empty", "sub/z.bin", "sub/Übung 日本.txt",
    ]  # fmt: skip
    assert made.piece_length == 64 * KIB
    assert made.magnet is not None
    assert "example" not in made.magnet


def test_a_source_makes_another_torrent_of_it(creator: Creator, shared: Path, tmp_path: Path) -> None:
    plain = creator.make(shared, output=str(tmp_path / "plain.torrent"))
    marked = creator.make(shared, output=str(tmp_path / "marked.torrent"), source="X", created_by="", comment="")
    assert plain.id != marked.id
    assert not {b"created by", b"comment", b"announce"} & set(document(marked.output))


def test_a_public_magnet_has_the_trackers(creator: Creator, shared: Path) -> None:
    made = creator.make(shared, trackers=[["udp://tracker.example:80"]])
    assert made.magnet is not None
    assert "tr=udp%3a%2f%2ftracker.example%3a80" in made.magnet


def test_what_is_in_the_list_already_is_made_and_said(creator: Creator, shared: Path) -> None:
    first = creator.make(shared, format="v1", seed=True)
    again = creator.make(shared, format="v1", seed=True, overwrite=True)
    assert again.id == first.id
    assert not again.seeding
    assert again.error is not None
    assert again.error.kind == "duplicate"


def test_it_seeds_on_after_a_restart(creator: Creator, shared: Path) -> None:
    made = creator.make(shared, seed=True)
    assert made.id is not None
    creator.host.again()
    creator.host.until_shown(made.id, State.SEEDING)


def test_links_are_shared_as_files(
    creator: Creator, new_host: Callable[..., Host], shared: Path, tmp_path: Path
) -> None:
    content = fill(tmp_path / "elsewhere", {"film.mkv": 50_000})["film.mkv"]
    (shared / "link.mkv").symlink_to(tmp_path / "elsewhere" / "film.mkv")
    made = creator.make(shared)
    checker = new_host(name="checker")
    id = checker.add_file(Path(made.output), save_path=str(shared.parent))
    assert checker.until_shown(id, State.SEEDING).done == SIZE + len(content)


def test_a_file_that_is_there_stays(creator: Creator, shared: Path, tmp_path: Path) -> None:
    output = tmp_path / "mine.torrent"
    output.write_text("mine")
    with pytest.raises(InvalidPath, match="There is a file at"):
        creator.start(shared, output=str(output))
    assert output.read_text() == "mine"
    creator.make(shared, output=str(output), overwrite=True)
    assert document(output)[b"info"]


REFUSED = [
    ({"path": "/no/such/thing"}, "invalid_path", "There is nothing at"),
    ({"path": "relative"}, "invalid_path", "not a full path"),
    ({"path": "/with\0nul"}, "invalid_path", "NUL"),
    ({"path": "/"}, "invalid_path", "a whole drive"),
    ({"output": "/no/such/folder/a.torrent"}, "invalid_path", "There is no folder"),
    ({"output": "{shared}/sub/a.torrent"}, "invalid_path", "can't go into what it is made of"),
    ({"output": "{shared}"}, "invalid_path", "can't go into what it is made of"),
    ({"output": "{shared}/.."}, "invalid_path", "is a folder"),
    ({"piece_length": 100_000}, "invalid_input", "power of two"),
    ({"trackers": [["tracker.example"]]}, "invalid_input", "not the address of a tracker"),
    ({"trackers": [["udp://a b.example"]]}, "invalid_input", "not the address of a tracker"),
    ({"trackers": [["udp://a.example:99999"]]}, "invalid_input", "not the address of a tracker"),
    ({"web_seeds": ["udp://a.example"]}, "invalid_input", "not the address of a web seed"),
]


@pytest.mark.parametrize(("options", "kind", "words"), REFUSED)
def test_refused_before_it_begins(
    creator: Creator, shared: Path, options: dict[str, object], kind: str, words: str
) -> None:
    wanted = {name: value.format(shared=shared) if isinstance(value, str) else value for name, value in options.items()}
    path = Path(str(wanted.pop("path", shared)))
    with pytest.raises(TorrpeddoError, match=words) as refused:
        creator.start(path, **wanted)
    assert refused.value.kind == kind


def test_an_output_by_another_name_of_the_folder_is_inside_all_the_same(
    creator: Creator, shared: Path, tmp_path: Path
) -> None:
    (tmp_path / "alias").symlink_to(shared)
    with pytest.raises(InvalidPath, match="can't go into what it is made of"):
        creator.start(shared, output=str(tmp_path / "alias" / "a.torrent"))


def test_a_file_that_is_shared_is_never_overwritten(creator: Creator, shared: Path, tmp_path: Path) -> None:
    (tmp_path / "same.torrent").hardlink_to(shared / "2.bin")
    before = (shared / "2.bin").read_bytes()
    message = creator.fail(shared, output=str(tmp_path / "same.torrent"), overwrite=True)
    assert "is one of the files to share" in message
    assert (shared / "2.bin").read_bytes() == before


def test_what_the_worker_finds_wrong_is_told_in_its_words(creator: Creator, shared: Path) -> None:
    (shared / "gone").symlink_to("no such file")
    assert "leads nowhere" in creator.fail(shared)
    assert not shared.with_name(f"{shared.name}.torrent").exists()


def test_an_empty_folder_is_told(creator: Creator, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "nothing to share" in creator.fail(tmp_path / "empty")

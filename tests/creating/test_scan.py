"""What is taken into a torrent and what is refused, each with a sentence that names it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from torrpeddo.engine.creating.limits import MAX_DEPTH
from torrpeddo.engine.creating.scan import changed, is_among, scan
from torrpeddo.errors import InvalidInput, StorageError, TorrpeddoError

from .creator import fill


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    fill(folder, {"10.txt": 10, "2.txt": 20, "empty": 0, "sub/x.bin": 5})
    return folder


def found(folder: Path, *, include_hidden: bool = False) -> list[str]:
    return [file.path for file in scan(folder, include_hidden=include_hidden)]


def refusal(folder: Path) -> str:
    with pytest.raises(TorrpeddoError) as refused:
        scan(folder, include_hidden=False)
    return refused.value.message


def test_all_files_below_in_natural_order(shared: Path) -> None:
    assert found(shared) == ["shared/2.txt", "shared/10.txt", "shared/empty", "shared/sub/x.bin"]


def test_one_file(shared: Path) -> None:
    assert found(shared / "10.txt") == ["10.txt"]


def test_what_is_hidden_comes_along_only_when_asked(shared: Path) -> None:
    fill(shared, {".secret": 3, ".git/config": 4})
    assert not [path for path in found(shared) if "." in path.split("/", 1)[1].split("/")[0][:1]]
    assert {"shared/.secret", "shared/.git/config"} < set(found(shared, include_hidden=True))


def test_links_are_followed(shared: Path, tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", {"film.mkv": 7})
    (shared / "film.mkv").symlink_to(tmp_path / "elsewhere" / "film.mkv")
    (shared / "folder").symlink_to(tmp_path / "elsewhere")
    files = {file.path: file.size for file in scan(shared, include_hidden=False)}
    assert files["shared/film.mkv"] == files["shared/folder/film.mkv"] == 7


def test_a_file_that_goes_while_the_folder_is_read_is_named(shared: Path) -> None:
    def going() -> None:
        for file in shared.glob("*.txt"):
            file.unlink(missing_ok=True)

    with pytest.raises(StorageError, match=r"txt” is not there any more"):
        scan(shared, include_hidden=False, going=going)


def test_folders_in_folders_without_end_are_refused(tmp_path: Path) -> None:
    deepest = tmp_path / "shared"
    for _ in range(MAX_DEPTH + 2):
        deepest.mkdir()
        deepest = deepest / "d"
    deepest.write_bytes(b"x")
    assert refusal(tmp_path / "shared").endswith("folders deep, which no client reads.")


def test_a_link_that_leads_nowhere_is_named(shared: Path) -> None:
    (shared / "gone").symlink_to("no such file")
    assert f"“{shared / 'gone'}” leads nowhere" in refusal(shared)


def test_a_link_back_up_is_named_and_does_not_go_round_for_ever(shared: Path) -> None:
    (shared / "sub" / "up").symlink_to(shared)
    assert "leads back to a folder it is in" in refusal(shared)


def test_what_is_neither_file_nor_folder_is_passed_over(shared: Path) -> None:
    before = found(shared)
    os.mkfifo(shared / "pipe")
    assert found(shared) == before
    assert "neither a file nor a folder" in refusal(shared / "pipe")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (b"caf\xe9.txt", "is not UTF-8"),
        (b"back\\slash", "has a character that BitTorrent clients change"),
        (b"two\nlines", "has a character that BitTorrent clients change"),
        ("\u202egpj.exe".encode(), "has a character that BitTorrent clients change"),
        (b"x" * 241, "is longer than 240 bytes"),
    ],
)
@pytest.mark.parametrize("make", [os.mkdir, lambda path: Path(os.fsdecode(path)).touch()])
def test_names_that_clients_change_are_refused(
    shared: Path, name: bytes, why: str, make: Callable[[bytes], None]
) -> None:
    make(os.path.join(os.fsencode(shared / "sub"), name))  # noqa: PTH118
    message = refusal(shared)
    assert why in message
    assert str(shared / "sub") in message
    message.encode()


def test_names_that_differ_in_capitals_alone_are_refused(shared: Path) -> None:
    fill(shared, {"Read.me": 1, "read.ME": 1})
    assert "“shared/Read.me” and “shared/read.ME” differ in capitals alone" in refusal(shared)


@pytest.mark.parametrize("files", [{}, {"empty": 0}, {".hidden": 9}])
def test_nothing_to_share(tmp_path: Path, files: dict[str, int]) -> None:
    (tmp_path / "shared").mkdir()
    fill(tmp_path / "shared", files)
    with pytest.raises(InvalidInput, match="nothing to share"):
        scan(tmp_path / "shared", include_hidden=False)


def test_what_changed_since_is_found(shared: Path) -> None:
    files = scan(shared, include_hidden=False)
    assert changed(files) is None
    with (shared / "sub" / "x.bin").open("ab") as file:
        file.write(b"more")
    assert changed(files) == str(shared / "sub" / "x.bin")
    (shared / "2.txt").unlink()
    assert changed(files) == str(shared / "2.txt")


def test_a_file_is_known_by_any_name(shared: Path, tmp_path: Path) -> None:
    files = scan(shared, include_hidden=False)
    (tmp_path / "other").hardlink_to(shared / "2.txt")
    assert is_among(tmp_path / "other", files)
    (tmp_path / "new").touch()
    assert not is_among(tmp_path / "new", files)
    assert not is_among(tmp_path / "absent", files)


def test_what_can_not_be_read_is_named(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not bind the superuser, whom tests may run as, so the system's answer is put in its mouth."""
    closed = str(shared / "sub" / "x.bin")
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != closed)
    assert f"“{closed}” can't be read" in refusal(shared)


def test_it_ends_when_it_is_told_to(shared: Path) -> None:
    seen = []

    def going() -> None:
        seen.append(1)
        if len(seen) == 2:
            raise InvalidInput("enough")

    with pytest.raises(InvalidInput, match="enough"):
        scan(shared, include_hidden=False, going=going)
    assert len(seen) == 2

"""What is dropped or named at the start, sorted."""

from pathlib import Path

import pytest

from torrpeddo.desktop.drops import Drop, local_path, read_arguments, read_drop

HASH = "c9e15763f722f23e98a29decdfae341b98d53056"
MAGNET = f"magnet:?xt=urn:btih:{HASH}&dn=x"


def test_a_drop_of_many_is_sorted_and_keeps_its_order() -> None:
    drop = read_drop(["file:///b.torrent", MAGNET, "file:///a%20%C3%BC.TORRENT", "ftp://example.org/", MAGNET])
    assert drop == Drop((MAGNET,), ("/b.torrent", "/a ü.TORRENT"), ("ftp://example.org/",))


def test_text_counts_only_where_there_are_no_links() -> None:
    assert read_drop([], f"\n {MAGNET} \n{HASH}\n") == Drop((MAGNET, HASH))
    assert read_drop([MAGNET], "its title") == Drop((MAGNET,))


def test_an_empty_drop_is_nothing() -> None:
    assert not read_drop([], " \n ")


@pytest.mark.parametrize(
    "uri", ["file://server/share/a.torrent", "file:///a%00.torrent", "http://h/a.torrent", "/a.torrent", "file://[/x"]
)
def test_no_path_is_made_of_what_is_not_a_file_of_this_computer(uri: str) -> None:
    assert local_path(uri) is None


@pytest.mark.parametrize(
    "word", ["MAGNET:?xt=urn:btih:" + HASH, "HTTPS://h/a?b", HASH.upper(), HASH + "0" * 24, "A2" * 16]
)
def test_links_and_bare_hashes_are_links(word: str) -> None:
    assert read_drop([word]).links == (word,)


def test_arguments_may_be_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_arguments(["a b%20.torrent", MAGNET, "/c.torrent", "film.mkv"]) == Drop(
        (MAGNET,), (str(tmp_path / "a b%20.torrent"), "/c.torrent"), ((tmp_path / "film.mkv").as_uri(),)
    )

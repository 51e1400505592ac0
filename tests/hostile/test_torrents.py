"""Torrent files from strangers: an error in words or a tame torrent, a living program, an untouched library."""

import base64
from typing import Any

from tests.rounds import rounds

from .taking_in import comes_back, take_in
from .torrents import Case, corpus, cut, shaken
from .victim import Victim


def test_the_corpus(victim: Victim) -> None:
    for number, case in enumerate(corpus()):
        if number % rounds(8, 1) == 0:
            feed(victim, case)
    victim.unharmed()


def test_cut_anywhere(victim: Victim) -> None:
    for case in cut(rounds(5, 1)):
        feed(victim, case)
    victim.unharmed()


def test_shaken(victim: Victim) -> None:
    for case in shaken(rounds(60, 3000)):
        feed(victim, case)
    victim.unharmed()


def test_a_hundred_megabytes_of_junk(victim: Victim) -> None:
    path = victim.folder / "in.torrent"
    with path.open("wb") as junk:
        junk.truncate(100 * 2**20)
    assert victim.ask("add_torrent_file", path=str(path))["error"]["data"]["kind"] == "invalid_torrent"
    path.write_bytes(b"d4:info" + b"l" * 40_000_000)
    assert victim.ask("preview_torrent_file", path=str(path))["error"]["data"]["kind"] == "invalid_torrent"
    victim.unharmed()


def test_what_was_taken_in_comes_back_after_a_start(victim: Victim) -> None:
    ids = set()
    for _, content in corpus():
        answer = victim.ask("add_torrent_file", **adding(victim, content), paused=True)
        if "result" in answer:
            ids.add(answer["result"]["id"])
        if len(ids) > rounds(40, 400):
            break
    comes_back(victim, ids)


def feed(victim: Victim, case: Case) -> None:
    name, content = case
    params = adding(victim, content)
    preview = {"content": params["content"]}
    take_in(victim, name, ("preview_torrent_file", preview), ("add_torrent_file", params))


def adding(victim: Victim, content: bytes) -> dict[str, Any]:
    return {"content": base64.b64encode(content).decode(), "save_path": str(victim.downloads / "in")}

"""Torrent files from strangers: an error in words or a tame torrent, a living program, an untouched library."""

import base64
from pathlib import Path
from typing import Any

from tests.rounds import rounds

from torrpeddo.engine.text import printable

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
        answer = add(victim, content, paused=True)
        if "result" in answer:
            ids.add(answer["result"]["id"])
        if len(ids) > rounds(40, 400):
            break
    victim.again()
    assert ids <= victim.rows().keys()
    victim.call("resume", ids=sorted(ids))
    victim.again()
    assert ids <= victim.rows().keys()
    victim.call("delete", ids=sorted(ids), trash=False)
    victim.program.until(lambda: victim.program.rows.keys() == {victim.sample.id}, seconds=60)
    victim.unharmed()


def feed(victim: Victim, case: Case) -> None:
    name, content = case
    try:
        _feed(victim, content)
    except BaseException:
        print(f"The case: {name}, {content[:200]!r}")
        raise


def _feed(victim: Victim, content: bytes) -> None:
    before = victim.library()
    previewed = victim.ask("preview_torrent_file", content=base64.b64encode(content).decode())
    if "result" in previewed:
        victim.call("cancel_preview", preview=previewed["result"]["preview"])
    answer = add(victim, content)
    assert ("result" in answer) == ("result" in previewed) or answer["error"]["data"]["kind"] != "invalid_torrent"
    if "error" in answer:
        assert victim.library() == before
        return
    live(victim, answer["result"]["id"])
    victim.call("remove", ids=[answer["result"]["id"]])
    assert victim.library()["torrent"] == before["torrent"]


def live(victim: Victim, id: str) -> None:
    """All that a person could do with it."""
    row = victim.rows()[id]
    assert row["name"]
    assert printable(row["name"]) == row["name"]
    files: list[dict[str, Any]] = victim.call("get_files", id=id)
    for file in files:
        assert not Path(file["path"]).is_absolute(), file
        assert ".." not in Path(file["path"]).parts, file
        assert 0 <= file["size"] < 2**63, file
    for method in ("get_torrent", "get_trackers", "get_pieces", "get_peers", "get_web_seeds", "export_torrent"):
        victim.ask(method, id=id)
    if files:
        victim.ask("set_file_priorities", id=id, priorities=[index % 8 for index in range(len(files))])
        victim.ask("rename_file", id=id, index=len(files) - 1, name="named.bin")
        victim.ask("rename_file", id=id, index=len(files), name="named.bin")
    for method in ("recheck", "set_first_last", "preview_delete"):
        victim.ask(method, ids=[id], **({"on": True} if method == "set_first_last" else {}))


def add(victim: Victim, content: bytes, *, paused: bool = False) -> dict[str, Any]:
    text = base64.b64encode(content).decode()
    return victim.ask("add_torrent_file", content=text, save_path=str(victim.downloads / "in"), paused=paused)

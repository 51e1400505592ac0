"""Magnet links from strangers: an error in words or a tame torrent, a living program, an untouched library."""

from tests.rounds import rounds

from .links import HASH, Case, links, shaken
from .test_torrents import live
from .victim import Victim


def test_the_corpus(victim: Victim) -> None:
    for number, case in enumerate(links()):
        if number % rounds(3, 1) == 0:
            follow(victim, case)
    victim.unharmed()


def test_shaken(victim: Victim) -> None:
    for case in shaken(rounds(60, 3000)):
        follow(victim, case)
    victim.unharmed()


def test_what_was_taken_in_comes_back_after_a_start(victim: Victim) -> None:
    ids = set()
    for number, (_, text) in enumerate(links()):
        uri = text.replace(HASH, f"{number + 1:040x}")
        answer = victim.ask("add_magnet", uri=uri, save_path=str(victim.downloads / "in"))
        if "result" in answer:
            ids.add(answer["result"]["id"])
    assert len(ids) > 50
    victim.again()
    assert ids <= victim.rows().keys()
    for id in ids:
        victim.call("get_trackers", id=id)
    victim.call("delete", ids=sorted(ids), trash=False)
    victim.program.until(lambda: victim.program.rows.keys() == {victim.sample.id}, seconds=60)
    victim.unharmed()


def follow(victim: Victim, case: Case) -> None:
    name, uri = case
    try:
        _follow(victim, uri)
    except BaseException:
        print(f"The case: {name}, {uri[:300]!r}")
        raise


def _follow(victim: Victim, uri: str) -> None:
    before = victim.library()
    previewed = victim.ask("preview_magnet", uri=uri)
    if "result" in previewed:
        victim.call("cancel_preview", preview=previewed["result"]["preview"])
    answer = victim.ask("add_magnet", uri=uri, save_path=str(victim.downloads / "in"))
    assert ("result" in answer) == ("result" in previewed)
    if "error" in answer:
        assert victim.library() == before
        return
    live(victim, answer["result"]["id"])
    victim.call("remove", ids=[answer["result"]["id"]])
    assert victim.library()["torrent"] == before["torrent"]

"""Magnet links from strangers: an error in words or a tame torrent, a living program, an untouched library."""

from tests.rounds import rounds

from .links import HASH, Case, links, shaken
from .taking_in import comes_back, take_in
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
    comes_back(victim, ids)


def follow(victim: Victim, case: Case) -> None:
    name, uri = case
    params = {"uri": uri, "save_path": str(victim.downloads / "in")}
    take_in(victim, name, ("preview_magnet", {"uri": uri}), ("add_magnet", params))

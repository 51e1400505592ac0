"""The end says what it waits for, when it takes longer than a moment."""

from queue import SimpleQueue

import pytest

from torrpeddo.desktop import parting
from torrpeddo.desktop.parting import Parting, waits_for
from torrpeddo.desktop.words import Catalogue, Words
from torrpeddo.engine.ending import Progress, Step

CATALOGUE: Catalogue = {
    "ending_title": "Closing",
    "ending_busy": "busy",
    "ending_leaving": "leaving",
    "ending_flushing": "writing",
    "ending_saving": {"one": "saving {n} torrent", "other": "saving {n} torrents"},
    "ending_figures": "figures",
    "ending_closing": "trackers",
}
WORDS = Words({"en": CATALOGUE}, "en")


def test_every_step_has_its_words() -> None:
    assert [waits_for(Progress(step, lambda: 3), WORDS) for step in Step] == [
        "busy",
        "busy",
        "leaving",
        "writing",
        "saving 3 torrents",
        "figures",
        "trackers",
    ]
    assert waits_for(Progress(Step.SAVING, lambda: 1), WORDS) == "saving 1 torrent"
    assert waits_for(Progress(Step.SAVING, lambda: 0), WORDS) == "busy"


def test_it_says_each_thing_once_and_stops_with_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "PATIENCE_S", 0.0)
    said: SimpleQueue[tuple[str, str]] = SimpleQueue()
    progress = Progress()
    end = Parting(progress, lambda: WORDS, lambda title, line: said.put((title, line)))
    end.begin()
    assert said.get(timeout=60) == ("Closing", "busy")
    progress.left = lambda: 2
    progress.step = Step.SAVING
    assert said.get(timeout=60) == ("Closing", "saving 2 torrents")
    progress.left = lambda: 1
    assert said.get(timeout=60) == ("Closing", "saving 1 torrent")
    end.end()
    end.join()
    assert said.empty()


def test_an_end_that_is_quick_says_nothing() -> None:
    said: list[str] = []
    end = Parting(Progress(), lambda: WORDS, lambda _title, line: said.append(line))
    end.end()
    end.begin()
    end.join()
    assert said == []

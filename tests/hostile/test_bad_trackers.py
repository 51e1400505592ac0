"""Trackers that hang, lead in a ring, or answer a hundred megabytes: each is told of in words, and costs nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from socket import socket

import pytest
from tests.bench.torrents import make_torrents
from tests.rounds import rounds
from tests.soak.engine import Engine

from .bad_trackers import BadTracker, endless, endless_head, huge, in_a_ring, never, rubbish, zipped

WORDS: dict[Callable[[socket], None], str] = {
    never: "did not answer in time",
    in_a_ring: "from address to address without end",
    huge: "far more than a tracker has to say",
    endless: "far more than a tracker has to say",
    endless_head: "far more than a tracker has to say",
    zipped: "far more than a tracker has to say",
    rubbish: "not a tracker's answer",
}
IMPATIENT = ("tracker_receive_timeout=2", "tracker_completion_timeout=4")
"""Seconds."""
MORE = 8 * 2**20
"""Bytes that the engine may take for all of them; one answer is twelve times as long."""
LATE = ("Not all was saved", "did not end in time")


@pytest.fixture
def trackers() -> Iterator[list[BadTracker]]:
    with ExitStack() as stack:
        made = [BadTracker(answer) for _ in range(rounds(1, 30)) for answer in WORDS]
        for tracker in made:
            stack.callback(tracker.close)
        yield made


def test_trackers_without_end(tmp_path: Path, trackers: list[BadTracker]) -> None:
    profile = tmp_path / "profile"
    with Engine(profile, *IMPATIENT) as engine:
        words = list(WORDS.values()) * (len(trackers) // len(WORDS))
        engine.call("update_settings", changes={"active_downloads": len(trackers)})
        engine.call("subscribe")
        ids = [
            engine.call("add_torrent_file", content=content, save_path=str(tmp_path))["id"]
            for content in make_torrents(len(trackers))
        ]
        before = engine.at_rest(lambda: True)
        expected = dict(zip(ids, words, strict=True))
        for id, tracker in zip(ids, trackers, strict=True):
            engine.call("add_trackers", ids=[id], urls=[tracker.url])

        def are_told() -> bool:
            return all(_told(engine, id, said) for id, said in expected.items())

        after = engine.at_rest(are_told)
        assert after.memory < before.memory + MORE, f"from {before} to {after}"
        # The engine ends while one that never answers is asked.
        engine.call("reannounce", ids=list(expected))
    log = profile.with_suffix(".log").read_text()
    assert not [late for late in LATE if late in log], log


def _told(engine: Engine, id: str, said: str) -> bool:
    """In the list of trackers; and in the list of torrents, of one that answers but gives nothing."""
    row, reason = engine.call("get_trackers", id=id)[0], engine.rows.get(id, {}).get("reason")
    if said not in row["message"] or reason is None:
        return False
    if said == WORDS[never]:
        return not row["refused"] and reason["kind"] == "tracker_error"
    return row["refused"] and reason["kind"] == "tracker_refused" and said in reason["detail"]

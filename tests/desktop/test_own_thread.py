"""The thread of a companion: it looks when it is woken, and is gone when it is told to end."""

import threading
from collections.abc import Iterable
from queue import SimpleQueue

from tests.rpc.samples import QUIET

from torrpeddo.contract.events import Event
from torrpeddo.desktop.own_thread import OwnThread
from torrpeddo.engine.feed import Feed

PATIENCE_S = 60.0


class Companion:
    """Notes each look; ``free`` lets it go on from one to the next."""

    def __init__(self, feed: Feed) -> None:
        self.looks: SimpleQueue[str] = SimpleQueue()
        self.heard: list[str] = []
        self.free = threading.Event()
        self.thread = OwnThread("companion", feed, self, self._work)
        feed.attach(self)

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        self.heard.extend(changed)

    def tell(self, event: Event) -> None:
        raise AssertionError

    def _work(self) -> None:
        while self.thread.wait():
            self.looks.put("look")
            self.free.wait()
        self.looks.put("end")


def test_it_looks_at_first_and_when_it_is_woken_and_ends_when_told() -> None:
    feed = Feed(QUIET)
    companion = Companion(feed)
    companion.thread.start()
    assert companion.looks.get(timeout=PATIENCE_S) == "look"
    companion.thread.wake()
    companion.thread.wake()  # while it is busy: one look is enough for both
    companion.free.set()
    assert companion.looks.get(timeout=PATIENCE_S) == "look"
    feed.changed(["a"])
    companion.thread.stop()
    feed.changed(["b"])
    assert [companion.looks.get(timeout=PATIENCE_S), companion.looks.empty()] == ["end", True]
    assert companion.heard == ["a"]


def test_it_looks_by_itself_after_a_while() -> None:
    feed, looks = Feed(QUIET), SimpleQueue[int]()

    def work() -> None:
        number = 0
        while companion.thread.wait(0.01):
            number += 1
            looks.put(number)

    companion = Companion(feed)
    companion.thread = OwnThread("companion", feed, companion, work)
    companion.thread.start()
    assert [looks.get(timeout=PATIENCE_S) for _ in range(3)] == [1, 2, 3]
    companion.thread.stop()


def test_it_may_tell_itself_to_end() -> None:
    feed, ended = Feed(QUIET), threading.Event()
    companion = Companion(feed)

    def work() -> None:
        while companion.thread.wait():
            companion.thread.stop()
        ended.set()

    companion.thread = OwnThread("companion", feed, companion, work)
    companion.thread.start()
    assert ended.wait(PATIENCE_S)

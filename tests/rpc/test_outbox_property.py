"""Whatever happens in whatever order: a client that applies what it is told ends up knowing what is true."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from torrpeddo.contract.events import DeltaEvent, Event, SnapshotEvent
from torrpeddo.rpc import outbox as outbox_module
from torrpeddo.rpc.outbox import Outbox

from .listening import Model, Source
from .samples import busy, row, torrent_id

NUMBERS = st.integers(0, 12)
SMALL = 3


class Clients(RuleBasedStateMachine):
    """One engine, one client. Events hold three rows at most here, so that every list is a long one."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(outbox_module, "ROWS_AN_EVENT", SMALL)
        self.patch.setattr(outbox_module, "REMOVED_AN_EVENT", SMALL)
        self.now = 0.0
        self.source = Source()
        self.outbox = Outbox(self.source.feed, min_interval=1.0, clock=lambda: self.now)
        self.source.feed.attach(self.outbox)
        self.model = Model()
        self.subscribed = False
        self.visible = True
        self.untold: set[str] = set()

    def teardown(self) -> None:
        self.patch.undo()

    @rule(numbers=st.lists(NUMBERS, max_size=8), done=st.integers(0, 100))
    def put(self, numbers: list[int], done: int) -> None:
        self.source.put(*numbers, done=done)

    @rule(numbers=st.lists(NUMBERS, max_size=8))
    def remove(self, numbers: list[int]) -> None:
        self.source.remove(*numbers)

    @rule(number=NUMBERS)
    def row_goes_before_the_word_of_it(self, number: int) -> None:
        if self.source.feed.rows.pop(torrent_id(number), None):
            self.untold.add(torrent_id(number))

    @rule(number=NUMBERS, done=st.integers(0, 100))
    def row_comes_before_the_word_of_it(self, number: int, done: int) -> None:
        self.source.feed.rows[torrent_id(number)] = row(number, done)
        self.untold.add(torrent_id(number))

    @rule()
    def word(self) -> None:
        untold, self.untold = self.untold, set()
        here = untold & self.source.feed.rows.keys()
        self.source.feed.changed(here, untold - here)

    @rule(rate=st.integers(0, 3))
    def session_moves(self, rate: int) -> None:
        self.source.session(busy(rate))

    @rule()
    def subscribe(self) -> None:
        self.outbox.subscribe()
        self.subscribed = True

    @rule()
    def page_is_lost(self) -> None:
        self.outbox.end_subscription(self.outbox.subscription)
        self.subscribed = False

    @rule(visible=st.booleans())
    def set_visible(self, visible: bool) -> None:
        self.outbox.set_visible(visible)
        self.visible = visible

    @rule(seconds=st.sampled_from([0.0, 0.4, 1.0]))
    def take(self, seconds: float) -> None:
        self.now += seconds
        events = self.outbox.take(0)
        assert events is not None
        assert not events or (self.subscribed and self.visible)
        for event in events:
            self.check_size(event)
        self.model.apply(events)

    def check_size(self, event: Event) -> None:
        if isinstance(event, SnapshotEvent | DeltaEvent):
            assert len(event.rows) <= SMALL

    @rule()
    def catch_up(self) -> None:
        """A client that subscribes, is seen and takes all there is knows all there is."""
        self.word()
        if not self.subscribed:
            self.subscribe()
        self.set_visible(True)
        for _ in range(100):
            self.now += 1.0
            if not (events := self.outbox.take(0)):
                break
            self.model.apply(events)
        assert self.model.rows == self.source.feed.rows
        assert self.model.session == self.source.feed.session

    @invariant()
    def what_is_kept_is_bounded_by_the_list(self) -> None:
        waiting, in_the_round = 13, 13
        assert self.outbox.pending <= waiting + in_the_round


TestClients = Clients.TestCase
TestClients.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)

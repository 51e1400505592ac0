"""What a client is told, when, and how much is kept for one that does not listen."""

import logging
import threading
from typing import Any, cast

import pytest
from msgspec import structs

from torrpeddo.contract.causes import Cause, CauseKind
from torrpeddo.contract.details import Details, FileRow
from torrpeddo.contract.events import (
    AddRequestEvent,
    DeltaEvent,
    DetailsEvent,
    Event,
    NoticeEvent,
    ProgressEvent,
    SettingsEvent,
    SnapshotEvent,
)
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.contract.settings import Settings
from torrpeddo.rpc import outbox as outbox_module
from torrpeddo.rpc.outbox import Outbox, merge_details

from .listening import Model, Source
from .samples import busy, row, torrent_id

LIMIT = outbox_module.ROWS_AN_EVENT


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(source: Source, clock: Clock) -> Outbox:
    outbox = Outbox(source.feed, min_interval=1.0, clock=clock)
    source.feed.attach(outbox)
    return outbox


@pytest.fixture
def listening(outbox: Outbox, clock: Clock) -> Outbox:
    """Subscribed, the snapshot taken, and a quiet time since."""
    outbox.subscribe()
    take(outbox)
    clock.now += 1.0
    return outbox


def take(outbox: Outbox) -> list[Event]:
    events = outbox.take(0)
    assert events is not None
    return events


def notice(text: str) -> NoticeEvent:
    return NoticeEvent(kind=NoticeKind.MERGED, level="info", message=text)


def job(name: str, done: int = 1) -> ProgressEvent:
    return ProgressEvent(job=name, kind="delete", done=done, total=9, finished=False)


def details(number: int = 1, **parts: Any) -> DetailsEvent:
    return DetailsEvent(details=Details(id=torrent_id(number), **parts))


def file(done: int) -> FileRow:
    return FileRow(index=0, path="a", size=9, done=done, priority=4, offset=0)


class TestSubscribing:
    def test_before_it_nothing_is_sent(self, outbox: Outbox, source: Source) -> None:
        source.put(1)
        source.feed.tell(notice("early"))
        assert take(outbox) == []

    def test_it_starts_with_a_snapshot(self, outbox: Outbox, source: Source) -> None:
        source.put(1, 2)
        outbox.subscribe()
        (snapshot,) = take(outbox)
        assert snapshot == SnapshotEvent(
            seq=1, session=source.feed.session, rows=list(source.feed.rows.values()), total=2
        )

    def test_what_was_told_before_it_comes_after_the_snapshot(self, outbox: Outbox, source: Source) -> None:
        asked = AddRequestEvent(magnets=["magnet:?xt=urn:btih:a"], paths=[])
        source.feed.tell(asked)
        outbox.subscribe()
        events = take(outbox)
        assert isinstance(events[0], SnapshotEvent)
        assert events[1:] == [asked]

    def test_a_long_list_follows_in_bounded_changes(self, outbox: Outbox, source: Source) -> None:
        source.put(*range(3 * LIMIT + 1))
        outbox.subscribe()
        batches = [take(outbox) for _ in range(4)]
        events = [event for batch in batches for event in batch]
        assert [len(event.rows) for event in events if isinstance(event, SnapshotEvent | DeltaEvent)] == [
            LIMIT,
            LIMIT,
            LIMIT,
            1,
        ]
        model = Model()
        model.apply(events)
        assert model.rows == source.feed.rows
        assert model.total == len(model.rows)

    def test_again_replaces_what_was_pending(self, listening: Outbox, source: Source, clock: Clock) -> None:
        source.put(1, 2)
        source.remove(1)
        listening.subscribe()
        (snapshot,) = take(listening)
        assert isinstance(snapshot, SnapshotEvent)
        assert [row.id for row in snapshot.rows] == [torrent_id(2)]
        assert snapshot.seq == 2
        clock.now += 1.0
        assert take(listening) == []

    def test_ended_it_sends_nothing_until_the_next(self, listening: Outbox, source: Source) -> None:
        listening.end_subscription(listening.subscription)
        source.put(1)
        source.feed.tell(notice("kept"))
        assert take(listening) == []
        listening.subscribe()
        events = take(listening)
        assert isinstance(events[0], SnapshotEvent)
        assert events[1:] == [notice("kept")]

    def test_an_old_one_that_ends_does_not_end_the_new(self, listening: Outbox) -> None:
        old = listening.subscription
        listening.subscribe()
        listening.end_subscription(old)
        assert isinstance(take(listening)[0], SnapshotEvent)


class TestChanges:
    def test_a_row_is_sent_as_it_is_when_taken(self, listening: Outbox, source: Source) -> None:
        source.put(1, done=1)
        source.put(1, done=2)
        (delta,) = take(listening)
        assert isinstance(delta, DeltaEvent)
        assert [row.done for row in delta.rows] == [2]

    def test_a_removed_row_is_told_once(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        source.remove(1)
        (delta,) = take(listening)
        assert delta == DeltaEvent(seq=2, session=None, rows=[], removed=[torrent_id(1)])

    def test_removed_and_added_again_it_is_a_row(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        source.remove(1)
        source.put(1, done=7)
        (delta,) = take(listening)
        assert isinstance(delta, DeltaEvent)
        assert ([row.done for row in delta.rows], delta.removed) == ([7], [])

    def test_back_before_the_word_of_it_is_no_removal(self, listening: Outbox, source: Source) -> None:
        source.put(*range(LIMIT + 1))
        take(listening)
        source.remove(LIMIT)
        source.feed.rows[torrent_id(LIMIT)] = row(LIMIT, done=7)
        (delta,) = take(listening)
        assert isinstance(delta, DeltaEvent)
        assert ([row.done for row in delta.rows], delta.removed) == ([7], [])

    def test_gone_before_the_word_of_it_is_no_row(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        del source.feed.rows[torrent_id(1)]
        assert take(listening) == []

    def test_the_sessions_figures_come_when_they_moved(self, listening: Outbox, source: Source, clock: Clock) -> None:
        source.session(busy(5))
        assert take(listening) == [DeltaEvent(seq=2, session=busy(5), rows=[], removed=[])]
        clock.now += 1.0
        source.session(busy(5))
        assert take(listening) == []

    def test_many_removals_come_in_bounded_changes(self, listening: Outbox, source: Source, clock: Clock) -> None:
        count = outbox_module.REMOVED_AN_EVENT + 1
        source.put(*range(count))
        source.remove(*range(count))
        sizes = []
        for _ in range(2):
            (delta,) = take(listening)
            assert isinstance(delta, DeltaEvent)
            sizes.append(len(delta.removed))
            clock.now += 1.0
        assert sizes == [count - 1, 1]


class TestPace:
    def test_the_first_change_after_quiet_goes_at_once_and_the_next_waits(
        self, listening: Outbox, source: Source, clock: Clock
    ) -> None:
        source.put(1)
        assert take(listening)
        source.put(1, done=1)
        clock.now += 0.9
        assert take(listening) == []
        clock.now += 0.1
        assert take(listening)

    def test_a_round_is_not_slowed_down_by_its_size(self, listening: Outbox, source: Source, clock: Clock) -> None:
        source.put(*range(2 * LIMIT))
        assert [len(take(listening)) for _ in range(3)] == [1, 1, 0]

    def test_what_changes_in_a_round_waits_for_the_next(self, listening: Outbox, source: Source, clock: Clock) -> None:
        source.put(*range(LIMIT + 1))
        take(listening)
        source.put(0, done=5)
        (rest,) = take(listening)
        assert isinstance(rest, DeltaEvent)
        assert [row.id for row in rest.rows] == [torrent_id(LIMIT)]
        assert take(listening) == []
        clock.now += 1.0
        assert take(listening)

    def test_a_notice_does_not_wait(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        take(listening)
        source.feed.tell(notice("now"))
        assert take(listening) == [notice("now")]


class TestWholeValues:
    def test_the_latest_of_a_kind_wins(self, listening: Outbox, source: Source) -> None:
        for event in (
            job("a", 1),
            SettingsEvent(settings=Settings(dht=False)),
            job("b"),
            job("a", 2),
            SettingsEvent(settings=Settings()),
        ):
            source.feed.tell(event)
        assert take(listening) == [job("b"), job("a", 2), SettingsEvent(settings=Settings())]

    def test_details_that_were_not_taken_are_joined(self, listening: Outbox, source: Source) -> None:
        source.feed.tell(details(1, files=[file(0)], peers=[]))
        source.feed.tell(details(2, peers=[]))
        source.feed.tell(details(1, file_progress=[5]))
        assert take(listening) == [details(2, peers=[]), details(1, files=[file(0)], file_progress=[5], peers=[])]

    def test_new_files_replace_older_progress(self) -> None:
        old = Details(id=torrent_id(1), file_progress=[5])
        assert merge_details(old, Details(id=old.id, files=[file(6)])).file_progress is None
        assert merge_details(old, Details(id=old.id, peers=[])).file_progress == [5]

    def test_no_part_of_the_details_is_forgotten_when_others_follow(self) -> None:
        whole = Details(
            id=torrent_id(1),
            torrent=cast(Any, "torrent"),
            files=[file(0)],
            file_progress=[5],
            peers=[],
            trackers=[],
            pieces=cast(Any, "pieces"),
            causes=[Cause(kind=CauseKind.SESSION_PAUSED)],
        )
        assert all(part is not None for part in structs.astuple(whole))
        assert merge_details(whole, Details(id=whole.id)) == whole
        assert merge_details(Details(id=whole.id), whole) == whole

    def test_any_number_of_jobs_takes_a_bounded_place(self, listening: Outbox, source: Source) -> None:
        source.feed.tell(SettingsEvent(settings=Settings()))
        for number in range(3 * outbox_module.MAX_PENDING_VALUES):
            source.feed.tell(job(str(number)))
        events = take(listening)
        assert len(events) == outbox_module.MAX_PENDING_VALUES
        assert events[0] == SettingsEvent(settings=Settings())
        assert events[-1] == job(str(3 * outbox_module.MAX_PENDING_VALUES - 1))

    def test_notices_keep_their_order_and_the_oldest_go_first(
        self, listening: Outbox, source: Source, caplog: pytest.LogCaptureFixture
    ) -> None:
        for number in range(outbox_module.MAX_QUEUED + 3):
            source.feed.tell(notice(str(number)))
        with caplog.at_level(logging.WARNING):
            events = take(listening)
        assert events == [notice(str(number)) for number in range(3, outbox_module.MAX_QUEUED + 3)]
        assert "3 notices were dropped" in caplog.text


class TestHidden:
    def test_only_notices_and_requests_to_add_are_sent(self, listening: Outbox, source: Source) -> None:
        listening.set_visible(False)
        source.put(1)
        source.session(busy(1))
        source.feed.tell(job("a"))
        source.feed.tell(notice("done"))
        assert take(listening) == [notice("done")]
        assert take(listening) == []

    def test_shown_again_it_gets_what_changed_at_once(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        take(listening)
        listening.set_visible(False)
        source.put(1, 2, done=3)
        listening.set_visible(True)
        (delta,) = take(listening)
        assert isinstance(delta, DeltaEvent)
        assert [row.done for row in delta.rows] == [3, 3]

    def test_a_snapshot_waits_until_it_is_shown(self, outbox: Outbox) -> None:
        outbox.set_visible(False)
        outbox.subscribe()
        assert take(outbox) == []
        outbox.set_visible(True)
        assert isinstance(take(outbox)[0], SnapshotEvent)


class TestWaiting:
    def test_a_change_wakes_the_taker(self, source: Source) -> None:
        outbox = Outbox(source.feed, min_interval=0)
        source.feed.attach(outbox)
        outbox.subscribe()
        taken: list[list[Event] | None] = []
        first, second = threading.Event(), threading.Event()

        def follow() -> None:
            for reached in (first, second):
                taken.append(outbox.take())
                reached.set()
            taken.append(outbox.take())

        follower = threading.Thread(target=follow)
        follower.start()
        assert first.wait(60)
        source.put(1)
        assert second.wait(60)
        outbox.close()
        follower.join(60)
        assert [batch and type(batch[0]) for batch in taken] == [SnapshotEvent, DeltaEvent, None]

    def test_a_change_that_came_too_soon_is_sent_when_its_time_has_come(self, source: Source) -> None:
        outbox = Outbox(source.feed, min_interval=0.05)
        source.feed.attach(outbox)
        outbox.subscribe()
        take(outbox)
        source.put(1)
        assert outbox.take(10)
        source.put(2)
        assert outbox.take(0) == []
        assert outbox.take(10)

    def test_closed_it_gives_none_for_ever(self, listening: Outbox, source: Source) -> None:
        source.put(1)
        listening.close()
        assert listening.take() is None
        assert listening.take(0) is None

"""When everything is done, and what is asked of the system then."""

import pytest
from msgspec.structs import replace
from tests.rpc.samples import row

from torrpeddo.contract.torrents import State, TorrentRow
from torrpeddo.desktop.finale.policy import LENGTH_S, SETTLE_S, Countdown, Progress
from torrpeddo.desktop.linux.resting import may
from torrpeddo.desktop.macos.resting import SHUT_DOWN, SLEEP
from torrpeddo.desktop.windows.resting import shut_down_command


class List:
    """Torrents by number, each in a state; ``put`` changes one."""

    def __init__(self, *states: State) -> None:
        self.rows: dict[str, TorrentRow] = {}
        self.progress = Progress()
        for number, state in enumerate(states):
            self._set(number, state, 0.5)
        self.progress.begin(self.rows)

    def _set(self, number: int, state: State, progress: float) -> str:
        torrent = replace(row(number), state=state, progress=progress)
        self.rows[torrent.id] = torrent
        return torrent.id

    def put(self, number: int, state: State, progress: float = 0.5) -> bool:
        """Whether all is done then."""
        self.progress.changed(self.rows, [self._set(number, state, progress)], ())
        return self.progress.all_done

    def remove(self, number: int) -> bool:
        id = row(number).id
        del self.rows[id]
        self.progress.changed(self.rows, [], [id])
        return self.progress.all_done


def test_done_is_when_the_last_download_has_come_to_its_end() -> None:
    torrents = List(State.DOWNLOADING, State.QUEUED, State.METADATA, State.PAUSED)
    assert not torrents.put(0, State.SEEDING)
    assert not torrents.put(1, State.DOWNLOADING)
    assert not torrents.put(2, State.DOWNLOADING)
    assert not torrents.put(1, State.FINISHED)
    assert not torrents.put(2, State.CHECKING)
    assert torrents.put(2, State.SEEDING)
    assert not torrents.put(4, State.METADATA)  # something new came


@pytest.mark.parametrize("state", [State.PAUSED, State.CANCELLED])
def test_what_a_person_holds_back_at_last_ends_nothing(state: State) -> None:
    torrents = List(State.DOWNLOADING, State.DOWNLOADING)
    torrents.put(0, State.SEEDING)
    assert not torrents.put(1, state)


def test_what_fails_keeps_nobody_waiting_unless_all_of_it_did() -> None:
    torrents = List(State.DOWNLOADING, State.DOWNLOADING)
    torrents.put(0, State.SEEDING)
    assert torrents.put(1, State.ERROR)
    assert not List(State.DOWNLOADING).put(0, State.ERROR)


def test_a_list_in_which_nothing_was_to_do_is_not_done() -> None:
    """As at a start, when what is complete is looked at and shared again."""
    torrents = List(State.CHECKING, State.SEEDING, State.QUEUED)
    torrents.put(2, State.QUEUED, 1.0)
    assert not List(State.CHECKING).put(0, State.SEEDING)
    assert not List(State.SEEDING).put(0, State.FINISHED)
    assert not List().progress.all_done


def test_what_is_removed_is_not_waited_for() -> None:
    torrents = List(State.DOWNLOADING, State.DOWNLOADING)
    torrents.put(0, State.SEEDING)
    assert torrents.remove(1)


def test_the_countdown_settles_first_and_begins_anew_when_something_came_between() -> None:
    countdown = Countdown()
    assert countdown.left(due=True, now=100) is None
    assert countdown.left(due=True, now=100 + SETTLE_S) == LENGTH_S
    assert countdown.left(due=True, now=100 + SETTLE_S + 10.5) == LENGTH_S - 10
    assert countdown.left(due=False, now=120) is None
    assert countdown.left(due=True, now=200) is None
    assert countdown.left(due=True, now=200 + SETTLE_S + LENGTH_S - 0.1) == 1
    assert countdown.left(due=True, now=200 + SETTLE_S + LENGTH_S + 5) == 0


def test_what_the_system_refuses_is_not_offered() -> None:
    assert [answer for answer in ("yes", "no", "na", "challenge", "inhibited") if may(answer)] == ["yes", "challenge"]


def test_other_systems_are_asked_by_their_own_commands() -> None:
    assert shut_down_command({"SystemRoot": r"D:\Win"}) == [r"D:\Win\System32\shutdown.exe", "/s", "/t", "0"]
    assert SLEEP == ("/usr/bin/pmset", "sleepnow")
    assert SHUT_DOWN[0] == "/usr/bin/osascript"

"""Which torrents are worth keeping the computer awake for."""

import pytest
from msgspec.structs import replace
from tests.rpc.samples import row

from torrpeddo.contract.settings import Settings
from torrpeddo.contract.torrents import State
from torrpeddo.desktop.macos.inhibiting import awake_command
from torrpeddo.desktop.power.policy import STALLED_S, keeps_awake, may_matter

SINCE = 1_000.0


@pytest.mark.parametrize(
    ("state", "up_rate", "after", "awake", "awake_with_seeding"),
    [
        (State.DOWNLOADING, 0, 10 * STALLED_S, True, True),
        (State.CHECKING, 0, 0, True, True),
        (State.MOVING, 0, 0, True, True),
        (State.METADATA, 0, STALLED_S - 1, True, True),
        (State.METADATA, 0, STALLED_S, False, False),
        (State.STALLED, 0, STALLED_S - 1, True, True),
        (State.STALLED, 0, STALLED_S, False, False),
        (State.SEEDING, 5, 0, False, True),
        (State.SEEDING, 0, 0, False, False),
        (State.QUEUED, 0, 0, False, False),
        (State.PAUSED, 0, 0, False, False),
        (State.FINISHED, 0, 0, False, False),
        (State.ERROR, 0, 0, False, False),
    ],
)
def test_what_is_unfinished_and_can_go_on_keeps_it_awake(
    state: State, up_rate: int, after: float, awake: bool, awake_with_seeding: bool
) -> None:
    torrent = replace(row(1), state=state, up_rate=up_rate, state_since=SINCE)
    for seeding, expected in ((False, awake), (True, awake_with_seeding)):
        assert keeps_awake(torrent, Settings(awake_for_seeding=seeding), SINCE + after) is expected
        assert may_matter(torrent) or not expected


def test_macos_lets_go_when_the_program_is_gone() -> None:
    assert awake_command(42) == ["/usr/bin/caffeinate", "-i", "-w", "42"]

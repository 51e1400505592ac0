"""Why a download is no faster: each cause, their order, and what holds of all of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.causes import Cause, CauseKind
from torrpeddo.contract.session import HeldBy
from torrpeddo.contract.torrents import ReasonKind, State
from torrpeddo.engine.slowness import Peers, Situation, Trackers, causes_of

STALLED = State.STALLED
SEEDED = Peers(connected=8, seeds=3, useful=8, choking=0, sending=6, known=40)
COUNTS = st.integers(0, 200)
LIVE = [State.DOWNLOADING, State.STALLED, State.METADATA]


def kinds(**facts: Any) -> list[str]:
    return [cause.kind.value for cause in causes_of(Situation(**{"state": STALLED, "copies": 5.0, **facts}))]


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"state": State.PAUSED, "reason": ReasonKind.SESSION_PAUSED}, ["session_paused"]),
    ({"state": State.QUEUED, "reason": ReasonKind.QUEUE_LIMIT, "place": 3}, ["queued"]),
    ({"state": State.QUEUED, "reason": ReasonKind.METADATA_TURN}, ["metadata_turn"]),
    ({"peers": SEEDED, "own_limit": 1000, "program_limit": 500, "all_rate": 500}, ["own_limit"]),
    ({"peers": SEEDED, "program_limit": 90_000, "all_rate": 80_000}, ["program_limit"]),
    ({"peers": SEEDED, "program_limit": 90_000, "all_rate": 80_000, "slow_mode": True}, ["slow_mode"]),
    ({"peers": SEEDED, "program_limit": 90_000, "all_rate": 40_000}, ["sources"]),
    ({"peers": SEEDED, "disk": True}, ["disk", "sources"]),
    ({"trackers": Trackers(count=2, failing=2, host="t.example")}, ["trackers_fail"]),
    ({"trackers": Trackers(count=2, failing=1)}, ["no_peers"]),
    ({"dht": False}, ["nobody_to_ask"]),
    ({"private": True}, ["nobody_to_ask"]),
    ({"private": True, "trackers": Trackers(count=1)}, ["private"]),
    ({"private": True, "trackers": Trackers(count=1, failing=1)}, ["trackers_fail", "private"]),
    ({"peers": Peers(known=9)}, ["no_answer"]),
    ({"peers": Peers(known=9), "encryption_required": True}, ["encryption"]),
    ({"reachable": False, "port": 6881}, ["no_peers", "unreachable"]),
    ({"state": State.METADATA, "peers": Peers(connected=7, known=7), "copies": 0.0}, ["metadata"]),
    ({"peers": Peers(connected=6, known=6), "copies": 0.7}, ["no_seeds"]),
    ({"peers": Peers(connected=6, seeds=6, useful=6, choking=6, known=6)}, ["choked"]),
    ({"peers": Peers(connected=6, seeds=6, useful=6, choking=4, sending=2, known=6)}, ["busy"]),
    ({"peers": SEEDED, "connections": 8}, ["sources", "connections"]),
    (
        {"peers": Peers(connected=1, seeds=1, useful=1, sending=1, known=9), "encryption_required": True},
        ["sources", "encryption"],
    ),
]


@pytest.mark.parametrize(("facts", "found"), CASES)
def test_each_cause_by_its_facts(facts: dict[str, Any], found: list[str]) -> None:
    assert kinds(**facts) == found


def test_what_holds_everything_is_named() -> None:
    held = Situation(state=State.PAUSED, reason=ReasonKind.SESSION_PAUSED, held_by=HeldBy.BATTERY)
    assert causes_of(held) == [Cause(kind=CauseKind.SESSION_PAUSED, held_by=HeldBy.BATTERY)]


def test_none_is_left_out() -> None:
    assert {kind for _, found in CASES for kind in found} == {kind.value for kind in CauseKind}


SITUATIONS = st.builds(
    Situation,
    state=st.sampled_from(State),
    reason=st.none() | st.sampled_from(ReasonKind),
    rate=st.integers(0, 10**9),
    all_rate=st.integers(0, 10**9),
    own_limit=st.integers(0, 10**9),
    program_limit=st.integers(0, 10**9),
    slow_mode=st.booleans(),
    disk=st.booleans(),
    peers=st.builds(Peers, connected=COUNTS, seeds=COUNTS, useful=COUNTS, choking=COUNTS, sending=COUNTS, known=COUNTS),
    trackers=st.builds(Trackers, count=st.integers(0, 3), failing=st.integers(0, 3)),
    copies=st.floats(0, 9),
    private=st.booleans(),
    dht=st.booleans(),
    encryption_required=st.booleans(),
    connections=st.integers(0, 50),
    reachable=st.booleans(),
    port=st.sampled_from([0, 6881]),
)
ALONE = {"session_paused", "queued", "metadata_turn", "own_limit", "slow_mode", "program_limit"}


@given(SITUATIONS)
def test_none_is_said_twice_and_what_holds_everything_stands_alone(now: Situation) -> None:
    found = [cause.kind.value for cause in causes_of(now)]
    assert len(found) == len(set(found))
    assert len(found) == 1 or not ALONE & set(found)


@given(SITUATIONS)
def test_what_gets_nothing_is_never_left_without_a_word_where_nobody_is_connected(now: Situation) -> None:
    if now.state in LIVE and now.peers.connected == 0:
        assert causes_of(now)


@given(SITUATIONS)
def test_what_does_not_download_has_no_causes(now: Situation) -> None:
    if now.state not in [*LIVE, State.QUEUED] and now.reason is not ReasonKind.SESSION_PAUSED:
        assert causes_of(now) == []

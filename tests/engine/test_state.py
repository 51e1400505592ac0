"""What a person sees, from what was asked and what libtorrent says."""

from typing import Any

import libtorrent as lt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.torrents import Intent, Reason, ReasonKind, State, TorrentError
from torrpeddo.engine import state
from torrpeddo.engine.state import Circumstances, derive

from .samples import status

ERROR = TorrentError(kind="disk_full", message="The disk is full.")
REFUSED = Reason(kind=ReasonKind.TRACKER_REFUSED, detail="x: unknown torrent")
PAUSED = state.PAUSED_FLAG
QUEUED = state.PAUSED_FLAG | state.AUTO_MANAGED_FLAG


def test_the_numbers_are_libtorrents() -> None:
    flags, states = lt.torrent_flags, lt.torrent_status
    assert int(flags.paused) == state.PAUSED_FLAG
    assert int(flags.auto_managed) == state.AUTO_MANAGED_FLAG
    assert int(flags.upload_mode) == state.UPLOAD_MODE_FLAG
    assert int(flags.seed_mode) == state.SEED_MODE_FLAG
    assert int(states.checking_files) == state.CHECKING_FILES
    assert int(states.downloading_metadata) == state.DOWNLOADING_METADATA
    assert int(states.downloading) == state.DOWNLOADING
    assert int(states.finished) == state.FINISHED
    assert int(states.seeding) == state.SEEDING
    assert int(states.checking_resume_data) == state.CHECKING_RESUME_DATA


SEEDING: dict[str, Any] = {"state": state.SEEDING, "is_seeding": True, "is_finished": True}
FINISHED: dict[str, Any] = {"state": state.FINISHED, "is_finished": True}

TABLE: list[tuple[str, dict[str, Any], dict[str, Any] | None, State, ReasonKind | None]] = [
    ("a deletion goes before all", {"deleting": True, "missing": True}, {}, State.DELETING, None),
    ("cancelled", {"intent": Intent.STOPPED}, None, State.CANCELLED, None),
    ("cancelled, its last status still here", {"intent": Intent.STOPPED}, {}, State.CANCELLED, None),
    ("a move goes before what was asked", {"moving": True, "intent": Intent.STOPPED}, None, State.MOVING, None),
    ("a move says where to", {"moving": True, "moving_to": "/else"}, None, State.MOVING, ReasonKind.MOVING_TO),
    ("a deletion goes before a move", {"moving": True, "deleting": True}, None, State.DELETING, None),
    ("missing", {"missing": True}, {}, State.MISSING_FILES, None),
    ("not in the session yet", {}, None, State.CHECKING, ReasonKind.STARTING),
    ("not in the session yet, and paused", {"intent": Intent.PAUSED}, None, State.PAUSED, None),
    ("out of the session by a failure", {"error": ERROR}, None, State.ERROR, None),
    ("being moved", {}, {"moving": True}, State.MOVING, None),
    ("libtorrent's own error", {}, {"error_code": 28}, State.ERROR, None),
    ("a full disk", {}, {"flags": state.UPLOAD_MODE_FLAG}, State.ERROR, None),
    ("a failure we know of", {"error": ERROR}, {}, State.ERROR, None),
    ("checking", {}, {"state": state.CHECKING_FILES}, State.CHECKING, None),
    ("checked although paused", {"intent": Intent.PAUSED}, {"state": state.CHECKING_FILES}, State.CHECKING, None),
    ("waits for its check", {}, {"state": state.CHECKING_FILES, "flags": QUEUED}, State.QUEUED,
     ReasonKind.QUEUED_FOR_CHECK),
    ("reads its resume data", {}, {"state": state.CHECKING_RESUME_DATA}, State.CHECKING, ReasonKind.STARTING),
    ("paused", {"intent": Intent.PAUSED}, {"flags": PAUSED}, State.PAUSED, None),
    ("paused and whole", {"intent": Intent.PAUSED}, {**SEEDING, "flags": PAUSED}, State.PAUSED, ReasonKind.COMPLETED),
    ("paused with all files skipped", {"intent": Intent.PAUSED}, {**FINISHED, "wanted": 0, "flags": PAUSED},
     State.PAUSED, None),
    ("all is held", {"session_paused": True}, {}, State.PAUSED, ReasonKind.SESSION_PAUSED),
    ("waits in the queue", {}, {"flags": QUEUED}, State.QUEUED, ReasonKind.QUEUE_LIMIT),
    ("looks for metadata", {}, {"state": state.DOWNLOADING_METADATA}, State.METADATA, None),
    ("downloads", {}, {}, State.DOWNLOADING, None),
    ("pauses for breath", {"idle_seconds": 3.0}, {"down_rate": 0}, State.DOWNLOADING, None),
    ("nobody there", {"idle_seconds": 11.0}, {"down_rate": 0, "peers": 0}, State.STALLED, ReasonKind.NO_PEERS),
    ("nobody there, nor anybody to ask", {"idle_seconds": 11.0, "nobody_to_ask": True}, {"down_rate": 0, "peers": 0},
     State.STALLED, ReasonKind.NOBODY_TO_ASK),
    ("nobody there, and the tracker says why", {"idle_seconds": 11.0, "tracker_error": REFUSED},
     {"down_rate": 0, "peers": 0}, State.STALLED, ReasonKind.TRACKER_REFUSED),
    ("nobody has it whole", {"idle_seconds": 11.0}, {"down_rate": 0, "seeds": 0, "copies": 0.5}, State.STALLED,
     ReasonKind.NO_SEEDS),
    ("nobody has said yet what they have", {"idle_seconds": 11.0, "company_seconds": 9.0},
     {"down_rate": 0, "seeds": 0, "copies": 0.0}, State.STALLED, None),
    ("nobody gives", {"idle_seconds": 11.0}, {"down_rate": 0}, State.STALLED, ReasonKind.CHOKED),
    ("seeds", {}, {**SEEDING, "up_rate": 10}, State.SEEDING, None),
    ("seeds to nobody", {}, SEEDING, State.SEEDING, ReasonKind.IDLE),
    ("has what was chosen", {}, FINISHED, State.FINISHED, ReasonKind.PARTIAL),
    ("forced runs", {"intent": Intent.FORCED}, {"flags": 0}, State.DOWNLOADING, None),
]  # fmt: skip


@pytest.mark.parametrize(("around", "found", "shown", "reason"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_each_row_of_the_table(
    around: dict[str, Any], found: dict[str, Any] | None, shown: State, reason: ReasonKind | None
) -> None:
    now = Circumstances(**{"intent": Intent.RUN, **around}, status=status(**found) if found is not None else None)
    state_shown, why = derive(now)
    assert (state_shown, why.kind if why else None) == (shown, reason)


STATUSES = st.builds(
    status,
    flags=st.integers(0, 2**22 - 1),
    state=st.integers(0, 7),
    error_code=st.sampled_from([0, 2, 28]),
    wanted=st.sampled_from([0, 1000]),
    down_rate=st.sampled_from([0, 10]),
    up_rate=st.sampled_from([0, 10]),
    peers=st.integers(0, 2),
    seeds=st.integers(0, 2),
    moving=st.booleans(),
    has_metadata=st.booleans(),
    is_finished=st.booleans(),
    is_seeding=st.booleans(),
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    intent=st.sampled_from(Intent),
    status=st.none() | STATUSES,
    deleting=st.booleans(),
    missing=st.booleans(),
    session_paused=st.booleans(),
    idle_seconds=st.floats(0, 100),
    tracker_error=st.none() | st.just(REFUSED),
    error=st.none() | st.just(ERROR),
)
RUNNING = {State.DOWNLOADING, State.STALLED, State.SEEDING, State.FINISHED, State.METADATA, State.QUEUED}


@given(CIRCUMSTANCES)
def test_what_was_paused_never_looks_as_if_it_ran(now: Circumstances) -> None:
    if now.intent is Intent.PAUSED:
        assert derive(now)[0] not in RUNNING


@given(CIRCUMSTANCES)
def test_what_was_stopped_is_cancelled_unless_it_is_deleted(now: Circumstances) -> None:
    shown = derive(now)[0]
    if now.intent is Intent.STOPPED:
        assert shown is (State.DELETING if now.deleting else State.CANCELLED)
    else:
        assert shown is not State.CANCELLED


@given(CIRCUMSTANCES)
def test_a_failure_is_never_hidden_by_a_queue(now: Circumstances) -> None:
    if now.error is not None and not (now.deleting or now.missing or now.intent is Intent.STOPPED):
        assert derive(now)[0] in (State.ERROR, State.MOVING)


@given(CIRCUMSTANCES)
def test_nothing_runs_while_all_is_held(now: Circumstances) -> None:
    if now.session_paused and now.status is not None:
        assert derive(now)[0] not in RUNNING

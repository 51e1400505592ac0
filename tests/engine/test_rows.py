"""A row of the list, from the record and the last status."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.torrents import Intent, State, TorrentRow
from torrpeddo.engine import rows, state
from torrpeddo.engine.catalog import Entry

from .samples import entry, status


def build(found: Entry) -> TorrentRow:
    return rows.build(found, session_paused=False, now=time.monotonic())


@given(st.integers(1, 2**50), st.data())
def test_progress_is_one_with_the_last_byte_and_not_before(wanted: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, wanted))
    row = build(entry(status(wanted=wanted, wanted_done=done)))
    assert (row.progress == 1.0) == (done == wanted)
    assert 0 <= row.progress <= 1


def test_progress_of_a_check_is_the_checks() -> None:
    assert build(entry(status(state=state.CHECKING_FILES, progress=0.25))).progress == 0.25


def test_nothing_wanted_is_no_progress() -> None:
    assert build(entry(status(wanted=0, wanted_done=0))).progress == 0.0


@pytest.mark.parametrize(
    ("intent", "rate", "done", "eta"),
    [
        (Intent.RUN, 100, 500, 6),
        (Intent.FORCED, 100, 999, 1),
        (Intent.RUN, 0, 500, None),
        (Intent.RUN, 100, 1000, None),
        (Intent.PAUSED, 100, 500, None),
        (Intent.STOPPED, 100, 500, None),
    ],
)
def test_the_time_left(intent: Intent, rate: int, done: int, eta: int | None) -> None:
    assert build(entry(status(down_rate=rate, wanted_done=done), intent)).eta == eta


@pytest.mark.parametrize(
    ("uploaded", "downloaded", "done", "ratio"),
    [(0, 0, 0, 0.0), (500, 1000, 1000, 0.5), (500, 0, 1000, 0.5), (2000, 1000, 500, 2.0), (5, 0, 0, 0.0)],
)
def test_the_ratio_counts_what_was_here_from_the_start(uploaded: int, downloaded: int, done: int, ratio: float) -> None:
    assert rows.ratio(uploaded, downloaded, done) == ratio


def test_without_a_status_the_record_speaks() -> None:
    row = build(entry(None, Intent.STOPPED, size=1000, total_size=2000, done=250, uploaded=125, downloaded=250))
    assert row.state is State.CANCELLED
    assert (row.progress, row.size, row.total_size, row.done) == (0.25, 1000, 2000, 250)
    assert (row.ratio, row.peers, row.down_rate, row.eta) == (0.5, 0, 0, None)
    assert row.has_metadata


def test_before_the_metadata_nothing_is_claimed() -> None:
    row = build(entry(status(has_metadata=False, state=state.DOWNLOADING_METADATA, wanted=0, wanted_done=0, total=0)))
    assert (row.size, row.progress, row.has_metadata, row.eta) == (0, 0.0, False, None)


def test_what_trackers_did_not_say_is_null() -> None:
    row = build(entry(status(swarm_peers=0xFFFFFF, swarm_seeds=-1)))
    assert (row.swarm_peers, row.swarm_seeds) == (None, None)
    assert build(entry(status(swarm_seeds=0))).swarm_seeds == 0


def test_an_error_is_told_only_where_it_is_the_state() -> None:
    failed = status(error_code=28, error_category="system", error_message="No space left")
    told = build(entry(failed)).error
    assert told is not None
    assert told.kind == "disk_full"
    assert build(entry(failed, Intent.STOPPED)).error is None
    missing = entry(None)
    missing.missing = True
    lost = build(missing).error
    assert lost is not None
    assert lost.kind == "missing_files"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://tracker.example:80/announce", "tracker.example"),
        ("udp://[2001:db8::1]:6969", "2001:db8::1"),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_host_of_a_tracker(url: str, host: str | None) -> None:
    assert rows.host_of(url) == host

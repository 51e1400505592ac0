"""The queue: its order, who holds a place in it, and what the waiting are told."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from torrpeddo.contract.moving import Move
from torrpeddo.contract.torrents import ReasonKind, State
from torrpeddo.engine.queueing import To
from torrpeddo.engine.state import PAUSED_FLAG
from torrpeddo.errors import NotFound
from torrpeddo.library.records import SaveQueue

from .conftest import NewHost, NewSample
from .host import Host, row_of
from .samples import Sample, place
from .seeder import Seeder

UNKNOWN = "0" * 40


@pytest.fixture
def crowd(samples: NewSample) -> list[Sample]:
    return [samples(f"crowd-{number}", {"file.bin": 30_000}) for number in range(5)]


@pytest.fixture
def ids(host: Host, crowd: list[Sample], tmp_path: Path) -> list[str]:
    """Five downloads of which one may run."""
    host.change(active_downloads=1, ignore_slow=False)
    return [host.add_file(sample.torrent_file(tmp_path)) for sample in crowd]


def move(host: Host, to: To, *ids: str) -> None:
    host.call(host.engine.queueing.move(ids, to))


def order(host: Host, ids: list[str]) -> list[str]:
    """As libtorrent has it."""
    positions = {id: host.ask_handle(id, lambda handle: int(handle.queue_position()) if handle else -1) for id in ids}
    return sorted((id for id in ids if positions[id] >= 0), key=positions.__getitem__)


def kept(host: Host) -> list[str]:
    """As the library has it at this moment, were the process to end here."""
    copy = host.folder / "copy.db"
    for part in ("", "-wal"):
        shutil.copy(f"{host.profile.database}{part}", f"{copy}{part}")
    with closing(sqlite3.connect(copy)) as connection:
        return [id for (id,) in connection.execute("SELECT id FROM torrent ORDER BY queue_position")]


def running(host: Host, ids: list[str]) -> set[str]:
    return {id for id in ids if not host.flags(id) & PAUSED_FLAG}


def test_every_move_is_in_force_and_kept_when_it_is_answered(host: Host, ids: list[str]) -> None:
    a, b, c, d, e = ids
    for to, chosen, after in [
        ("top", [d], [d, a, b, c, e]),
        ("bottom", [a, d], [b, c, e, d, a]),
        ("up", [e, a], [b, e, c, a, d]),
        ("down", [b], [e, b, c, a, d]),
        (2, [d, e], [b, c, e, d, a]),
    ]:
        move(host, to, *chosen)  # type: ignore[arg-type]
        assert order(host, ids) == after
        assert kept(host) == after
    assert [row_of(host, id).intent for id in ids] == ["run"] * 5


def test_the_order_survives_a_restart_and_new_ones_come_last(
    host: Host, ids: list[str], samples: NewSample, tmp_path: Path
) -> None:
    a, b, c, d, e = ids
    host.pause(c)
    move(host, "top", e, c)
    host.again()
    host.until_entered(*ids)
    assert order(host, ids) == [c, e, a, b, d]
    new = host.add_file(samples("new", {"file.bin": 20_000}).torrent_file(tmp_path))
    assert order(host, [*ids, new])[-1] == new
    assert kept(host)[-1] == new


def test_whoever_finds_a_free_place_runs_when_it_was_added(host: Host, ids: list[str]) -> None:
    """libtorrent would look at its queue up to a second later."""
    assert running(host, ids) == {ids[0]}


def test_the_first_in_line_runs(host: Host, ids: list[str]) -> None:
    host.until(lambda: running(host, ids) == {ids[0]})
    move(host, "top", ids[3])
    host.until(lambda: running(host, ids) == {ids[3]})
    assert row_of(host, ids[0]).intent == "run"


def test_one_that_is_resumed_without_a_place_goes_back_into_line(host: Host, ids: list[str]) -> None:
    host.until(lambda: running(host, ids) == {ids[0]})
    host.resume(*ids[2:])
    host.until(lambda: running(host, ids) == {ids[0]})


def test_what_came_while_all_was_paused_starts_when_all_goes_on(
    host: Host, crowd: list[Sample], tmp_path: Path
) -> None:
    host.change(active_downloads=1, ignore_slow=False, all_paused=True)
    new = [host.add_file(sample.torrent_file(tmp_path)) for sample in crowd[:2]]
    host.change(all_paused=False)
    host.until(lambda: running(host, new) == {new[0]})


def test_a_forced_one_runs_wherever_it_is(host: Host, ids: list[str]) -> None:
    host.force(ids[4])
    host.until(lambda: running(host, ids) == {ids[0], ids[4]})
    move(host, "top", ids[2])
    move(host, "bottom", ids[4])
    host.until(lambda: running(host, ids) == {ids[2], ids[4]})


def test_the_waiting_know_their_place_and_the_limit(host: Host, ids: list[str]) -> None:
    def places() -> list[int | None]:
        return [row_of(host, id).place_in_line for id in ids]

    host.until(lambda: places() == [None, 0, 1, 2, 3])
    row = row_of(host, ids[4])
    assert row.state is State.QUEUED
    assert row.reason is not None
    assert (row.reason.kind, row.limit) == (ReasonKind.QUEUE_LIMIT, 1)
    move(host, 1, ids[4])
    host.until(lambda: places() == [None, 1, 2, 3, 0])
    # Who is paused or stopped stands in nobody's way.
    host.pause(ids[4])
    host.stop(ids[1])
    host.until(lambda: places() == [None, None, 0, 1, None])
    host.change(active_downloads=2)
    host.until(lambda: places() == [None, None, None, 0, None])


def test_finished_ones_have_no_place(host: Host, ids: list[str], crowd: list[Sample], samples: NewSample) -> None:
    seed = samples("seed", {"file.bin": 20_000})
    place(seed, host.downloads)
    done = host.add_file(seed.torrent_file(host.folder), seed_mode=True)
    host.until_shown(done, State.SEEDING)
    move(host, "top", done, ids[1])
    assert order(host, [*ids, done]) == [ids[1], ids[0], *ids[2:]]
    assert row_of(host, done).queue_position is None


def test_slow_ones_and_magnets_hold_no_place(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    for number in range(1, 4):
        host.add_magnet(f"magnet:?xt=urn:btih:{number:040x}", sequential=True)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.until(lambda: row_of(host, id).state is State.DOWNLOADING)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


def test_a_slow_one_gives_its_place_to_the_next(
    new_host: NewHost, samples: NewSample, sample: Sample, seeder: Seeder, tmp_path: Path
) -> None:
    """One may run, and the first has nobody to load from. libtorrent lets each begin in peace for a minute."""
    host = new_host("auto_manage_startup=1")
    host.change(active_downloads=1, ignore_slow=False)
    lonely = host.add_file(samples("lonely", {"file.bin": 30_000}).torrent_file(tmp_path))
    second = host.add_file(sample.torrent_file(tmp_path))
    host.until(lambda: running(host, [lonely, second]) == {lonely})
    host.until_shown(second, State.QUEUED)
    host.change(ignore_slow=True)
    host.until(lambda: running(host, [lonely, second]) == {lonely, second})
    host.connect(second, seeder)
    host.until_shown(second, State.SEEDING)
    assert running(host, [lonely]) == {lonely}


def test_all_ids_are_checked_before_any_moves(host: Host, ids: list[str]) -> None:
    with pytest.raises(NotFound):
        move(host, "top", ids[4], UNKNOWN)
    assert order(host, ids) == ids


def test_what_comes_back_takes_its_place_again(host: Host, ids: list[str]) -> None:
    """libtorrent puts it last: after a cancel, a move to another folder, a check."""
    a, b, c, d, e = ids
    move(host, "top", c)
    host.stop(c)
    host.until_shown(c, State.CANCELLED)
    host.restart(c)
    host.until(lambda: order(host, ids) == [c, a, b, d, e])
    host.call(host.engine.moves.move(Move(ids=[a], path=str(host.folder / "elsewhere"))))
    host.until(lambda: row_of(host, a).save_path.endswith("elsewhere"))
    host.until(lambda: order(host, ids) == [c, a, b, d, e])
    host.call(host.engine.lifecycle.recheck([b]))
    host.until(lambda: order(host, ids) == [c, a, b, d, e])
    assert kept(host) == [c, a, b, d, e]


def test_top_is_before_those_too_that_have_no_place_now(host: Host, ids: list[str]) -> None:
    a, b, c, d, e = ids
    host.stop(a, e)
    host.until_shown(a, State.CANCELLED)
    host.until_shown(e, State.CANCELLED)
    move(host, "top", d)
    move(host, "bottom", b)
    host.restart(a, e)
    host.until(lambda: order(host, ids) == [d, a, c, e, b])
    assert kept(host) == [d, a, c, e, b]


def test_ranks_that_an_older_version_gave_twice_are_told_apart(host: Host, ids: list[str]) -> None:
    a, b, c, d, e = ids
    host.engine._library.commit(SaveQueue(dict.fromkeys(ids, 0))).result()  # noqa: SLF001
    host.again()
    host.until_entered(*ids)
    move(host, "up", c)
    assert order(host, ids) == kept(host) == [a, c, b, d, e]
    move(host, "top", e)
    assert order(host, ids) == kept(host) == [e, a, c, b, d]

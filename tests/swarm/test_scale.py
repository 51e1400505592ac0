"""Many torrents: no tick looks at all of them, and work on all of them keeps nobody waiting."""

import asyncio
import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from torrpeddo.contract.torrents import Intent, State
from torrpeddo.engine import alerts, core
from torrpeddo.engine.catalog import Catalog, Entry
from torrpeddo.engine.facts import Updated
from torrpeddo.engine.membership import Membership
from torrpeddo.engine.rows import Rows
from torrpeddo.engine.session import GIVES_WAY
from torrpeddo.engine.state import DOWNLOADING
from torrpeddo.engine.turns import Turns
from torrpeddo.engine.vitals import Vitals

from .conftest import NewSample
from .host import Host, row_of

MANY = 60


@pytest.fixture
def ids(host: Host, samples: NewSample, tmp_path: Path) -> list[str]:
    files = [samples(f"many-{number}", {"file.bin": 1000}).torrent_file(tmp_path) for number in range(MANY)]
    return [host.add_file(file, paused=True) for file in files]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many torrents each part looked at, and how many ticks there were."""
    seen: Counter[str] = Counter()
    refresh, status, tick, walk = Rows.refresh, alerts.status, Vitals.tick, Catalog.__iter__

    def counting_refresh(rows: Rows, entry: Entry) -> None:
        seen["rows"] += 1
        refresh(rows, entry)

    def counting_status(found: Any) -> Any:
        seen["statuses"] += 1
        return status(found)

    def counting_tick(vitals: Vitals) -> None:
        seen["ticks"] += 1
        tick(vitals)

    def counting_walk(catalog: Catalog) -> Iterator[Entry]:
        for entry in walk(catalog):
            seen["entries"] += 1
            yield entry

    monkeypatch.setattr(Rows, "refresh", counting_refresh)
    monkeypatch.setattr(alerts, "status", counting_status)
    monkeypatch.setattr(Vitals, "tick", counting_tick)
    monkeypatch.setattr(Catalog, "__iter__", counting_walk)
    return seen


def test_a_tick_on_which_nothing_changed_looks_at_no_torrent(host: Host, ids: list[str], looks: Counter[str]) -> None:
    host.until(lambda: all(row_of(host, id).state is State.PAUSED for id in ids))

    def quiet() -> bool:
        """From one tick to the next but one."""
        looks.clear()
        host.until(lambda: looks["ticks"] >= 3)
        return looks["rows"] + looks["statuses"] + looks["entries"] == 0

    assert any(quiet() for _ in range(4)), looks


def test_the_last_said_holds_though_work_on_many_is_under_way(
    host: Host, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every torrent is a turn, so that the second command comes in between.
    monkeypatch.setattr(Turns, "length", 0.0)

    async def both() -> list[object]:
        resuming = asyncio.ensure_future(host.engine.lifecycle.resume(ids))
        await asyncio.sleep(0)
        pausing = asyncio.ensure_future(host.engine.lifecycle.pause(ids[-1:]))
        return list(await asyncio.gather(resuming, pausing))

    host.call(both())
    assert row_of(host, ids[-1]).intent is Intent.PAUSED
    assert row_of(host, ids[0]).intent is Intent.RUN
    assert host.flags(ids[-1]) & 1 << 4, "libtorrent runs it"
    host.again()
    host.until_entered(*ids)
    assert row_of(host, ids[-1]).state is State.PAUSED
    assert row_of(host, ids[0]).intent is Intent.RUN


def test_other_commands_are_answered_while_one_works_on_many(
    host: Host, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turns, "length", 0.0)

    async def overtaken() -> bool:
        resuming = asyncio.ensure_future(host.engine.lifecycle.resume(ids))
        await asyncio.sleep(0)
        await host.engine.details.trackers(ids[0])
        before = not resuming.done()
        await resuming
        return before

    assert host.call(overtaken())


def test_what_is_removed_while_work_on_many_is_under_way_does_not_come_back(
    host: Host, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turns, "length", 0.0)

    async def both() -> None:
        resuming = asyncio.ensure_future(host.engine.lifecycle.resume(ids))
        await asyncio.sleep(0)
        await asyncio.gather(resuming, host.engine.lifecycle.remove(ids[-1:]))

    host.call(both())
    host.until_gone(ids[-1])
    assert len(host.in_session()) == MANY - 1


def test_libtorrents_thread_has_no_more_than_a_step_to_do_for_many(
    host: Host, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has a question for it waits behind that."""
    step, steps, enforce = 5, list[int](), Membership.enforce
    since = 0

    def counting(membership: Membership, entry: Entry) -> None:
        nonlocal since
        since += 1
        enforce(membership, entry)

    def note(_: Updated) -> None:
        nonlocal since
        steps.append(since)
        since = 0

    # Each is put in force once more when its check ends.
    host.until(lambda: all(host.engine_states(id)[-1:] == [DOWNLOADING] for id in ids))
    monkeypatch.setattr(core, "A_STEP", step)
    monkeypatch.setattr(Membership, "enforce", counting)
    host.on_engine(lambda: host.engine.core.pump.on(Updated, note))
    host.call(host.engine.lifecycle.resume(ids))
    assert max(steps) == step
    assert all(row_of(host, id).intent is Intent.RUN for id in ids)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread is no nicer than its process")
def test_libtorrents_threads_give_way_to_ours(host: Host) -> None:
    ours = {thread.native_id for thread in threading.enumerate()}
    nice = {}
    for task in [int(task.name) for task in Path("/proc/self/task").iterdir()]:
        with suppress(ProcessLookupError):  # it has ended since
            nice[task] = os.getpriority(os.PRIO_PROCESS, task)
    assert {nice[task] for task in nice.keys() & ours} == {os.getpriority(os.PRIO_PROCESS, os.getpid())}
    assert GIVES_WAY in {nice[task] for task in nice.keys() - ours}

"""What is acknowledged is in the library, whatever else is saved, checked or on its way out at that moment."""

import asyncio
from pathlib import Path
from typing import Any

import libtorrent as lt
import pytest
from tests.kill.looking import kept_in

from torrpeddo.contract.sources import TrackerEntry
from torrpeddo.contract.torrents import State
from torrpeddo.engine import alerts, resume
from torrpeddo.errors import WrongState

from .conftest import NewSeeder
from .host import Host
from .samples import Sample, place

TRIES = 30


def tracker(number: int) -> str:
    return f"http://127.0.0.1:9/{number}/announce"


@pytest.fixture
def seeding(host: Host, sample: Sample, tmp_path: Path) -> str:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), seed_mode=True)
    host.until_shown(id, State.SEEDING)

    async def save() -> None:
        await host.engine.saver.save(host.engine.core.catalog.need(id))

    host.call(save())
    return id


async def kept(host: Host, id: str) -> lt.add_torrent_params:
    """Of the resume data that the library has."""
    blob = await asyncio.wrap_future(host.engine.core.library.get_resume(id))
    assert blob is not None
    return lt.read_resume_data(blob)


async def edit(host: Host, id: str, number: int) -> None:
    await host.engine.trackers.edit(id, [TrackerEntry(url=tracker(number), tier=0)])


def test_a_seed_at_rest_is_not_saved_again(host: Host, seeding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand of them would be, at every start and whenever all are paused."""
    assert host.end()
    saves = 0
    readers: dict[Any, Any] = alerts.READERS
    read = readers[lt.save_resume_data_alert]

    def counting(alert: lt.save_resume_data_alert) -> object:
        nonlocal saves
        saves += 1
        return read(alert)

    monkeypatch.setitem(readers, lt.save_resume_data_alert, counting)
    monkeypatch.setattr(resume, "INTERVAL", 0.0)
    host.begin()
    host.until_shown(seeding, State.SEEDING)
    host.pause(seeding)
    host.until_shown(seeding, State.PAUSED)
    host.resume(seeding)
    host.until_shown(seeding, State.SEEDING)
    assert saves == 0
    host.call(edit(host, seeding, 1))
    assert saves == 1


def test_a_download_is_saved_every_so_often(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resume, "INTERVAL", 0.1)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, new_seeder(sample, rate=50_000))

    def pieces() -> int:
        return len(kept_in(host.profile.database, tmp_path)[id].pieces)

    host.until(lambda: pieces() > 0)
    before = pieces()
    host.until(lambda: pieces() > before)
    assert State.SEEDING not in host.states(id)


def test_trackers_edited_while_files_are_checked_are_kept_and_so_is_what_was_there(
    host: Host, sample: Sample, seeding: str
) -> None:
    async def check_and_edit() -> lt.add_torrent_params:
        await host.engine.lifecycle.recheck([seeding])
        await edit(host, seeding, 1)
        return await kept(host, seeding)

    before = host.call(kept(host, seeding)).have_pieces
    found = host.call(check_and_edit())
    assert found.trackers == [tracker(1)]
    assert any(before)
    assert found.have_pieces == before


def test_an_edit_is_kept_whatever_is_saved_at_the_same_time(host: Host, seeding: str) -> None:
    async def both(number: int) -> list[str]:
        entry = host.engine.core.catalog.need(seeding)
        before = asyncio.ensure_future(host.engine.saver.save(entry))
        await edit(host, seeding, number)
        found = await kept(host, seeding)
        await before
        return found.trackers

    for number in range(TRIES):
        assert host.call(both(number)) == [tracker(number)]
    host.settle()
    assert host.call(kept(host, seeding)).trackers == [tracker(TRIES - 1)]


def test_an_edit_of_a_torrent_on_its_way_out_is_refused_or_kept(host: Host, seeding: str) -> None:
    async def leave_and_edit(steps: int) -> bool:
        entry = host.engine.core.catalog.need(seeding)
        host.engine.membership.leave(entry, save=True)
        for _ in range(steps):
            await asyncio.sleep(0)
        try:
            await edit(host, seeding, steps)
        except WrongState:
            return False
        finally:
            await host.engine.membership.left(seeding)
        return True

    for steps in range(TRIES):
        if host.call(leave_and_edit(steps)):
            assert host.call(kept(host, seeding)).trackers == [tracker(steps)]
        host.resume(seeding)
        host.until_entered(seeding)


def test_a_late_word_does_not_bring_a_removed_torrent_back(host: Host, seeding: str) -> None:
    entry = host.engine.core.catalog.need(seeding)
    host.remove(seeding)
    host.on_engine(lambda: host.engine.core.rows.refresh(entry))
    host.settle()
    assert host.engine.rows() == []

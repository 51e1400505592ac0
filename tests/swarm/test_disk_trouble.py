"""Files that can't be read or written though there is room and leave: tried again by itself, after waits that grow."""

import threading
from pathlib import Path

import pytest

from torrpeddo.contract.torrents import Intent, State, TorrentError
from torrpeddo.engine import recovery
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.state import PAUSED_FLAG, UPLOAD_MODE_FLAG
from torrpeddo.engine.waiting import FIRST_WAIT

from .conftest import NewHost
from .hands import Hands
from .host import Host, row_of
from .samples import Sample, place
from .seeder import Seeder


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "LOOK_EVERY", 0.1)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


@pytest.fixture
def in_the_way(host: Host, sample: Sample) -> Path:
    """A folder where the first file belongs."""
    folder = host.downloads / sample.name / "a.bin"
    folder.mkdir(parents=True)
    return folder


def until_held(host: Host, id: str) -> TorrentError:
    host.until(lambda: (error := row_of(host, id).error) is not None and error.retry_at is not None)
    error = row_of(host, id).error
    assert error is not None
    assert (row_of(host, id).state, error.kind) == (State.ERROR, "storage")
    return error


def test_a_download_goes_on_when_it_can(
    host: Host, sample: Sample, seeder: Seeder, in_the_way: Path, hands: Hands
) -> None:
    id = host.add_file(sample.torrent_file(host.folder))
    error = until_held(host, id)
    assert error.message.startswith("A folder is where the file ")
    assert str(in_the_way) in error.message
    assert error.retry_at is not None
    first = error.retry_at

    def waits_longer() -> bool:
        host.connect(id, seeder)
        told = row_of(host, id).error
        return told is not None and told.retry_at is not None and told.retry_at > first + FIRST_WAIT / 2

    # In vain, and each time it waits longer.
    hands.advance(FIRST_WAIT)
    host.until(waits_longer)
    in_the_way.rmdir()
    hands.advance(FIRST_WAIT)
    assert until_held(host, id).retry_at
    hands.advance(FIRST_WAIT)
    host.until(lambda: row_of(host, id).error is None)
    host.until(lambda: [notice.kind for notice in host.notices()] == ["error"])
    assert row_of(host, id).intent is Intent.RUN
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: sample.on_disk(host.downloads) == set(sample.files))


def test_a_seed_whose_file_can_not_be_read_is_tried_again(
    host: Host, sample: Sample, new_host: NewHost, hands: Hands
) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(host.folder), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    file, aside = host.downloads / sample.name / "a.bin", host.folder / "aside"
    file.rename(aside)
    file.mkdir()
    taker = new_host(name="taker")
    taken = taker.add_file(sample.torrent_file(host.folder))
    port = host.on_engine(host.engine.core.session.listen_port)
    taker.call(taker.engine.lifecycle.connect_peer(taken, f"127.0.0.1:{port}"))
    until_held(host, id)
    assert row_of(host, id).intent is Intent.RUN
    file.rmdir()
    aside.rename(file)

    def goes_on() -> bool:
        # Several reads were under way: one of them may be heard of when it was tried again, which is then in vain.
        hands.advance(FIRST_WAIT)
        return row_of(host, id).state is State.SEEDING

    host.until(goes_on)

    def taken_whole() -> bool:
        taker.call(taker.engine.lifecycle.connect_peer(taken, f"127.0.0.1:{port}"))
        return row_of(taker, taken).state is State.SEEDING

    taker.until(taken_whole)


def test_a_person_who_pauses_one_has_it_paused_and_who_resumes_tries_now(
    host: Host, sample: Sample, seeder: Seeder, in_the_way: Path, hands: Hands
) -> None:
    id = host.add_file(sample.torrent_file(host.folder))
    host.connect(id, seeder)
    until_held(host, id)
    host.pause(id)
    assert host.until_shown(id, State.PAUSED).error is None
    hands.advance(FIRST_WAIT * 4)
    # It was looked at since, and nobody waits for it any more.
    host.until(lambda: not host.on_engine(lambda: host.engine.recovery._refused))  # noqa: SLF001
    assert host.flags(id) & (PAUSED_FLAG | UPLOAD_MODE_FLAG) == PAUSED_FLAG
    in_the_way.rmdir()
    host.resume(id)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


def test_a_restart_tries_at_once(host: Host, sample: Sample, seeder: Seeder, in_the_way: Path) -> None:
    id = host.add_file(sample.torrent_file(host.folder))
    host.connect(id, seeder)
    host.force(id)
    until_held(host, id)
    in_the_way.rmdir()
    host.again()
    host.until_entered(id)
    assert (row_of(host, id).intent, row_of(host, id).error) == (Intent.FORCED, None)
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)


@pytest.mark.parametrize("by_hand", [False, True])
def test_files_that_can_not_be_checked_are_checked_later(
    host: Host, sample: Sample, hands: Hands, by_hand: bool
) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(host.folder), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    folder, aside = host.downloads / sample.name / "sub", host.folder / "aside"
    folder.rename(aside)
    folder.write_text("mine")
    host.recheck(id)
    error = until_held(host, id)
    assert error.message.startswith("A file is where a folder of ")
    folder.unlink()
    aside.rename(folder)
    if by_hand:
        host.recheck(id)
    else:
        hands.advance(FIRST_WAIT)
    assert host.until_shown(id, State.SEEDING).done == sample.size


@pytest.mark.parametrize("intent", [Intent.RUN, Intent.PAUSED])
def test_a_check_that_fails_before_it_was_let_run_is_made_later(
    host: Host, sample: Sample, hands: Hands, monkeypatch: pytest.MonkeyPatch, intent: Intent
) -> None:
    """libtorrent forgets the failure then, and would never check again."""
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(host.folder), seed_mode=True)
    host.until_shown(id, State.SEEDING)
    if intent is Intent.PAUSED:
        host.pause(id)
        host.until_shown(id, State.PAUSED)
    folder, aside = host.downloads / sample.name / "sub", host.folder / "aside"
    folder.rename(aside)
    folder.write_text("mine")
    strays, pause = host.engine.membership.strays, threading.Event()

    def slower_than_the_check(entry: Entry) -> None:
        strays(entry)
        assert entry.handle is not None
        while not entry.handle.status(0).errc.value():
            pause.wait(0.01)

    with monkeypatch.context() as patch:
        patch.setattr(host.engine.membership, "strays", slower_than_the_check)
        host.recheck(id)
    # What is paused tells nobody.
    host.until(lambda: host.on_engine(lambda: host.engine.core.catalog.need(id).unchecked))
    if intent is Intent.RUN:
        until_held(host, id)
        # In vain.
        hands.advance(FIRST_WAIT)
        host.until(lambda: row_of(host, id).error is None)
        until_held(host, id)
    folder.unlink()
    aside.rename(folder)
    assert row_of(host, id).intent is intent
    if intent is Intent.RUN:
        hands.advance(FIRST_WAIT * 4)
    else:
        host.resume(id)
    assert host.until_shown(id, State.SEEDING).done == sample.size

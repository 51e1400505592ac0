"""A copy of the library each day, and the way back to one, with the program running."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from torrpeddo.contract.backups import Snapshot, SnapshotList
from torrpeddo.contract.torrents import Intent
from torrpeddo.engine import backups, clock
from torrpeddo.errors import StorageError, WrongState

from .host import Host, row_of
from .samples import Sample

DAY = 86_400.0


class Clock:
    """Both of the engine's clocks, which move when they are told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000_000_000.0
        monkeypatch.setattr(clock, "wall", lambda: self.now)
        monkeypatch.setattr(clock, "monotonic", lambda: self.now)

    def advance(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def torrent(time: Clock, host: Host, sample: Sample, tmp_path: Path) -> str:
    return host.add_file(sample.torrent_file(tmp_path), paused=True)


def listed(host: Host) -> SnapshotList:
    return host.call(host.engine.backups.list())


def take(host: Host) -> Snapshot:
    return host.call(host.engine.backups.take())


def eventually(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(6000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it did not come to that")


def test_each_day_has_one_copy(time: Clock, host: Host, torrent: str) -> None:
    for _ in range(3):
        time.advance(DAY)
        eventually(lambda: time.now in [each.taken_at for each in listed(host).snapshots])
        time.advance(backups.LOOK_EVERY)
    found = listed(host).snapshots
    assert [each.torrents for each in found] == [1, 1, 1]
    assert all(later.taken_at - earlier.taken_at > DAY for later, earlier in pairwise(found))


def test_of_several_in_a_second_the_last_is_kept(time: Clock, host: Host, torrent: str) -> None:
    for _ in range(5):
        taken = take(host)
        assert listed(host).snapshots == [taken]


def test_an_empty_list_is_not_copied(time: Clock, host: Host) -> None:
    with pytest.raises(WrongState, match="nothing to back up"):
        take(host)
    assert listed(host).snapshots == []


def test_a_disk_without_room_is_told_of_once(
    time: Clock, host: Host, torrent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []

    def full(path: Path) -> object:
        looks.append(path)
        return type(usage)(usage.total, usage.total, 0)

    usage = shutil.disk_usage(host.folder)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", full)
        for number in (1, 2, 3):
            time.advance(DAY)
            eventually(lambda number=number: len(looks) >= number)  # type: ignore[misc]
        with pytest.raises(StorageError, match="nearly full"):
            take(host)
    told = [notice.message for notice in host.notices() if notice.kind == "backup_failed"]
    assert len(told) == 1
    assert told[0].startswith("The library wasn't backed up. The disk that holds ")
    host.resume(torrent)
    assert row_of(host, torrent).intent is Intent.RUN
    assert take(host).torrents == 1


def test_the_next_start_is_as_it_was(time: Clock, host: Host, torrent: str) -> None:
    taken = take(host)
    host.remove(torrent)
    asked = host.call(host.engine.backups.restore(taken.id))
    assert (asked.snapshot, asked.restart_needed, listed(host).restoring) == (taken.id, True, taken.id)
    assert host.row(torrent) is None, "nothing has changed yet"
    host.again()
    assert row_of(host, torrent).intent is Intent.PAUSED
    assert host.engine.notices[0].message.startswith("The library is that of ")
    assert listed(host).restoring is None
    assert [each.kind for each in listed(host).snapshots] == ["replaced", "daily"]


def test_the_command_line_lists_and_restores(time: Clock, host: Host, torrent: str) -> None:
    taken = take(host)
    refused = command(host, "latest")
    assert refused.returncode == 1
    assert "in use" in refused.stderr
    host.remove(torrent)
    host.end()
    assert command(host, "--list").stdout.startswith(f"{taken.id}  ")
    assert "There is no backup by that name." in command(host, "other").stderr
    done = command(host, "latest")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The library is that of ")
    host.begin()
    assert row_of(host, torrent).intent is Intent.PAUSED


def command(host: Host, *words: str) -> "subprocess.CompletedProcess[str]":
    arguments = [sys.executable, "-m", "torrpeddo", "restore", "--profile", str(host.profile.path), *words]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)

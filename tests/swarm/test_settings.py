"""Settings are in force when the call returns, and a refused one changes nothing."""

from pathlib import Path
from typing import Any

import pytest

from torrpeddo.contract.events import SettingsEvent
from torrpeddo.contract.settings import SettingsChanges
from torrpeddo.errors import InvalidPath, InvalidSetting, StorageError
from torrpeddo.library.records import Operation, SaveSettings

from .conftest import NewHost
from .host import TIMEOUT, Host
from .samples import Sample


def in_force(host: Host) -> dict[str, Any]:
    return host.on_engine(lambda: dict(host.engine.core.session.get_settings()))


def test_limits_are_in_force_and_kept(host: Host) -> None:
    host.change(down_limit=1_000_000, up_limit=50_000, connections=321)
    wanted = {"download_rate_limit": 1_000_000, "upload_rate_limit": 50_000, "connections_limit": 321}
    assert wanted.items() <= in_force(host).items()
    host.again()
    assert wanted.items() <= in_force(host).items()
    told = [event for event in host.ears.events if isinstance(event, SettingsEvent)]
    assert told == []


def test_slow_mode_takes_the_other_limits(host: Host) -> None:
    host.change(down_limit=9_000_000, slow_down_limit=7000, slow_up_limit=800, slow_mode=True)
    assert in_force(host)["download_rate_limit"] == 7000
    assert in_force(host)["upload_rate_limit"] == 800
    host.change(slow_mode=False)
    assert in_force(host)["download_rate_limit"] == 9_000_000


def test_a_change_is_told_once_and_only_if_it_is_one(host: Host) -> None:
    settings = host.change(up_limit=1234)
    host.change(up_limit=1234)
    told = [event.settings for event in host.ears.events if isinstance(event, SettingsEvent)]
    assert told == [settings]


def test_a_folder_that_cannot_be_used_changes_nothing(host: Host, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = host.engine.preferences.current
    for folder in ("relative", str(tmp_path / "file"), str(tmp_path / "file/below"), "/proc/torrpeddo"):
        with pytest.raises((InvalidSetting, InvalidPath, StorageError)):
            host.change(save_path=folder, up_limit=77)
        assert host.engine.preferences.current == before
        assert in_force(host)["upload_rate_limit"] == 0


def test_one_that_could_not_be_kept_takes_no_other_along(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    library = host.engine.core.library
    commit = library.commit

    def refusing(*operations: Operation) -> Any:
        bad = SaveSettings({"down_limit": 5000}) in operations
        return commit(*operations, *([SaveSettings({"bad": object()})] if bad else []))

    monkeypatch.setattr(library, "commit", refusing)
    first = host.engine.submit(host.engine.preferences.update(SettingsChanges(down_limit=5000)))
    host.change(up_limit=6000)
    with pytest.raises(StorageError):
        first.result(TIMEOUT)
    now = host.engine.preferences.current
    assert (now.down_limit, now.up_limit) == (0, 6000)
    rates = in_force(host)
    assert (rates["download_rate_limit"], rates["upload_rate_limit"]) == (0, 6000)


def test_the_folder_is_made_and_used(host: Host, sample: Sample, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "place"
    host.change(save_path=str(folder))
    assert folder.is_dir()
    id = host.add_magnet(sample.magnet, save_path=None)
    assert host.engine.feed.rows[id].save_path == str(folder)


def test_what_was_set_for_this_run_stays_in_force(new_host: NewHost) -> None:
    host = new_host("connections_limit=77", "upload_rate_limit=5000")
    host.change(connections=200, up_limit=100)
    assert in_force(host)["connections_limit"] == 77
    assert in_force(host)["upload_rate_limit"] == 5000


def test_connections_of_each_torrent_and_pex_reach_torrents_that_run(host: Host, sample: Sample) -> None:
    id = host.add_magnet(sample.magnet)
    host.change(connections_per_torrent=33, pex=False)
    assert host.ask_handle(id, lambda handle: handle.max_connections()) == 33
    assert host.flags(id) & NO_PEX
    host.again()
    host.until(lambda: host.in_session() == {id})
    assert host.ask_handle(id, lambda handle: handle.max_connections()) == 33
    assert host.flags(id) & NO_PEX
    host.change(pex=True)
    assert not host.flags(id) & NO_PEX


NO_PEX = 1 << 21
"""``libtorrent.torrent_flags.disable_pex``"""


def test_one_connection_for_each_torrent_is_the_fewest_that_libtorrent_takes(host: Host, sample: Sample) -> None:
    id = host.add_file(sample.torrent_file(host.folder))
    host.change(connections_per_torrent=1)
    assert host.ask_handle(id, lambda handle: handle.max_connections()) == 2

"""A portable profile that was carried elsewhere: everything is there, nothing is checked, and jobs go on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from torrpeddo.contract.settings import SettingsChanges
from torrpeddo.contract.torrents import State
from torrpeddo.engine.deletion import jobs
from torrpeddo.engine.state import CHECKING_FILES
from torrpeddo.library import profile

from .conftest import NewSample
from .host import Host, row_of
from .samples import Sample, place

Carry = Callable[[Host, str], None]


@pytest.fixture(autouse=True)
def beside_the_executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Carry:
    """The profile counts as portable; what is given ends the host, carries its folder elsewhere and begins again."""

    def carry(host: Host, name: str) -> None:
        assert host.end()
        now = host.folder.with_name(name)
        host.folder.rename(now)
        at_home(now)
        host.folder, host.downloads = now, now / "downloads"
        host.begin()

    def at_home(folder: Path) -> None:
        monkeypatch.setattr(profile, "portable_profile", lambda: folder / "profile")

    at_home(tmp_path / "host")
    return carry


def test_what_was_with_it_is_found_and_what_was_elsewhere_stays(
    host: Host, samples: NewSample, beside_the_executable: Carry, tmp_path: Path
) -> None:
    own, others = samples("own"), samples("others")
    elsewhere = tmp_path / "elsewhere"
    place(own, host.downloads)
    place(others, elsewhere)
    mine = host.add_file(own.torrent_file(tmp_path), save_path=str(host.downloads))
    away = host.add_file(others.torrent_file(tmp_path), save_path=str(elsewhere))
    for id in (mine, away):
        host.until_shown(id, State.SEEDING)
    host.call(host.engine.preferences.update(SettingsChanges(incomplete_path=str(host.folder / "part"))))
    host.until(lambda: row_of(host, mine).done == own.size)
    beside_the_executable(host, "carried ü")
    for id in (mine, away):
        host.until_shown(id, State.SEEDING)
        assert CHECKING_FILES not in host.engine_states(id)
    assert row_of(host, mine).save_path == str(host.downloads)
    assert row_of(host, away).save_path == str(elsewhere)
    settings = host.engine.preferences.current
    assert settings.incomplete_path == str(host.folder / "part")
    beside_the_executable(host, "again")
    host.until_shown(mine, State.SEEDING)


def test_a_deletion_under_way_goes_on_where_the_files_are_now(
    host: Host, sample: Sample, beside_the_executable: Carry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(sample, host.downloads)
    id = host.add_file(sample.torrent_file(tmp_path), save_path=str(host.downloads))
    host.until_shown(id, State.SEEDING)
    host.delete(id)
    host.until_gone(id)
    host.until(lambda: list(host.downloads.glob(".torrpeddo-trash-*")))
    monkeypatch.setattr(jobs, "UNDO_SECONDS", 0.0)
    beside_the_executable(host, "carried")
    host.until(lambda: not list(host.downloads.glob(".torrpeddo-trash-*")))
    assert not (host.downloads / sample.name).exists()

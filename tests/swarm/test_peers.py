"""Peers that a person bans."""

from pathlib import Path

import pytest

from torrpeddo.errors import InvalidInput, StorageError

from .conftest import NewSeeder
from .host import Host, refuse, row_of
from .samples import Sample


def ban(host: Host, *addresses: str) -> None:
    host.call(host.engine.bans.ban(addresses))


def unban(host: Host, *addresses: str) -> None:
    host.call(host.engine.bans.unban(addresses))


def banned(host: Host) -> list[str]:
    return [each.address for each in host.call(host.engine.bans.list())]


def test_a_banned_peer_is_cut_off_stays_out_and_may_come_back(
    host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path
) -> None:
    seeder = new_seeder(sample, rate=20_000)
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until(lambda: row_of(host, id).peers == 1)
    (peer,) = host.call(host.engine.details.peers(id))
    ban(host, peer.address)
    host.until(lambda: row_of(host, id).peers == 0)
    host.connect(id, seeder)
    seeder.connect(host.engine.session_info().listen_port)
    assert host.call(host.engine.details.peers(id)) == []
    unban(host, "127.0.0.1")
    assert banned(host) == []
    seeder.give(0)
    host.connect(id, seeder)
    host.until_done(id, sample.size)


def test_bans_survive_a_restart(host: Host, sample: Sample, new_seeder: NewSeeder, tmp_path: Path) -> None:
    ban(host, "127.0.0.1:6881", "192.0.2.77/24", "2001:db8::1", "127.0.0.1")
    assert banned(host) == ["127.0.0.1", "192.0.2.0/24", "2001:db8::1"]
    since = [each.at for each in host.call(host.engine.bans.list())]
    host.again()
    assert banned(host) == ["127.0.0.1", "192.0.2.0/24", "2001:db8::1"]
    assert [each.at for each in host.call(host.engine.bans.list())] == since
    found = host.on_engine(host.engine.core.session.get_ip_filter)
    assert all(found.access(address) for address in ("127.0.0.1", "192.0.2.9", "2001:db8::1"))
    assert not found.access("127.0.0.2")
    unban(host, "192.0.2.0/24", "198.51.100.1")
    host.again()
    assert banned(host) == ["127.0.0.1", "2001:db8::1"]


def test_what_could_not_be_kept_is_not_in_force(host: Host) -> None:
    ban(host, "192.0.2.1")
    refuse(host, True).result()
    with pytest.raises(StorageError):
        ban(host, "192.0.2.2")
    with pytest.raises(StorageError):
        unban(host, "192.0.2.1")
    refuse(host, False).result()
    assert banned(host) == ["192.0.2.1"]
    found = host.on_engine(host.engine.core.session.get_ip_filter)
    assert (bool(found.access("192.0.2.1")), bool(found.access("192.0.2.2"))) == (True, False)


def test_one_bad_address_bans_nobody(host: Host) -> None:
    with pytest.raises(InvalidInput):
        ban(host, "192.0.2.1", "not an address")
    assert banned(host) == []

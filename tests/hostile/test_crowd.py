"""A download among two hundred peers that misbehave in every way, all at once."""

import pytest
from tests.rounds import rounds
from tests.swarm.samples import PIECE, make
from tests.swarm.seeder import Seeder

from .crowd import Crowd
from .victim import Victim

PEERS = 200


@pytest.mark.parametrize("turn", range(rounds(1, 20)))
def test_one_honest_peer_among_two_hundred(victim: Victim, turn: int) -> None:
    """Garbage, silence, a byte now and then, resets, another torrent, false pieces, halves of pieces, promises."""
    wanted = make(victim.folder / "seed", "wanted", {"a.bin": 40 * PIECE, "b.bin": 5000})
    path = str(wanted.torrent_file(victim.folder / "seed"))
    id = victim.call("add_torrent_file", path=path, save_path=str(victim.downloads))["id"]
    with Crowd(bytes.fromhex(id), PEERS) as crowd:
        crowd.call(victim.call("get_status")["session"]["listen_port"])
        for address in crowd.waiting:
            victim.call("connect_peer", id=id, address=address)
        crowd.until_met(60)
        victim.program.until(lambda: crowd.lies > 0)
        seeder = Seeder(wanted)
        try:
            victim.call("connect_peer", id=id, address=seeder.address)
            victim.program.until(lambda: victim.program.rows[id]["state"] == "seeding", seconds=120)
        finally:
            seeder.close()
        victim.program.until(lambda: wanted.on_disk(victim.downloads) == set(wanted.files))
    victim.unharmed()

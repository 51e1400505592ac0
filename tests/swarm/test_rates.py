"""What was moved is remembered: of a torrent, and of all together."""

from pathlib import Path

import pytest

from torrpeddo.contract.rates import Span
from torrpeddo.contract.torrents import State
from torrpeddo.errors import NotFound

from .host import Host
from .samples import Sample
from .seeder import Seeder


def moved(host: Host, id: str | None) -> int:
    rates = host.on_engine(lambda: host.engine.rates.get(id, Span.DAY))
    return int(sum(rates.down) > 0)


def test_a_download_leaves_its_trace(host: Host, sample: Sample, seeder: Seeder, tmp_path: Path) -> None:
    id = host.add_file(sample.torrent_file(tmp_path))
    host.connect(id, seeder)
    host.until_shown(id, State.SEEDING)
    host.until(lambda: moved(host, id) and moved(host, None))
    host.stop(id)
    host.settle()
    assert moved(host, id)
    host.remove(id)
    host.until_gone(id)
    with pytest.raises(NotFound):
        moved(host, id)

"""Seeders and files that the worlds of all examples share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.swarm.conftest import TICK
from tests.swarm.host import hear_states
from tests.swarm.seeder import Seeder

from torrpeddo.engine import engine as engine_room

from .cast import FED, Cast, gather


@pytest.fixture(autouse=True)
def quick_and_talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_room, "TICK", TICK)
    hear_states(monkeypatch)


@pytest.fixture
def cast(tmp_path: Path) -> Iterator[Cast]:
    samples = gather(tmp_path / "seed")
    seeder = Seeder(samples[FED], rate=200_000)
    yield Cast(samples, seeder, tmp_path)
    seeder.close()

"""Engines and the things they make torrents of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.swarm.conftest import cleanup, new_host, new_seeder, quick_and_talkative, samples
from tests.swarm.host import Host

from .creator import Creator, big_file

__all__ = ["cleanup", "new_host", "new_seeder", "quick_and_talkative", "samples"]


@pytest.fixture
def host(new_host: Callable[..., Host]) -> Host:
    return new_host()


@pytest.fixture
def creator(host: Host) -> Creator:
    return Creator(host)


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """A file that takes minutes to hash and no room on the disk."""
    return big_file(tmp_path / "shared" / "huge.bin", 256 * 2**30)

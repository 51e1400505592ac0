"""Places to move to: on the same volume, and on another."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED_MEMORY = Path("/dev/shm")


@pytest.fixture
def far() -> Iterator[Path]:
    """An empty folder on another volume than the test's own."""
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as folder:
        yield Path(folder).resolve()


@pytest.fixture(params=["same volume", "other volume"])
def goal(request: pytest.FixtureRequest, tmp_path: Path, far: Path) -> Path:
    """A new place that isn't there yet."""
    place = (far if request.param == "other volume" else tmp_path) / "new/place"
    assert far.stat().st_dev != tmp_path.stat().st_dev
    return place

from collections.abc import Iterator
from pathlib import Path

import pytest

from torrpeddo.library.store import Library


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(database: Path) -> Iterator[Library]:
    library = Library.open(database)
    yield library
    library.close(clean=False)

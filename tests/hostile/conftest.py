"""An engine in a process of its own, so that one that dies is seen and takes no test along."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .victim import Victim


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Victim]:
    with Victim(tmp_path) as victim:
        yield victim

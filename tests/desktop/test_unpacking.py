"""What the one executable unpacks by itself is there for whoever imports it."""

import importlib
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from torrpeddo import unpacking
from torrpeddo.errors import Unavailable

MODULE = b"answer = 42\n" * 100_000


@pytest.fixture(autouse=True)
def as_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder of an executable that runs."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    finders = list(sys.meta_path)
    yield
    sys.meta_path[:] = finders
    sys.modules.pop("largest", None)


def pack(folder: Path, content: bytes) -> None:
    packed = folder / "later" / "largest" / "__init__.py.z"
    packed.parent.mkdir(parents=True)
    packed.write_bytes(content)


def test_an_import_waits_until_it_is_there(tmp_path: Path) -> None:
    assert importlib.util.find_spec("largest") is None
    pack(tmp_path, zlib.compress(MODULE))
    unpacking.begin()
    assert importlib.import_module("largest").answer == 42
    assert sorted(path.name for path in (tmp_path / "largest").glob("*.*")) == ["__init__.py"]


@pytest.mark.parametrize("content", [b"rubbish", zlib.compress(MODULE)[:-9], b""])
def test_what_is_damaged_is_refused_in_words_each_time(tmp_path: Path, content: bytes) -> None:
    pack(tmp_path, content)
    unpacking.begin()
    for _ in range(2):
        with pytest.raises(Unavailable, match="could not unpack itself"):
            importlib.import_module("largest")
    assert not (tmp_path / "largest" / "__init__.py").exists()


def test_what_a_running_program_unpacked_is_left_alone(tmp_path: Path) -> None:
    pack(tmp_path, zlib.compress(MODULE))
    there = tmp_path / "largest" / "__init__.py"
    there.parent.mkdir()
    there.write_bytes(b"answer = 7\n")
    unpacking.begin()
    assert importlib.import_module("largest").answer == 7


def test_nothing_happens_where_nothing_is_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(sys.meta_path)
    unpacking.begin()
    monkeypatch.delattr(sys, "_MEIPASS")
    unpacking.begin()
    assert sys.meta_path == before

"""What the one executable unpacks by itself is there for whoever imports it."""

import importlib
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.window.processes import wait_for

from torrpeddo import unpacking
from torrpeddo.errors import Unavailable

MODULE = b"answer = 42\n" * 200_000
PYTHON = sys.executable
PLACE = "later/03-largest/largest/__init__.py"


@pytest.fixture(autouse=True)
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that an executable has unpacked itself in."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    monkeypatch.syspath_prepend(str(folder))
    finders = list(sys.meta_path)
    yield folder
    unpacking.end()
    sys.meta_path[:] = finders
    sys.modules.pop("largest", None)


@pytest.fixture
def executable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "program" / "torrpeddo"
    file.parent.mkdir()
    monkeypatch.setattr(sys, "executable", str(file))
    return file


def archive(files: dict[str, bytes]) -> bytes:
    """As PyInstaller puts one together (``CArchiveWriter``), within an executable."""
    content, listed = b"", b""
    for name, data in files.items():
        place = name.encode() + b"\0" * (16 - (len(name) + 18) % 16)
        listed += struct.pack("!IIIIBc", 18 + len(place), len(content), len(data), len(data), 0, b"a") + place
        content += data
    length = len(content) + len(listed) + 88
    cookie = struct.pack(
        "!8sIIII64s", b"MEI\014\013\012\013\016", length, len(content), len(listed), 311, b"libpython3.11.so"
    )
    return b"\x7fELF" + b"code" * 100 + content + listed + cookie + b"\0.shstrtab\0" * 50


def test_an_import_waits_until_it_is_there(executable: Path, unpacked: Path) -> None:
    assert importlib.util.find_spec("largest") is None
    first, last = "later/01-_ssl/libssl.so.3", "later/12-nobody/LICENCES.txt.z"
    executable.write_bytes(archive({"base.py": b"1", last: zlib.compress(b"MIT"), PLACE: MODULE, first: b"TLS"}))
    unpacking.begin()
    assert importlib.import_module("largest").answer == 42
    assert (unpacked / "largest" / "__init__.py").read_bytes() == MODULE
    assert (unpacked / "libssl.so.3").read_bytes() == b"TLS"
    wait_for((unpacked / "LICENCES.txt").exists, 10, "what nobody waits for")
    assert (unpacked / "LICENCES.txt").read_bytes() == b"MIT"
    assert {path.name for path in unpacked.iterdir()} == {"LICENCES.txt", "largest", "libssl.so.3"}


def test_the_process_that_unpacks_is_let_go(executable: Path) -> None:
    before = set(psutil.Process().children())
    executable.write_bytes(archive({PLACE: MODULE}))
    unpacking.begin()
    (child,) = set(psutil.Process().children()) - before
    importlib.import_module("largest")

    def gone() -> bool:
        importlib.util.find_spec("no_such_module")
        return not child.is_running()

    wait_for(gone, 10, "its end")


def test_nothing_comes_into_the_folder_after_the_end(executable: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_PART", 64)  # so that it takes seconds
    before = psutil.Process().children()
    executable.write_bytes(archive({PLACE: MODULE * 40}))
    unpacking.begin()
    unpacking.end()
    assert psutil.Process().children() == before
    with pytest.raises(Unavailable, match="could not unpack itself"):
        importlib.import_module("largest")


def test_nor_when_the_program_is_killed(executable: Path, unpacked: Path) -> None:
    executable.write_bytes(archive({PLACE: MODULE * 40}))
    code = """
import os, signal, sys
from torrpeddo import unpacking
_, sys._MEIPASS, sys.executable = sys.argv
unpacking._PART = 64  # so that it takes seconds
unpacking.begin()
os.kill(os.getpid(), signal.SIGKILL)
"""
    with subprocess.Popen([PYTHON, "-c", code, unpacked, executable], stdout=subprocess.PIPE) as program:
        program.communicate(timeout=60)  # until the last that could write there has ended, too
    assert not (unpacked / "largest" / "__init__.py").exists()


def test_what_cannot_be_unpacked_is_said_each_time(executable: Path, unpacked: Path) -> None:
    executable.write_bytes(archive({PLACE: MODULE}))
    (unpacked / "largest").write_bytes(b"no folder")
    unpacking.begin()
    for _ in range(2):
        with pytest.raises(Unavailable, match="could not unpack itself"):
            importlib.import_module("largest")


WHOLE, SIZE = archive({PLACE: MODULE}), struct.pack("!I", len(MODULE))


PACKED = zlib.compress(MODULE)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.replace(SIZE * 2, struct.pack("!I", 10_000_000) + SIZE),
        archive({f"{PLACE}.z": PACKED[:-9]}),
        archive({f"{PLACE}.z": b"rubbish"}),
        WHOLE[-900:],
    ],
    ids=["ends too soon", "packed ends too soon", "rubbish", "begins too late"],
)
def test_what_is_missing_in_the_executable_is_said(executable: Path, unpacked: Path, content: bytes) -> None:
    executable.write_bytes(content)
    unpacking.begin()
    for _ in range(2):
        with pytest.raises(Unavailable, match="could not unpack itself"):
            importlib.import_module("largest")
    assert not (unpacked / "largest" / "__init__.py").exists()


def test_what_a_running_program_unpacked_is_left_alone(executable: Path, unpacked: Path) -> None:
    executable.write_bytes(archive({PLACE: MODULE}))
    there = unpacked / "largest" / "__init__.py"
    there.parent.mkdir()
    there.write_bytes(b"answer = 7\n")
    unpacking.begin()
    assert importlib.import_module("largest").answer == 7


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", archive({"base.py": MODULE}), archive({})[:-600]])
def test_nothing_happens_where_nothing_is_packed(executable: Path, content: bytes) -> None:
    executable.write_bytes(content)
    before = list(sys.meta_path)
    unpacking.begin()
    assert sys.meta_path == before


def test_a_folder_build_has_it_all(executable: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable.write_bytes(archive({PLACE: MODULE}))
    monkeypatch.setattr(sys, "_MEIPASS", str(executable.parent / "_internal"))
    before = list(sys.meta_path)
    unpacking.begin()
    monkeypatch.delattr(sys, "_MEIPASS")
    unpacking.begin()
    assert sys.meta_path == before

"""Hosts that lack something this one has: a program is started where files of the system are hidden from it."""

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

_LIBRARIES = ("/usr/lib/*-linux-gnu*", "/usr/lib64", "/usr/lib")
# What to hide comes first, then the command.
_HIDE = """
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs none "$1"; else mount --bind /dev/null "$1"; fi || exit 99
  shift
done
shift
exec "$@"
"""


def without_typelibs(command: Sequence[str | Path]) -> list[str]:
    """``command`` where no library is described for introspection, as on a desktop nobody programs on."""
    return _hidden(_found("girepository-1.0"), command)


def without_webkit(command: Sequence[str | Path]) -> list[str]:
    """``command`` where WebKitGTK is not installed."""
    return _hidden(_found("libwebkit2gtk-4.1.so.0"), command)


def _found(name: str) -> list[Path]:
    found = {file.resolve() for place in _LIBRARIES for file in Path("/").glob(f"{place[1:]}/{name}")}
    assert found, f"there is no {name} here to hide"
    return sorted(found)


def _hidden(files: Sequence[Path], command: Sequence[str | Path]) -> list[str]:
    return [*_own_mounts(), "sh", "-c", _HIDE, "sh", *map(str, files), "--", *map(str, command)]


@cache
def _own_mounts() -> tuple[str, ...]:
    """How to run a program with mounts of its own; skips where that is not allowed."""
    for way in (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount")):
        probe = [*way, "mount", "-t", "tmpfs", "none", "/mnt"]
        if subprocess.run(probe, check=False, capture_output=True).returncode == 0:
            return way
    pytest.skip("this account may not have mounts of its own")

"""What the one executable unpacks by itself once it runs (``torrpeddo.unpacking``), beside all that comes first."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from .libraries import Entry

FOLDER = "later"
_LARGE = "libtorrent/"
"""Two thirds of all there is to unpack, and nothing needs it before the window is on its way."""


def apart(
    binaries: Sequence[Entry], work: Path, stripped: Callable[[str, str], str]
) -> tuple[list[Entry], list[Entry]]:
    """``binaries`` without what comes later, and that, as data in ``work``. ``stripped``: the path of a library without
    what only debuggers read, for where it goes and where it is."""
    later = [entry for entry in binaries if entry[0].startswith(_LARGE)]
    data = []
    for target, source, _ in later:
        packed = work / FOLDER / f"{target}.z"
        packed.parent.mkdir(parents=True, exist_ok=True)
        packed.write_bytes(zlib.compress(Path(stripped(source, target)).read_bytes(), 9))
        data.append((f"{FOLDER}/{target}.z", str(packed), "DATA"))
    return [entry for entry in binaries if entry not in later], data

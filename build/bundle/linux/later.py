"""What the one executable unpacks by itself once it runs (``torrpeddo.unpacking``), beside all that comes first."""

import re
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from .libraries import Entry

FOLDER = "later"
_GROUPS = (
    ("_hashlib", r"libcrypto\.|.*/_hashlib\."),
    ("torrpeddo.desktop.interface", r"torrpeddo/interface/"),
    ("gi", r"gi_typelibs/|gi/|libgirepository-"),
    ("msgspec", r"msgspec/"),
    ("libtorrent", r"libtorrent/"),
    ("unicodedata", r".*/unicodedata\."),
    ("pyexpat", r".*/pyexpat\."),
    ("_ssl", r"libssl\.|.*/_ssl\."),
    *((name, rf".*/{name}\.") for name in ("_codecs_cn", "_codecs_hk", "_codecs_jp", "_codecs_kr", "_codecs_tw")),
    ("nobody", r"LICENCES\.txt"),
)
"""Modules, in the order in which they are wanted, and the files that each of them waits for."""
_AS_THEY_ARE = ("libtorrent", "_hashlib")
"""Groups that are wanted so soon that it is worth their size not to compress them."""
_LEFT_ALONE = "PKG"
"""A kind that PyInstaller stores as it is, and does not unpack."""


def apart(entries: Iterable[Entry], work: Path, stripped: Callable[[str, str], str]) -> tuple[list[Entry], list[Entry]]:
    """``entries`` without what comes later, and that, made in ``work``. ``stripped``: the path of a library without
    what only debuggers read, for where it is and where it goes."""
    first, later = list[Entry](), list[Entry]()
    for entry in entries:
        target, source, kind = entry
        for number, (module, pattern) in enumerate(_GROUPS):
            if re.match(pattern, target):
                file = source if kind == "DATA" else stripped(source, target)
                name = f"{FOLDER}/{number:02}-{module}/{target}"
                if module not in _AS_THEY_ARE:
                    name, file = f"{name}.z", _compressed(file, work / f"{name}.z")
                later.append((name, file, _LEFT_ALONE))
                break
        else:
            first.append(entry)
    return first, later


def _compressed(file: str, packed: Path) -> str:
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.write_bytes(zlib.compress(Path(file).read_bytes(), 9))
    return str(packed)

"""Makes the packages of this system and says how large they are."""

import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import stamps
from bundle import freeze, trying
from bundle.contents import ROOMS
from paths import ROOT
from shell import say

DIST = ROOT / "dist"
_STEP = "package"
_MB = 1_000_000


class Products(Protocol):
    """The module ``products`` in a system's room."""

    PATTERNS: tuple[str, ...]
    """Of what it makes in ``dist/``, old and new."""

    def wrap(self, machine: str) -> None:
        """Make them of what was frozen; ``machine`` is ``platform.machine()``."""


def main() -> None:
    room = ROOMS[sys.platform]
    for product in make(room, cast(Products, import_module(f"bundle.{room}.products"))):
        say(f"{product.relative_to(ROOT)}  {product.stat().st_size / _MB:.1f} MB")


def make(room: str, products: Products) -> list[Path]:
    """All of them, in ``dist/``; what was made of the very same sources is left as it is."""
    state = freeze.state()
    if not (stamps.is_current(_STEP, state) and _made(products)):
        say("Packaging the program (this takes a minute)")
        for old in _made(products):
            old.unlink()
        freeze.freeze(room)
        trying.try_out(freeze.PROGRAM)
        products.wrap(platform.machine())
        stamps.write(_STEP, state)
    return _made(products)


def _made(products: Products) -> list[Path]:
    return [file for pattern in products.PATTERNS for file in DIST.glob(pattern)]


if __name__ == "__main__":
    main()

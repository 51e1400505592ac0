"""The base of every struct on the wire, and the scalar types they share.

``kw_only`` is not inherited and mypy wants ``frozen`` again, so each struct says both.
"""

from typing import Annotated

from msgspec import Meta, Struct


class Wire(Struct, frozen=True):
    """A value the host sends."""


class Params(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of a method. An unknown name is an error, so a typing slip is never ignored."""


TorrentId = Annotated[str, Meta(pattern="^[0-9a-f]{40}$")]
"""Hex info-hash: v1 (BEP 3) where there is one, else the v2 hash (BEP 52) cut to 20 bytes."""

Priority = Annotated[int, Meta(ge=0, le=7)]
"""A file's priority on libtorrent's scale: 0 skip, 1 low, 4 normal, 7 high."""

PathText = Annotated[str, Meta(min_length=1, max_length=4096)]

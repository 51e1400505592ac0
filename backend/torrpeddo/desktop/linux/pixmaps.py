"""Pictures as StatusNotifierItem wants them: ARGB, four bytes a pixel in that order."""

from pathlib import Path
from typing import Any

from gi.repository import GdkPixbuf, GLib


def pixmap(path: Path) -> Any:
    """A PNG with transparency as ``(iiay)``: width, height, pixels."""
    picture = GdkPixbuf.Pixbuf.new_from_file(str(path))
    pixels = argb(picture.get_pixels())
    data = GLib.Variant.new_from_bytes(GLib.VariantType("ay"), GLib.Bytes.new(pixels), True)
    size = (GLib.Variant("i", side) for side in (picture.get_width(), picture.get_height()))
    return GLib.Variant.new_tuple(*size, data)


def argb(rgba: bytes) -> bytes:
    turned = bytearray(len(rgba))
    turned[0::4] = rgba[3::4]
    turned[1::4], turned[2::4], turned[3::4] = rgba[0::4], rgba[1::4], rgba[2::4]
    return bytes(turned)

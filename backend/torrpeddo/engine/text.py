"""Text that came from strangers: torrent names, tracker messages, peer clients."""

from collections.abc import Callable


def remote(read: Callable[[], object], fallback: str = "") -> str:
    """A string read from libtorrent, which raises when the remote side sent bad UTF-8."""
    try:
        value = read()
    except UnicodeDecodeError as error:
        return printable(bytes(error.object).decode("utf-8", "replace"))
    except RuntimeError:
        return fallback
    if isinstance(value, bytes):
        return printable(value.decode("utf-8", "replace"))
    return printable(str(value))


def as_sent(read: Callable[[], object]) -> str:
    """The whole string, to look something up in it; not to be shown."""
    try:
        return str(read())
    except UnicodeDecodeError as error:
        return bytes(error.object).decode("utf-8", "replace")


def printable(text: str, limit: int = 1000) -> str:
    """Without control characters, bidirectional overrides and lone surrogates; cut to ``limit``."""
    if text.isascii() and text.isprintable():
        return text[:limit].strip()
    kept = (" " if char in "\r\n\t" else char for char in text[:limit] if _shows(char))
    return "".join(kept).strip()


def _shows(char: str) -> bool:
    code = ord(char)
    if code < 0x20 or code == 0x7F:
        return char in "\r\n\t"
    return not (0x80 <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xD800 <= code <= 0xDFFF)

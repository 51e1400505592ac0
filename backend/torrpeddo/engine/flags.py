"""What was asked of a torrent, as libtorrent's flags. Intent is the library's; flags are derived from it, always."""

import libtorrent as lt

from ..contract.torrents import Intent
from .facts import Handle

FLAGS = lt.torrent_flags
INTENT_FLAGS = FLAGS.auto_managed | FLAGS.paused | FLAGS.stop_when_ready | FLAGS.upload_mode
ALWAYS = FLAGS.apply_ip_filter | FLAGS.update_subscribe | FLAGS.duplicate_is_error


def intent_flags(intent: Intent, *, looking: bool = False, placed: bool = False) -> int:
    """Queued torrents start paused: unpaused, a thousand would run before the queue looks at them.

    ``looking``: without metadata; libtorrent's queue has no say in those. ``placed``: it has a place in the queue.
    """
    if intent is Intent.FORCED:
        return 0
    if intent is Intent.PAUSED or looking:
        return int(FLAGS.paused)
    return int(FLAGS.auto_managed if placed else FLAGS.auto_managed | FLAGS.paused)


def enforce(handle: Handle, intent: Intent, *, looking: bool = False, guarded: bool = False) -> None:
    """Make the torrent do what was asked. May be repeated at will.

    Whether one that is ``looking`` for its metadata runs is for its turn to say, unless it is forced.
    ``guarded``: it has no leave to write.
    """
    if intent is Intent.PAUSED:
        handle.unset_flags(FLAGS.auto_managed)
        handle.pause()
        handle.unset_flags(FLAGS.upload_mode)
        return
    handle.clear_error()
    handle.unset_flags(FLAGS.stop_when_ready if guarded else FLAGS.upload_mode | FLAGS.stop_when_ready)
    if guarded:
        handle.set_flags(FLAGS.upload_mode)
    handle.unset_flags(FLAGS.auto_managed)
    if intent is Intent.FORCED or not looking:
        handle.resume()
    if intent is Intent.RUN and not looking:
        # Last: it may have no place, and libtorrent looks at its queue whenever a torrent comes under it.
        handle.set_flags(FLAGS.auto_managed)

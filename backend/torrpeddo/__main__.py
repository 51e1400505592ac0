"""The command line.

``torrpeddo``            the window; magnet links and torrent files after it open the Add dialog
``torrpeddo engine``     no window: JSON-RPC over stdin and stdout, one document a line, logs on stderr
``torrpeddo restore``    back to a backup of the library: ``--list`` shows them, ``latest`` or a name chooses
``torrpeddo websocket``  for ``npm run dev`` only: the same over a WebSocket on 127.0.0.1

Each takes ``--profile DIR`` and ``--set name=value`` (any libtorrent setting, for this run).
"""

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .closing import END_SECONDS, exit_within
from .errors import TorrpeddoError

if TYPE_CHECKING:
    from .engine import Engine

FAREWELL_SECONDS = 1.5
"""What a client may take for the last replies before the engine ends."""
LINGER_SECONDS = 1.0
"""What the process may take once everything is saved."""
FAILED = 1
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["engine"]:
            return _engine(_parser("engine").parse_args(given[1:]))
        if given[:1] == ["websocket"]:
            return _websocket(_parser("websocket").parse_args(given[1:]))
        if given[:1] == ["restore"]:
            return _restore(_restore_parser().parse_args(given[1:]))
        if given == ["create-worker"]:
            return _create_worker()
        return _window(_parser("").parse_args(given))
    except TorrpeddoError as error:
        print(f"torrpeddo: {error.message}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"torrpeddo {command}".strip(),
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Torrpeddo {__version__}")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument(
        "--set",
        dest="overrides",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a libtorrent setting for this run, for instance enable_dht=false; may be repeated",
    )
    if command == "websocket":
        parser.add_argument("--port", type=int, required=True, help="on 127.0.0.1")
        parser.add_argument("--token-file", type=Path, required=True, help="holds the word that clients must know")
        parser.add_argument("--origin", default="http://127.0.0.1:5199", help="the page that may connect")
    elif not command:
        parser.add_argument("--hidden", action="store_true", help="start without showing the window")
        parser.add_argument(
            "add", nargs="*", metavar="LINK", help="magnet links, torrent files and links to them to open"
        )
    return parser


def _restore_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="torrpeddo restore",
        description="Go back to a backup of the library: torrents and settings as they were then. The library that is "
        "there becomes a backup itself; downloaded files are not touched. Quit Torrpeddo first.",
    )
    parser.add_argument("--profile", type=Path, metavar="DIR", help="the folder with the library")
    parser.add_argument("--list", action="store_true", help="show the backups there are, the newest first")
    parser.add_argument("snapshot", nargs="?", metavar="BACKUP", help="its name in the list, or “latest”")
    return parser


@contextmanager
def _running_engine(options: argparse.Namespace) -> "Iterator[Engine]":
    """An engine on the profile, started; ended in order whatever happens inside."""
    from .engine import Engine
    from .library.profile import Profile
    from .log import write_logs

    profile = Profile.open(options.profile)
    try:
        write_logs(profile.logs)
        engine = Engine(profile, options.overrides)
        engine.start()
        try:
            yield engine
        finally:
            exit_within(END_SECONDS - FAREWELL_SECONDS, FAILED)
            if not engine.stop():
                _leave_at_once()
    finally:
        profile.close()
    # Python itself waits for every thread of a pool, also for one that a dead disk will never let go.
    exit_within(LINGER_SECONDS)


def _leave_at_once() -> None:
    """A disk or tracker that hangs must not keep the process: what could be saved is saved by now."""
    print(
        "torrpeddo: not everything could be saved in time; what was downloading is checked next time", file=sys.stderr
    )
    sys.stderr.flush()
    os._exit(FAILED)


def _engine(options: argparse.Namespace) -> int:
    from .transports import stdio

    reader, writer = stdio.claim()
    with _running_engine(options) as engine:
        _stop_on_signals(engine)
        stdio.serve(engine, reader, writer)
    return 0


def _websocket(options: argparse.Namespace) -> int:
    from .transports import websocket

    token = options.token_file.read_text().strip()
    with _running_engine(options) as engine:
        _stop_on_signals(engine)
        websocket.serve(engine, options.port, token, [options.origin])
    return 0


def _restore(options: argparse.Namespace) -> int:
    from .library import restore
    from .library.profile import Profile
    from .library.snapshots import Snapshots

    profile = Profile.open(options.profile)
    try:
        if options.list or options.snapshot is None:
            print("\n".join(Snapshots.of(profile.database).lines()))
            return 0 if options.list else FAILED
        print(restore.restore_now(profile.database, options.snapshot))
        return 0
    finally:
        profile.close()


def _create_worker() -> int:
    """Not for people: the engine starts it to hash the files of a torrent that is being made."""
    from .engine.creating import worker

    return worker.run()


def _window(options: argparse.Namespace) -> int:
    from .desktop.display import require_display
    from .desktop.interface import interface_path

    require_display()
    interface = interface_path()
    with _running_engine(options) as engine:
        from .desktop.window import run_window

        return 0 if run_window(engine, interface, hidden=options.hidden, add=options.add) else FAILED


def _stop_on_signals(engine: "Engine") -> None:
    """Ctrl+C and a polite kill end in order: nothing is lost."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: engine.request_shutdown())


if __name__ == "__main__":
    sys.exit(main())

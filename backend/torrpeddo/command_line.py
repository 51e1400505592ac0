"""The command line.

``torrpeddo``            the window; magnet links and torrent files after it open the Add dialog, in the window
                       that is open where there is one
``torrpeddo engine``     no window: JSON-RPC over stdin and stdout, one document a line, logs on stderr
``torrpeddo restore``    back to a backup of the library: ``--list`` shows them, ``latest`` or a name chooses

Each takes ``--profile DIR`` and ``--set name=value`` (any libtorrent setting, for this run).
"""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .closing import END_SECONDS, exit_within
from .errors import TorrpeddoError, Unavailable
from .packaged import is_silent

if TYPE_CHECKING:
    from .contract.notices import Notice
    from .engine import Engine
    from .library.profile import Profile

FAREWELL_SECONDS = 1.5
"""What a client may take for the last replies before the engine ends."""
FAILED = 1
INTERRUPTED = 130


def main(given: list[str]) -> int:
    """Do what the arguments say, and return the process's exit code."""
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
        _complain(error.message)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _complain(message: str) -> None:
    """Why it does not start."""
    if sys.platform == "win32" and is_silent():
        from .desktop.windows.saying import show_error

        show_error(message)
    else:
        print(f"torrpeddo: {message}", file=sys.stderr)


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
def _held_profile(options: argparse.Namespace) -> "Iterator[tuple[Profile, Path | None]]":
    """The profile, held, with its log and watched for crashes; and the report of a crash that nobody was told of."""
    from .crashes import watched
    from .library.profile import Profile
    from .log import write_logs

    gc.disable()  # until the engine has its list (``engine.memory``): what is loaded and made by then stays
    profile = Profile.open(options.profile)
    try:
        write_logs(profile.logs)
        with watched(profile.crashes) as last_crash:
            yield profile, last_crash
    finally:
        profile.close()


@contextmanager
def _running_engine(options: argparse.Namespace) -> "Iterator[Engine]":
    """An engine on the profile, started; ended in order whatever happens inside."""
    with _held_profile(options) as (profile, last_crash):
        engine = _begin(profile, options.overrides, last_crash)
        try:
            yield engine
        finally:
            _end(engine)


def _begin(profile: "Profile", overrides: list[str], last_crash: Path | None) -> "Engine":
    from .engine import Engine

    engine = Engine(profile, overrides)
    if last_crash is not None:
        engine.notices.append(_told(last_crash))
    engine.start()
    return engine


def _end(engine: "Engine") -> None:
    """Does nothing more when it has ended."""
    exit_within(END_SECONDS - FAREWELL_SECONDS, FAILED)
    if not engine.stop():
        _leave_at_once()


def _told(crash: Path) -> "Notice":
    from .contract.notices import Notice, NoticeKind

    return Notice(
        kind=NoticeKind.CRASHED,
        message=f"Torrpeddo ended unexpectedly last time. A report is in {crash}; nothing of it was sent anywhere.",
        facts={"path": str(crash)},
    )


def _leave_at_once() -> None:
    """A disk or tracker that hangs must not keep the process: what could be saved is saved by now."""
    print(
        "torrpeddo: not everything could be saved in time; what was downloading is checked next time", file=sys.stderr
    )
    sys.stderr.flush()
    os._exit(FAILED)


def _engine(options: argparse.Namespace) -> int:
    from . import plain_libraries

    plain_libraries.load()
    from .transports import stdio

    reader, writer = stdio.claim()
    with _running_engine(options) as engine:
        _stop_on_signals(engine)
        stdio.serve(engine, reader, writer)
    return 0


def _websocket(options: argparse.Namespace) -> int:
    """For ``npm run dev`` alone: the same over a WebSocket on 127.0.0.1. The packaged program does not have it."""
    try:
        from .transports import websocket
    except ImportError as error:
        raise Unavailable("There is no WebSocket here: only a checkout of the source has one.") from error

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
    try:
        return _show(options)
    except TorrpeddoError as error:
        from .desktop import windowless

        windowless.tell(error.message)
        raise


def _show(options: argparse.Namespace) -> int:
    from .desktop.instance import claim, request_of
    from .library.profile import place_of

    request = request_of(options.add, os.environ, hidden=options.hidden)
    first = claim(place_of(options.profile), request)
    if first is None:
        if options.overrides:
            print("torrpeddo: it is running already; --set has no effect on that.", file=sys.stderr)
        return 0
    with first:
        from .desktop.display import require_display
        from .desktop.interface import interface_path

        require_display()
        interface = interface_path()
        with _held_profile(options) as (profile, last_crash):
            from .desktop.window import run_window

            engines: list[Engine] = []

            def begin() -> "Engine":
                engines.append(_begin(profile, options.overrides, last_crash))
                return engines[0]

            try:
                saved = run_window(begin, profile.database, interface, first, hidden=options.hidden, add=options.add)
            finally:
                for engine in engines:
                    _end(engine)
            return 0 if saved else FAILED


def _stop_on_signals(engine: "Engine") -> None:
    """Ctrl+C and a polite kill end in order: nothing is lost."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: engine.request_shutdown())

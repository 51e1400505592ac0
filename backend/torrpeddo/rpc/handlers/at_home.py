"""How the program fits in with the system: what it opens, what starts at login, what it runs. Plain functions: they may
wait.
"""

from ...contract.commands import NoParams
from ...contract.completion import Trial, TryProgram
from ...contract.desktop import Autostart, Handlers, Openings, SetAutostart
from ...errors import Unavailable
from .. import ports
from ..context import Context


def _handlers(context: Context) -> ports.Handlers:
    if context.desktop is None or context.desktop.handlers is None:
        raise Unavailable("What opens magnet links can't be changed from here.")
    return context.desktop.handlers


def _autostart(context: Context) -> ports.Autostart:
    if context.desktop is None or context.desktop.autostart is None:
        raise Unavailable("Whether Torrpeddo starts when you log in can't be changed from here.")
    return context.desktop.autostart


def get_handlers(context: Context, params: NoParams) -> Handlers:
    return _handlers(context).who()


def take_handlers(context: Context, params: Openings) -> Handlers:
    return _handlers(context).take(params.opens)


def give_back_handlers(context: Context, params: Openings) -> Handlers:
    return _handlers(context).give_back(params.opens)


def get_autostart(context: Context, params: NoParams) -> Autostart:
    return _autostart(context).get()


def set_autostart(context: Context, params: SetAutostart) -> Autostart:
    return _autostart(context).set(on=params.on, hidden=params.hidden)


def try_program(context: Context, params: TryProgram) -> Trial:
    """Run on a made-up torrent what would be run on each that has finished."""
    if context.desktop is None or context.desktop.trials is None:
        raise Unavailable("This needs the Torrpeddo window, and none is open.")
    return context.desktop.trials.attempt(params.program)

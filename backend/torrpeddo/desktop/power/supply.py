"""Torrents are held on battery power or on a metered connection, where a person wants that."""

import logging
from collections.abc import Iterable
from concurrent.futures import Future

from ...contract.events import Event, SettingsEvent
from ...contract.session import HeldBy
from ...contract.settings import Settings
from ...errors import ShuttingDown
from ..beside import Program
from .ports import Supply, SupplyWatch

_log = logging.getLogger(__name__)


class HoldOnSupply:
    """A ``beside.Companion``. Capabilities ``battery`` and ``metered`` say what this system can tell."""

    def __init__(self, program: Program, watch: SupplyWatch) -> None:
        self._program = program
        self._watch = watch
        self._supply = Supply()

    def start(self) -> None:
        self._program.engine.feed.attach(self)
        self._watch.start(self._changed)

    def stop(self) -> None:
        self._program.engine.feed.detach(self)
        self._watch.stop()

    def changed(self, changed: Iterable[str], removed: Iterable[str]) -> None:
        pass

    def tell(self, event: Event) -> None:
        if isinstance(event, SettingsEvent):
            self._hold()

    def _changed(self, supply: Supply) -> None:
        """From any thread."""
        self._supply = supply
        self._program.offer("battery", supply.on_battery is not None)
        self._program.offer("metered", supply.metered is not None)
        self._hold()

    def _hold(self) -> None:
        self._program.engine.submit(self._tell_engine()).add_done_callback(_logged)

    async def _tell_engine(self) -> None:
        preferences = self._program.engine.preferences
        preferences.hold(holds(preferences.current, self._supply))


def holds(settings: Settings, supply: Supply) -> frozenset[HeldBy]:
    """What is not known holds nothing."""
    wanted = {
        HeldBy.BATTERY: settings.pause_on_battery and supply.on_battery,
        HeldBy.METERED: settings.pause_on_metered and supply.metered,
    }
    return frozenset(cause for cause, now in wanted.items() if now)


def _logged(done: "Future[None]") -> None:
    error = done.exception()
    if error is not None and not isinstance(error, ShuttingDown):
        _log.error("What holds the torrents could not be changed: %s", error)

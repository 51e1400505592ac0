"""At each start: what the system was told of this program leads to it again, where it was moved."""

import logging
import threading

from ...errors import Unavailable
from ..fitting_in import FittingIn

_log = logging.getLogger(__name__)


class Renewing:
    """A ``beside.Companion``. Files are looked at on a thread of its own, once."""

    def __init__(self, fitting_in: FittingIn) -> None:
        self._fitting_in = fitting_in

    def start(self) -> None:
        threading.Thread(target=self._renew, name="renew entries", daemon=True).start()

    def stop(self) -> None:
        """Each file is written whole or not at all, so nothing has to be waited for."""

    def _renew(self) -> None:
        if self._fitting_in.handlers is not None:
            self._fitting_in.handlers.refresh()
        try:
            self._fitting_in.autostart.refresh()
        except (OSError, Unavailable) as error:
            _log.warning("What starts at login could not be renewed: %s", error)

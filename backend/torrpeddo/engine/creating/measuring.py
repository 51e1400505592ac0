"""How much a torrent would hold, before anybody asks for it to be made. On a thread of its own: folders may be huge."""

import threading
from concurrent.futures import ThreadPoolExecutor

from ...contract.creating import Measure, Measured
from ...errors import WrongState
from ..core import Core
from ..storage import absolute
from .limits import piece_length_for
from .scan import refuse_drive, scan


class Measuring:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._thread = ThreadPoolExecutor(1, "torrpeddo-measure")
        self._stop = threading.Event()
        """Of the measuring that is under way."""

    async def measure(self, params: Measure) -> Measured:
        """Whoever asked before is told that somebody else did. Raises InvalidInput, InvalidPath, StorageError."""
        self._stop.set()
        stop = self._stop = threading.Event()
        return await self._core.loop.run_in_executor(self._thread, _measure, params, stop)

    def close(self) -> None:
        self._stop.set()
        self._thread.shutdown(wait=False, cancel_futures=True)


def _measure(params: Measure, stop: threading.Event) -> Measured:
    def going() -> None:
        if stop.is_set():
            raise WrongState("Something else is being measured by now.")

    going()
    path = absolute(params.path)
    refuse_drive(path)
    files = scan(path, include_hidden=params.include_hidden, going=going)
    size = sum(file.size for file in files)
    return Measured(files=len(files), size=size, piece_length=piece_length_for(size))

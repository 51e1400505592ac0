"""One client of the engine, whatever transport it came by: its outbox, and a dispatcher that knows it."""

from contextlib import suppress
from types import TracebackType
from typing import Self

from ..engine import Engine
from ..errors import ShuttingDown
from .context import Context
from .dispatcher import Dispatcher
from .outbox import Outbox
from .ports import Desktop


class Client:
    """On the engine's feed from ``with`` (or ``open``) to the end of it (or ``close``). Not on the engine's thread."""

    def __init__(self, engine: Engine, transport: str, desktop: Desktop | None = None) -> None:
        self._engine = engine
        self.outbox = Outbox(engine.feed)
        self.dispatcher = Dispatcher(Context(engine, self.outbox, desktop), transport)

    def open(self) -> None:
        self._engine.submit(self._attach()).result()

    def close(self) -> None:
        """Safe to call twice, and when the engine is gone."""
        self.outbox.close()
        # Refused once the engine's loop has ended, and its feed with it.
        with suppress(ShuttingDown, RuntimeError):
            self._engine.submit(self._detach())

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def _attach(self) -> None:
        self._engine.feed.attach(self.outbox)

    async def _detach(self) -> None:
        self._engine.details.forget(self.outbox)
        self._engine.feed.detach(self.outbox)

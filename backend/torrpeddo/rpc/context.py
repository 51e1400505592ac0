"""What a handler may touch: the engine, the desktop if there is one, and the client that asks."""

from dataclasses import dataclass

from ..engine import Engine
from .outbox import Outbox
from .ports import Desktop


@dataclass(frozen=True, slots=True)
class Context:
    engine: Engine
    client: Outbox
    desktop: Desktop | None = None

"""What a handler may touch: the engine, the desktop if there is one, and the client that asks."""

from msgspec import Struct

from ..engine import Engine
from .outbox import Outbox
from .ports import Desktop


class Context(Struct, frozen=True):
    engine: Engine
    client: Outbox
    desktop: Desktop | None = None

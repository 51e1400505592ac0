"""How a program of the person's own does that is run when a download has finished."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from .base import Params, Wire
from .settings import Arguments


class TryProgram(Params, frozen=True, kw_only=True):
    program: Annotated[Arguments, Meta(min_length=1)]
    """As in ``Settings.run_on_completion``."""


class Outcome(StrEnum):
    """What came of it."""

    WELL = "well"
    """It ended with the code 0."""
    FAILED = "failed"
    """It ended with another."""
    KILLED = "killed"
    """A signal ended it; ``code`` is its number."""
    RUNNING = "running"
    """It had not ended after some seconds, and goes on."""
    MISSING = "missing"
    """There is no such program."""
    FORBIDDEN = "forbidden"
    """It may not be run."""
    NO_PROGRAM = "no_program"
    """It is there, and nothing that the system can run."""
    REFUSED = "refused"
    """Torrpeddo runs no batch files (Windows): their shell would read commands in a torrent's name."""
    NOT_STARTED = "not_started"
    """Of another reason; ``reason`` has the system's words."""


class Trial(Wire, frozen=True, kw_only=True):
    outcome: Outcome
    command: list[str]
    """What was run."""
    code: int | None = None
    output: str = ""
    """The end of what it wrote so far, as plain text."""
    reason: str = ""

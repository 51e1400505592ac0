"""What each system fills in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...contract.desktop import Opened


@dataclass(frozen=True, slots=True)
class Owner:
    id: str
    """The system's own name of the program, by which it gets things back."""
    name: str
    ours: bool = False


class Associations(Protocol):
    """From threads that may wait."""

    @property
    def chosen_in_system(self) -> bool:
        """Whether ``take`` can only offer us, and the person chooses in the system's settings."""
        ...

    def owner(self, opens: Opened) -> Owner | None: ...

    def take(self, opens: Sequence[Opened]) -> None:
        """Raises ``Unavailable`` or OSError where the system does not have it."""
        ...

    def give(self, opens: Opened, to: str | None) -> None:
        """To the program with this id, or to whom the system chooses. Fails as ``take`` does."""
        ...

    def name_of(self, id: str) -> str | None:
        """Of the program with this id; None if it is no longer there."""
        ...

    def refresh(self) -> None:
        """What we once wrote leads to this program again, if it leads nowhere any more."""
        ...

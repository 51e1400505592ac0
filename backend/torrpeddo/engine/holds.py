"""What holds the whole session, beside a person's own “pause all”: how the computer is powered and connected."""

from ..contract.session import HeldBy


class Holds:
    """A hold that a person has set aside comes back only after its cause has gone and come again."""

    def __init__(self) -> None:
        self._there: frozenset[HeldBy] = frozenset()
        self._aside: frozenset[HeldBy] = frozenset()

    @property
    def by(self) -> HeldBy | None:
        """What to name, where anything holds."""
        return next((cause for cause in HeldBy if cause in self._there - self._aside), None)

    def set(self, there: frozenset[HeldBy]) -> None:
        self._there = there
        self._aside &= there

    def set_aside(self) -> None:
        """A person goes on anyway."""
        self._aside = self._there

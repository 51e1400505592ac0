"""Where the window was, on each set of screens: a laptop at a desk and on the way are two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .placement import Area, Placement, fit, fit_whole, from_view

KEY = "window"
"""Its place among the settings' ``view``."""
_SCREENS = "screens"
_KEPT = 8
"""Sets of screens."""


@dataclass(frozen=True, slots=True)
class Places:
    last: Placement = field(default_factory=Placement)
    by_screens: Mapping[str, Placement] = field(default_factory=dict)
    """What was last used goes last."""

    def on(self, screens: Sequence[Area]) -> Placement:
        """Where it was on these screens, or else where it was last; always within reach."""
        known = self.by_screens.get(signature(screens))
        return fit(known, screens) if known is not None else fit_whole(self.last, screens)

    def noted(self, placement: Placement, screens: Sequence[Area]) -> "Places":
        name = signature(screens)
        others = {known: place for known, place in self.by_screens.items() if known != name}
        kept = list(others.items())[1 - _KEPT :]
        return Places(placement, {**dict(kept), name: placement})

    def to_view(self) -> dict[str, Any]:
        return {**self.last.to_view(), _SCREENS: {name: place.to_view() for name, place in self.by_screens.items()}}


def places_from(stored: object) -> Places:
    """What the settings remember; nothing for anything that isn't that."""
    screens = stored.get(_SCREENS) if isinstance(stored, dict) else None
    known = list(screens.items())[-_KEPT:] if isinstance(screens, dict) else []
    return Places(from_view(stored), {str(name): from_view(place) for name, place in known})


def signature(screens: Sequence[Area]) -> str:
    """The same for the same screens in the same places, in whichever order they are told."""
    named = sorted(f"{screen.width}x{screen.height}{screen.x:+}{screen.y:+}" for screen in screens)
    return " ".join(named)

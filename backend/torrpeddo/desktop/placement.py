"""Where the window is and how large: remembered from one start to the next, and kept on a screen that exists."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

MIN_WIDTH, MIN_HEIGHT = 760, 520
DEFAULT_WIDTH, DEFAULT_HEIGHT = 1240, 800
_GRIP = 80
"""Pixels of the window that must be on a screen for a person to get hold of it."""


@dataclass(frozen=True, slots=True)
class Area:
    """A screen, in logical pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Logical pixels. Without ``x`` and ``y`` the system decides; the size is that of the window not maximised."""

    width: int = DEFAULT_WIDTH
    height: int = DEFAULT_HEIGHT
    x: int | None = None
    y: int | None = None
    maximised: bool = False

    def to_view(self) -> dict[str, Any]:
        return asdict(self)


def from_view(stored: object) -> Placement:
    """What the settings remember; the default placement for anything that isn't one."""
    if not isinstance(stored, dict):
        return Placement()
    width, height, x, y = (_whole(stored.get(name)) for name in ("width", "height", "x", "y"))
    if width is None or height is None:
        return Placement()
    maximised = stored.get("maximised") is True
    if x is None or y is None:
        return Placement(width, height, maximised=maximised)
    return Placement(width, height, x, y, maximised)


def fit(placement: Placement, screens: Sequence[Area]) -> Placement:
    """The same placement, no larger than its screen; left to the system if no screen shows enough of it."""
    for screen in screens:
        fitted = _shrink(placement, screen)
        if _within_reach(fitted, screen):
            return fitted
    sized = _shrink(placement, screens[0]) if screens else placement
    return replace(sized, x=None, y=None)


def fit_whole(placement: Placement, screens: Sequence[Area]) -> Placement:
    """As ``fit``, and all of it on its screen: for a place that nobody chose on these screens."""
    for screen in screens:
        fitted = _shrink(placement, screen)
        if fitted.x is not None and fitted.y is not None and _within_reach(fitted, screen):
            right, bottom = screen.x + screen.width, screen.y + screen.height
            x = max(screen.x, min(fitted.x, right - fitted.width))
            y = max(screen.y, min(fitted.y, bottom - fitted.height))
            return replace(fitted, x=x, y=y)
    return fit(placement, screens)


def _shrink(placement: Placement, screen: Area) -> Placement:
    return replace(
        placement,
        width=max(MIN_WIDTH, min(placement.width, screen.width)),
        height=max(MIN_HEIGHT, min(placement.height, screen.height)),
    )


def _within_reach(placement: Placement, screen: Area) -> bool:
    """Whether the screen shows a piece of the window's top edge that is wide enough to drag it by."""
    if placement.x is None or placement.y is None:
        return False
    left = max(placement.x, screen.x)
    right = min(placement.x + placement.width, screen.x + screen.width)
    return right - left >= _GRIP and screen.y <= placement.y <= screen.y + screen.height - _GRIP


def _whole(value: object) -> int | None:
    """An integer of a size a screen can have, or None."""
    return value if type(value) is int and abs(value) < 2**15 else None

"""All that is to be seen of the tray's icon, as a value: two that are equal look the same."""

from pathlib import Path

from msgspec import Struct

from ...contract.session import HeldBy, SessionInfo
from ...contract.settings import Settings
from ..words import Words
from .counting import Count
from .menu import Entry, menu

NAME = "Torrpeddo"
_ICONS = Path(__file__).with_name("icons")
SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels of a side, for which there are pictures."""
_RIGHT_TO_LEFT = frozenset({"ar"})
_HELD = {HeldBy.BATTERY: "tray_on_battery", HeldBy.METERED: "tray_on_metered"}


class Look(Struct, frozen=True):
    attention: bool
    """A torrent waits for a person."""
    text: str
    """What pointing at it says besides the program's name."""
    menu: tuple[Entry, ...]
    right_to_left: bool = False

    @property
    def tooltip(self) -> str:
        """Where there is but one line for it."""
        return f"{NAME} — {self.text}"


def look(settings: Settings, session: SessionInfo, count: Count, words: Words, *, shown: bool) -> Look:
    return Look(
        attention=count.in_need > 0,
        text=" · ".join(_parts(settings, session, count, words)),
        menu=menu(settings, words, shown=shown, held=settings.all_paused or session.held_by is not None),
        right_to_left=words.language in _RIGHT_TO_LEFT,
    )


def picture(size: int, attention: bool) -> Path:
    """The icon as a PNG; ``size`` is one of ``SIZES``. In its own colours: no panel says whether it is dark."""
    return _ICONS / f"{'attention' if attention else 'icon'}-{size}.png"


def _parts(settings: Settings, session: SessionInfo, count: Count, words: Words) -> list[str]:
    if settings.all_paused:
        parts = [words.say("tray_paused")]
    elif session.held_by is not None:
        parts = [words.say(_HELD[session.held_by])]
    else:
        rates = words.say("tray_rates", down=words.rate(session.down_rate), up=words.rate(session.up_rate))
        parts = [rates, *([words.say("tray_downloading", count=count.downloading)] if count.downloading else [])]
    return [*parts, *([words.say("tray_in_need", count=count.in_need)] if count.in_need else [])]
